"""How a host mounts the finder: a module for each kind of host."""
