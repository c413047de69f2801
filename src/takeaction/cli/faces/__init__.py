"""Commands that show the answers in another way: pages, sheets, files."""
