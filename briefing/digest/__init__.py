"""Digest: wires to analyses, stories and dated events. Pure: no clock, no network, no database."""
