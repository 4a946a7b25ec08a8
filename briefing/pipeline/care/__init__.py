"""The house kept: checks, health, copies, age, set-up, tokens."""
