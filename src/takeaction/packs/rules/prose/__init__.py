"""Numbers and addresses in the middle of a text: found, promised to its reader, and checked."""
