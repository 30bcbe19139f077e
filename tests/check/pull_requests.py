"""Pull requests in the demonstration: its programme goes on until July, and Redbridge sends a return."""

from __future__ import annotations

from history.building import Repo

PROGRAMME = "plans/bhr-francis/programme.yaml"
REDBRIDGE = "plans/bhr-francis/councils/LBR.yaml"
DAY = ("--as-of", "2014-06-02")

GOES_ON = {"  last: 2014-05-19\n": "  last: 2014-07-28\n"}
IN_ORDER = {
    "    status: Reviewed and complete\n": "    status: Reviewed and complete\n    completed: 2014-01\n",
    "    status: Reviewed and reported complete. Gaps identified and closed.\n": (
        "    status: Reviewed and reported complete. Gaps identified and closed.\n    completed: 2014-01\n"
    ),
    "    status: Dates for the first six visits are agreed with LBBD.\n    updated: 2014-05-02\n": (
        "    rating: amber\n"
        "    status: The first of six visits with LBBD is on 27 May.\n"
        "    updated: 2014-05-19\n"
    ),
    "    status: Redbridge's complaints team will take part.\n    updated: 2014-03-21\n": (
        "    rating: red\n"
        "    status: The protocol waits for the CCGs' signatures.\n"
        "    next: The complaints team takes it to the chief officers on 28 May.\n"
        "    updated: 2014-05-19\n"
    ),
}
OWN = """\
  - ref: "R1"
    title: Tell every resident of a care home and their family how to raise a concern
    leads: [Head of Adult Services]
    goal: "5"
    due: 2014-06-13
    agreed: 2014-05-19
    rating: amber
    status: The leaflet is with the printer.
    updated: 2014-05-19
"""
"""An action of Redbridge's own, that the meeting of 19 May agreed."""

MOVES = {
    "    due: 2014-06-13\n": "    due: 2014-07-31\n",
    "    status: The leaflet is with the printer.\n    updated: 2014-05-19\n": (
        "    status: The leaflet is to be printed in two more languages.\n    updated: 2014-05-30\n"
    ),
}
"""R1 gets another date, as if it had always had it."""
GREENS = {
    "    rating: red\n"
    "    status: The protocol waits for the CCGs' signatures.\n"
    "    next: The complaints team takes it to the chief officers on 28 May.\n"
    "    updated: 2014-05-19\n": (
        "    rating: green\n    status: The protocol is agreed.\n    updated: 2014-05-30\n"
    )
}
"""5.4, overdue since 16 May, is rated complete, and nothing proves it."""

SPEAKS = {
    "    status: The first of six visits with LBBD is on 27 May.\n    updated: 2014-05-19\n": (
        "    status: The first of six visits with LBBD was made on 27 May.\n    updated: 2014-05-30\n"
    )
}
AGREES = {
    "    due: 2014-06-13\n": (
        "    due: 2014-06-13\n"
        "    revised:\n"
        "      - to: 2014-07-31\n"
        "        on: 2014-05-30\n"
        "        reason: Two more languages were asked for\n"
        "        agreed_by: Task and Finish Group\n"
    ),
    **{old: new for old, new in MOVES.items() if "status" in old},
}
PROVES = {
    old: f"{new}    completed: 2014-05-28\n"
    "    evidence:\n"
    "      - ref: Protocol signed by the six chief officers\n"
    "        on: 2014-05-28\n"
    for old, new in GREENS.items()
}


def edited(text: str, *edits: dict[str, str]) -> str:
    """A text with stretches replaced, each of which stands there once."""
    for old, new in ((old, new) for edit in edits for old, new in edit.items()):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def prepare(repo: Repo) -> None:
    """Let ``main`` of a demonstration go on: what the meeting of 19 May saw."""
    programme, redbridge = ((repo.folder / path).read_text() for path in (PROGRAMME, REDBRIDGE))
    files = {PROGRAMME: edited(programme, GOES_ON), REDBRIDGE: edited(redbridge, IN_ORDER) + OWN}
    repo.commit(files, "LBR: the file is in order", "2014-05-19T09:40:00+01:00", "Amina Yusuf")


def send(repo: Repo, *edits: dict[str, str]) -> None:
    """Redbridge's return for 2 June, on a branch of its own."""
    repo.git("switch", "--quiet", "-c", "lbr-2-june", "main")
    text = edited((repo.folder / REDBRIDGE).read_text(), *edits)
    repo.commit({REDBRIDGE: text}, "LBR: return for 2 June", "2014-05-30T16:00:00+01:00", "Amina Yusuf")
