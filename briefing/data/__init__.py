"""Data files: gazetteer, taxonomies, fonts, map shapes; each with its source and licence."""
