"""Workbooks as such: cells, formats, and the files that hold them."""
