"""The workbench: a page that checks sheets and packs in a browser, with the commands' code."""
