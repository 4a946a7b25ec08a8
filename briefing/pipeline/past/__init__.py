"""Looking back: search, why something was decided, storylines, what differs between two editions."""
