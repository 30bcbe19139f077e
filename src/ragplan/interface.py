"""What other programs may call, gathered for ``import ragplan``: plans in; findings, data and papers out."""

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, overload

from ragplan.diff import compare as _compare
from ragplan.diff.json_v1 import FIELDS as CHANGE_FIELDS
from ragplan.diff.owing import Owed
from ragplan.document import read
from ragplan.fields import Field, Holds
from ragplan.history import zone_of
from ragplan.linter import lint as _lint
from ragplan.loader import load as _load
from ragplan.model.programme import Programme
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.output.gathering import gathered
from ragplan.output.json_v1 import findings
from ragplan.plans import Plans
from ragplan.policy import Location, Policy
from ragplan.query import Filter
from ragplan.query import rows as _rows
from ragplan.render import FORMATS
from ragplan.render.tables import PIPE
from ragplan.reports import REPORTS
from ragplan.reports.blocks import Page
from ragplan.reports.list_formats import ROW_FIELDS
from ragplan.reports.public import public_page
from ragplan.reports.request import Request
from ragplan.repository import Found, working_files
from ragplan.rules import RULES
from ragplan.rules.rule import Needs

__all__ = ["Snapshot", "build", "compare", "lint", "load", "render", "rows"]

OfText = Literal["html", "markdown", "text", "eml"]
OfBytes = Literal["docx", "xlsx", "pdf"]
Values = dict[str, Any]
"""Values by the names of a documented format's fields; ``None`` where there is nothing."""


def load(folder: str | Path = "plans", revision: str = "") -> Plans:
    """The plans of a folder: the files on disk, or as a commit, tag or branch of its repository holds them.

    ``programmes`` are those that can be read whole, each with its ``id`` and ``title``; ``problems`` are
    pairs of a path and a problem, with a ``message``, for all that cannot be read. Raises ``OSError`` where
    the folder cannot be read, and ``ValueError`` where there is no plan file or git knows no such revision.
    """
    found = _committed(Path(folder), revision) if revision else working_files(Path(folder))
    if found.empty:
        raise ValueError(f"there are no plan files (.yaml) in {Path(folder).as_posix()!r}")
    plans = _load(found.sources, found.problems)
    return replace(plans, code_owners=found.code_owners, is_there=found.is_there)


def _committed(folder: Path, revision: str) -> Found:
    from ragplan.repository.errors import RepositoryError
    from ragplan.repository.git import open_repository

    try:
        with open_repository(folder) as repository:
            return repository.files(repository.commit(revision))
    except RepositoryError as error:
        raise ValueError(str(error)) from error


def lint(plans: Plans, folder: str | Path | None = None) -> list[Values]:
    """What the rules that look at files alone find, with the fields of docs/formats.md, by file and place.

    ``folder`` is that of the plans: its repository's ``ragplan.yaml`` decides which rules are told; with
    ``None`` every rule is as it is. Raises ``ValueError`` for a policy that cannot be read.
    """
    policy = _policy(Path(folder)) if folder is not None else Policy()
    rules = [rule for rule in RULES if rule.needs is Needs.FILES]
    return findings(gathered(_lint(plans, policy.told_somewhere(rules), policy=policy)))


def _policy(folder: Path) -> Policy:
    """The policy that stands on disk for a folder of plans, the default one where there is none."""
    from ragplan.policy.reading import read_policy
    from ragplan.repository.policy_file import policy_on_disk

    found = policy_on_disk(folder)
    for path in found.misplaced:
        raise ValueError(f"{path} is ignored: the policy is read from {found.path}")
    standing = Location(folder.as_posix(), found.within)
    if found.source is None:
        return Policy(standing=standing)
    policy, problems = read_policy(read(found.source), standing)
    for problem in problems:
        raise ValueError(f"the policy {found.path} cannot be read: {problem.message}")
    return policy


def rows(snapshot: Snapshot, *, public: bool = False) -> list[Values]:
    """The rows of a programme judged at a day, with the fields of docs/rows.md but for ``line``.

    ``public`` leaves out what is marked internal.
    """
    return [_values(ROW_FIELDS, each) for each in _rows([_shown(snapshot, public=public)])]


def compare(old: Snapshot, new: Snapshot, *, public: bool = False) -> list[Values]:
    """What changed from one snapshot of a programme to a later one, with the fields of docs/changes.md.

    Who fell silent or spoke again is told by what each snapshot says that the meeting before it saw.
    """
    found = _compare(_shown(old, public=public), _shown(new, public=public))
    return [_values(CHANGE_FIELDS, each) for each in found]


def build(report: str, snapshot: Snapshot, of: str = "", *, public: bool = False) -> Page:
    """A report of ``ragplan report`` on a programme at a day; ``of`` is the organisation or lead it is of.

    A report that looks at the past is built without it and says what it cannot tell. Raises ``ValueError``
    for a name of no report, for one that is made of the history or of a paper's file alone, and where
    ``of`` is nothing that the report can be of.
    """
    request = _request(report, _shown(snapshot, public=public), of)
    page: Page = import_module(f"ragplan.reports.{report}").build(request)
    return public_page(page) if public else page


def _request(name: str, snapshot: Snapshot, of: str) -> Request:
    """What a report is asked for."""
    report = REPORTS.get(name)
    if report is None or report.from_git or report.of == "PATH":
        known = ", ".join(id for id, each in REPORTS.items() if not each.from_git and each.of != "PATH")
        raise ValueError(f"no report {name!r} can be built of a snapshot; choose from: {known}")
    if of and not report.of:
        raise ValueError(f"the report {name!r} is of a whole programme, not of {of!r}")
    request = Request(snapshot, subject=of, zone=zone_of(snapshot.programme), together=(snapshot,))
    if report.of == "LEAD":
        return replace(request, wanted=Filter(lead=of))
    if report.of != "ORGANISATION":
        return request
    code = _code(snapshot.programme, of)
    return replace(request, subject=code, wanted=Filter(organisation=code), owed=Owed(snapshot))


def _code(programme: Programme, organisation: str) -> str:
    code = programme.code(organisation)
    if code not in programme.organisation:
        raise ValueError(f"no organisation {organisation!r} in {programme.id!r}")
    return code


@overload
def render(page: Page, format: OfText = "html", templates: str | Path | None = None) -> str: ...
@overload
def render(page: Page, format: OfBytes, templates: str | Path | None = None) -> bytes: ...
def render(page: Page, format: OfText | OfBytes = "html", templates: str | Path | None = None) -> str | bytes:
    """A page in a format of papers; ``docx``, ``xlsx`` and ``pdf`` are bytes, the others text.

    ``templates`` is a folder of a project's own. Raises ``ModuleNotFoundError`` where the library of a format
    is not installed, and ``ValueError`` where a template cannot be used or nothing is there to print with.
    """
    from ragplan.render.overrides import TemplateFault
    from ragplan.render.pdf import CannotPrint

    own = Path(templates) if templates is not None else None
    try:
        return _rendered(page, format, own)
    except TemplateFault as error:
        raise ValueError(f"the template {error}") from error
    except CannotPrint as error:
        raise ValueError(str(error)) from error


def _rendered(page: Page, format: str, templates: Path | None) -> str | bytes:
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; choose from: {', '.join(FORMATS)}")
    module = import_module(FORMATS[format].module)
    if format in ("docx", "xlsx"):
        made: str | bytes = module.render(page)
    else:
        made = module.render(page, PIPE if format == "text" else templates)
    return made


def _shown(snapshot: Snapshot, *, public: bool) -> Snapshot:
    """A snapshot as everybody may see it, where that is wanted."""
    return public_snapshot(snapshot) if public else snapshot


def _values(fields: Iterable[Field[Any]], of: object) -> Values:
    """What the fields of a documented format hold; the line of a file is left out."""
    return {each.name: each.get(of) for each in fields if each.holds is not Holds.LINE}
