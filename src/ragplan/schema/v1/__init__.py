"""The shapes of plan files, format ``ragplan/1``.

Every scalar is text here: dates, ratings and refs keep what was typed, and the model reads them.
An absent field and an empty one are the same. The descriptions are the field reference of the
documentation and of ``ragplan schema``.
"""

from ragplan.schema.v1.actions import (
    ActionShape,
    OwnActionShape,
    PositionShape,
    RecommendationPositionShape,
)
from ragplan.schema.v1.entries import (
    FORMAT,
    EvidenceShape,
    ExclusionShape,
    ReleaseShape,
    RemarkShape,
    RevisionShape,
    Shape,
    WithdrawalShape,
)
from ragplan.schema.v1.files import OrganisationFileShape, ProgrammeFileShape
from ragplan.schema.v1.papers import PaperShape
from ragplan.schema.v1.programme import (
    CadenceShape,
    GoalShape,
    KeyShape,
    OrganisationShape,
    SuccessionShape,
)
from ragplan.schema.v1.registers import RegisterFileShape, SourceShape

__all__ = [
    "FORMAT",
    "ActionShape",
    "CadenceShape",
    "EvidenceShape",
    "ExclusionShape",
    "GoalShape",
    "KeyShape",
    "OrganisationFileShape",
    "OrganisationShape",
    "OwnActionShape",
    "PaperShape",
    "PositionShape",
    "ProgrammeFileShape",
    "RecommendationPositionShape",
    "RegisterFileShape",
    "ReleaseShape",
    "RemarkShape",
    "RevisionShape",
    "Shape",
    "SourceShape",
    "SuccessionShape",
    "WithdrawalShape",
]
