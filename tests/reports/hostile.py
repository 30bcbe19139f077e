"""Plans in which every field that takes text says something hostile, beside the same plan in peace."""

from __future__ import annotations

import json
from typing import Any

ATTACKS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x onerror=alert(1)> \" onmouseover=\"alert(1)\" x='",
    "link": "[press](javascript:alert(1)) <javascript:alert(1)> [d](data:text/html,<b>x</b>) [v](vbscript:x)",
    "bars": "a | b || c \\| d \\\\| e |",
    "lines": "one\n\n# two\n\n| three |\n|---|\n| four |\n\n---\n\n> five\n\n    six\n",
    "fences": "`code` ``` fence ``` ~~~ `<b>` ``a|b`` `|`",
    "fenced": "```html\n<script>alert(1)</script>\n```\n\n~~~\nx | y\n~~~",
    "cdata": "]]> <![CDATA[ x ]]> <!-- y --> <?php z ?> --> <!DOCTYPE html>",
    "entities": "&lt;b&gt; &#60;i&#62; &amp;amp; &nbsp; &copy; &#x3c;script&#x3e;",
    "style": "\"; } body { display:none } /* </style><style>* { color: red } \\22 ; @import 'x' */",
    "template": "{{ 7*7 }} {% for x in y %} {# z #} ${7*7} #{7*7} <%= 7*7 %>",
    "images": "![beacon](https://example.org/beacon.png) ![x][r]\n\n[r]: https://example.org/x.png",
    "addresses": "https://example.org/a?b=c&d=<e> www.example.org mailto:a@b.example <https://example.org/>",
    "long": "W" * 300 + " " + "0123456789" * 40 + "/" + "-" * 200,
    "marks": "# 1. - + * > = _a_ __b__ ~~c~~ $d$ [^1] [ ] [x] :smile: @someone #12 ***",
    "closing": "</p></td></tr></table></main></body></html> </h1></title></th>",
    "hidden": "zero\u200cwidth so\u00adft \U000e0041tag non\u00a0breaking \u00e9\u0301\u0301 \u3164 fill",
    "tables": "| a | b |\n|---|---|\n| c | d |\n\n<table><tr><td>e</td></tr></table>",
    "reference": '[a]\n\n[a]: javascript:alert(1)\n\n[b](https://example.org "t | <b>") [c](<https://x.example/|>)',
    "mixed": "See *this* and **that**, `code` and a [page](https://example.org/x); then ~ stop.",
    "lists": "- one\n  - two | three\n\n1) four\n\n   <b>five</b>\n\n* <svg onload=alert(1)>",
}  # fmt: skip
PEACE = "words"


def programme(name: str, words: str) -> dict[str, str]:
    """A programme of an id with these words in every field that takes any; JSON is YAML too."""
    files = {f"{name}/programme.yaml": _shared(name, words), f"{name}/A.yaml": _own(words)}
    return {path: json.dumps(said, ensure_ascii=False) for path, said in files.items()}


def _remarks(words: str) -> dict[str, Any]:
    return {"notes": [words, {"text": words, "internal": "true"}], "queries": [words]}


def _dates(words: str) -> dict[str, Any]:
    moved = {"to": "2014-03-31", "on": words, "reason": words, "agreed_by": words}
    return {"due": words, "revised": [moved, moved | {"to": words}]}


def _shared(name: str, words: str) -> dict[str, Any]:
    level = {"label": words, "letter": "", "colour": words, "meaning": words}
    categories = ["complete", "on_track", "off_track", "no_update"]
    action: dict[str, Any] = {"title": words, "description": words, "outcome": words, "leads": [words]}
    action |= {"recommendations": [words], "depends_on": [words], "agreed": words, **_remarks(words)}
    return {
        "format": "ragplan/1",
        "programme": name,
        "title": words,
        "group": words,
        "calendar": {"every": "2 weeks", "first": "2014-01-13", "last": "2014-01-27", "wording": words},
        "key": {
            "title": words,
            "levels": [level | {"code": category, "category": category} for category in categories],
            "derive": {"overdue": "off_track", "silent": "no_update"},
        },
        "organisations": {"A": {"name": words}, "B": {"name": words}, words: {"name": words}},
        **_remarks(words),
        "goals": [
            {"ref": "1", "title": words, "description": words, "recommendations": [words], **_remarks(words),
             "actions": [
                 {"ref": "1.1", "owners": ["A", "B", words], **_dates(words), **action},
                 {"ref": "1.2", **_dates(words), **action},
                 {"ref": "1.3", "owners": ["A"], "superseded_by": words, **action},
                 {"ref": "1.4", "owners": ["A"], "withdrawn": {"on": words, "reason": words}, **action},
                 {"ref": words + " 5", "owners": ["A"], "due": "2014-01-20", **action},
                 {"ref": "1.6", "due": words, "withdrawn": {"on": words, "reason": words}, **action},
             ]},
            {"ref": words, "title": words},
        ],
    }  # fmt: skip


def _own(words: str) -> dict[str, Any]:
    position: dict[str, Any] = {"status": words, "updated": words, "next": words, "risk": words}
    position |= {"evidence": [words, {"ref": words, "file": words, "on": words}], "leads": [words]}
    position |= {"assured": {"by": words, "on": words}, "waiting_for": words, **_remarks(words)}
    own = {"title": words, "description": words, "outcome": words, "rating": "complete"}
    return {
        "organisation": "A",
        "reviewed": words,
        **_remarks(words),
        "actions": [
            {"ref": "1.1", "rating": words, "completed": words, **position},
            {"ref": "1.3", "rating": "on_track", **position, **_dates(words)},
            {"ref": "1.4", **position},
            {"ref": words + " 5", "status": ""},
            {"ref": words + " 6", "completed": "2014-01-20", **own, **position, **_dates(words)},
            {"ref": words + " 7", "goal": words, **own, "actions": [{"ref": "A1", **own, **position}]},
        ],
        "positions": [{"recommendation": words, "status": words, "rating": words, **_remarks(words)}],
    }
