"""`python -m cabinet_papers` is the same as `papers`."""

from cabinet_papers.cli import main

main()
