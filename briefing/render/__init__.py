"""Render: the frozen edition to HTML, PDF, ICS and JSON."""
