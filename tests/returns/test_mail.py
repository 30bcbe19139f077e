"""What came back in words alone: the lines of the form in the mail that chase drafts, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest
from conftest import Ran, Run, Write

from returns.conftest import ALPHA, BACK, BETA, PROGRAMME, SENT

Mailed = Callable[..., Ran]
ROOM = "____________________"


@pytest.fixture
def draft(write: Write, run: Run) -> str:
    """The text of the mail that was sent to A."""
    write({"programme.yaml": PROGRAMME, "A.yaml": ALPHA, "B.yaml": BETA})
    return run("chase", "--organisation", "A", "--as-of", SENT).stdout


@pytest.fixture
def mailed(run: Run, tmp_path: Path) -> Mailed:
    def call(text: str, name: str = "mail.eml") -> Ran:
        message = EmailMessage()
        message["Subject"] = "Re: your rows"
        message["From"] = "ann@example.org"
        message.set_content(text)
        message.add_alternative("<p>not read</p>", subtype="html")
        path = tmp_path / name
        path.write_bytes(bytes(message) if name.endswith(".eml") else text.encode())
        return run("collect", "in", path, "--received", BACK)

    return call


def answered(draft: str, ref: str, **lines: str) -> str:
    """The mail with some lines of a form overwritten."""
    before, form = draft.split(f"Answer on {ref} for A\n")
    for label, said in lines.items():
        form = form.replace(f"{label}: {ROOM}", f"{label}: {said}", 1)
    return f"{before}Answer on {ref} for A\n{form}"


def paged(lines: Sequence[str]) -> str:
    """Lines as a mail program sends them that writes no plain text."""
    said = "".join(f"<div>{escape(line) or '<br>'}</div>\r\n" for line in lines)
    style = "<style>p {margin: 0}</style>"
    return f"<html><head><title>Re: your rows</title>{style}</head><body>{said}</body></html>"


def quoted(text: str) -> str:
    return "".join(f"> {line}" for line in text.splitlines(keepends=True))


def alpha(tmp_path: Path) -> str:
    return (tmp_path / "plans/A.yaml").read_text(encoding="utf-8")


TAKEN = ALPHA.replace(
    '    status: "-"\n', '    rating: amber\n    status: "Counted twice"\n    updated: 2014-01-16\n'
)


@pytest.mark.parametrize("name", ["mail.eml", "mail.txt"])
def test_the_lines_of_a_quoted_form_are_taken_by_ref(
    name: str, draft: str, mailed: Mailed, tmp_path: Path
) -> None:
    text = quoted(answered(draft, "1.2", Status="Counted\n twice", Rating="On track "))
    ran = mailed(text, name)
    assert (ran.code, ran.stderr) == (0, ""), ran.stdout
    assert alpha(tmp_path) == TAKEN


def test_words_below_an_empty_line_of_the_form_are_its_answer(
    draft: str, mailed: Mailed, tmp_path: Path
) -> None:
    text = quoted(answered(draft, "1.2", Rating="amber"))
    at = text.index(f"Status: {ROOM}", text.index("Answer on 1.2")) + len(f"Status: {ROOM}\n")
    ran = mailed(f"{text[:at]}Counted twice\n{text[at:]}")
    assert (ran.code, ran.stderr) == (0, ""), ran.stdout
    assert alpha(tmp_path) == TAKEN


def test_a_mail_that_nobody_filled_in_changes_nothing(draft: str, mailed: Mailed, tmp_path: Path) -> None:
    ran = mailed(quoted(draft))
    assert (ran.code, ran.stderr) == (0, "nothing to change: the plans say so already\n"), ran.stdout
    assert alpha(tmp_path) == ALPHA


def test_anything_else_is_a_question(draft: str, mailed: Mailed, tmp_path: Path) -> None:
    text = quoted(answered(draft, "1.2", Status="Counted\n twice", Rating="amber"))
    ran = mailed(f"Dear Ann,\nthe roof\nis done.\n\n{text}")
    assert ran.code == 1
    assert "  asked: beside the forms stands “Dear Ann, the roof is done.”\n" in ran.stdout
    assert ran.stdout.count("asked:") == 1
    assert alpha(tmp_path) == TAKEN


def test_the_box_of_a_mail_is_ticked_for_its_organisation(draft: str, mailed: Mailed, tmp_path: Path) -> None:
    ran = mailed(quoted(draft.replace("[ ] Went", "[x] Went")))
    assert ran.code == 0, ran.stdout
    assert "reviewed: 2014-01-16\n" in alpha(tmp_path)


def test_what_cannot_be_read_is_asked_as_of_a_workbook(draft: str, mailed: Mailed, tmp_path: Path) -> None:
    text = answered(answered(draft, "1.2", Rating="Greeen"), "1.3", **{"Date completed": "TBC"})
    ran = mailed(quoted(text))
    assert ran.code == 1
    assert "asked: 1.2, Rating (the form): it says “Greeen”" in ran.stdout
    assert "asked: 1.3, Date completed (the form): it says “TBC”" in ran.stdout
    assert alpha(tmp_path) == ALPHA


def test_a_row_and_an_organisation_that_there_is_not_are_asked(
    draft: str, mailed: Mailed, tmp_path: Path
) -> None:
    ran = mailed("Answer on 9.9 for A\nStatus: Done\n")
    assert (ran.code, "asked: " in ran.stdout, "A has no row 9.9" in ran.stdout) == (1, True, True)
    ran = mailed("Answer on 1.1 for C\nStatus: Done\n")
    assert (ran.code, "C is no organisation of the plan" in ran.stdout) == (1, True)
    ran = mailed("All is well.\n")
    assert (ran.code, "there is no form in it" in ran.stdout) == (1, True)
    assert alpha(tmp_path) == ALPHA


def test_newer_words_of_the_plan_are_not_overwritten_by_an_earlier_mail(
    draft: str, mailed: Mailed, write: Write, tmp_path: Path
) -> None:
    newer = ALPHA.replace("2014-01-07", "2014-01-17")
    write({"A.yaml": newer})
    ran = mailed("Answer on 1.1 for A\nStatus: Done\n")
    assert (ran.code, "1.1: the plan has newer words, of 17 January 2014" in ran.stdout) == (1, True)
    assert alpha(tmp_path) == newer


def html_mail(page: str, path: Path, plain: str | None = None) -> Path:
    message = EmailMessage()
    message["Subject"] = "Re: your rows"
    if plain is None:
        message.set_content(page, subtype="html")
    else:
        message.set_content(plain)
        message.add_alternative(page, subtype="html")
    path.write_bytes(bytes(message))
    return path


@pytest.mark.parametrize("plain", [None, " \n"])
def test_a_mail_without_plain_text_is_read_as_its_page_shows_it(
    draft: str, run: Run, tmp_path: Path, plain: str | None
) -> None:
    said = answered(draft, "1.2", Status="Counted\u00a0twice", Rating="amber")
    page = f"<blockquote>{paged(said.splitlines())}</blockquote>"
    path = html_mail(page, tmp_path / "mail.eml", plain)
    assert run("collect", "in", path, "--received", BACK).code == 0
    assert alpha(tmp_path) == TAKEN


def test_what_a_page_quotes_is_quoted(draft: str, run: Run, tmp_path: Path) -> None:
    said = answered(draft, "1.2", Status="Counted twice", Rating="amber")
    quote = f"<blockquote>{paged(said.splitlines())}<p>as you wrote</p></blockquote>"
    path = html_mail(f"<p>Dear Ann,<br>all done.</p>\n{quote}", tmp_path / "mail.eml")
    ran = run("collect", "in", path, "--received", BACK)
    assert (ran.code, alpha(tmp_path)) == (1, TAKEN)
    assert "asked: beside the forms stands “Dear Ann, all done.”" in ran.stdout
    assert "as you wrote" not in ran.stdout


@pytest.mark.usefixtures("draft")
def test_a_mail_of_one_program_alone_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mail.msg").write_bytes(b"\xd0\xcf\x11\xe0")
    ran = run("collect", "in", tmp_path / "mail.msg")
    assert (ran.code, "save it as .eml or text" in ran.stdout) == (1, True)


def test_labels_are_known_in_any_case(draft: str, mailed: Mailed, tmp_path: Path) -> None:
    said = answered(draft, "1.2", Status="Counted twice", Rating="amber")
    said = said.replace("Status: Counted", "status : Counted").replace("Rating: amber", "RATING:amber")
    assert (mailed(quoted(said)).code, alpha(tmp_path)) == (0, TAKEN)


def test_a_line_within_a_form_that_is_none_of_its_is_asked(draft: str, mailed: Mailed) -> None:
    said = answered(draft, "1.2", Status="Counted twice").replace("Status: Counted", "Staus: Counted")
    ran = mailed(quoted(said))
    assert (ran.code, "asked: beside the forms stands “Staus: Counted twice”" in ran.stdout) == (1, True)


OUTLOOK = "From: The office\nSent: 10 January 2014 12:00\nTo: Ann\nSubject: Your rows\n\n"


@pytest.mark.parametrize(
    "above",
    [
        OUTLOOK,
        f"________________________________\n{OUTLOOK}",
        f"-----Original Message-----\n{OUTLOOK}",
    ],
)
def test_below_the_head_of_the_mail_that_is_answered_only_forms_are_read(
    draft: str, mailed: Mailed, tmp_path: Path, above: str
) -> None:
    told = "read: below “From: The office” only the forms were read"
    ran = mailed(above + answered(draft, "1.2", Status="Counted twice", Rating="amber"))
    assert (ran.code, alpha(tmp_path), told in ran.stdout) == (0, TAKEN, True)
    ran = mailed(f"Please call me.\n\n{above}{draft}")
    assert (ran.code, ran.stdout.count("asked:")) == (1, 1)
    assert "asked: beside the forms stands “Please call me.”" in ran.stdout


@pytest.mark.parametrize(
    "said_by",
    ["On Friday, The office wrote:\n", "On Friday 10 January at 12:00, The office\n<a@b.org> wrote:\n\n"],
)
def test_who_is_quoted_and_who_signs_is_not_asked(
    draft: str, mailed: Mailed, tmp_path: Path, said_by: str
) -> None:
    said = quoted(answered(draft, "1.2", Status="Counted twice", Rating="amber"))
    ran = mailed(f"{said_by}{said}-- \nAnn Smith\nAlpha Hospital\n")
    assert (ran.code, alpha(tmp_path)) == (0, TAKEN)
    assert "read: the signature “Ann Smith Alpha Hospital”" in ran.stdout
    assert mailed(f"She wrote:\nnothing\n\n{said}").code == 1
