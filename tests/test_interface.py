"""What other programs may call: whole, typed, quick to import, and the same answers as the commands."""

from __future__ import annotations

import inspect
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from conftest import ROOT, environment
from golden.command import ragplan as command

import ragplan
from ragplan import interface
from ragplan.diff.json_v1 import VERSION as CHANGES
from ragplan.exporting.catalogue import TABLES
from ragplan.output.json_v1 import VERSION as FINDINGS
from ragplan.render import FORMATS
from ragplan.reports.list_formats import VERSION as ROWS

PAGE = (ROOT / "docs/guide/python.md").read_text(encoding="utf-8")
NAMES = [name for name in ragplan.__all__ if name != "__version__"]
DAY = date(2014, 2, 10)


def alone(code: str, cwd: Path = ROOT) -> str:
    """What a program writes that runs in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=cwd, env=environment(), capture_output=True, text=True, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def now() -> interface.Snapshot:
    plans = interface.load(ROOT / "plans")
    (programme,) = (each for each in plans.programmes if each.id == "bhr-francis")
    return interface.Snapshot(programme, DAY)


def test_every_name_is_told_in_the_guide_with_its_signature() -> None:
    assert sorted(NAMES) == sorted(interface.__all__)
    rows = dict(re.findall(r"^\| `(\w+)(\(.*\))` \|", PAGE, re.MULTILINE))
    assert sorted(rows) == sorted(NAMES)
    for name in set(NAMES) - {"Snapshot"}:
        of = inspect.signature(getattr(interface, name))
        told = ", ".join(
            str(each.replace(annotation=inspect.Parameter.empty)) for each in of.parameters.values()
        )
        assert rows[name].replace("*, ", "").replace('"', "'") == f"({told})"


def test_every_format_of_papers_is_text_or_bytes() -> None:
    assert sorted([*get_args(interface.OfText), *get_args(interface.OfBytes)]) == sorted(FORMATS)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_typed_and_documented(name: str) -> None:
    found = getattr(interface, name)
    assert inspect.getdoc(found)
    if inspect.isfunction(found):
        hints = get_type_hints(found)
        assert {*inspect.signature(found).parameters, "return"} == {*hints}


@pytest.mark.parametrize("name", NAMES)
def test_each_is_had_first_or_last(name: str) -> None:
    assert alone(f"from ragplan import {name}; print({name}.__name__)").strip() == name
    others = "; ".join(f"ragplan.{each}" for each in NAMES)
    assert alone(f"import ragplan; {others}; print(ragplan.{name}.__name__)").strip() == name


def test_what_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        ragplan.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_the_package_itself_imports_nothing() -> None:
    code = "import sys; before = {*sys.modules}; import ragplan; print(sorted({*sys.modules} - before))"
    assert alone(code).strip() == "['ragplan']"


def test_neither_terminal_nor_command_line_is_imported() -> None:
    code = "import sys, ragplan; ragplan.load; print({'typer', 'rich', 'ragplan.cli'} & {*sys.modules})"
    assert alone(code).strip() == "set()"


def test_findings_are_those_of_lint() -> None:
    plans = interface.load(ROOT / "plans")
    found = json.loads(command("lint", "--format", "json", cwd=ROOT).out)["findings"]
    told = interface.lint(plans, ROOT / "plans")
    assert [(each["line"], each["message"]) for each in told] == [
        (each["line"], each["message"]) for each in found
    ]
    assert [[*each] for each in told] == [[*each] for each in found]


def test_the_policy_is_heeded_where_it_is_asked_for(tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    shutil.copytree(ROOT / "plans", folder)
    (tmp_path / ".git").mkdir()
    policy = tmp_path / "ragplan.yaml"
    policy.write_text("format: ragplan-policy/1\nignore: [RAG206]\n", encoding="utf-8")
    plans = interface.load(folder)
    codes = {each["code"] for each in interface.lint(plans)}
    assert codes - {each["code"] for each in interface.lint(plans, folder)} == {"RAG206"}
    policy.write_text("format: ragplan-policy/1\nignored: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ragplan\.yaml cannot be read"):
        interface.lint(plans, folder)


def test_rows_are_those_of_list(now: interface.Snapshot) -> None:
    asked = ("list", "--programme", "bhr-francis", "--as-of", f"{DAY}", "--format", "json")
    rows = json.loads(command(*asked, cwd=ROOT).out)["rows"]
    found = interface.rows(now)
    for row, each in zip(rows, found, strict=True):
        del row["line"]
        each["file"] = row["file"]  # seen from another folder
    assert found == rows


def test_changes_are_those_of_diff(demo: Path) -> None:
    ends = [interface.load(demo / "plans", f"HEAD~{back}").programmes[0] for back in (12, 0)]
    old, new = (interface.Snapshot(each, date(2014, 3, 24)) for each in ends)
    kinds = {each["kind"] for each in interface.compare(old, new)}
    assert {"completed", "status-rewritten"} <= kinds
    assert interface.compare(old, old) == []


def test_reports_are_built_and_rendered(now: interface.Snapshot) -> None:
    page = interface.build("organisation", now, of="LBR")
    assert "LBR" in interface.render(page)
    assert interface.render(page, "docx")[:2] == b"PK"
    assert interface.render(page, "text").isprintable() is False
    assert "Public copy" in interface.render(interface.build("plan", now, public=True), "markdown")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("pan", ""), "no report 'pan' can be built"),
        (("trend", ""), "no report 'trend' can be built"),
        (("plan", "LBR"), "of a whole programme"),
        (("organisation", "XYZ"), "no organisation 'XYZ' in 'bhr-francis'"),
    ],
)
def test_what_cannot_be_built_is_told(now: interface.Snapshot, asked: tuple[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        interface.build(asked[0], now, asked[1])


def test_what_cannot_be_loaded_or_rendered_is_told(now: interface.Snapshot, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no plan files"):
        interface.load(tmp_path)
    with pytest.raises(FileNotFoundError):
        interface.load(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="nowhere"):
        interface.load(ROOT / "plans", "nowhere")
    with pytest.raises(ValueError, match="no format 'odt'"):
        interface.render(interface.build("plan", now), "odt")  # type: ignore[call-overload]


def test_the_example_of_the_guide_runs(demo: Path, tmp_path: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    code = code.replace('"LBR.html"', repr(str(tmp_path / "LBR.html")))
    assert "plans/" in alone(code, cwd=demo)
    assert "LBR" in (tmp_path / "LBR.html").read_text(encoding="utf-8")


def test_the_guide_names_the_versions() -> None:
    told = re.findall(r"^\| `ragplan [^|]*\| `?([\w/-]+)`? \|", PAGE, re.MULTILINE)
    assert told == [*map(str, (FINDINGS, ROWS, CHANGES)), *(each.format for each in TABLES.values())]
