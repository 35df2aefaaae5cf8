"""The sheets that go out and come back: written, read, matched, refreshed, marked."""
