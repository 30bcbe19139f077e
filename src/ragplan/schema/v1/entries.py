"""What all entries share: text, dates, remarks, evidence, revisions.

Where a list, a mapping or a remark is expected, an empty field or the text alone will do.
"""

from collections.abc import Iterable
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ragplan.model.dates import PlanDate, narrow_date, plan_date
from ragplan.model.plan import (
    NO_DEADLINE,
    Deadline,
    Evidence,
    Exclusion,
    Occurrence,
    Release,
    Remark,
    Revision,
    Withdrawal,
)
from ragplan.model.recommendations import Reference, reference

FORMAT = "ragplan/1"
EVERY = r"^(([1-9][0-9]{0,2} +)?(day|week|month|quarter)s?)?$"
ON = (
    r"^(|[1-9]|[12][0-9]|3[01]|([Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) +"
    r"([Mm]onday|[Tt]uesday|[Ww]ednesday|[Tt]hursday|[Ff]riday|[Ss]aturday|[Ss]unday|[Ww]eekday|day))$"
)
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
COUNT = r"^[0-9]{1,6}$"
RANGE = r"^[0-9]{1,6} *[-–] *[0-9]{1,6}$"
TEAM = r"^(@@?[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*|[^\s@#<>]+@[^\s@#<>]+)?$"
"""An owner as forges write it: `@person`, `@organisation/team`, `@group/subgroup`, `@@role`, an address."""


def listed(value: Any) -> Any:
    """A field left empty is an empty list."""
    return () if value == "" else value


def mapped(value: Any) -> Any:
    """A field left empty is an empty mapping."""
    return {} if value == "" else value


def absent(value: Any) -> Any:
    """A field left empty is not there."""
    return None if value == "" else value


def worded(value: Any) -> Any:
    """A remark may be its text alone."""
    return {"text": value} if isinstance(value, str) else value


def referred(value: Any) -> Any:
    """Evidence may be its reference alone."""
    return {"ref": value} if isinstance(value, str) else value


def named(value: Any) -> Any:
    """An organisation, or a key, may be its name alone."""
    return {"name": value} if isinstance(value, str) else value


def several(value: Any) -> Any:
    """A calendar of one entry may be that entry."""
    return (value,) if isinstance(value, dict) else listed(value)


class NoWords:
    """Marks a text that is no free text: a date or a code. What is not marked is free text."""


class Bare:
    """Marks a text that stands without quotes, though other programs then read a date or a number."""


def one_or_several(value: Any) -> Any:
    """A list of one text may be that text."""
    return (value,) if isinstance(value, str) and value else listed(value)


Required = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[str, ...], BeforeValidator(listed)]
Code = Annotated[str, NoWords]
"""A ref, a level, an organisation's code, a citation: what names something and says nothing."""
Codes = Annotated[tuple[Code, ...], BeforeValidator(listed)]
Citations = Annotated[tuple[Annotated[Code, Bare], ...], BeforeValidator(listed)]
"""Numbers of recommendations, and ranges of them."""
RequiredCode = Annotated[Code, Field(min_length=1)]
Count = Annotated[Code, Bare, Field(pattern=COUNT)]
CodeOrCodes = Annotated[
    tuple[Code, ...],
    BeforeValidator(one_or_several),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Flag = Literal["true", "false", ""]
Team = Annotated[Code, Field(pattern=TEAM)]
DateText = Annotated[str, NoWords, Bare, Field(json_schema_extra={"examples": ["2014-01-31", "2014-01"]})]
DateTexts = Annotated[tuple[DateText, ...], BeforeValidator(listed)]
WideDateText = Annotated[
    str, NoWords, Bare, Field(json_schema_extra={"examples": ["2014-01-31", "2014-01", "2014-Q1", "2014"]})
]


class Shape(BaseModel):
    """What all shapes share: no field but those named here."""

    model_config = ConfigDict(extra="forbid", defer_build=True)
    written_as: ClassVar[str] = FORMAT

    @classmethod
    def usual_order(cls) -> tuple[str, ...]:
        """The fields by their names in files, in the order in which they are usually written."""
        return tuple(field.alias or name for name, field in cls.model_fields.items())


class RemarkShape(Shape):
    """A note or a query; its text alone may stand for it."""

    text: Required
    """The words. Markdown for emphasis, lists and links."""
    internal: Flag = ""
    """`true` keeps it out of public copies."""


Remarks = Annotated[tuple[Annotated[RemarkShape, BeforeValidator(worded)], ...], BeforeValidator(listed)]


class ExclusionShape(Shape):
    """Recommendations that do not apply."""

    recommendations: Annotated[Citations, Field(min_length=1)]
    """Their numbers and ranges: `[125, 138-139]`."""
    reason: Required
    """Why they do not apply."""


class RevisionShape(Shape):
    """A due date that was moved, or one asked for. The first date stays in `due`."""

    to: Annotated[WideDateText, Field(min_length=1)]
    """The new date: a day, a month, a quarter (`2014-Q1`) or a year."""
    on: DateText = ""
    """The day it was decided."""
    reason: str = ""
    """Why."""
    agreed_by: str = ""
    """The person or group that agreed."""
    proposed: Flag = ""
    """`true` while it is only asked for: no date moves until a meeting agrees and this line is taken out."""
    refused: DateText = ""
    """The day a meeting refused it: it stays as a record, and no date moves."""


class EvidenceShape(Shape):
    """What proves completion; its reference alone may stand for it."""

    ref: str = ""
    """A minute, report or other reference."""
    file: str = ""
    """A file or a web address."""
    on: DateText = ""
    """Its date."""


class OccurrenceShape(Shape):
    """One time that a recurring duty falls due."""

    on: Annotated[DateText, Field(min_length=1)]
    """The day or month."""
    done: Flag = ""
    """`true` where it was done."""


class AssuranceShape(Shape):
    """Completion confirmed by someone other than the owner."""

    by: Required
    """Who confirmed it."""
    on: DateText = ""
    """When."""


class WithdrawalShape(Shape):
    """An action closed without being done."""

    on: DateText = ""
    """When."""
    reason: Required
    """Why."""


class ReleaseShape(Shape):
    """An owner let go by decision. It is no longer among the `owners`; its row may stay or go."""

    organisation: RequiredCode
    """The organisation's code."""
    on: Annotated[DateText, Field(min_length=1)]
    """The day it was decided."""
    reason: Required
    """Why."""
    agreed_by: str = ""
    """The person or group that agreed."""


Evidences = Annotated[
    tuple[Annotated[EvidenceShape, BeforeValidator(referred)], ...], BeforeValidator(listed)
]
Occurrences = Annotated[tuple[OccurrenceShape, ...], BeforeValidator(listed)]
Assured = Annotated[AssuranceShape | None, BeforeValidator(absent)]
Withdrawn = Annotated[WithdrawalShape | None, BeforeValidator(absent)]
Revisions = Annotated[tuple[RevisionShape, ...], BeforeValidator(listed)]
Releases = Annotated[tuple[ReleaseShape, ...], BeforeValidator(listed)]
Exclusions = Annotated[tuple[ExclusionShape, ...], BeforeValidator(listed)]


def remarks(shapes: tuple[RemarkShape, ...]) -> tuple[Remark, ...]:
    """Notes or queries in the order of the file."""
    return tuple([Remark(shape.text, shape.internal == "true") for shape in shapes]) if shapes else ()


def dated(text: str) -> PlanDate | None:
    """A date field; ``None`` where it is empty."""
    return narrow_date(text) if text else None


def planned(text: str) -> PlanDate | None:
    """A date field that may hold a quarter or a year; ``None`` where it is empty."""
    return plan_date(text) if text else None


def deadline(due: str, revised: tuple[RevisionShape, ...]) -> Deadline:
    """The date first agreed with the later ones."""
    if not due and not revised:
        return NO_DEADLINE
    return Deadline(planned(due), tuple(map(_revision, revised)))


def _revision(shape: RevisionShape) -> Revision:
    return Revision(
        plan_date(shape.to),
        dated(shape.on),
        shape.reason,
        shape.agreed_by,
        shape.proposed == "true",
        dated(shape.refused),
    )


def evidence(shapes: tuple[EvidenceShape, ...]) -> tuple[Evidence, ...]:
    """What proves completion, in the order of the file."""
    return tuple([Evidence(shape.ref, shape.file, dated(shape.on)) for shape in shapes]) if shapes else ()


def occurrences(shapes: tuple[OccurrenceShape, ...]) -> tuple[Occurrence, ...]:
    """The times of a recurring duty, in the order of the file."""
    return tuple(Occurrence(narrow_date(shape.on), shape.done == "true") for shape in shapes)


def withdrawn(shape: WithdrawalShape | None) -> Withdrawal | None:
    """How an action was closed without being done."""
    return Withdrawal(dated(shape.on), shape.reason) if shape else None


def releases(shapes: tuple[ReleaseShape, ...]) -> tuple[Release, ...]:
    """The owners that were let go, in the order of the file."""
    return tuple(
        Release(shape.organisation, plan_date(shape.on), shape.reason, shape.agreed_by) for shape in shapes
    )


def exclusions(shapes: tuple[ExclusionShape, ...]) -> tuple[Exclusion, ...]:
    """What does not apply, with the reasons."""
    return tuple(Exclusion(references(shape.recommendations), shape.reason) for shape in shapes)


def references(texts: Iterable[str]) -> tuple[Reference, ...]:
    """Citations in the order of the file."""
    return tuple(map(reference, texts))
