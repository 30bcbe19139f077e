"""The field reference: every shape of a file with its fields, as a Markdown page."""

from __future__ import annotations

from collections.abc import Iterable

from ragplan.schema import v1
from ragplan.schema.policies import PlacePolicyShape, PolicyShape, WorkingDaysShape
from ragplan.schema.published import descriptions
from ragplan.schema.v1.actions import OwnActionShape, PositionShape, RecommendationPositionShape
from ragplan.schema.v1.entries import (
    AssuranceShape,
    EvidenceShape,
    RemarkShape,
    RevisionShape,
    WithdrawalShape,
)
from ragplan.schema.v1.papers import AppendixShape, ConsideredShape
from ragplan.schema.v1.programme import CadenceShape, GoalShape, KeyShape, LevelShape, OrganisationShape
from ragplan.schema.v1.registers import HeadingShape, RecommendationShape, ResponseShape

SECTIONS: tuple[tuple[str, type[v1.Shape]], ...] = (
    ("Programme file", v1.ProgrammeFileShape),
    ("Calendar", CadenceShape),
    ("Organisation", OrganisationShape),
    ("Goal", GoalShape),
    ("Action", v1.ActionShape),
    ("Key", KeyShape),
    ("Level", LevelShape),
    ("Organisation's file", v1.OrganisationFileShape),
    ("Position", PositionShape),
    ("Action of an organisation's own", OwnActionShape),
    ("Position on a recommendation", RecommendationPositionShape),
    ("Note or query", RemarkShape),
    ("Revised due date", RevisionShape),
    ("Released owner", v1.ReleaseShape),
    ("Evidence", EvidenceShape),
    ("Assurance", AssuranceShape),
    ("Withdrawal", WithdrawalShape),
    ("Recommendations that do not apply", v1.ExclusionShape),
    ("A programme in place of another", v1.SuccessionShape),
    ("Register file", v1.RegisterFileShape),
    ("Source of a register", v1.SourceShape),
    ("Response to a register", ResponseShape),
    ("Recommendation", RecommendationShape),
    ("Heading of a recommendation", HeadingShape),
    ("Paper", v1.PaperShape),
    ("Committee that considered a paper before", ConsideredShape),
    ("Appendix", AppendixShape),
)
"""Every shape that a person writes, in the order of the page."""


POLICY_SECTIONS: tuple[tuple[str, type[v1.Shape]], ...] = (
    ("Policy", PolicyShape),
    ("Some files", PlacePolicyShape),
    ("Working days", WorkingDaysShape),
)
"""The shapes of ``ragplan.yaml``, in the order of its page."""


def page(sections: Iterable[tuple[str, type[v1.Shape]]] = SECTIONS) -> str:
    """The field reference in Markdown."""
    parts = [f"## {title}\n\n{_section(shape)}" for title, shape in sections]
    return "\n".join(parts)


def _section(shape: type[v1.Shape]) -> str:
    said = " ".join((shape.__doc__ or "").split())
    lines = [said, "", "| field | |", "|---|---|"]
    required = {field.alias or name for name, field in shape.model_fields.items() if field.is_required()}
    for name, description in descriptions(shape).items():
        mark = " (required)" if name in required else ""
        lines.append(f"| `{name}`{mark} | {description} |")
    return "\n".join(lines) + "\n"
