"""Spreadsheets and paper sheets coming in: mapping, dry run, the user's own workbook back with its cells marked."""
