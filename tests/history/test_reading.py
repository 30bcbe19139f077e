"""The plan files of commits, index and working tree are the same files, told by the same paths."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from history.building import CHANGED, ORGANISATION, PLAN, PROGRAMME, START, Repo
from ragplan.document.reader import LARGEST
from ragplan.repository import working_files
from ragplan.repository.git import Repository, open_repository
from ragplan.repository.trees import Tree, Version

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file names and links are POSIX's")


def names(tree: Tree) -> list[str]:
    return [version.path for version in tree.versions]


def told(tree: Tree) -> list[tuple[str, str]]:
    return [(path, problem.message) for path, problem in tree.problems]


def test_the_plan_as_it_stood(repo: Repo) -> None:
    first = repo.commit(PLAN)
    repo.commit({"plans/A.yaml": CHANGED})
    repo.write({"plans/A.yaml": "organisation: C\n"})
    repo.git("add", ".")
    repo.write({"plans/A.yaml": "organisation: D\n"})
    with open_repository(Path("plans")) as repository:
        assert [source.data for source in repository.files(first).sources] == [
            ORGANISATION.encode(),
            PROGRAMME.encode(),
        ]
        assert repository.files().sources[0].data == CHANGED.encode()
        assert repository.files("HEAD~1") == repository.files(first)
        assert repository.staged_files().sources[0] == ("plans/A.yaml", b"organisation: C\n", "")
    assert working_files(Path("plans")).sources[0].data == b"organisation: D\n"


@POSIX
def test_every_source_finds_the_same_files(repo: Repo) -> None:
    repo.commit(
        {
            **PLAN,
            "plans/deep/er/B.YML": "organisation: B\n",
            "plans/crlf.yaml": b"organisation: C\r\n",
            "plans/papers/2014-01-27.md": "---\npaper: x\n---\n",
            "plans/README.md": "not a paper",
            "plans/notes.txt": "no plan",
            "plans/.hidden.yaml": "organisation: H\n",
            "plans/.hidden/B.yaml": "organisation: H\n",
            "plans/empty.yaml": b"",
            "plansX/A.yaml": "no plan of ours",
            "elsewhere/B.yaml": "organisation: secret\n",
        }
    )
    for name, target in {
        "link.yaml": "A.yaml",
        "dead.yaml": "nowhere",
        "folder": "../elsewhere",
        "loop": ".",
        "within": "deep",
        "README": "../elsewhere/B.yaml",
        "notes": "notes.txt",
    }.items():
        (repo.folder / "plans" / name).symlink_to(target)
    repo.commit({})
    there = working_files(Path("plans"))
    with open_repository(Path("plans")) as repository:
        for found in (repository.files(), repository.staged_files()):
            assert found.sources == tuple(sorted(there.sources))
            assert found.problems == tuple(sorted(there.problems, key=lambda problem: problem[0]))


@pytest.mark.parametrize("named", ["plans", "./plans", "plans/", "../repo/plans", "{}/plans"])
def test_paths_are_told_from_where_the_folder_was_named(repo: Repo, named: str) -> None:
    repo.commit(PLAN)
    folder = Path(named.format(repo.folder))
    with open_repository(folder) as repository:
        assert repository.files().sources == working_files(folder).sources


@POSIX
def test_a_linked_folder_is_that_which_it_leads_to(repo: Repo) -> None:
    repo.commit(PLAN)
    (repo.folder / "link").symlink_to("plans")
    with open_repository(Path("link")) as repository:
        assert names(repository.tree()) == ["link/A.yaml", "link/programme.yaml"]


def test_the_plans_may_be_the_repositorys_top(repo: Repo) -> None:
    repo.commit({"programme.yaml": PROGRAMME, "A.yaml": ORGANISATION})
    with open_repository(Path()) as repository:
        assert repository.files().sources == working_files(Path()).sources
        assert names(repository.staged_tree()) == ["A.yaml", "programme.yaml"]
        assert [names(tree) for _, tree in repository.recorded()] == [["A.yaml", "programme.yaml"]]


def test_the_project_may_be_a_folder_of_the_repository(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(
        {"project/plans/A.yaml": ORGANISATION, "plans/B.yaml": "organisation: B\n", "C.yaml": "x: y\n"}
    )
    monkeypatch.chdir(repo.folder / "project")
    with open_repository(Path("plans")) as repository:
        assert names(repository.tree()) == names(repository.staged_tree()) == ["plans/A.yaml"]
        assert [names(tree) for _, tree in repository.recorded()] == [["plans/A.yaml"]]


@POSIX
@pytest.mark.parametrize(
    "name",
    ["Ünïcödé.yaml", "a b\tc.yaml", 'quo"te.yaml', "line\nend.yaml", ":(top)x.yaml", "[a]*.yaml", "-p.yaml"],
)
def test_names_of_every_kind(repo: Repo, name: str) -> None:
    repo.commit({f"plans/{name}": "organisation: A\n", "plans/a.yaml": "organisation: B\n"})
    repo.commit({f"plans/{name}": "organisation: C\n"})
    with open_repository(Path("plans")) as repository:
        assert repository.files().sources == tuple(sorted(working_files(Path("plans")).sources))
        *_, (_, tree) = repository.recorded()
        assert tree == repository.tree() == repository.staged_tree()


@POSIX
@pytest.mark.parametrize("name", ["pläne", "*", "pla ns", ":!plans", "-plans", "[p]", "$HOME", "~", "a\nb"])
def test_folders_of_every_name(repo: Repo, name: str) -> None:
    repo.commit({f"{name}/A.yaml": ORGANISATION, "other/B.yaml": "organisation: B\n"})
    with open_repository(Path(name)) as repository:
        assert names(repository.tree()) == names(repository.staged_tree()) == [f"{name}/A.yaml"]
        assert [names(tree) for _, tree in repository.recorded()] == [[f"{name}/A.yaml"]]


def test_a_name_that_is_no_unicode(repo: Repo) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems refuse such file names")
    repo.commit({"plans/\udcff.yaml": "organisation: A\n"})
    with open_repository(Path("plans")) as repository:
        assert repository.files().sources == working_files(Path("plans")).sources


def test_a_file_too_large_is_read_no_further_than_on_disk(repo: Repo) -> None:
    large = b"organisation: A\n" * (LARGEST // 16 + 200_000)
    repo.commit({"plans/A.yaml": large, "plans/B.yaml": "organisation: B\n"})
    with open_repository(Path("plans")) as repository:
        assert repository.files().sources == working_files(Path("plans")).sources


def test_attributes_change_nothing_that_is_read(repo: Repo) -> None:
    attributes = "*.yaml ident text eol=crlf working-tree-encoding=UTF-16\nA.yaml export-ignore\n"
    repo.git("config", "core.autocrlf", "true")
    repo.commit(PLAN)
    repo.write({".gitattributes": attributes})
    with open_repository(Path("plans")) as repository:
        assert repository.files().sources[0].data == ORGANISATION.encode()


def test_a_submodule_in_the_plans_is_told_and_not_followed(repo: Repo, tmp_path: Path) -> None:
    other = Repo(tmp_path / "other")
    other.commit({"B.yaml": "organisation: B\n"})
    repo.commit(PLAN)
    repo.git(
        "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(other.folder), "plans/sub"
    )
    repo.commit({})
    with open_repository(Path("plans")) as repository:
        for tree in (repository.tree(), repository.staged_tree(), [*repository.recorded()][-1][1]):
            assert told(tree) == [("plans/sub", "this is a submodule and was not followed")]


def test_a_conflict_in_the_index_is_told(repo: Repo) -> None:
    repo.commit(PLAN)
    repo.git("checkout", "--quiet", "-b", "side")
    repo.commit({"plans/A.yaml": "organisation: B\n"})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"plans/A.yaml": "organisation: C\n"})
    with pytest.raises(Exception, match="merge"):
        repo.git("merge", "side")
    with open_repository(Path("plans")) as repository:
        tree = repository.staged_tree()
        assert names(tree) == ["plans/programme.yaml"]
        assert told(tree) == [("plans/A.yaml", "two versions of this file wait to be merged")]


def test_who_committed_what_and_when(repo: Repo) -> None:
    first = repo.commit(PLAN, "Größe: erste Fassung", author="Änne Müller")
    second = repo.commit({}, "", at="2014-01-27T23:30:00+01:00")
    with open_repository(Path("plans")) as repository:
        one, two = repository.line()
    assert one[:5] == (first, START, "Änne Müller", "ann@lbbd.example", "Größe: erste Fassung")
    assert two[:5] == (
        second,
        datetime(2014, 1, 27, 22, 30, tzinfo=UTC),
        "Ann Author",
        "ann@lbbd.example",
        "",
    )
    assert (one.parents, two.parents) == ((), (first,))
    assert two.at.utcoffset() is not None


def test_a_commit_of_another_encoding(repo: Repo) -> None:
    repo.git("config", "i18n.commitEncoding", "ISO-8859-1")
    repo.git("config", "i18n.logOutputEncoding", "ISO-8859-1")
    repo.write(PLAN)
    repo.git("add", ".")
    (repo.folder / "message").write_bytes("Größe\n".encode("latin-1"))
    repo.git("commit", "--quiet", "-F", "message")
    with open_repository(Path("plans")) as repository:
        assert repository.commit().subject == "Größe"


def test_a_commit_with_a_damaged_date_is_of_no_meeting(repo: Repo) -> None:
    tree = repo.commit(PLAN)
    about = f"tree {repo.git('rev-parse', tree + '^{tree}')}\nparent {tree}\n"
    about += "author A <a@b> 99999999999999999 +0000\ncommitter A <a@b> 99999999999999999 +0000\n\nx\n"
    (repo.folder / "object").write_text(about, encoding="utf-8")
    id = repo.git("hash-object", "-t", "commit", "-w", "--literally", "object")
    with open_repository(Path("plans")) as repository:
        assert repository.commit(id).at.year == 9999
        assert len(repository.line(id)) == 2


def test_contents_are_read_once_and_in_any_number(repo: Repo) -> None:
    files: dict[str, str | bytes | None] = {
        f"plans/{number}.yaml": f"organisation: O{number}\n" for number in range(205)
    }
    repo.commit({**files, "plans/same.yaml": "organisation: O7\n"})
    with open_repository(Path("plans")) as repository:
        tree = repository.tree()
        ids = [version.blob for version in tree.versions]
        read = list(repository.contents(ids * 2))
        assert len(ids) == 206
        assert len(read) == len(dict(read)) == 205
        assert dict(read)[ids[-1]] == b"organisation: O7\n"
        half = repository.contents(ids)
        next(half)
        assert repository.read(tree).sources == tuple(sorted(working_files(Path("plans")).sources))
        assert len(list(half)) == 204


def test_nothing_is_checked_out_or_written(repo: Repo) -> None:
    first = repo.commit(PLAN)
    repo.commit({"plans/A.yaml": CHANGED})
    repo.write({"plans/A.yaml": "organisation: D\n"})
    before = everything(repo.folder)
    with open_repository(Path("plans")) as repository:
        read_all(repository, first)
    assert everything(repo.folder) == before


def read_all(repository: Repository, revision: str) -> None:
    repository.files(revision)
    repository.staged_files()
    repository.line()
    list(repository.recorded())


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_versions_name_the_content(repo: Repo) -> None:
    repo.commit(PLAN)
    id = repo.git("rev-parse", "HEAD:plans/A.yaml")
    with open_repository(Path("plans")) as repository:
        assert repository.tree().versions[0] == Version("plans/A.yaml", id)


def test_tags_and_what_they_were_put_on(repo: Repo) -> None:
    first = repo.commit(PLAN)
    repo.git("tag", "light")
    repo.git("tag", "-a", "-m", "x", "größe/v1")
    second = repo.commit({})
    repo.git("tag", "-a", "-m", "x", "größe/v2")
    repo.git("branch", "größe/v3")
    with open_repository(Path("plans")) as repository:
        assert repository.tags() == {"größe/v1": first, "größe/v2": second, "light": first}
        assert repository.tags("größe/") == {"größe/v1": first, "größe/v2": second}
        assert repository.tags("gr") == {}
