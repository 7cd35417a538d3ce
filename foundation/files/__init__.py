"""Documents and photos: checked, stored privately, answered by a gated view."""
