"""Where on a forge a person edits a line of a file: addresses of a repository to addresses of lines."""

import re
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

_SCP = re.compile(r"(?:[^@/\\]+@)?([\w-]+(?:\.[\w-]+)+):(?!//)(.+)")
"""``git@github.com:owner/name.git``, as ssh takes it."""
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]+)?", re.ASCII)
_EDITS = {"github": "edit", "gitlab": "-/edit"}
_SAME = {
    "www.github.com": "github.com",
    "ssh.github.com": "github.com",
    "www.gitlab.com": "gitlab.com",
    "altssh.gitlab.com": "gitlab.com",
}
"""Other names of hosts: those behind which ssh answers on port 443, and what people type."""
_FOR_GIT = ("ssh", "git+ssh", "git")
"""Schemes that no browser takes, whose port is not that of the pages."""


class Branch(NamedTuple):
    """A branch of a repository on a forge. ``kind`` is ``github`` or ``gitlab``."""

    kind: str
    address: str
    name: str

    def editing(self, path: str, line: int) -> str:
        """The address at which a person edits a line of a file, given by its path from the top."""
        steps = (self.address, _EDITS[self.kind], _quoted(self.name), f"{_quoted(path)}#L{line}")
        return "/".join(steps)


def branch(address: str, name: str, kind: str = "") -> Branch | None:
    """A branch of the repository at an address, be it one for git; ``None`` where no forge is known there.

    Of a host that is not known by its name, ``kind`` tells what runs there. Whatever the address holds
    beside host and path, a password first of all, is left out.
    """
    plain = _web_address(address)
    host = urlsplit(plain).hostname or ""
    known = kind or _kind(host)
    return Branch(known, plain, name) if plain and known in _EDITS and name else None


def _web_address(address: str) -> str:
    """Where a repository is in a browser; ``""`` where that cannot be told."""
    short = _SCP.fullmatch(address)
    if short and "://" not in address:
        address = f"ssh://{short[1]}/{short[2]}"
    try:
        parts = urlsplit(address)
        host = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
    if parts.scheme in _FOR_GIT:
        host = host.partition(":")[0]
    host = _SAME.get(host, host)
    path = quote(unquote(parts.path.strip("/").removesuffix(".git")), safe="/-._~")
    if parts.scheme not in ("https", "http", *_FOR_GIT) or not _HOST.fullmatch(host) or not path:
        return ""
    scheme = "http" if parts.scheme == "http" else "https"
    return f"{scheme}://{host}/{path}"


def _kind(host: str) -> str:
    if host == "github.com" or host.endswith(".ghe.com"):
        return "github"
    return "gitlab" if host.startswith("gitlab.") else ""


def _quoted(path: str) -> str:
    return quote(path, safe="/-._~", errors="surrogateescape")
