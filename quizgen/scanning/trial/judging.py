"""A reading held against the truth: what is right, what is in doubt, and what is wrong, which must never be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct, field

from quizgen.scanning.reading import FieldRead, PageRead
from quizgen.scanning.trial.meaning import TOLD, Manner, Meant

Verdict = Literal[
    "right", "doubtful", "told", "wrong letter", "blank read as answer", "answer read as blank", "not told"
]
FAULTS: frozenset[Verdict] = frozenset({"wrong letter", "blank read as answer", "answer read as blank", "not told"})


class Judged(Struct, frozen=True):
    """A field's verdict, and what was meant and read."""

    meant: Meant
    read: FieldRead
    verdict: Verdict


class Tally(Struct):
    """Pages and rows that were judged; ``faults`` are those that must not be, each with the page's name."""

    pages: int = 0
    refused: list[str] = field(default_factory=list)
    rows: Counter[tuple[Manner, Verdict]] = field(default_factory=Counter)
    faults: list[tuple[str, Judged]] = field(default_factory=list)

    def add(self, name: str, read: PageRead, truth: Sequence[Meant]) -> None:
        """Judges a page."""
        self.pages += 1
        if read.refused:
            self.refused.append(f"{name}: {read.refused}")
            return
        for one in judged(read.fields, truth):
            self.rows[one.meant.manner, one.verdict] += 1
            if one.verdict in FAULTS:
                self.faults.append((name, one))

    def count(self, verdict: Verdict, manners: Iterable[Manner] = ()) -> int:
        """How many rows have a verdict, of all manners or of some."""
        some = frozenset(manners)
        return sum(n for (manner, one), n in self.rows.items() if one == verdict and (not some or manner in some))

    @property
    def doubtful(self) -> float:
        """The share of rows that are in doubt though one thing is meant, of all rows."""
        return self.count("doubtful") / max(1, self.rows.total())


def judged(read: Sequence[FieldRead], truth: Sequence[Meant]) -> Iterator[Judged]:
    """Each field's verdict; both have the fields of one page in their order."""
    for one, other in zip(truth, read, strict=True):
        yield Judged(one, other, _verdict(one, other))


def _verdict(meant: Meant, read: FieldRead) -> Verdict:
    if meant.manner in TOLD:
        return "told" if read.state == "doubtful" else "not told"
    if read.state == "doubtful":
        return "doubtful"
    if read.value == meant.value:
        return "right"
    if not meant.value:
        return "blank read as answer"
    return "wrong letter" if read.value else "answer read as blank"
