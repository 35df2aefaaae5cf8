"""Checks finished documents. Shares no knowledge of WordprocessingML with the code that writes it."""
