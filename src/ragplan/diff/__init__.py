"""Two snapshots of a programme to what happened between them, in the group's words.

One event gives one change. What an entry became swallows what came with it:

- An action that is new, proposed, vanished or removed tells nothing else of itself or its rows; nor
  does a position that is gone, or one that is new with its owner. A first position that is completed
  or assured says that; any other is ``reported``.
- A position's rating tells one change at most: assured, completed, reopened, no longer assured,
  better, worse, on hold, resumed, rated, unrated or changed. It takes the new words in (``words``), and
  with completion or assurance the next step too.
- What an owner said tells one change at most, where the rating tells none: went silent, spoke again,
  status rewritten, or updated. ``updated`` stands only where the owner says what it said. Going silent
  stands beside a rating, but for one that went with the words.
- An own action that is superseded, withdrawn or reopened takes in its position's rating and words.
- Dates, leads, owners, evidence, notes, queries, wording and goal stand for themselves beside these.

Neither files, places, order, keys' spellings of one level, line breaks nor white space are changes.
"""

from typing import TYPE_CHECKING, Any

from ragplan.diff.change import Change, Kind, Subject, Tone
from ragplan.diff.silence import UpdateState, update_states
from ragplan.diff.wording import Rewording, Segment

if TYPE_CHECKING:
    from ragplan.diff.comparison import compare
    from ragplan.diff.summary import Summary, summarise

__all__ = [
    "Change",
    "Kind",
    "Rewording",
    "Segment",
    "Subject",
    "Summary",
    "Tone",
    "UpdateState",
    "compare",
    "summarise",
    "update_states",
]

_LATER = {
    "compare": "ragplan.diff.comparison",
    "Summary": "ragplan.diff.summary",
    "summarise": "ragplan.diff.summary",
}
"""What is imported when it is wanted: rules look at silences, and compare nothing."""


def __getattr__(name: str) -> Any:
    """A name of ``_LATER``."""
    from importlib import import_module

    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(_LATER[name]), name)
