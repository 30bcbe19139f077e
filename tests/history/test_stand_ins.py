"""Pointers and encrypted files in the place of plan files are named for what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from conftest import Ran, Run

from history.building import ALONE, ORGANISATION, Repo
from ragplan.rules.example import FILES

HERE = {name: value for name, value in ALONE.items() if "AUTHOR" not in name}
WHOLE = {f"plans/{name}": text for name, text in FILES.items()}
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:" + "7" * 64 + "\nsize 117\n"
STAND_INS = {
    "a pointer of git-lfs": POINTER.encode(),
    "a pointer of git-annex": b"/annex/objects/SHA256E-s31--ab.yaml\n",
    "a file encrypted by git-crypt": b"\0GITCRYPT\0\x12\x80\xff\xfe",
    "an encrypted file (openssl, transcrypt)": b"U2FsdGVkX19mYWtl\n",
    "an encrypted file (age)": b"age-encryption.org/v1\n-> X25519 x\n\x80\xff",
    "an encrypted file (PGP)": b"-----BEGIN PGP MESSAGE-----\n\nhQ==\n",
    "an encrypted file (ansible-vault)": b"$ANSIBLE_VAULT;1.1;AES256\n6162\n",
}
Here = Callable[..., Ran]


@pytest.fixture
def here(repo: Repo, run: Run) -> Here:
    repo.commit(WHOLE, at="2014-01-06T10:00:00Z")

    def call(*arguments: str) -> Ran:
        return run(*arguments, cwd=repo.folder, env=HERE)

    return call


@pytest.mark.parametrize(("what", "data"), STAND_INS.items())
def test_each_is_named(repo: Repo, here: Here, what: str, data: bytes) -> None:
    commit = repo.commit({"plans/A.yaml": data}, at="2014-01-14T10:00:00Z")[:10]
    linted = here("lint")
    assert (linted.code, linted.stdout.count(" error ")) == (1, 1)
    assert f"plans/A.yaml:1:1: error RAG001 this is {what} (" in linted.stdout
    for asked in (("check",), ("check", "--base", "HEAD~1")):
        ran = here(*asked)
        assert (ran.code, ran.stdout) == (2, "")
        assert f"commit {commit} holds {what} in the place of 'plans/A.yaml', so its history" in ran.stderr
    compared = here("diff", "HEAD~1", "HEAD")
    assert compared.code == 2
    assert f"it does not load: plans/A.yaml: this is {what}" in compared.stderr


def test_the_file_on_disk_hides_nothing(repo: Repo, here: Here) -> None:
    """A filter shows the file itself, and git has but the pointer."""
    repo.commit({"plans/A.yaml": POINTER}, at="2014-01-14T10:00:00Z")
    repo.write({"plans/A.yaml": ORGANISATION})
    assert here("lint").code == 0
    for asked in (("check",), ("check", "--base", "HEAD~1")):
        ran = here(*asked)
        assert ran.code == 2
        assert "holds a pointer of git-lfs" in ran.stderr
    assert here("check", "--no-history", "--as-of", "2014-01-06").code == 0


def test_what_a_change_was_made_from_counts_too(repo: Repo, here: Here) -> None:
    repo.commit({"plans/A.yaml": POINTER}, at="2014-01-14T10:00:00Z")
    repo.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-15T10:00:00Z")
    ran = here("check", "--base", "HEAD~1")
    assert ran.code == 2
    assert "holds a pointer of git-lfs" in ran.stderr


def test_pointers_of_long_ago_are_left_out_with_a_note(repo: Repo, here: Here) -> None:
    commit = repo.commit({"plans/A.yaml": POINTER}, at="2014-01-14T10:00:00Z")[:10]
    repo.commit({"plans/A.yaml": ORGANISATION}, at="2014-01-15T10:00:00Z")
    ran = here("check", "--as-of", "2014-01-20")
    assert ran.code < 2
    assert f"leaves out commit {commit}: it does not load: plans/A.yaml: this is a pointer" in ran.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_working_tree_in_another_encoding(repo: Repo, here: Here, encoding: str) -> None:
    mark = {"utf-16": b"", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[encoding]
    repo.write({"plans/A.yaml": mark + ORGANISATION.encode(encoding)})
    assert "error RAG001 the file is UTF-16 text, not UTF-8 (save it as UTF-8; where " in here("lint").stdout


def test_words_about_a_pointer_are_words(repo: Repo, here: Here) -> None:
    about = ORGANISATION.replace("Drafted.", "version https://git-lfs.github.com/spec/v1 is what git has")
    repo.commit({"plans/A.yaml": about}, at="2014-01-14T10:00:00Z")
    assert here("lint").code == 0
