"""Store: the archive of wires, analyses and editions."""
