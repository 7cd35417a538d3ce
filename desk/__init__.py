"""Pages that look across the house: Today, search, my commitments."""
