"""The workspace on disk: folders, packages, and files written whole or not at all."""
