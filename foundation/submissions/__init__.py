"""A form or request sent twice or late has one effect."""
