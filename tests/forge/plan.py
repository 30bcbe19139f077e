"""A plan with nothing wrong, and what may be made of it."""

from __future__ import annotations

from history.building import ORGANISATION, PROGRAMME

PROGRAMME_FILE = "plans/programme.yaml"
ORGANISATION_FILE = "plans/A.yaml"
GOOD = {PROGRAMME_FILE: PROGRAMME.replace("registers: [francis-2013]\n", ""), ORGANISATION_FILE: ORGANISATION}
AS_OF = "2014-01-10"
"""A day on which it owes nothing."""
WRONG = ORGANISATION.replace("rating:", "raing:")
"""An error in line 4, RAG005."""
BROKEN = ORGANISATION.replace('"1.1"', '"9.9"')
"""Errors that do not keep the file from being read."""
MENDED = ORGANISATION.replace("Drafted.", "With the board.")
DOUBTED = ORGANISATION.replace('"1.1"', "1.1")
"""A warning, RAG113."""
