"""``ragplan codeowners``: a CODEOWNERS file from the organisations' teams."""

from ragplan.cli.session import PLANS, PlansOption, fail, notify, read_plans, show_problems, write
from ragplan.english import listed
from ragplan.escaping import one_line


def command(plans: PlansOption = PLANS) -> None:
    """Prints each plan file's path with the team that looks after it, as in
    'ragplan codeowners > .github/CODEOWNERS'.

    An organisation's file goes to its 'team' in programme.yaml; the rest of a programme's folder, and
    the registers it answers, to the programme's own 'team'. So do ragplan.yaml, .github/ and the
    CODEOWNERS file itself, so that no change loosens its own gate unseen. Who has no team is named on
    standard error.
    """
    from ragplan.reports.code_owners import build

    read = read_plans(plans)
    if read.broken:
        show_problems(read)
        fail("the plans cannot be read whole; mend the lines above, or see 'ragplan lint'")
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
