"""Turn the files of a pack into drafts: plain records that know their line."""
