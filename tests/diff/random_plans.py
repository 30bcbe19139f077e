"""Small plans made at random, and the same plan written otherwise in other files."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from hypothesis import strategies as st
from ruamel.yaml import YAML

Entry = dict[str, Any]
Files = dict[str, Entry]
"""What the programme's file (``""``) and each organisation's file hold."""

SENTENCES = st.sampled_from(
    [
        "",
        "Drafted.",
        "Drafted and sent to the board.",
        "The board\nasked for more.\n\n- One\n- Two",
        "Café naïve",
    ]
)
DAYS = st.sampled_from(["", "2014-01-03", "2014-01", "2014-01-10", "2013-12-31", "ongoing", "TBC"])
REMARKS = st.lists(st.sampled_from(["Whose is it?", "Printed twice.", "See item 4"]), max_size=2)
REVISIONS = st.lists(
    st.fixed_dictionaries(
        {"to": st.sampled_from(["2014-02-28", "2014-03"]), "reason": SENTENCES},
        optional={"proposed": st.just("true"), "refused": st.sampled_from(["2014-01-10", "2014-01-20"])},
    ),
    max_size=2,
)
POSITION = {
    "rating": st.sampled_from(["", "green", "amber", "R", "grey", "purple"]),
    "status": SENTENCES,
    "updated": DAYS,
    "completed": DAYS,
    "next": SENTENCES,
    "due": DAYS,
    "revised": REVISIONS,
    "leads": st.lists(st.sampled_from(["AA", "JS"]), unique=True),
    "evidence": st.lists(st.sampled_from(["Minute 9", "Minute 8"]), max_size=2),
    "notes": REMARKS,
    "queries": REMARKS,
}
DEFINITION = {
    "title": st.sampled_from(["Publish it", "Publish all of it", "Train the staff"]),
    "outcome": SENTENCES,
    "superseded_by": st.sampled_from(["", "", "1.2", ["1.1", "1.2"]]),
    "supporting": st.lists(st.sampled_from(["A", "B"]), unique=True),
    "start": DAYS,
    "priority": st.sampled_from(["", "high"]),
    "depends_on": st.lists(st.sampled_from(["1.1", "1.2"]), unique=True),
    "proposed": st.sampled_from(["", "true"]),
}
RELEASES = st.lists(
    st.fixed_dictionaries(
        {
            "organisation": st.sampled_from(["A", "B"]),
            "on": st.sampled_from(["2014-01-10", "2014-01-13"]),
            "reason": st.sampled_from(["Merged", "Closed"]),
        }
    ),
    max_size=1,
)
SHARED = {name: POSITION[name] for name in ("due", "revised", "notes", "queries")} | DEFINITION
CODES = ("A", "B", "C")

_YAML = YAML(typ="safe")
_YAML.default_flow_style = False


def _entries(fields: dict[str, Any], refs: tuple[str, ...]) -> st.SearchStrategy[list[Entry]]:
    return st.sets(st.sampled_from(refs)).flatmap(
        lambda chosen: st.tuples(
            *(st.fixed_dictionaries({"ref": st.just(ref), **fields}) for ref in sorted(chosen))
        ).map(list)
    )


@st.composite
def plans(draw: st.DrawFn) -> Files:
    """A programme of two goals, and a file of each of three organisations."""
    owners = st.lists(st.sampled_from(CODES), unique=True)
    goals = [
        {
            "ref": goal,
            "title": f"Goal {goal}",
            "actions": draw(_entries(SHARED | {"owners": owners, "released": RELEASES}, refs)),
        }
        for goal, refs in (("1", ("1.1", "1.2")), ("2", ("2.1", "2.2")))
    ]
    files: Files = {
        "": {
            "format": "ragplan/1",
            "programme": "example",
            "title": "Example plan",
            "key": "rag-complete",
            "organisations": {code: f"Organisation {code}" for code in CODES},
            "goals": goals,
        }
    }
    for code in CODES:
        own = draw(_entries(POSITION | DEFINITION, ("6", "7")))
        files[code] = {
            "organisation": code,
            "actions": draw(_entries(POSITION, ("1.1", "1.2", "2.1"))) + own,
        }
    return files


@st.composite
def changed(draw: st.DrawFn, files: Files) -> Files:
    """A plan a while later: some fields of some entries are others, some entries are gone or new."""
    other = draw(plans())
    later: Files = json.loads(json.dumps(files))
    for code, entry in later.items():
        holders = zip(entry.get("goals", [entry]), other[code].get("goals", [other[code]]), strict=True)
        for holder, source in holders:
            known = {each["ref"]: each for each in holder["actions"]}
            holder["actions"] = [
                known.get(each["ref"], each)
                | {name: each[name] for name in draw(st.sets(st.sampled_from(sorted(each)), max_size=2))}
                for each in source["actions"]
            ]
    return later


def as_json(files: Files) -> dict[str, str]:
    """Each file in one line, in the programme's folder."""
    return {f"{code or 'programme'}.yaml": json.dumps(entry) for code, entry in files.items()}


@st.composite
def rewritten(draw: st.DrawFn, files: Files) -> dict[str, str]:
    """The same plan in block style, in other files, its entries in another order and its lines rewrapped."""
    texts = {}
    for code, entry in files.items():
        other: Entry = json.loads(json.dumps(entry))
        for holder in other.get("goals", [other]):
            holder["actions"] = [_rewrapped(each) for each in draw(st.permutations(holder["actions"]))]
        stream = StringIO()
        _YAML.dump(other, stream)
        texts[f"{code}-folder/{code}-file.yml" if code else "programme.yaml"] = stream.getvalue()
    return texts


def _rewrapped(entry: Entry) -> Entry:
    wrapped = {"status", "next", "outcome"} & entry.keys()
    lists = {"notes", "queries", "evidence", "leads", "owners", "depends_on"} & entry.keys()
    return (
        entry
        | {name: "\n  ".join(entry[name].split()) for name in wrapped}
        | {name: entry[name][::-1] for name in lists}
    )
