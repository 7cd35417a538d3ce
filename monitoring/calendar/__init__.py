"""Periods that reports speak of and days on which they are due. Pure: no records."""
