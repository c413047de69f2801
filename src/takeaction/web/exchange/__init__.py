"""What a browser sends and gets: values, limits before any work, forms and headers."""
