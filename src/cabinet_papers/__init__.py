"""cabinet-papers: a council's scrutiny papers, from the data people write to the documents they circulate."""

__version__ = "0.1.0"
