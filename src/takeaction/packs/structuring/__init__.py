"""Structure a dict as a model: quickly where it has no mistake, strictly where it has one."""
