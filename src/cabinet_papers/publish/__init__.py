"""From finished documents to files: read back against what people wrote, then written whole or not at all."""
