"""What tests of the roll-up share: many small repositories, and the exports of some."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.command import ragplan

from rollup.many import repositories


@pytest.fixture(scope="session")
def clones(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Many small repositories."""
    return repositories(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="session")
def exported(clones: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the rows of four of them in each format, and what they cover."""
    folder = tmp_path_factory.mktemp("exported")
    for number, clone in enumerate(clones[:4]):
        format = ("csv", "jsonl", "parquet", "parquet")[number]
        output = str(folder / "parquet" if format == "parquet" else folder / f"{number}.{format}")
        ran = ragplan("export", "rows", "--all-meetings", "--format", format, "--output", output, cwd=clone)
        assert ran.code == 0, ran.err
        ran = ragplan(
            "export", "coverage", "--format", "parquet", "--output", str(folder / "parquet"), cwd=clone
        )
        assert ran.code == 0, ran.err
    return folder
