"""Edition: one reader's selection, frozen. Pure."""
