"""From the files of a pack to checked records: find, read, structure, check."""
