"""What a group has decided about the rules; ``ragplan.yaml`` at the top of its repository says it."""

from ragplan.policy.policy import (
    DEFAULT,
    READING,
    Choice,
    Layer,
    Location,
    Policy,
    Ruling,
    Value,
    Weight,
    beginning,
    matches,
    no_rule,
)

__all__ = [
    "DEFAULT",
    "READING",
    "Choice",
    "Layer",
    "Location",
    "Policy",
    "Ruling",
    "Value",
    "Weight",
    "beginning",
    "matches",
    "no_rule",
]
