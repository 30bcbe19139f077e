"""The pages of a report: one for each programme, organisation, action or paper that it is of."""

from collections.abc import Collection
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from ragplan.cli.past import Stood, plan_of_the_day, snapshots
from ragplan.cli.requests import Asking, Chosen, Pasts, requests
from ragplan.cli.session import day, fail, judged_on, show_problems
from ragplan.english import listed
from ragplan.escaping import one_line, unused_stem
from ragplan.loader import Reading
from ragplan.model.public import public_snapshot
from ragplan.model.snapshot import Snapshot
from ragplan.plans import Plans
from ragplan.query import Filter
from ragplan.reports import REPORTS
from ragplan.reports.blocks import Page
from ragplan.reports.request import By, Request
from ragplan.suggestion import did_you_mean


class Wanted(NamedTuple):
    """Which rows are wanted, how they are gathered, and over which span of days."""

    rows: Filter = Filter()
    by: By = "goal"
    since: date | None = None
    until: date | None = None


class Order(NamedTuple):
    """The plans that reports are made of: their folder, what was read of it, and how that is to be seen.

    ``as_of`` and ``at`` are as given. ``public`` is for everybody's eyes; ``cached`` allows what an earlier
    run counted to be used, and ``pasts`` is what was read of the past already.
    """

    folder: str
    stood: Stood
    reading: Reading
    read: Plans
    as_of: str
    at: str
    wanted: Wanted
    public: bool
    cached: bool
    pasts: Pasts


class Made(NamedTuple):
    """A report: its page, whose it is, the name of its file without the ending, and a line on the trend.

    ``frozen`` tells that the plan is shown as a freeze tag has it.
    """

    page: Page
    programme: str
    name: str
    since: str = ""
    frozen: bool = False


def pages_of(
    order: Order, name: str, of: str, chosen: Chosen, *, look: bool = False, flat: bool = False
) -> list[Made]:
    """A report of a name on programmes at their days; ``look`` asks for a line on what is new in them.

    A ``flat`` one has a line for each of its rows, if it is a report of rows.
    """
    rows, by, since, until = order.wanted
    rest = Request(Snapshot(*chosen[0]), wanted=rows, by=by, since=since, until=until)
    asking = Asking(REPORTS[name], of, rest, order.folder, order.stood)
    asking = asking._replace(public=order.public, cached=order.cached, look=look, pasts=order.pasts)
    made: list[Made] = []
    for each in requests(asking, order.reading, order.read, chosen):
        taken = {other.name for other in made}
        made.append(_made(name, each, taken, since=look, flat=flat)._replace(frozen=order.stood.frozen))
    return made


def _made(name: str, request: Request, taken: Collection[str], *, since: bool, flat: bool) -> Made:
    """The report of a name on what it is asked for; with ``since`` a line on what is new since then.

    The name of its file is none of those that are ``taken``.
    """
    module = "rows" if flat and REPORTS[name].of_rows else name
    page = import_module(f"ragplan.reports.{module}").build(request)
    id = request.programme.id
    whose = "all" if request.together[1:] else id
    usual = f"{whose}-{name}"
    file = unused_stem((usual, request.subject), taken) if request.subject else usual
    return Made(page, id, file, _since(request.snapshot) if since else "")


def _since(snapshot: Snapshot) -> str:
    from ragplan.reports.since import line

    return line(snapshot)


def paper_of(order: Order, path: str) -> Made:
    """The paper in a file, on the plan as it stood unless a day is asked for.

    Exits with 2 where there is none to be read.
    """
    from ragplan.figures.figure import status_date
    from ragplan.reports.paper.page import build

    read, folder, stood, as_of = order.read, order.folder, order.stood, order.as_of

    papers = {
        paper.origin.path: (programme, paper) for programme in read.programmes for paper in programme.papers
    }
    if not path:
        fail(f"say which paper: {listed(papers) or 'there is none in ' + repr(one_line(folder))}")
    found = papers.get(Path(path).as_posix())
    if found is None:
        if read.broken or any(where == Path(path).as_posix() for where, _ in read.problems):
            show_problems(read)
            fail(
                f"the paper {one_line(path)!r} cannot be read; fix the problems above, or run 'ragplan lint'"
            )
        hint = did_you_mean(path, papers) or f"choose from: {listed(papers) or 'none'}"
        fail(f"no paper {one_line(path)!r} in {one_line(folder)!r}; {hint}")
    programme, paper = found
    on = day(as_of) if as_of else status_date(programme, paper) or judged_on([programme], "")[0][1]
    name = f"{programme.id}-{Path(path).stem}"
    programme, frozen = (
        (programme, stood.frozen) if order.at or as_of else plan_of_the_day(programme, on, folder)
    )
    (judged,) = snapshots(folder, [(programme, on)], stood)
    if order.public:
        judged = public_snapshot(judged)
        paper = next(each for each in judged.programme.papers if each.origin == paper.origin)
    return Made(build(judged, paper), programme.id, name, frozen=frozen)
