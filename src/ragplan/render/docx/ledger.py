"""What is numbered while a document is written: addresses, places, ordered lists, drawings, tables."""

from dataclasses import dataclass, field

from ragplan.reports import markup


@dataclass
class Ledger:
    """Collects what stands outside a document's text, or is known only when all of it is written."""

    addresses: dict[str, str] = field(default_factory=dict)
    """The id of each address that links lead to."""
    placed: dict[str, str] = field(default_factory=dict)
    """The bookmark of each place that stands in the document."""
    lists: list[tuple[int, int]] = field(default_factory=list)
    """The depth and the first number of each ordered list."""
    drawings: int = 0
    tables: int = 0

    def address(self, target: str) -> str:
        """The id of an address; ``""`` for one that leads nowhere people should be led."""
        if target.partition(":")[0].lower() not in markup.SCHEMES:
            return ""
        return self.addresses.setdefault(target, f"rIdLink{len(self.addresses) + 1}")

    def place(self, id: str) -> str:
        """The bookmark of a place that stands here; ``""`` where one of that name stands already."""
        if not id or id in self.placed:
            return ""
        self.placed[id] = f"_place{len(self.placed) + 1}"
        return self.placed[id]

    def ordered(self, depth: int, start: int) -> int:
        """The number of a new ordered list; that of all bulleted ones is 1."""
        self.lists.append((depth, start))
        return len(self.lists) + 1

    def drawing(self) -> int:
        """The number of a new drawing."""
        self.drawings += 1
        return self.drawings
