"""Write the reference pages of docs/ from their one definition in the code.

python docs/make.py            write them
python docs/make.py --check    exit with 1 where one is out of date
"""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

from ragplan.cli.app import COMMANDS
from ragplan.reports.counts import Counts
from ragplan.reports.listing_formats import FIELDS
from ragplan.reports.plan_view import ActionView, GoalView, KeyLine, OwnerView, PlanView, Segment, Tag
from ragplan.rules import RULES
from ragplan.rules.documentation import page as rules_page
from ragplan.schema.keys import shipped_key, shipped_keys
from ragplan.schema.reference import page as fields_page

DOCS = Path(__file__).parent
MADE = "Made by `python docs/make.py` from the code; change it there."


def commands() -> str:
    """Every command's help."""
    parts = [f"# Commands\n\n{MADE}\n"]
    for name in COMMANDS:
        told = subprocess.run(
            [sys.executable, "-m", "ragplan", name, "--help"],
            capture_output=True,
            check=True,
            encoding="utf-8",
            env={"COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        )
        parts.append(f"## ragplan {name}\n\n```text\n{told.stdout}```\n")
    return "\n".join(parts)


def fields() -> str:
    """Every field of the plan files."""
    return f"# Fields of the plan files\n\n{MADE} `ragplan schema` gives them to editors.\n\n{fields_page()}"


def keys() -> str:
    """Every rating key that ships."""
    parts = [f"# Rating keys\n\n{MADE} A programme names one: `key: rag-complete`.\n"]
    for name in shipped_keys():
        key = shipped_key(name)
        if key is None:
            continue
        lines = ["| rating | letter | label | category | meaning | requires |", "|---|---|---|---|---|---|"]
        lines += [
            f"| `{level.code}` | {level.letter} | {level.label} | {level.category.value} | {level.meaning} "
            f"| {', '.join(level.requires)} |"
            for level in key.levels
        ]
        facts = ", ".join(f"{fact.value} → `{code}`" for fact, code in key.derive.items())
        parts.append(f"## {name}: {key.title}\n\n" + "\n".join(lines) + f"\n\nFacts lead to: {facts}.\n")
    return "\n".join(parts)


def rows() -> str:
    """Every field of a row of ``ragplan list``."""
    lines = ["| field | |", "|---|---|", *(f"| `{name}` | {said} |" for name, said in FIELDS.items())]
    return (
        f"# Rows of `ragplan list` and `ragplan show`\n\n{MADE}\n\n"
        '`--format json` writes `{"version": 1, "as_of": …, "rows": […]}`: `as_of` is the day all rows are '
        "judged at, null where programmes differ in it. `--format csv` has the same fields as columns, lists "
        "joined by `; `, `yes` and `no` for true and false, nothing for null; a cell that a spreadsheet would "
        "run as a formula gets a leading apostrophe.\n\n" + "\n".join(lines) + "\n"
    )


def templates() -> str:
    """What the templates of the plan report may use."""
    views = (PlanView, KeyLine, Tag, Segment, GoalView, ActionView, OwnerView, Counts)
    about = (
        f"# Templates\n\n{MADE}\n\n"
        "A report is a [Jinja](https://jinja.palletsprojects.com/) template and a view. To change the paper, "
        "copy the template from the packaged `templates/` into a folder `templates/` beside your `plans/`; "
        "yours come first, one file at a time. Templates run sandboxed, cannot include files from elsewhere, "
        "and a name they do not know is an error.\n\n"
        "| template | makes |\n|---|---|\n"
        "| `plan.html.j2` | the plan as a page; `page.css.j2` is its style sheet, `parts.html.j2` its pieces |\n"
        "| `plan.md.j2` | the plan as Markdown; `parts.md.j2` has its pieces |\n\n"
        "| filter | makes of a text |\n|---|---|\n"
        "| `status` | safe HTML of its Markdown |\n"
        "| `cell` | one safe line of Markdown that shows its Markdown, for a table |\n"
        "| `inert` | one line of Markdown that shows the text as it is |\n"
        "| `css` | a quoted string of a style sheet |\n\n"
        "In HTML templates everything else is escaped. `view` is a `PlanView`, `version` that of ragplan.\n"
    )
    parts = [about]
    for view in views:
        said = " ".join((view.__doc__ or "").split())
        lines = [f"| `{field.name}` | `{field.type}` |" for field in dataclasses.fields(view)]
        parts.append(
            f"## {view.__name__}\n\n{said}\n\n| name | type |\n|---|---|\n" + "\n".join(lines) + "\n"
        )
    return "\n".join(parts)


PAGES = {
    "commands.md": commands,
    "fields.md": fields,
    "keys.md": keys,
    "rows.md": rows,
    "rules.md": lambda: rules_page(RULES),
    "templates.md": templates,
}


def main() -> None:
    """Write the pages, or compare them."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"out of date: {', '.join(stale)}; run python docs/make.py")


if __name__ == "__main__":
    main()
