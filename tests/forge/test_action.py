"""The action's own steps, run on pull requests in real repositories, against a forge that keeps comments."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from forge.comments import Forge
from forge.conftest import Pull
from forge.definitions import ACTION, read
from forge.plan import BROKEN, DOUBTED, GOOD, MENDED, ORGANISATION_FILE, PROGRAMME_FILE, WRONG

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the action runs in bash")

STEPS = read(ACTION / "action.yml")["runs"]["steps"]
VERDICT = ["Lint and check", "Comment on the pull request", "Verdict"]


def test_a_finding_is_annotated_summed_up_commented_and_then_fails(pull: Pull, comments: Forge) -> None:
    pull.change({ORGANISATION_FILE: WRONG})
    job = pull.judged()
    assert (job.code, job.ran) == (1, VERDICT)
    (annotation, verdict) = job.commands
    assert annotation.startswith("::error file=plans/A.yaml,line=4,")
    assert "RAG005" in annotation
    assert verdict == "::error title=ragplan::There are findings; each is named in the job summary."
    (comment,) = comments.own
    assert comment == f"<!-- ragplan plans -->\n{job.summary}"
    assert "RAG005" in comment
    assert Path(job.names["steps.judge.outputs.report"]).read_text(encoding="utf-8") == job.summary


def test_the_same_comment_is_written_anew_when_the_pull_request_changes(pull: Pull, comments: Forge) -> None:
    pull.change({ORGANISATION_FILE: WRONG})
    pull.judged()
    (before,) = comments.own
    pull.change({ORGANISATION_FILE: MENDED})
    job = pull.judged()
    assert (job.code, job.ran, job.commands) == (0, VERDICT, [])
    (after,) = comments.own
    assert after == f"<!-- ragplan plans -->\n{job.summary}" != before
    assert comments.asked.count("POST") == comments.asked.count("PATCH") == 1


def test_a_pull_request_is_not_judged_by_what_others_have_merged_since(pull: Pull) -> None:
    pull.change({"plans/B.yaml": "organisation: B\n"})
    pull.change({ORGANISATION_FILE: DOUBTED}, branch="main")
    job = pull.judged()
    assert (job.code, job.commands) == (0, [])


def test_a_merge_queue_is_judged_against_what_it_is_merged_into(pull: Pull, comments: Forge) -> None:
    """Its change is all commits of a branch, here two, and not what the branch before it brings."""
    pull.change({ORGANISATION_FILE: DOUBTED}, branch="first")
    pull.change({"plans/B.yaml": "organisation: B\n"}, branch="second")
    pull.change({"plans/notes.txt": "Nothing.\n"}, branch="second")
    job = pull.queued("first", "second")
    assert (job.code, job.commands, comments.asked) == (0, [], [])
    assert (job.ran, "Nothing stops this change." in job.summary) == ([VERDICT[0], VERDICT[2]], True)
    pull.change({"plans/B.yaml": "organisation: B\nreviewed: 2014-02-31\n"}, branch="second")
    pull.change({"plans/notes.txt": "More.\n"}, branch="second")
    job = pull.queued("first", "second")
    assert (job.code, len(job.commands)) == (1, 2)
    assert job.commands[0].startswith("::error file=plans/B.yaml,line=2,")


def test_an_error_that_stood_elsewhere_before_is_told_and_fails(pull: Pull, comments: Forge) -> None:
    pull.change({"plans/B.yaml": "organisation: B\n"})
    pull.change({ORGANISATION_FILE: BROKEN}, branch="main")
    job = pull.judged()
    assert job.code == 1
    assert job.commands[0].startswith("::error file=plans/A.yaml,line=3,")
    assert "RAG109 unknown-ref (was there before)" in job.commands[0]
    assert job.summary.startswith(
        "**Nothing of its own stops this change.** 1 finding was there before, errors among them.\n"
    )
    assert job.summary.endswith("\n**Errors in the text of the plans may not stay, whoever made them.**\n")
    _, _, before = job.summary.partition("<details open>")
    assert "RAG109" in before
    assert comments.own == [f"<!-- ragplan plans -->\n{job.summary}"]


def test_errors_that_stood_before_and_new_ones_share_what_the_forge_shows_of_a_step(pull: Pull) -> None:
    def rows(letter: str) -> str:
        return "".join(f"  - {{ref: {letter}{number}, status: Said.}}\n" for number in range(13))

    pull.change({"plans/B.yaml": f"organisation: B\nactions:\n{rows('Y')}"})
    pull.change({ORGANISATION_FILE: f"{GOOD[ORGANISATION_FILE]}{rows('X')}"}, branch="main")
    job = pull.judged()
    errors = [line for line in job.commands if line.startswith("::error ") and "title=ragplan" not in line]
    files = [line.split(",")[0].rpartition("/")[2] for line in errors[:-1]]
    assert files == ["B.yaml"] * 6 + ["A.yaml"] * 3
    assert ["was there before" in line for line in errors[:-1]] == [False] * 6 + [True] * 3
    assert errors[-1].startswith("::error title=")
    assert job.code == 1


def test_a_checkout_without_its_history_is_not_passed(pull: Pull, comments: Forge, tmp_path: Path) -> None:
    pull.change({ORGANISATION_FILE: MENDED})
    start = pull.repo.git("rev-parse", "start")
    shallow = tmp_path / "shallow"
    git = ("git", "clone", "--quiet", "--depth=1", "--branch=topic", pull.repo.folder.as_uri(), shallow)
    subprocess.run(git, check=True)
    event = {
        "github.event.pull_request.base.sha": start,
        "github.event.pull_request.number": "7",
        "github.event.pull_request.head.repo.full_name": "council/plans",
    }
    job = pull.run(shallow, event)
    assert (job.code, job.ran) == (2, VERDICT)
    assert job.commands == [
        "::error title=ragplan::ragplan could not look, so nothing has been judged; the job summary says why."
    ]
    assert job.summary.startswith("**ragplan could not look, so nothing has been judged.**\n\n    ragplan: ")
    assert "git fetch --unshallow" in job.summary
    assert comments.own == [f"<!-- ragplan plans -->\n{job.summary}"]


def test_a_base_that_is_not_there_is_not_passed(pull: Pull) -> None:
    pull.change({ORGANISATION_FILE: MENDED})
    job = pull.judged({"base": "no-such-branch"})
    assert job.code == 2
    assert "no-such-branch" in job.summary


def test_a_pull_request_from_a_fork_is_judged_and_asks_the_forge_for_nothing(
    pull: Pull, comments: Forge
) -> None:
    pull.change({ORGANISATION_FILE: WRONG})
    job = pull.judged(source="someone/plans")
    assert (job.code, comments.asked) == (1, [])
    assert "RAG005" in job.commands[0]
    assert job.summary.endswith(
        "\nNo comment on the pull request: it comes from a fork, whose workflows may only read.\n"
    )


@pytest.mark.parametrize(
    ("files", "code"), [({ORGANISATION_FILE: WRONG}, 1), ({ORGANISATION_FILE: MENDED}, 0)]
)
def test_that_no_comment_may_be_written_changes_nothing_about_the_verdict(
    pull: Pull, comments: Forge, files: dict[str, str], code: int
) -> None:
    comments.refusing = 403
    pull.change(files)
    job = pull.judged()
    assert (job.code, job.ran, comments.own) == (code, VERDICT, [])
    assert "::warning title=ragplan::No comment was written: HTTPError" in job.commands
    assert "the job needs the permission pull-requests: write" in job.summary


def test_only_what_workflows_wrote_is_written_anew_on_whatever_page_it_stands(
    pull: Pull, comments: Forge
) -> None:
    comments.add("<!-- ragplan plans -->\nmine", login="someone")
    comments.add("<!-- ragplan plans -->\nnobody's", login=None)
    for number in range(230):
        comments.add(f"Remark {number}", login="someone")
    own = comments.add("<!-- ragplan plans -->\nbefore")
    other = comments.add("<!-- ragplan other/plans -->\nbefore")
    pull.change({ORGANISATION_FILE: MENDED})
    pull.judged()
    assert own["body"] != "<!-- ragplan plans -->\nbefore"
    assert other["body"] == "<!-- ragplan other/plans -->\nbefore"
    assert [each["body"][-4:] for each in comments.comments[:2]] == ["mine", "dy's"]
    assert len(comments.comments) == 234


def test_a_comment_that_the_forge_would_refuse_is_cut_at_a_line(
    pull: Pull, comments: Forge, tmp_path: Path
) -> None:
    report = tmp_path / "report.md"
    report.write_text("é".join(["A line of a report\n"] * 4_000), encoding="utf-8")
    pull.change({ORGANISATION_FILE: MENDED})
    job = pull.judged({"comment": "false"})
    job.names |= {"inputs.comment": "true", "steps.judge.outputs.report": str(report)}
    assert job.run([step for step in STEPS if step["name"] == VERDICT[1]]).code == 0
    (comment,) = comments.own
    assert comment.endswith("\néA line of a report\n\nThis is cut; the job summary has the rest.")
    assert 64_900 < len(comment) <= 65_536


@pytest.mark.parametrize(
    ("inputs", "ran"), [({"comment": "false"}, [VERDICT[0], VERDICT[2]]), ({"check": "false"}, [])]
)
def test_what_is_not_wanted_is_not_done(
    pull: Pull, comments: Forge, inputs: dict[str, str], ran: list[str]
) -> None:
    pull.change({ORGANISATION_FILE: MENDED})
    job = pull.judged(inputs)
    assert (job.code, job.ran, comments.asked) == (0, ran, [])


def test_findings_may_be_told_without_failing(pull: Pull) -> None:
    pull.change({ORGANISATION_FILE: WRONG})
    job = pull.judged({"fail-on": "never"})
    assert job.code == 0
    assert [line.partition(" ")[0] for line in job.commands] == ["::error"]


HOSTILE = """\
import pathlib
pathlib.Path("hacked").touch()
"""


def test_nothing_that_a_pull_request_holds_is_run_or_obeyed(pull: Pull, comments: Forge) -> None:
    said = "::add-mask::a ##[stop-commands]x <!-- ragplan plans --> `touch hacked` $(touch hacked)"
    status = f'"{said}\\n::error::obeyed\\n%0A::warning::obeyed"'
    wrong = GOOD[ORGANISATION_FILE].replace("Drafted.", status).replace("amber", f'"{said}"')
    folder = "plans; touch hacked $(touch hacked)\n::error::obeyed"
    branch = "$(touch${IFS}hacked);`touch${IFS}hacked`"
    modules = {f"{name}.py": HOSTILE for name in ("pip", "venv", "json", "re", "ragplan", "sitecustomize")}
    pull.change(
        {
            f"{folder}/programme.yaml": GOOD[PROGRAMME_FILE],
            f"{folder}/A.yaml": wrong,
            **modules,
            "git": "touch hacked",
        },
        branch=branch,
    )
    job = pull.judged({"plans": folder}, branch=branch)
    assert job.code == 1
    assert not list(pull.repo.folder.rglob("hacked"))
    assert not list(pull.scratch.rglob("hacked"))
    assert {line.partition(" ")[0] for line in job.commands} <= {"::error", "::warning", "::notice"}
    assert not [line for line in job.commands if line.startswith(("::error::", "::warning::"))]
    (comment,) = comments.own
    assert comment.startswith("<!-- ragplan planstouchhackedtouchhackederrorobeyed -->\n")
    assert comment.count("<!--") == 1
