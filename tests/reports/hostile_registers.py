"""Registers, and plans on them, in which every field that takes text says something hostile."""

from __future__ import annotations

import json
from typing import Any


def answered(name: str, words: str) -> dict[str, str]:
    """A programme of an id on a register of that id, with these words everywhere; JSON is YAML too."""
    files = {
        f"registers/{name}.yaml": _register(name, words),
        f"{name}/programme.yaml": _programme(name, words),
        f"{name}/A.yaml": _organisation("A", words),
        f"{name}/B.yaml": _organisation("B", words),
    }
    return {path: json.dumps(said, ensure_ascii=False) for path, said in files.items()}


def _remarks(words: str) -> dict[str, Any]:
    return {"notes": [words, {"text": words, "internal": "true"}], "queries": [words]}


def _register(name: str, words: str) -> dict[str, Any]:
    source = {"title": words, "date": words, "link": words}
    entry = {"section": words, "text": words, "response": "in_part", **_remarks(words)}
    headings = [{"text": words, "by": words}, {"text": words}, {"text": words, "by": words}]
    return {
        "register": name,
        "format": "ragplan/1",
        "title": words,
        "recommendations": "1-9",
        "source": source,
        "response": source | {"totals": {"accepted": "8", "in_part": "1"}},
        **_remarks(words),
        "entries": [
            {"number": "1", "headings": headings, **entry},
            {"number": "2", "headings": [words]},
            {"number": "3", **entry},
        ],
    }


def _programme(name: str, words: str) -> dict[str, Any]:
    action = {"title": words, "owners": ["A", "B"]}
    left = {"withdrawn": {"reason": words}}
    return {
        "format": "ragplan/1",
        "programme": name,
        "title": words,
        "group": words,
        "calendar": {"meetings": ["2014-01-13", "2014-01-27"], "wording": words},
        "key": {
            "title": words,
            "levels": [{"code": "red", "label": words, "meaning": words, "category": "off_track"}],
        },
        "registers": [name],
        "applicable": ["1-4"],
        "not_applicable": [{"recommendations": ["6"], "reason": words}],
        "organisations": {"A": {"name": words}, "B": {"name": words}},
        "goals": [
            {"ref": words, "title": words, "recommendations": ["3", "5"],
             "actions": [{"ref": words + " 1", **action}, {"ref": words + " 2", **action, **left}]},
            {"ref": words + " 2", "title": words, "recommendations": ["5"]},
        ],
    }  # fmt: skip


def _organisation(code: str, words: str) -> dict[str, Any]:
    position = {"status": words, "updated": words, "review_by": words, "rating": words, **_remarks(words)}
    position |= {"evidence": [words, {"ref": words, "file": words, "on": words}]}
    return {
        "organisation": code,
        "not_applicable": [{"recommendations": ["2", "6"], "reason": words}],
        "actions": [
            {"ref": f"{code}1", "title": words, "recommendations": ["7"], "rating": "red", "status": words},
            {"ref": words + f" {code}", "title": words, "recommendations": ["7"], "status": words},
        ],
        "positions": [
            {"recommendation": "1", **position},
            {"recommendation": "3-4", **position, "rating": "red", "review_by": "2013-12"},
            {"recommendation": words, **position},
        ],
    }
