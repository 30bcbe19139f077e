"""The field reference: every shape of a file with its fields, as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.schema.policies import PlacePolicyShape, PolicyShape, WorkingDaysShape
from ragplan.schema.published import descriptions
from ragplan.schema.v1 import OrganisationFileShape, PaperShape, ProgrammeFileShape, RegisterFileShape, Shape
from ragplan.schema.v1.actions import ActionShape, OwnActionShape, PositionShape, RecommendationPositionShape
from ragplan.schema.v1.calendars import CadenceShape
from ragplan.schema.v1.entries import (
    AssuranceShape,
    EvidenceShape,
    ExclusionShape,
    ReleaseShape,
    RemarkShape,
    RevisionShape,
    WithdrawalShape,
)
from ragplan.schema.v1.papers import AppendixShape, ConsideredShape
from ragplan.schema.v1.programme import GoalShape, KeyShape, LevelShape, OrganisationShape, SuccessionShape
from ragplan.schema.v1.registers import HeadingShape, RecommendationShape, ResponseShape, SourceShape

SECTIONS: tuple[tuple[str, type[Shape]], ...] = (
    ("Programme file", ProgrammeFileShape),
    ("Calendar", CadenceShape),
    ("Organisation", OrganisationShape),
    ("Goal", GoalShape),
    ("Action", ActionShape),
    ("Key", KeyShape),
    ("Level", LevelShape),
    ("Organisation's file", OrganisationFileShape),
    ("Position", PositionShape),
    ("Action of an organisation's own", OwnActionShape),
    ("Position on a recommendation", RecommendationPositionShape),
    ("Note or query", RemarkShape),
    ("Revised due date", RevisionShape),
    ("Released owner", ReleaseShape),
    ("Evidence", EvidenceShape),
    ("Assurance", AssuranceShape),
    ("Withdrawal", WithdrawalShape),
    ("Recommendations that do not apply", ExclusionShape),
    ("A programme in place of another", SuccessionShape),
    ("Register file", RegisterFileShape),
    ("Source of a register", SourceShape),
    ("Response to a register", ResponseShape),
    ("Recommendation", RecommendationShape),
    ("Heading of a recommendation", HeadingShape),
    ("Paper", PaperShape),
    ("Committee that considered a paper before", ConsideredShape),
    ("Appendix", AppendixShape),
)
"""Every shape that a person writes, in the order of the page."""


POLICY_SECTIONS: tuple[tuple[str, type[Shape]], ...] = (
    ("Policy", PolicyShape),
    ("Some files", PlacePolicyShape),
    ("Working days", WorkingDaysShape),
)
"""The shapes of ``ragplan.yaml``, in the order of its page."""


def page(sections: Iterable[tuple[str, type[Shape]]] = SECTIONS) -> str:
    """The field reference in Markdown."""
    parts = [f"## {title}\n\n{_section(shape)}" for title, shape in sections]
    return "\n".join(parts)


def _section(shape: type[Shape]) -> str:
    said = " ".join((shape.__doc__ or "").split())
    lines = [said, "", "| field | |", "|---|---|"]
    required = {field.alias or name for name, field in shape.model_fields.items() if field.is_required()}
    for name, description in descriptions(shape).items():
        mark = " (required)" if name in required else ""
        lines.append(f"| `{name}`{mark} | {description} |")
    return "\n".join(lines) + "\n"
