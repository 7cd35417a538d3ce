"""Administrative areas, with versions and successors."""
