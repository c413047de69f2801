"""Check the web addresses of a pack. The only room that uses the network."""
