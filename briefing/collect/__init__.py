"""Collect: sources to wires."""
