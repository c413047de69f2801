"""The finder as a folder of files, which any server can give out and any browser can open."""
