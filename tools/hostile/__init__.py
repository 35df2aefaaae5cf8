"""Hostile files of every kind that the program reads, each made anew; `python -m tools.hostile` tries them."""
