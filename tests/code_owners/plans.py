"""Two programmes of one repository, with teams, for the tests of CODEOWNERS."""

from __future__ import annotations

ACTION = 'organisation: {}\nactions:\n  - ref: "1.1"\n    status: Drafted.\n'
PAPER = "---\ntitle: To the board\nmeeting: The board\ndate: 2014-02-11\nas_at: 2014-01-27\n---\n\nText.\n"
REGISTER = "register: francis-2013\ntitle: The Francis report\nrecommendations: 1-290\n"


def programme(id: str, title: str, organisations: str, team: str = "") -> str:
    """A programme file; ``organisations`` are its lines of that field."""
    return (
        f"format: ragplan/1\nprogramme: {id}\ntitle: {title}\n{team}registers: [francis-2013]\n"
        f"organisations:\n{organisations}"
        'goals:\n  - ref: "1"\n    title: Answer\n    actions:\n      - ref: "1.1"\n        title: Publish\n'
    )


FILES = {
    "plans/north/programme.yaml": programme(
        "north",
        "The north's plan",
        '  A: {name: Alpha Hospital, team: "@north/alpha", aliases: [AH]}\n'
        "  B: {name: Beta Council, team: beth@beta.example.net}\n"
        "  C: Gamma Trust\n",
        'team: "@north/programme-office"\n',
    ),
    "plans/north/AH.yaml": ACTION.format("AH"),
    "plans/north/boroughs/Beta council #2.yaml": ACTION.format("B"),
    "plans/north/C.yaml": ACTION.format("C"),
    "plans/north/papers/board.md": PAPER,
    "plans/south/programme.yaml": programme(
        "south",
        "The south's plan",
        '  A: {name: Alpha Hospital, team: "@south/alpha"}\n  D: {name: Delta}\n',
    ),
    "plans/south/A.yaml": ACTION.format("A"),
    "plans/south/D.yaml": ACTION.format("D"),
    "plans/registers/francis-2013.yaml": REGISTER,
}
