"""The compiled templates that are kept: used while all is as it was, and never taken from elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from ragplan.render.bytecode import Bytecode


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of templates, where Python may keep what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.md.j2").write_text("Hello {{ name }}")
    return tmp_path


class _Counting(Environment):
    compiled = 0

    def compile(self, *given: Any, **more: Any) -> CodeType:
        """The code of a template, counted."""
        self.compiled += 1
        code = super().compile(*given, **more)
        assert isinstance(code, CodeType)
        return code


def rendered(folder: Path, *packaged: Path) -> tuple[str, int]:
    """The page of a folder's template in a new environment, and how many templates were compiled."""
    environment = _Counting(loader=FileSystemLoader(folder), bytecode_cache=Bytecode(packaged))
    return environment.get_template("page.md.j2").render(name="A"), environment.compiled


def test_a_packaged_template_is_compiled_once(folder: Path) -> None:
    assert rendered(folder, folder) == ("Hello A", 1)
    assert [each.name for each in (folder / "__pycache__").iterdir()] == [
        f"page.md.{sys.implementation.cache_tag}.jinja"
    ]
    assert rendered(folder, folder) == ("Hello A", 0)


def test_another_text_is_compiled(folder: Path) -> None:
    rendered(folder, folder)
    (folder / "page.md.j2").write_text("Good day {{ name }}")
    assert rendered(folder, folder) == ("Good day A", 1)
    assert rendered(folder, folder) == ("Good day A", 0)


def test_a_project_s_own_templates_are_never_kept_nor_taken(folder: Path, tmp_path: Path) -> None:
    rendered(folder, folder)
    assert rendered(folder, tmp_path / "packaged") == ("Hello A", 1)
    (folder / "__pycache__").rename(folder / "away")
    assert rendered(folder) == ("Hello A", 1)
    assert not (folder / "__pycache__").exists()


@pytest.mark.parametrize("left", [0, 1, 12, 40, -1])
def test_a_damaged_file_is_made_anew(folder: Path, left: int) -> None:
    rendered(folder, folder)
    (kept,) = (folder / "__pycache__").iterdir()
    kept.write_bytes(kept.read_bytes()[:left])
    assert rendered(folder, folder) == ("Hello A", 1)
    assert rendered(folder, folder) == ("Hello A", 0)


def test_where_nothing_can_be_kept_all_is_compiled(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "__pycache__").write_text("in the way")
    assert rendered(folder, folder) == rendered(folder, folder) == ("Hello A", 1)
    (folder / "__pycache__").unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(folder, folder) == ("Hello A", 1)
    assert not (folder / "__pycache__").exists()
