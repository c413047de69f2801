"""Gates and factors for many people: rows of tables, one for each kind of person."""
