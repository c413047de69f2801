"""The catalog as an SQLite database, with full-text search and the answers of ``find_help``."""
