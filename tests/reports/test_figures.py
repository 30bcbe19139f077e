"""The figures of a paper: each term by hand on a small plan at the paper's own day; what is no figure."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading.findings import only_programme

from ragplan.figures.faults import fault, misfit
from ragplan.figures.figure import Figure, figures
from ragplan.figures.vocabulary import VOCABULARY, WORDS, ValueKind
from ragplan.model.programme import Programme
from ragplan.model.snapshot import Snapshot
from ragplan.query import Selection
from ragplan.reports import prose
from ragplan.reports.paper.figures import Figures
from reports.counted import COUNTED

DAY = date(2014, 1, 27)
SENTENCE = (
    "2 of 9 rows are completed. Of the 7 open rows, 2 are past their date; 1 of these is rated on track. "
    "2 have no update from their owner, 1 has no position and 1 has no date."
)
SAID = {
    "positions": "8",
    "completed": "2",
    "rows": "9",
    "open": "7",
    "overdue": "2",
    "due_soon": "1",
    "silent": "2",
    "undated": "1",
    "unrated": "5",
    "missing": "1",
    "proposed": "1",
    "actions": "5",
    "sentence": SENTENCE,
    "as_at": "27 January 2014",
    "next_meeting": "3 February 2014",
    "recommendations": "290",
    "completed since=2014-01-20": "1",
    "completed since=2014-01-24": "0",
    "completed since=2013-12-15": "2",
    "completed since=2013-12-31": "1",
    "updated since=2014-01-22": "3",
    "updated since=last_meeting": "5",
    "moved since=2014-01-20": "1",
    "moved since=2014-01-06": "2",
    "moved since=2014-01-06 organisation=B": "2",
    "moved since=2014-01-06 organisation=A": "1",
    "changes since=last_meeting": (
        "Since 20 January 2014 1 position was completed, 5 were updated and 1 due date was moved."
    ),
    "changes since=2014-01-26": (
        "Since 26 January 2014 no position was completed, none was updated and no due date was moved."
    ),
    "positions organisation=A": "5",
    "positions organisation=alpha": "5",
    "positions lead=AA": "1",
    'positions goal="2"': "2",
    "rows by_date=red": "2",
    "rows by_date=Slipped rating=none": "1",
    "rows by_date=none": "3",
    "rows undated": "1",
    "positions rating=red": "1",
    "positions rating=none": "4",
    "rows rating=none": "5",
    "positions category=on_track": "2",
    "positions recommendation=124": "2",
    "positions recommendation=126": "0",
    "positions overdue": "2",
    "positions silent": "2",
    "positions query": "1",
    "positions overdue organisation=B": "1",
    "actions organisation=B": "4",
    "missing goal=1": "1",
    "overdue goal=1": "1",
    "sentence organisation=B": (
        "1 of 4 rows is completed. Of the 3 open rows, 1 is past its date; 1 of these is rated on track. "
        "1 has no position."
    ),
    "recommendations applicable": "7",
    "recommendations not_applicable": "1",
    "recommendations not_considered": "282",
    "recommendations answered": "3",
    "recommendations applicable answered": "3",
    "recommendations applicable unanswered": "4",
    "recommendations recommendation=120-129": "10",
    "recommendations recommendation=francis-2013/126 answered": "1",
    "recommendations register=francis-2013 applicable": "7",
}
"""Figures and what they say as at 27 January 2014, counted by hand."""
FAULTS = {
    "{{ }}": "the figure is empty",
    "{{ positions": "the figure is never closed",
    '{{ positions lead="AA }}': "quotation mark",
    "{{ positons }}": "there is no figure 'positons'",
    "{{ table }}": "there is no figure 'table'",
    "{{ table rows }}": "there is no figure 'table rows'",
    "{{ Positions }}": "there is no figure 'Positions'",
    "{{ positions organization=A }}": "takes no word 'organization'",
    "{{ positions since=2014-01-20 }}": "takes no word 'since'",
    "{{ as_at overdue }}": "takes no word 'overdue'",
    "{{ positions organisation = A }}": "'organisation' needs a value",
    "{{ positions organisation= }}": "'organisation' needs a value",
    "{{ positions overdue=yes }}": "'overdue' takes no value",
    "{{ positions overdue= }}": "'overdue' takes no value",
    "{{ positions lead=A lead=B }}": "'lead' is given twice",
    "{{ updated }}": "'updated' needs since=…",
    "{{ updated since=2014-02-31 }}": "'2014-02-31' is no value of 'since'",
    "{{ updated since=2014-01 }}": "'2014-01' is no value of 'since'",
    "{{ updated since=yesterday }}": "'yesterday' is no value of 'since'",
    "{{ positions category=blue }}": "'blue' is no value of 'category'",
    "{{ positions recommendation=many }}": "'many' is no value of 'recommendation'",
    "See {{ table plan }}": "stands inside a paragraph",
    "  {{ table plan }}": "stands inside a paragraph",
    "a\n{{ table plan }}": "stands inside a paragraph",
    "{{ table plan }}\nb": "stands inside a paragraph",
}
MISFITS = {
    "positions organisation=C": "no organisation 'C'",
    "positions lead=ZZ": "no lead 'ZZ'",
    "positions goal=9": "no goal '9'",
    "rows by_date=purple": "no level 'purple'",
    "positions rating=purple": "no level 'purple'",
    "recommendations register=keogh": "no register 'keogh'",
    "positions recommendation=keogh/3": "no register 'keogh'",
    "updated since=2014-01-27": "does not lie before the status date",
    "updated since=2014-03-01": "does not lie before the status date",
}
WORDING = st.text(st.sampled_from("a1 =\"'{}`\\\n-#_|*<>&é“”"), max_size=40)


@cache
def programme() -> Programme:
    """The plan of ``reports.counted``."""
    return only_programme(COUNTED)


def said(figure: str, day: date = DAY) -> str:
    """What a figure says of that plan."""
    return Figures(Selection(Snapshot(programme(), day))).plain(f"{{{{ {figure} }}}}")


def one(text: str) -> Figure:
    """The only figure of a text."""
    (found,) = figures(text)
    return found


@pytest.mark.parametrize("figure", SAID)
def test_a_figure_says_what_was_counted_by_hand(figure: str) -> None:
    assert said(figure) == SAID[figure]


def test_every_term_and_every_word_is_counted_by_hand() -> None:
    written = {word.partition("=")[0] for figure in SAID for word in figure.split()}
    numbers = {name for name, term in VOCABULARY.items() if not term.table}
    assert numbers | set(WORDS) == written


def test_a_figure_is_that_of_its_day() -> None:
    later = date(2014, 3, 10)
    assert (said("overdue", later), said("as_at", later)) == ("5", "10 March 2014")
    assert said("next_meeting", later) == "17 March 2014"
    assert said("overdue", date(2014, 1, 20)) == "0"


def test_thousands_are_apart() -> None:
    register = COUNTED["registers/francis-2013.yaml"].replace("1-290", "1-12345")
    many = only_programme({**COUNTED, "registers/francis-2013.yaml": register})
    assert Figures(Selection(Snapshot(many, DAY))).plain("{{ recommendations }}") == "12,345"


def test_a_plan_without_a_key_counts_what_the_dates_say() -> None:
    text = COUNTED["programme.yaml"].replace("key: rag-complete\n", "")
    plain = only_programme({**COUNTED, "programme.yaml": text})
    told = Figures(Selection(Snapshot(plain, DAY)))
    assert told.plain("{{ completed }} of {{ rows }}") == "2 of 9"
    assert told.plain("{{ sentence }}").endswith("This plan has no rating key.")


@pytest.mark.parametrize("text", FAULTS)
def test_a_fault_says_what_is_wrong_and_how_to_mend_it(text: str) -> None:
    found = fault(one(text), in_body=True)
    assert found is not None
    assert FAULTS[text] in found.message
    assert found.help


@pytest.mark.parametrize("figure", SAID)
def test_what_can_be_said_has_no_fault(figure: str) -> None:
    found = one(f"{{{{ {figure} }}}}")
    assert fault(found, in_body=False) is None
    assert misfit(found, programme(), DAY) is None


@pytest.mark.parametrize("figure", MISFITS)
def test_what_the_programme_does_not_have_is_named(figure: str) -> None:
    found = one(f"{{{{ {figure} }}}}")
    assert fault(found, in_body=False) is None
    wrong = misfit(found, programme(), DAY)
    assert wrong is not None
    assert MISFITS[figure] in wrong.message
    assert said(figure) == f"[{found.text} – {wrong.message}]"


def test_no_meeting_after_the_last_and_none_before_the_first() -> None:
    assert "there is none" in said("next_meeting", date(2014, 6, 30))
    assert "there is none" in said("due_soon", date(2014, 7, 1))
    assert "no meeting was before" in said("updated since=last_meeting", date(2014, 1, 6))


def test_a_table_stands_only_in_the_body() -> None:
    alone = one("One.\n\n{{ table plan }}\n\nTwo.")
    assert alone.alone
    assert fault(alone, in_body=True) is None
    outside = fault(alone, in_body=False)
    assert outside is not None
    assert "outside the paper's body" in outside.message


@pytest.mark.parametrize(
    "text",
    [
        "a } b { c {% x %} {# y #}",
        r"\{{ positions }}",
        "`{{ positions }}`",
        "``a ` {{ positions }}``",
        "```\n{{ positions }}\n```",
        "{ { positions } }",
    ],
)
def test_this_is_no_figure(text: str) -> None:
    assert list(figures(text)) == []


def test_a_value_with_spaces_stands_in_quotation_marks_of_either_shape() -> None:
    assert one('{{ positions lead="All ADs" }}').value("lead") == "All ADs"
    assert one("{{ positions lead=“All ADs” }}").value("lead") == "All ADs"
    assert one("{{ positions lead=O'Brien }}").value("lead") == "O'Brien"


def test_a_figure_is_only_words_wherever_it_stands() -> None:
    told = Figures(Selection(Snapshot(programme(), DAY)))
    assert prose.html(told.markdown("{{ positions }}. So many.")) == "<p>8. So many.</p>"
    assert prose.html(told.markdown("*{{ overdue }}* of {{ positions }}")) == "<p><em>2</em> of 8</p>"
    shown = prose.html(told.markdown('{{ positions lead="*<b>*[x](https://y.z)" }}'))
    assert "<em>" not in shown
    assert "<a" not in shown
    assert "&lt;b&gt;" in shown


@given(st.lists(WORDING, max_size=6))
def test_figures_of_any_text_are_found_in_order_and_as_written(parts: list[str]) -> None:
    text = "{{".join(parts)
    end = 0
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text
        assert figure.start >= end
        assert figure.text.startswith("{{")
        assert bool(figure.broken) != bool(figure.name) or fault(figure, in_body=True)
        end = figure.end


@given(st.lists(WORDING, max_size=6))
def test_any_text_is_said_without_an_exception(parts: list[str]) -> None:
    told = Figures(Selection(Snapshot(programme(), DAY)))
    text = "{{ positions ".join(parts)
    told.plain(text)
    prose.html(told.body(text))
    prose.markdown(told.markdown(text))


VALUES = {
    ValueKind.DAY: st.dates(date(2013, 1, 1), date(2014, 1, 26)).map(str) | st.just("last_meeting"),
    ValueKind.CATEGORY: st.sampled_from(["on_track", "complete", "off_track"]),
    ValueKind.RECOMMENDATION: st.integers(1, 290).map(str),
    ValueKind.ORGANISATION: st.sampled_from(["A", "b", "Alpha"]),
    ValueKind.LEAD: st.just("AA"),
    ValueKind.GOAL: st.sampled_from(["1", "2"]),
    ValueKind.LEVEL: st.sampled_from(["red", "G", "On track", "none"]),
    ValueKind.REGISTER: st.just("francis-2013"),
}


@st.composite
def wanted(draw: st.DrawFn) -> str:
    """A figure that is no table, with any of the words that it takes."""
    name = draw(st.sampled_from([name for name, term in VOCABULARY.items() if not term.table]))
    term = VOCABULARY[name]
    chosen = draw(st.sets(st.sampled_from(term.words))) if term.words else set()
    words = [
        word if WORDS[word].kind is ValueKind.FLAG else f'{word}="{draw(VALUES[WORDS[word].kind])}"'
        for word in sorted(chosen | set(term.needs))
    ]
    return " ".join([name, *words])


@given(wanted())
def test_whatever_the_vocabulary_takes_can_be_said_and_words_only_narrow_down(figure: str) -> None:
    found = one(f"{{{{ {figure} }}}}")
    assert fault(found, in_body=False) is None
    assert misfit(found, programme(), DAY) is None
    number = said(figure)
    assert not number.startswith("[")
    if number.isdigit() and not found.has("since"):
        assert int(number) <= int(said(found.name))
