"""The shape of ``ragplan.yaml``, format ``ragplan-policy/1``."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from ragplan.schema.v1.entries import Required, RequiredCode, Shape, absent, mapped, several

FORMAT = "ragplan-policy/1"


def parted(value: Any) -> Any:
    """A list of words may be one text with commas, as on the command line."""
    if isinstance(value, str):
        return tuple(word.strip() for word in value.split(",") if word.strip())
    return value


Words = Annotated[tuple[RequiredCode, ...], BeforeValidator(parted)]
Weights = Annotated[dict[str, Literal["error", "warning", "info"]], BeforeValidator(mapped)]


class WorkingDaysShape(Shape):
    """In `check`, its comment and `chase` a date that is no working day passes only after the next one."""

    bank_holidays: Annotated[tuple[RequiredCode, ...], Field(min_length=1), BeforeValidator(parted)]
    """A region (`England`, or an ISO code such as `GB-SCT`), days, or both; `none`: only weekends count."""


class PlacePolicyShape(Shape):
    """What is different in some files."""

    path: Required
    """Files or folders, from the repository's top: `plans/wigan-francis`, `plans/**/LBR.yaml`."""
    select: Words = ()
    """Rules that are told there, even if they are ignored above."""
    ignore: Words = ()
    """Rules that are not told there."""
    severity: Weights = Field(default={})
    """How much a rule matters there."""


class PolicyShape(Shape):
    """The policy of a repository of plans: `ragplan.yaml` at its top."""

    written_as: ClassVar[str] = FORMAT

    format: Literal["ragplan-policy/1"]
    """The file format."""
    select: Words = ()
    """The only rules that are told; without it, all. Codes, beginnings of codes (`RAG2`) or names."""
    ignore: Words = ()
    """Rules that are not told."""
    severity: Weights = Field(default={})
    """How much a rule matters, by code, beginning of codes or name; the most specific decides."""
    fail_on: Literal["error", "warning", "info", "never", ""] = ""
    """The least severity that makes the exit code 1; without it, `warning`."""
    paths: Annotated[tuple[PlacePolicyShape, ...], BeforeValidator(several)] = ()
    """What is different in some files; where several entries fit a file, a later one wins."""
    working_days: Annotated[WorkingDaysShape | None, BeforeValidator(absent)] = None
    """On request, due dates heed weekends and bank holidays; reports and lists count days as written."""
