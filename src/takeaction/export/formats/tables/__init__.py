"""Records as tables: the same columns for spreadsheets and for databases."""
