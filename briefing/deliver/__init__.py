"""Deliver: files to channels."""
