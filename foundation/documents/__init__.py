"""One document, many forms: gathered once, then a page, a PDF, a DOCX, an XLSX; and CSV straight from the database."""
