"""Which days are worked and which are holidays, area by area."""
