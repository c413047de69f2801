"""From actions in their places to the columns of a result."""
