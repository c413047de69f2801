"""Where packs come from: installed distributions, folders, archives, plugins."""
