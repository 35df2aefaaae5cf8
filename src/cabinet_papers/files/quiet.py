"""Keeps what a library tells its programmers off the terminal: what an officer has to know is a finding."""

from __future__ import annotations

import logging


def silence(library: str) -> None:
    """Turn off the library's own log lines."""
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)
