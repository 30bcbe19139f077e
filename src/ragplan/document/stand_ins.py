"""What git holds in a file's place where a filter keeps the file elsewhere, or has encrypted it."""

from typing import NamedTuple


class StandIn(NamedTuple):
    """What stands in a file's place: how it begins, what it is, and how to have the file itself."""

    begins: bytes
    what: str
    mend: str


_DECRYPT = "decrypt it, and keep plan files readable in git: their history is what is checked"
_STAND_INS = (
    StandIn(
        b"version https://git-lfs.github.com/spec/",
        "a pointer of git-lfs",
        "run 'git lfs pull', and keep plan files out of git-lfs: their history is what is checked",
    ),
    StandIn(
        b"/annex/objects/",
        "a pointer of git-annex",
        "run 'git annex get', and keep plan files out of git-annex: their history is what is checked",
    ),
    StandIn(
        b"\0GITCRYPT\0",
        "a file encrypted by git-crypt",
        "run 'git-crypt unlock', and keep plan files out of it: their history is what is checked",
    ),
    StandIn(b"U2FsdGVkX1", "an encrypted file (openssl, transcrypt)", _DECRYPT),
    StandIn(b"Salted__", "an encrypted file (openssl)", _DECRYPT),
    StandIn(b"age-encryption.org/", "an encrypted file (age)", _DECRYPT),
    StandIn(b"-----BEGIN AGE ENCRYPTED FILE-----", "an encrypted file (age)", _DECRYPT),
    StandIn(b"-----BEGIN PGP MESSAGE-----", "an encrypted file (PGP)", _DECRYPT),
    StandIn(b"$ANSIBLE_VAULT;", "an encrypted file (ansible-vault)", _DECRYPT),
)


def stand_in(data: bytes) -> StandIn | None:
    """What stands in a file's place, by its first bytes; ``None`` for the file itself."""
    return next((each for each in _STAND_INS if data.startswith(each.begins)), None)
