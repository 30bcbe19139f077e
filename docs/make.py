"""Write the reference pages of docs/ from their one definition in the code.

python docs/make.py            write them
python docs/make.py --check    exit with 1 where one is out of date
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Any, get_args

from ragplan.cli.app import COMMANDS
from ragplan.diff import Kind
from ragplan.diff.json_v1 import FIELDS as CHANGE_FIELDS
from ragplan.exporting.catalogue import TABLES
from ragplan.exporting.parquet import TYPES
from ragplan.exporting.tables import Type
from ragplan.figures.vocabulary import CITED, ROWS, VOCABULARY, WORDS, Term
from ragplan.model.key import CLAIMS, Category
from ragplan.output import FORMATS
from ragplan.output.json_v1 import FIELDS as FINDING_FIELDS
from ragplan.render import html, markdown
from ragplan.render.apart import MEMORY, SECONDS
from ragplan.render.catalogue import PAGES as PAGES_OF_TEMPLATES
from ragplan.render.catalogue import TEMPLATES, places
from ragplan.render.names import kind
from ragplan.render.overrides import GONE
from ragplan.reports.blocks import Block, Run
from ragplan.reports.list_formats import POSITION_FIELDS, ROW_FIELDS
from ragplan.reports.words import MARKS
from ragplan.rules import RULES
from ragplan.rules.documentation import page as rules_page
from ragplan.rules.judged import JUDGED
from ragplan.schema.parts import shipped_key, shipped_keys
from ragplan.schema.published import POLICY_SECTIONS
from ragplan.schema.published import page as fields_page

DOCS = Path(__file__).parent
MADE = "Made by `python docs/make.py` from the code; change it there."


def changes() -> str:
    """Every kind of change, and every field of one."""
    kinds = ["| kind | | news | judged by |", "|---|---|---|---|"]
    rules = {kind: code for code, judged in JUDGED.items() for kind in judged}
    kinds += [
        f"| `{each.value}` | {each.meaning} | {each.tone.value} | {rules.get(each.value, '')} |"
        for each in Kind
    ]
    lines = ["| field | |", "|---|---|", *(f"| `{each.name}` | {each.meaning} |" for each in CHANGE_FIELDS)]
    return (
        f"# Changes of `ragplan diff`\n\n{MADE}\n\n"
        "The kinds are a closed list, from the best news to the worst; `--kind` takes them. Where "
        "a rule of history judges a kind, it adds who did it, when, and whether a meeting had seen what was "
        "there before.\n\n"
        + "\n".join(kinds)
        + '\n\n`--format json` writes `{"version": 1, "from": …, "to": …, "programmes": […], "changes": […]}`. '
        "`from` and `to` have a `revision` (null for files on disk), the day `on` which it is read, and the "
        "`meeting` it stands for, null for none; they are null where programmes differ in them, and "
        "`programmes` has them for each.\n\n" + "\n".join(lines) + "\n"
    )


def export() -> str:
    """Every column of every table of ``ragplan export``."""
    types = [f"| {each.value} | {IN_TEXT[each]} | `{TYPES[each]}` |" for each in Type]
    parts = [f"# Tables of `ragplan export`\n\n{MADE}\n\n{EXPORT}\n" + "\n".join(types) + "\n"]
    for table in TABLES.values():
        lines = ["| column | type | unit | |", "|---|---|---|---|"]
        lines += [
            f"| `{each.name}` | {each.type.value} | {each.unit} | {each.meaning} |" for each in table.columns
        ]
        parts.append(
            f"## {table.name}: {table.format}\n\nA line is {table.about}.\n\n" + "\n".join(lines) + "\n"
        )
    return "\n".join(parts)


IN_TEXT = {
    Type.TEXT: "text, as written: `1.10`, `NO` and `001` stay what they are | text",
    Type.TEXTS: "list | joined by `; `",
    Type.DATE: "text, as `2014-01-27` | the same",
    Type.INTEGER: "number | digits",
    Type.BOOLEAN: "`true`, `false` | `yes`, `no`",
    Type.RECORDS: "list of objects; in Parquet text of JSON | their values, joined",
}
"""How JSON lines and CSV write each type."""
EXPORT = """\
These tables are stable: a column keeps its name, type and meaning as long as the version behind the table's \
name does, which every line has in `format`. A later ragplan may add columns at the end of a version's list or \
within it, so read them by name; `ragplan rollup` names files that lack one, to be exported again.

- Any value may be missing: `null` in JSON lines and Parquet, an empty cell of CSV.
- A date of the plan stands as written. Beside it are the first and the last day that it covers and how exact it \
is; no day is made up for a month, and `ongoing` has none. True and false stand beside as 1 and 0, which add up.
- `as_of` is the day a line is judged at. With `--all-meetings` it is the meeting, read with the calendar of now.
- JSON lines and Parquet hold each text as written. In CSV a cell that a spreadsheet would run as a formula gets a \
leading apostrophe, as in `ragplan list --format csv`; the file is UTF-8 with a byte order mark.
- `--public` leaves out notes and queries marked internal.
- The same commit and day give the same bytes; of Parquet with the same version of DuckDB, which comes with \
`pip install 'ragplan[rollup]'`.

Parquet is a folder: `TABLE/organisation=CODE/year=YEAR/PROGRAMME.parquet`, one file an organisation, year of `as_of` \
and programme, so that many repositories can write into one folder and each only its own files. What nobody owns is \
in `organisation=__HIVE_DEFAULT_PARTITION__`, which engines read as null. Signs that a file system may refuse are \
written as `%20`. The column `organisation` is in the files too; to have it as text whatever the names of the folders \
look like, read with `hive_partitioning = false` in DuckDB, or with \
`spark.sql.sources.partitionColumnTypeInference.enabled=false` in Spark. An export takes the place of the earlier one of \
the same table and programme: files of years or organisations that it no longer has are taken away, once all others are \
written. An export that was cut short is put right by the next one. Files of a programme that has gone, or has another \
id now, may be another repository's and stay: delete them, or a roll-up counts them too.

| type | in JSON lines | in CSV | in Parquet |
|---|---|---|---|"""


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


def formats() -> str:
    """What each format of findings is for, and every field of the JSON one."""
    head = (
        f"# Formats of `ragplan lint` and `ragplan check`\n\n{MADE}\n\n`--format` takes them; `auto` is "
        "`grouped` on a terminal, or `full` for fewer than ten findings; `github` where GITHUB_ACTIONS is true, and "
        "`concise` elsewhere.\n"
    )
    parts = [head]
    for name, module in FORMATS.items():
        parts.append(f"## {name}\n\n{_as_markdown(import_module(module).__doc__ or '')}")
    fields = "\n".join(f"| `{name}` | {said} |" for name, said in FINDING_FIELDS.items())
    parts.append(f"## Fields of a finding in json\n\n| field | |\n|---|---|\n{fields}\n")
    return "\n".join(parts)


def _as_markdown(docstring: str) -> str:
    """A docstring, whose code stands between two backticks."""
    return cleandoc(docstring).replace("``", "`") + "\n"


def keys() -> str:
    """Every rating key that ships."""
    parts = [
        f"# Rating keys\n\n{MADE} A programme names one: `key: rag-complete`; or writes its levels out.\n",
        "## Categories\n\nWhat a level claims whatever its colour, from worst to best.\n\n"
        "| category | mark | a position of it |\n|---|---|---|\n"
        + "".join(f"| `{each.value}` | {MARKS[each]} | {CLAIMS[each]} |\n" for each in Category),
    ]
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
    lines = ["| field | |", "|---|---|", *(f"| `{each.name}` | {each.meaning} |" for each in ROW_FIELDS)]
    return (
        f"# Rows of `ragplan list` and `ragplan show`\n\n{MADE}\n\n"
        '`--format json` writes `{"version": 1, "as_of": …, "rows": […]}`: `as_of` is the day all rows are '
        "judged at, null where programmes differ in it. `--format csv` has the same fields as columns, lists "
        "joined by `; `, `yes` and `no` for true and false, nothing for null; a cell that a spreadsheet would "
        "run as a formula gets a leading apostrophe.\n\n" + "\n".join(lines) + "\n"
    )


def positions() -> str:
    """Every field of a row of ``ragplan list --positions``."""
    lines = ["| field | |", "|---|---|"]
    lines += [f"| `{each.name}` | {each.meaning} |" for each in POSITION_FIELDS]
    return (
        f"# Rows of `ragplan list --positions`\n\n{MADE}\n\n"
        "A row is one organisation's position on one recommendation, in the order of registers and numbers; "
        "positions on what no register holds come last. `--recommendation`, `--organisation`, `--rating`, "
        "`--category` and `--query` narrow them down. JSON and CSV are made as for the "
        "[rows of the plan](rows.md).\n\n" + "\n".join(lines) + "\n"
    )


def figures() -> str:
    """Every figure that a paper may use."""
    terms = ["| figure | | words it takes |", "|---|---|---|"]
    for name, term in VOCABULARY.items():
        terms.append(f"| `{{{{ {name} }}}}` | {term.says} | {_words(term)} |")
    words = ["| word | its value | keeps what is |", "|---|---|---|"]
    words += [f"| `{name}` | {word.kind.value} | {word.keeps} |" for name, word in WORDS.items()]
    return (
        f"# Figures of papers\n\n{MADE}\n\n"
        "In the front matter or the body of a paper `{{ … }}` stands for a figure of the plan, as at the paper's "
        "own status date: `as_at`, else the day of the meeting. `{{ overdue organisation=HCCG goal=2 }}` narrows "
        'it down; a value with spaces stands in quotes: `organisation="NHS England"`. A table stands alone, as a '
        "paragraph of the body. What is no figure is printed with its words and marked, and `ragplan lint` names "
        "it.\n\n" + "\n".join(terms) + "\n\n"
        f"Those of rows are {_listed(ROWS)}; those of recommendations {_listed(CITED)}.\n\n"
        + "\n".join(words)
        + "\n"
    )


def _words(term: Term) -> str:
    """The words a term takes, the two great groups by their name."""
    groups = [
        name for name, group in (("rows", ROWS), ("recommendations", CITED)) if {*group} <= {*term.words}
    ]
    single = [word for word in term.words if word not in {*ROWS, *CITED} or not groups]
    needed = [f"`{word}`" + (" (needed)" if word in term.needs else "") for word in single]
    return ", ".join([*needed, *(f"those of {name}" for name in groups)])


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def templates() -> str:
    """What a project's own templates may be, and what they may use."""
    return (
        f"# Templates\n\n{MADE}\n\n"
        "Every page is made by [Jinja](https://jinja.palletsprojects.com/) templates. `ragplan templates list` shows "
        "them, and which of them you have changed; `ragplan templates copy NAME` writes one of your own into the "
        "folder `templates/` beside your `plans/`. It changes nothing yet: it stands on the one that ships, which "
        "stays within reach as `ragplan/NAME`, and has a place for each part that can be another one. Yours come "
        "first, one file at a time, so that what you do not change is that of the next version.\n\n"
        "| template | makes |\n|---|---|\n"
        + "".join(f"| `{each.name}` | {each.about} |\n" for each in TEMPLATES)
        + f"\n`NAME` is one of {_listed(PAGES_OF_TEMPLATES)}. `page` is the page, `version` that of ragplan, and "
        "`blocks(page.blocks, 2)` prints blocks with their headings from level 2 down. In HTML templates everything "
        "is escaped but what a filter below has made safe. Text for a terminal has no templates.\n\n"
        "## Frames\n\nA frame has blocks to put others in the place of; `{{ super() }}` is what stood there. This "
        "`templates/page.html.j2` puts a line above and below every page:\n\n"
        f"```jinja\n{FRAME}```\n\n"
        "| frame | blocks |\n|---|---|\n"
        + "".join(f"| `{name}` | {_listed(places(name))} |\n" for name in FRAMES)
        + "\n## Style sheets\n\nWhat stands below the one that ships comes after it, and so decides. The colours "
        "are variables of `:root`, named after the categories of ratings. This is `templates/page.css.j2`:\n\n"
        f"```jinja\n{STYLE}```\n\n"
        "## Blocks of a page\n\nThe cover sheet of a paper is a form. With this `templates/blocks.html.j2` it is a "
        "list; everything else stays as it is:\n\n"
        f"```jinja\n{EXAMPLE}```\n\n"
        "## What a template may do\n\nTemplates run sandboxed and in a process of their own, which ends after "
        f"{SECONDS} seconds or with {MEMORY >> 30} GB of memory taken (Windows and macOS have no such limit of "
        f"memory); a page of ten thousand positions takes a tenth of either. They read no file but those in "
        "`templates/`, and no link there is followed. A block, macro, template, variable or filter that nobody knows, "
        "and whatever else a template does wrong, is told with its file and line; nothing is written, and the exit "
        "code is 2. There is no chance in them: the same plan gives the same bytes. What they do can still make a "
        "page say anything: read a change to `templates/` as you would read one to a program.\n\n"
        "## Macros\n\nA macro gets the `block` and the `level` of its headings.\n\n"
        "| macro | gets | fields |\n|---|---|---|\n"
        + "".join(f"| `{kind(each)}` | {_first(each)} | {_fields(each)} |\n" for each in get_args(Block))
        + "\nWords are a row of these; `block.words|words` prints them.\n\n| run | | fields |\n|---|---|---|\n"
        + "".join(f"| `{each.__name__}` | {_first(each)} | {_fields(each)} |\n" for each in get_args(Run)[1:])
        + "\n"
        + _filters("HTML", html.FILTERS)
        + _filters("Markdown", markdown.FILTERS)
        + "## What is gone\n\nA template that is one of these, or uses one, is refused.\n\n"
        "| | name | instead |\n|---|---|---|\n"
        + "".join(
            f"| {of} | `{name}` | {instead} |\n"
            for of, names in GONE.items()
            for name, instead in names.items()
        )
    )


FRAMES = ("page.html.j2", "page.md.j2", "page.mail.html.j2")
FRAME = """\
{% extends "ragplan/page.html.j2" %}
{% block masthead %}
<p class="quiet">Official: sensitive</p>
{{ super() }}
{% endblock %}
{% block foot %}
<footer class="quiet">Example Partnership, made with ragplan {{ version }}</footer>
{% endblock %}
"""
STYLE = """\
{% include "ragplan/page.css.j2" %}
:root { --line: #005eb8; }
h1 { font-family: Georgia, serif; }
"""
EXAMPLE = """\
{% macro form(block, level) %}
<dl class="{{ block.role }}">
{% for line in block.lines %}
<dt>{{ line.label }}</dt>
<dd>{{ blocks(line.blocks, level) }}</dd>
{% endfor %}
</dl>
{% endmacro %}
"""


def _first(made: type) -> str:
    """The first paragraph of a docstring, on a line."""
    return " ".join(
        cleandoc(made.__doc__ or "").split("\n\n")[0].replace("``", "`").replace("|", "\\|").split()
    )


def _fields(made: type) -> str:
    return ", ".join(f"`{name}`" for name in getattr(made, "_fields", ())) or "–"


def _filters(of: str, filters: Mapping[str, Callable[..., Any]]) -> str:
    """The filters of a kind of templates; those that are no function of their own say what they make in `MAKES`."""
    rows = "".join(f"| `{name}` | {MAKES.get(name) or _first(made)} |\n" for name, made in filters.items())
    return f"| filter of {of} | makes of its value |\n|---|---|\n{rows}\n"


MAKES = {
    "status": "safe HTML of a text's Markdown, a status or a note",
    "prose": "safe HTML of longer Markdown: paragraphs, lists, quotations",
    "cell": "one safe line of Markdown that shows a text's Markdown, for a table",
    "rewritten": "safe Markdown that says the same as a text's Markdown",
    "flat": "a text inside a line of Markdown, shown as it is",
    "heading": "words behind the signs of a heading",
    "css": "a quoted string of a style sheet",
    "number": "a number with separators from a thousand on",
    "words": "words inside a line",
    "below": "blocks as lines of a cell",
    "rows": "the cells of each row of a table as lines",
}
"""What filters make, in a template author's words."""


POLICY = """\
format: ragplan-policy/1
ignore: [weekend-due-date]        # codes, beginnings of codes, names
severity:
  RAG4: error                     # a family
  same-text: info                 # and one of it: the longest word decides
fail_on: error
paths:
  - path: plans/wigan-francis     # a folder, a file, or a pattern: plans/**/LBR.yaml
    ignore: [RAG4]
working_days:
  bank_holidays: England          # or a list of days
"""


def policy() -> str:
    """What ``ragplan.yaml`` may say, and how it is read."""
    return (
        f"# The policy: ragplan.yaml\n\n{MADE} `ragplan schema policy` gives it to editors.\n\n"
        f"```yaml\n{POLICY}```\n\n"
        "It stands at the top of the repository: of the nearest folder with `.git` at or above the plans. Without "
        "a repository, that is the working directory where the plans are in it or below, else the plans' own "
        "folder. One that stands between the top and the plans, or is called `ragplan.yml`, is refused rather than "
        "passed over, and so is one with a mistake in it: exit code 2, one line for each mistake.\n\n"
        "- Where several words of `select` and `ignore`, or of `severity`, mean a rule, the longest decides: a code "
        "or name before `RAG30` before `RAG3`. Their order means nothing.\n"
        "- The entries of `paths` that fit a file come after that, a later one over an earlier one. `*` and `?` "
        "stand for text within a name, `**` for any folders; a folder means all files below it.\n"
        "- On the command line `--select` stands in place of what the file selects and ignores, `--ignore` beside "
        "what it ignores, and `--fail-on` in place of its own. What `paths` ignores stays ignored there.\n"
        "- What keeps a file from being read (`RAG001` to `RAG012`) is always told, as an error.\n"
        "- With `working_days` a due date on a weekend or bank holiday is overdue only after the next working day "
        "(`RAG304`, `RAG401`, `chase`, and what a comment says is owed), and `RAG206` tells bank holidays too; "
        "reports and lists count days as they are written. "
        "Regions need the library `holidays`: `pip install 'ragplan[holidays]'`.\n"
        "- The past (`--at`) is judged by the policy of today; a bare repository has that of its last commit.\n\n"
        "`ragplan policy` shows what is in force and where each value comes from, with `--for PATH` in one file; "
        f"`ragplan rules` lists all rules.\n\n{fields_page(POLICY_SECTIONS)}"
    )


PAGES = {
    "changes.md": changes,
    "commands.md": commands,
    "export.md": export,
    "fields.md": fields,
    "figures.md": figures,
    "formats.md": formats,
    "keys.md": keys,
    "policy.md": policy,
    "positions.md": positions,
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
