"""Work done later, with progress, safe to run twice; the clock of the house."""
