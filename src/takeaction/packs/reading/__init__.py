"""Read the files of a pack as drafts: plain records that know their line."""
