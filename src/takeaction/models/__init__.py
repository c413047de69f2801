"""What a record or a question means: frozen attrs classes that read no files."""
