"""Mail drafts, read back by the email library: what they say, to whom they cannot go, where they are put."""

from __future__ import annotations

import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from conftest import ROOT, Ran, Run
from golden.page import Page
from golden.plugin import Golden
from history.building import Repo
from hypothesis import given
from hypothesis import strategies as st

from chase.plans import ON, PROGRAMME
from ragplan.escaping import one_line, unused_stem
from ragplan.render.mail import draft

HEADERS = ["Content-Type", "MIME-Version", "X-Unsent", "Subject"]
EXPECTED = Path(__file__).with_name("expected")
DRAFTS = ("chase", "--as-of", ON, "--format", "eml")


def parsed(text: str) -> EmailMessage:
    """A draft as a mail program reads it; nothing in it is amiss."""
    message = BytesParser(policy=policy.default).parsebytes(text.encode("ascii"))
    assert isinstance(message, EmailMessage)
    assert [each.defects for each in message.walk()] == [[]] * 3
    return message


def part(message: EmailMessage, kind: str) -> str:
    """The text of a part."""
    body = message.get_body((kind,))
    assert body is not None
    text: str = body.get_content()
    return text.replace("\r\n", "\n")


def drafted(run: Run, repo: Repo, *options: str) -> Ran:
    """A run that must succeed."""
    ran = run(*DRAFTS, *options, cwd=repo.folder)
    assert ran.code == 0, ran.stderr
    return ran


def test_a_draft_is_as_recorded(run: Run, demo: Path, golden: Golden) -> None:
    ran = run("chase", "--as-of", "2014-05-18", "--organisation", "LBH", "--format", "eml", cwd=demo)
    assert (ran.code, ran.stderr) == (0, "")
    golden(EXPECTED / "demo-LBH.eml", ran.stdout)


def test_it_opens_as_something_still_to_be_sent_to_nobody_yet(run: Run, owing: Repo) -> None:
    message = parsed(drafted(run, owing, "--organisation", "A").stdout)
    assert message.keys() == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "A: 7 rows to answer for the meeting of 17 February 2014 (Example Plan)"
    assert [each.get_content_type() for each in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_both_parts_say_the_same(run: Run, owing: Repo) -> None:
    message = parsed(drafted(run, owing, "--organisation", "A").stdout)
    text = part(message, "plain")
    assert text == run("chase", "--as-of", ON, "--organisation", "A", cwd=owing.folder).stdout
    page = Page(part(message, "html")).text
    for word in ("Publish the response on the website", "Nothing said since the meeting of 3 February 2014",
                 "Is it AA or AB?", "plans/alpha.yaml, line 3", "reviewed: 2014-02-10"):  # fmt: skip
        assert word in " ".join(text.split())
        assert word in " ".join(page.split())


def test_lines_end_as_mail_has_them_and_are_plain_ascii(run: Run, owing: Repo) -> None:
    data = drafted(run, owing, "--organisation", "A").stdout
    assert data.isascii()
    assert re.search(r"(?<!\r)\n|\r(?!\n)", data) is None
    assert max(map(len, data.splitlines())) <= 100


def test_the_same_plan_gives_the_same_bytes(run: Run, owing: Repo) -> None:
    first = drafted(run, owing, "--organisation", "A").stdout
    assert drafted(run, owing, "--organisation", "ah", "--output", "A.eml").stdout == "A.eml\n"
    assert (owing.folder / "A.eml").read_bytes().decode("ascii") == first


def test_several_are_files_of_their_own_and_who_owes_nothing_gets_none(run: Run, owing: Repo) -> None:
    ran = drafted(run, owing, "--output", "out/drafts")
    names = ["example-a.eml", "example-b.eml", "example-all.eml"]
    assert ran.stdout.split() == [f"out/drafts/{name}" for name in names]
    assert ran.stderr == "Gamma Trust (C) owes nothing for the meeting of 17 February 2014.\n"
    assert {path.name for path in (owing.folder / "out/drafts").iterdir()} == set(names)
    for name in names:
        parsed((owing.folder / "out/drafts" / name).read_bytes().decode("ascii"))


def test_a_folder_takes_a_single_one_too(run: Run, owing: Repo) -> None:
    for folder in ("new/", "plans"):
        ran = drafted(run, owing, "--organisation", "A", "--output", folder)
        assert ran.stdout == f"{folder.rstrip('/')}/example-a.eml\n"


@pytest.mark.parametrize("output", [(), ("--output", "-")])
def test_several_are_never_poured_into_one_stream(run: Run, owing: Repo, output: tuple[str, ...]) -> None:
    ran = run(*DRAFTS, *output, cwd=owing.folder)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr == (
        "ragplan: drafts for several organisations are a file each; "
        "name the folder for them with --output DIR, or one organisation with --organisation CODE\n"
    )


def test_a_file_where_the_folder_should_be_is_told(run: Run, owing: Repo) -> None:
    owing.write({"out": "a file"})
    ran = run(*DRAFTS, "--output", "out", cwd=owing.folder)
    assert ran.code == 2
    assert ran.stderr.splitlines()[-1].endswith("cannot be written: a file stands where a folder is needed")
    assert (owing.folder / "out").read_text(encoding="utf-8") == "a file"


def test_nobody_to_chase_leaves_no_draft(run: Run, owing: Repo) -> None:
    ran = drafted(run, owing, "--organisation", "C", "--output", "C.eml")
    assert ran.stdout == ""
    assert ran.stderr == "Gamma Trust (C) owes nothing for the meeting of 17 February 2014.\n"
    assert not (owing.folder / "C.eml").exists()


def test_no_text_of_the_plan_becomes_a_header_or_markup(run: Run, owing: Repo) -> None:
    hostile = PROGRAMME.replace(
        "title: Example Plan", 'title: "Plän\\r\\nBcc: all@example.org\\n\\n<script>x</script>"'
    )
    owing.commit({"plans/programme.yaml": hostile})
    message = parsed(drafted(run, owing, "--organisation", "A").stdout)
    assert message.keys() == HEADERS
    assert "(Plän Bcc: all@example.org <script>x</script>)" in message["Subject"]
    page = part(message, "html")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(
    "subject",
    [
        "Plan =?utf-8?q?=E2=9C=93_done?= here",
        "=?utf-8?b?QmNjOiBhbGxAZXhhbXBsZS5vcmc=?=",
        f"{'A long title ' * 12}=?us-ascii?Q?x?= =?us-ascii?Q?y?=",
        "Übersicht =?utf-8?q?x?=",
    ],
)
def test_what_looks_like_an_encoded_word_stays_as_written(subject: str) -> None:
    assert parsed(draft(subject, "Text.\n", "<p>Text.</p>\n"))["Subject"] == subject


@given(WORDS, st.lists(WORDS.map(one_line), max_size=4))
def test_any_words_come_back_from_a_draft(subject: str, lines: list[str]) -> None:
    message = parsed(draft(subject, "\n".join([*lines, ""]), f"<p>{len(lines)}</p>\n"))
    assert message.keys() == HEADERS
    line = one_line(subject)
    assert message["Subject"].split() == line.split() or message["Subject"].endswith("…")
    assert part(message, "plain") == "\n".join([*lines, ""])
    assert part(message, "html") == f"<p>{len(lines)}</p>\n"


@given(st.lists(st.text(min_size=1, max_size=20), max_size=6))
def test_names_of_files_are_safe_and_distinct_on_any_system(codes: list[str]) -> None:
    taken: dict[str, str] = {}
    for code in codes:
        taken[unused_stem(("example", code), taken)] = code
    assert len(taken) == len(codes)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) for name in taken)


def test_names_of_files_keep_the_letters_of_accents() -> None:
    assert unused_stem(("plan", "Ö Ü é"), ()) == "plan-o-u-e"


def test_the_repositorys_own_plans_can_all_be_drafted(run: Run, tmp_path: Path) -> None:
    ran = run("chase", "--plans", ROOT / "plans", "--format", "eml", "--output", "drafts")
    assert ran.code == 0
    written = sorted(tmp_path.glob("drafts/*.eml"))
    assert len(written) == len(ran.stdout.split())
    for path in written:
        parsed(path.read_bytes().decode("ascii"))


def test_a_date_whose_year_is_doubted_is_said_to_be_doubted(run: Run, owing: Repo) -> None:
    """The row 1.4 of A is due on 14 February; the rule, the text and the mail say the same of 2013."""
    slip = PROGRAMME.replace("due: 2014-02-14", "due: 2013-02-14")
    owing.write({"plans/programme.yaml": slip})
    doubt = "14 February 2013, if that is the year (14 February 2014 is likelier)"
    words = ("check", "--no-history", "--as-of", ON, "--select", "RAG202,RAG304,RAG401")
    checked = run(*words, cwd=owing.folder).stdout
    told = run("chase", "--as-of", ON, "--organisation", "A", cwd=owing.folder).stdout
    message = parsed(drafted(run, owing, "--organisation", "A").stdout)
    for text in (checked, told, part(message, "plain"), part(message, "html")):
        assert doubt in " ".join(text.split())
        assert not re.search(r"\d{3} days", text)
    for text in (told, part(message, "plain")):
        assert "1 past a date whose year is doubted" in " ".join(text.split())
        assert "Is the year of its date right?" in text
    assert "write 2014-02-14" in checked
