"""``python -m ragplan`` is the ``ragplan`` command."""

from ragplan.cli import main

main()
