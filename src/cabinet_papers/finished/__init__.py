"""A finished Word document, read as blocks."""
