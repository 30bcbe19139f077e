"""Values as JSON that a terminal or a build log may show: it obeys none of it, and no word is lost."""

from __future__ import annotations

import json
from typing import Any

from ragplan.escaping import in_json


def as_json(told: Any) -> str:
    """A value as JSON, indented by two spaces."""
    return in_json(json.dumps(told, indent=2, ensure_ascii=False)) + "\n"
