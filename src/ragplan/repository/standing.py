"""Where one stands: the folder at or above the working one that holds the plans, looked for as git looks."""

import os
from pathlib import Path

from ragplan.repository.policy_file import NAME, is_bare

PLANS = "plans"


def root() -> Path:
    """The nearest folder at or above the working one with ``plans`` in it, as seen from there.

    The top of a repository, and a folder with a policy, is the last that is looked into. Where no folder
    has plans it is the working one.
    """
    working = Path(os.path.realpath("."))
    for above, each in enumerate((working, *working.parents)):
        if (each / PLANS).is_dir():
            return Path(*[".."] * above)
        if os.path.lexists(each / ".git") or os.path.lexists(each / NAME) or is_bare(each):
            break
    return Path()
