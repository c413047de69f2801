"""Columns for a mailing tool: titles, reasons and links in the language of each person."""
