"""Sets up, starts and stops Concord on one machine, with the standard library alone."""
