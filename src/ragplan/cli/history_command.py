"""``ragplan history REF``: one action through time."""

from typing import Annotated, Literal

import typer

from ragplan.cli.action_histories import history_of_action
from ragplan.cli.completing import organisations
from ragplan.cli.completing import refs as known_refs
from ragplan.cli.past import current_programmes, history_of
from ragplan.cli.session import (
    PLANS,
    AsOfOption,
    PlansOption,
    ProgrammeOption,
    PublicOption,
    echo,
    judged_on,
    write,
)
from ragplan.reports.history.action import ActionHistory, Focus


def command(
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REF",
            help="The action's ref, such as 2.1; also of an action that is gone.",
            autocompletion=known_refs,
        ),
    ],
    plans: PlansOption = PLANS,
    programme: ProgrammeOption = "",
    as_of: AsOfOption = "",
    organisation: Annotated[
        str,
        typer.Option(
            metavar="CODE", help="Only this owner's part, by code or alias.", autocompletion=organisations
        ),
    ] = "",
    format: Annotated[
        Literal["text", "markdown", "html", "json"],
        typer.Option(help="All formats are printed to standard output."),
    ] = "text",
    public: PublicOption = False,
) -> None:
    """Shows every rating, status, date, lead and revision: when, by whom and in which commit.

    The current state comes first, then the history, oldest first. Changes that are not committed yet come
    last. For Word or PDF, use ragplan report audit REF.
    """
    with history_of(plans) as timeline:
        chosen = judged_on(current_programmes(timeline.repository, plans, programme), as_of)
        pasts = [(each, on, timeline.past(each, on)) for each, on in chosen]
        history = history_of_action(timeline, pasts, Focus(ref, organisation), public=public)
    _print(history, format, public=public)


def _print(history: ActionHistory, format: str, *, public: bool) -> None:
    if format == "json":
        from ragplan.reports.history.json_v1 import render

        write(render(history))
        return
    from ragplan.cli.papers import as_text
    from ragplan.reports.history.page import build
    from ragplan.reports.public import public_page

    page = public_page(build(history)) if public else build(history)
    put = echo if format == "text" else write
    put(as_text(page, format))
