"""Administrative maps coming in: read the files, plan what they change, apply it whole or not at all."""
