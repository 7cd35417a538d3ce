"""Lists as files: exactly the rows that a reader's filters leave, read by the database straight into CSV or XLSX."""
