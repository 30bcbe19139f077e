"""Plan files with something wrong in them, one thing each."""

from __future__ import annotations

from ragplan.rules.example import FILES

PROGRAMME = FILES["programme.yaml"]
ORGANISATION = FILES["A.yaml"]
UNRATED = ORGANISATION.replace("    rating: amber\n", "")
UNQUOTED = ORGANISATION.replace('"1.1"', "1.1")
"""A warning, RAG113 on line 3, that ``--fix`` mends."""
NOT_A_DATE = ORGANISATION + "    updated: TBC\n"
"""An error, RAG201 on line 6."""
ON_A_SUNDAY = ORGANISATION + "    due: 2014-03-30\n"
"""Worth knowing, RAG206 on line 6."""
UNKNOWN_FIELD = ORGANISATION + "    RAG: green\n"
"""A file that cannot be read: RAG005 on line 6."""
