"""The YAML that an officer writes: its text with places, its keys, its schema."""
