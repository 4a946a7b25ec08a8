"""Ratios of the whole program and its parts to what they are held against, measured in one run."""
