"""Tables that a run reads once: names, regions, publishers, and what a configuration asks of them."""
