"""Who may do what to meetings, minutes and action items. Nothing else decides this."""
