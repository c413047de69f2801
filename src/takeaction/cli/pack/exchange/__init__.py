"""Commands that turn sheets and directories into packs, and packs into sheets."""
