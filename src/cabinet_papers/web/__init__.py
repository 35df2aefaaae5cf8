"""Finished papers as web pages."""
