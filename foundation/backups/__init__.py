"""Everything that is kept, in one sealed file, and back again: counted and compared, never hoped for."""
