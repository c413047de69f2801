"""Check the web addresses of a pack. Only this package uses the network."""
