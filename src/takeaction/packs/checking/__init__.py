"""Check one pack against every rule, each after the rules it depends on."""
