"""Spreadsheets: read records from a sheet, and write records to one."""
