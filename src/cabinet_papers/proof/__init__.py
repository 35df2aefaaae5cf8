"""What is proven of a finished document. Shares no knowledge of WordprocessingML with the code that writes it."""
