"""``takeaction pack check``, and its reports on links, on overlap and on readability."""
