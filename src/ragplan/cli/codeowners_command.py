"""``ragplan codeowners``: a CODEOWNERS file from the organisations' teams."""

from ragplan.cli.session import PLANS, PlansOption, fail, notify, read_plans, show_problems, write
from ragplan.english import listed
from ragplan.escaping import one_line


def command(plans: PlansOption = PLANS) -> None:
    """Prints the path of each plan file with the team responsible for it: ragplan codeowners >
    .github/CODEOWNERS.

    An organisation's file belongs to its 'team' in programme.yaml; the rest of the programme's folder and
    its registers belong to the programme's 'team'. So do ragplan.yaml, .github/ and CODEOWNERS itself, so
    that nobody can loosen the checks unnoticed. Organisations without a team are named on standard error.
    """
    from ragplan.reports.code_owners import build

    read = read_plans(plans)
    if read.broken:
        show_problems(read)
        fail("some plan files cannot be read; fix the problems above, or run 'ragplan lint'")
    if not read.programmes:
        fail(f"no programme in {one_line(plans)!r}; a programme file has a line 'programme: …'")
    if read.code_owners is None:
        fail(f"{one_line(plans)!r} is in no repository, and not below this folder: from where are its paths?")
    made = build(read.programmes, read.code_owners)
    write(made.text)
    for path, names in made.without.items():
        notify(f"note: {one_line(path)}: no team for {one_line(listed(names))}")
    if made.without:
        notify("""give each a line such as team: "@organisation/team", a person or an address, in quotes""")
