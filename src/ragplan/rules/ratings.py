"""RAG1: ratings and keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ragplan.diagnostics import Severity
from ragplan.english import listed
from ragplan.model.plan import Position, RecommendationPosition
from ragplan.model.programme import Programme
from ragplan.plans import Plans
from ragplan.rules.rule import Finding, rule
from ragplan.suggestion import did_you_mean


@rule("RAG107", "unknown-rating", Severity.ERROR)
def unknown_rating(plans: Plans) -> Iterator[Finding]:
    """A rating is not a level of the programme's key.

    Why:
        A colour means only what the programme's own key says; green is complete in one and on track
        in another.

    Fails:
        organisation: A
        actions:
          - ref: "1.1"
            rating: purple
            status: Drafted.

    Fixed:
        @@
        -    rating: purple
        +    rating: amber

    Near miss:
        # The letter of a level, or its label, means the level too, in any capitals.
        organisation: A
        actions:
          - ref: "1.1"
            rating: On Track
            status: Drafted.
    """
    for programme in plans.programmes:
        for file in programme.files:
            rated: tuple[Position | RecommendationPosition, ...]
            rated = (*file.positions, *file.on_recommendations)
            for position in rated:
                if position.rating and programme.level(position) is None:
                    yield Finding(position.origin.at("rating"), *_no_level(programme, position.rating))


def _no_level(programme: Programme, rating: str) -> tuple[str, str]:
    """What is wrong with a rating, and how to mend it."""
    if programme.key is None:
        return "the programme has no key, so a rating has no meaning", "name a key in the programme's file"
    codes = [level.code for level in programme.key.levels]
    help = did_you_mean(rating, codes) or f"its levels are: {listed(codes)}"
    return f"{rating!r} is not a level of the key", help


@rule("RAG108", "unknown-key", Severity.ERROR)
def unknown_key(plans: Plans) -> Iterator[Finding]:
    """A programme's key is none that ships with ragplan, or its own levels do not fit together.

    Why:
        Without a key no rating means anything.

    Fails:
        # file: programme.yaml
        format: ragplan/1
        programme: example
        title: Example plan
        key: rag-complet
        organisations:
          A: {name: Alpha Hospital}
        # file: A.yaml
        organisation: A

    Fixed:
        # file: programme.yaml
        @@
        -key: rag-complet
        +key: rag-complete

    Near miss:
        # file: programme.yaml
        @@
        +# A key that is written out need not be one that ships with ragplan.
        @@
        -key: rag-complet
        +key:
        +  title: Our own key
        +  levels:
        +    - {code: done, label: Done, meaning: It is done, category: complete}
    """
    for programme in plans.programmes:
        origin = programme.origin.at("key")
        if programme.key is None:
            if programme.key_name:
                yield Finding(
                    origin,
                    f"no key {programme.key_name!r} ships with ragplan",
                    did_you_mean(programme.key_name, plans.shipped_keys)
                    or f"known keys are: {listed(plans.shipped_keys)}; or write its levels out",
                )
            continue
        for fact, code in programme.key.derive.items():
            if programme.key.level(code) is None:
                yield Finding(
                    origin.at("derive", fact.value),
                    f"{code!r} is not a level of this key",
                    f"its levels are: {listed(level.code for level in programme.key.levels)}",
                )
        counts = Counter(level.code.casefold() for level in programme.key.levels)
        for index, level in enumerate(programme.key.levels):
            if counts[level.code.casefold()] > 1:
                yield Finding(
                    origin.at("levels", index, "code"),
                    f"two levels have the code {level.code!r}",
                    "give each level a code of its own",
                )


RULES = (unknown_rating, unknown_key)
