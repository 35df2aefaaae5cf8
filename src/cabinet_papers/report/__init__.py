"""Findings as text, JSON and pages; the lines they quote; what each code means."""
