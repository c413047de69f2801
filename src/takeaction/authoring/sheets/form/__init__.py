"""The template: a workbook to fill in, made from the schema of the records."""
