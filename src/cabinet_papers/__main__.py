"""`python -m cabinet_papers` is the same as `papers`."""

from cabinet_papers.cli.app import main

main()
