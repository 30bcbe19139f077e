"""Lines of a table as text: JSON lines, which hold every text as written, and CSV, which guards formulas."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from ragplan.escaping import in_json
from ragplan.exporting.tables import Table, Value
from ragplan.reports.list_formats import cell


def as_jsonl(table: Table[Any], lines: Iterable[list[Value]]) -> str:
    """One object a line, with every column."""
    names = [each.name for each in table.columns]
    objects = (json.dumps(dict(zip(names, line, strict=True)), ensure_ascii=False) for line in lines)
    return "".join(f"{in_json(each)}\n" for each in objects)


def as_csv(table: Table[Any], lines: Iterable[list[Value]]) -> str:
    """A line of names and a line a line, written as ``ragplan list --format csv`` writes cells."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([each.name for each in table.columns])
    writer.writerows([cell(value) for value in line] for line in lines)
    return "\ufeff" + target.getvalue()
