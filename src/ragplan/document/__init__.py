"""YAML text to plain data in which every scalar is text; every YAML trap ends here.

A file is read with the C parser's events and nothing else is built. Only when a place is asked
for, or something is wrong, is it read again by ``places``, which remembers and explains. ``changes``
writes: it replaces the text of the places concerned, and reads the result.
"""

from ragplan.document.problem import Problem
from ragplan.document.reader import Document, SourceFile, decoded, read

__all__ = ["Document", "Problem", "SourceFile", "decoded", "read"]
