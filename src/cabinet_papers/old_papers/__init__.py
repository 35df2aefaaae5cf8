"""Last year's papers: finished documents of a council that become its templates."""
