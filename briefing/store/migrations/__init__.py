"""Changes of the tables over time, oldest first; run on opening a store of an earlier version."""
