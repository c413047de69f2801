"""Records and questions: frozen attrs classes that read no files."""
