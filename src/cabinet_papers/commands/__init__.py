"""One module a command, and what several of them share."""
