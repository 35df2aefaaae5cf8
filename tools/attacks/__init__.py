"""Hostile Word templates, each made from a shipped one, and what the program does with them."""
