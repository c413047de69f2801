"""The sources of packs: installed distributions, folders, archives and plugins."""
