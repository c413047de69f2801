"""An answer as people see it: blocks, and writers for terminals, HTML, Markdown and messages."""
