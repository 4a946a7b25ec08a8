"""briefing: a daily briefing on security talks and regional crises, made from agency wires."""

__version__ = "0.1.0"
