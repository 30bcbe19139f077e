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
    repo.commit({f"group/{path}": text for path, text in FILES.items()})
    above = run("codeowners", "--plans", "group/plans", cwd=repo.folder).stdout
    inside = run("codeowners", cwd=repo.folder / "group").stdout
    outside = run("codeowners", "--plans", repo.folder / "group/plans").stdout
    at_top = run("codeowners", "--plans", ".", cwd=repo.folder / "group/plans").stdout
    assert above == inside == outside == at_top
    assert "\n/group/plans/north/ " in above


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
        ["/.github/", "@t/office"],
        ["/ragplan.yaml", "@t/office"],
    ]


GATE = "# What decides how changes are judged"


@pytest.mark.parametrize(
    ("teams", "owners"),
    [
        (("", ""), []),
        (("", "@t/south"), ["@t/south"]),
        (("@t/north", "@t/south"), ["@t/north", "@t/south"]),
        (("@t/both", "@t/both"), ["@t/both"]),
    ],
)
def test_the_gate_is_owned_by_the_programmes_own_teams(
    run: Run, tmp_path: Path, teams: tuple[str, str], owners: list[str]
) -> None:
    organisations = '  A: {name: Alpha, team: "@t/alpha"}\n'
    for name, team in zip(("north", "south"), teams, strict=True):
        field = f'team: "{team}"\n' if team else ""
        lay(tmp_path, {f"plans/{name}/programme.yaml": programme(name, name, organisations, field)})
    made = run("codeowners").stdout
    assert made.count(GATE) == bool(owners)
    gate = [line.split() for line in made.partition(GATE)[2].splitlines()[1:]]
    assert gate == ([["/.github/", *owners], ["/ragplan.yaml", *owners]] if owners else [])
    has_owner = owned(made)
    for path in ("ragplan.yaml", ".github/workflows/plans.yml", ".github/CODEOWNERS"):
        assert has_owner(path) == bool(owners)


@pytest.mark.parametrize("place", ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"])
def test_the_file_in_use_is_itself_part_of_the_gate(run: Run, tmp_path: Path, place: str) -> None:
    repo = Repo(tmp_path / "repo")
    repo.commit(FILES | {place: "* @anyone\n"})
    made = run("codeowners", cwd=repo.folder).stdout
    assert made.splitlines()[-1].split() == [f"/{place}", "@north/programme-office"]
    repo.write({place: made})
    assert run("codeowners", cwd=repo.folder).stdout == made


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
    assert ["/plans/", team] in [line.split() for line in run("codeowners").stdout.splitlines()]


@pytest.mark.parametrize(
    "team", ["north/quality", "@", "@north/", "@a @b", "quality", "@a\\n* @evil", "@a#b"]
)
def test_anything_else_is_told_where_it_stands(run: Run, tmp_path: Path, team: str) -> None:
    organisations = f'  A:\n    name: Alpha\n    team: "{team}"\n'
    lay(tmp_path, {"plans/programme.yaml": programme("x", "X", organisations)})
    ran = run("lint", "--format", "concise")
    assert ran.code == 1
    assert ran.stdout.startswith("plans/programme.yaml:8:11: error RAG007 'team' cannot be ")
    assert "write it as GitHub and GitLab do: '@person', '@organisation/team' or an address" in ran.stdout
    assert run("codeowners").code == 2
