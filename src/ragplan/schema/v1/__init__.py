"""Plan files of format ``ragplan/1``: the shape of each, and its way to the model.

Every scalar is text here: dates, ratings and refs keep what was typed, and the model reads them.
An absent field and an empty one are the same. The descriptions are the field reference of the
documentation and of ``ragplan schema``.
"""

from ragplan.schema.v1.entries import Shape
from ragplan.schema.v1.organisations import OrganisationFileShape
from ragplan.schema.v1.papers import PaperShape
from ragplan.schema.v1.programme import ProgrammeFileShape
from ragplan.schema.v1.registers import RegisterFileShape

__all__ = ["OrganisationFileShape", "PaperShape", "ProgrammeFileShape", "RegisterFileShape", "Shape"]
