"""The comment of a pull request: what it says beside the findings, and that no plan can make it say more."""

from __future__ import annotations

from conftest import Run
from golden.page import as_page
from history.building import Repo

from check.conftest import HERE
from check.plans import ANSWERED, ON, PROGRAMME, SENT, A

ADDRESS = "https://github.com/o/n.git"
HOSTILE = (
    "](https://evil.example) <script>alert(1)</script> ![x](https://evil.example/x) @everyone #1 | "
    "::error::x <!-- </del> `code` **bold** [a]: https://evil.example"
)


def commented(run: Run, repo: Repo, *options: str) -> str:
    words = ("check", "--base", "main", "--as-of", ON, "--format", "markdown", *options)
    ran = run(*words, cwd=repo.folder, env=HERE)
    assert ran.code in {0, 1}, ran.stderr
    return ran.stdout


def test_what_an_organisation_did_and_what_is_owed(repo: Repo, run: Run) -> None:
    repo.commit({"plans/A.yaml": ANSWERED}, at=SENT)
    assert commented(run, repo).partition("### What changed")[2].split("\n", 1)[1] == (
        "\n- **A** went through all its rows on 17 January 2014, no change: 1.1 and 1 more\n"
        "\n### What is owed for the meeting of 20 January 2014\n\n"
        "- **A** Alpha Hospital: overdue: 1.2; due by the next meeting: 1.1\n"
        "- **B** Beta Council: nothing said since the last meeting on 1.1, 1.2; overdue: 1.2; "
        "due by the next meeting: 1.1\n"
    )


def test_overdue_is_what_it_is_to_the_findings_where_working_days_count(repo: Repo, run: Run) -> None:
    """1.2 is due on the Friday before; the Monday of the meeting is the next working day."""
    repo.write({"ragplan.yaml": "format: ragplan-policy/1\nworking_days: {bank_holidays: [2014-01-17]}\n"})
    repo.write({"plans/programme.yaml": PROGRAMME.replace("due: 2014-01-10", "due: 2014-01-17")})
    findings, _, owed = commented(run, repo).partition("### What is owed")
    assert "overdue" not in owed
    assert "RAG401" not in findings
    assert "due by the next meeting: 1.1, 1.2\n" in owed
    repo.write({"ragplan.yaml": None})
    findings, _, owed = commented(run, repo).partition("### What is owed")
    assert "overdue: 1.2" in owed
    assert "RAG401" in findings


def test_whoever_sends_the_return_comes_first(repo: Repo, run: Run) -> None:
    answered = ANSWERED.replace("organisation: A", "organisation: B")
    repo.commit({"plans/B.yaml": answered}, at=SENT)
    owed = commented(run, repo).partition("### What is owed")[2]
    assert owed.index("**B**") < owed.index("**A**")


def test_a_change_to_no_plan_and_one_to_no_word(repo: Repo, run: Run) -> None:
    assert "### What changed\n\nNothing in the plans.\n" in commented(run, repo)
    repo.write({"plans/A.yaml": "# A comment\n" + A})
    assert "### What changed\n\nNothing in the plan.\n" in commented(run, repo)


def test_a_new_programme(repo: Repo, run: Run) -> None:
    other = PROGRAMME.replace("programme: example", "programme: other").replace(
        "registers: [francis-2013]\n", ""
    )
    repo.commit({"plans/other/programme.yaml": other}, at=SENT)
    told = commented(run, repo)
    assert "### What changed\n\nThe programme is new.\n" in told
    assert (
        "### What is owed for the meeting of 20 January 2014\n\n- **A** Alpha Hospital: no row for 1.1, 1.2"
        in told
    )


def test_several_programmes_are_named(repo: Repo, run: Run) -> None:
    for name in ("one", "two"):
        other = PROGRAMME.replace("programme: example", f"programme: {name}").replace(
            "Example plan", f"Plan {name}"
        )
        repo.write({f"plans/{name}/programme.yaml": other})
    titles = [line for line in commented(run, repo).splitlines() if line.startswith("### What")]
    assert titles[:2] == ["### What changed: Plan one", "### What changed: Plan two"]
    assert len(titles) == 4


def test_a_change_of_the_policy_is_told(repo: Repo, run: Run) -> None:
    repo.write({"ragplan.yaml": "format: ragplan-policy/1\nignore: [RAG401]\n"})
    assert "This change alters `ragplan.yaml`" in commented(run, repo)


def test_no_plan_text_is_more_than_text(repo: Repo, run: Run) -> None:
    repo.git("remote", "add", "origin", ADDRESS)
    repo.git("update-ref", "refs/remotes/origin/returns", "HEAD")
    quoted = HOSTILE.replace("'", "''")
    programme = PROGRAMME.replace("Alpha Hospital", f"'{quoted}'").replace(
        "title: Tell the staff", f"title: '{quoted}'"
    )
    repo.commit(
        {
            "plans/programme.yaml": programme,
            "plans/A.yaml": ANSWERED.replace("The staff meeting moved.", f"'{quoted}'"),
        },
        at=SENT,
    )
    told = commented(run, repo)
    page = as_page(told)
    assert {each.attributes["href"].partition("#")[0] for each in page.named("a")} == {
        f"https://github.com/o/n/edit/returns/plans/{name}.yaml" for name in ("A", "programme")
    }
    assert set(page.tags) <= {
        *("p", "strong", "em", "h3", "ul", "li", "a", "del", "ins", "br"),
        *("table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
    }
    assert "@everyone" not in told
    assert "#1 " not in told
