"""From the columns of a table to people in numbers."""
