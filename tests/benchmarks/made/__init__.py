"""The made stream: ten days of wires whose truth is known, since they were made with it."""
