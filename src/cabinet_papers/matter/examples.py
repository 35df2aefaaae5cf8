"""The lines of a new matter's file that show how a text begins: in a paper they are left over."""

from __future__ import annotations

RECOMMENDATION = "That the Council publishes ..."
PARAGRAPH = "At its meeting on ..."
EXAMPLES = (RECOMMENDATION, PARAGRAPH)
