"""``ragplan codeowners``: its file, who has no team, and what the field ``team`` takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from golden.command import lay
from golden.plugin import Golden
from history.building import Repo

from code_owners.plans import ACTION, FILES, programme
from ragplan.code_owners import owned

EXPECTED = Path(__file__).with_name("expected")
NOTES = """\
note: plans/south/programme.yaml: no team for the programme itself, D
give each a line such as team: "@organisation/team", a person or an address, in quotes
"""


def test_each_organisations_file_goes_to_its_team_and_the_rest_to_the_programmes(
    run: Run, tmp_path: Path, golden: Golden
) -> None:
    lay(tmp_path, FILES)
    ran = run("codeowners")
    assert ran.code == 0
    assert ran.stderr == ("note: plans/north/programme.yaml: no team for C\n" + NOTES)
    golden(EXPECTED / "CODEOWNERS", ran.stdout)


def test_what_it_prints_gives_every_file_of_a_team_an_owner(run: Run, tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    has_owner = owned(run("codeowners").stdout)
    without = {path for path in FILES if not has_owner(path)}
    assert without == {"plans/south/programme.yaml", "plans/south/D.yaml"}
    assert has_owner("plans/north/papers/to come.md")
    assert not has_owner("src/anything.py")


def test_paths_are_from_the_repositorys_top_from_wherever_it_is_run(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit({f"work/{path}": text for path, text in FILES.items()})
    above = run("codeowners", "--plans", "work/plans", cwd=repo.folder).stdout
    inside = run("codeowners", cwd=repo.folder / "work").stdout
    outside = run("codeowners", "--plans", repo.folder / "work/plans").stdout
    at_top = run("codeowners", "--plans", ".", cwd=repo.folder / "work/plans").stdout
    assert above == inside == outside == at_top
    assert "\n/work/plans/north/ " in above


def test_a_bare_repository_is_read_from_its_last_commit(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit(FILES)
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    assert run("codeowners", cwd=tmp_path / "bare.git").stdout == run("codeowners", cwd=repo.folder).stdout


def test_a_programme_at_the_top_takes_in_its_own_files_only(run: Run, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit(
        {
            "programme.yaml": programme(
                "top", "Top", '  A: {name: Alpha, team: "@t/a"}\n', 'team: "@t/office"\n'
            ),
            "A.yaml": ACTION.format("A"),
            "francis-2013.yaml": FILES["plans/registers/francis-2013.yaml"],
        }
    )
    ran = run("codeowners", "--plans", ".", cwd=repo.folder)
    lines = [line.split() for line in ran.stdout.splitlines() if line.startswith("/")]
    assert lines == [
        ["/programme.yaml", "@t/office"],
        ["/A.yaml", "@t/a"],
        ["/francis-2013.yaml", "@t/office"],
    ]


def test_a_title_or_a_code_cannot_end_its_comment(run: Run, tmp_path: Path) -> None:
    files = dict(FILES)
    files["plans/north/programme.yaml"] = programme(
        "north", '"Plan\\n* @evil"', '  "C\\n* @evil": {name: Gamma}\n  C: Gamma\n'
    )
    lay(tmp_path, files | {"plans/north/C.yaml": ACTION.format('"C\\n* @evil"')})
    out = run("codeowners").stdout
    assert out
    assert not any(line.startswith("*") for line in out.splitlines())


@pytest.mark.parametrize(
    "team", ["@ann", "@north/quality", "@group/sub/group", "@@maintainer", "ann@alpha.example.org"]
)
def test_a_team_is_written_as_forges_write_it(run: Run, tmp_path: Path, team: str) -> None:
    lay(tmp_path, {"plans/programme.yaml": programme("x", "X", "  A: Alpha\n", f'team: "{team}"\n')})
    assert f"/plans/  {team}\n" in run("codeowners").stdout


@pytest.mark.parametrize(
    "team", ["north/quality", "@", "@north/", "@a @b", "quality", "@a\\n* @evil", "@a#b"]
)
def test_anything_else_is_told_where_it_stands(run: Run, tmp_path: Path, team: str) -> None:
    organisations = f'  A:\n    name: Alpha\n    team: "{team}"\n'
    lay(tmp_path, {"plans/programme.yaml": programme("x", "X", organisations)})
    ran = run("lint", "--output-format", "concise")
    assert ran.code == 1
    assert ran.stdout.startswith("plans/programme.yaml:8:11: error RAG007 'team' cannot be ")
    assert "write it as the forge does: '@person', '@organisation/team' or an address" in ran.stdout
    assert run("codeowners").code == 2
