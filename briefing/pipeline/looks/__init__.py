"""How an edition is to look: templates with their faults, and work on one with the page beside it."""
