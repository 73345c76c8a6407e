"""The check of families and files of items, as a value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from quizgen.errors import UsageError
from quizgen.python.telling import told

if TYPE_CHECKING:
    from quizgen.audit.check import Report


@dataclass(frozen=True, slots=True, repr=False)
class Audit(Sequence["Report"]):
    """A report on each level that was checked; true where nothing was found in any.

    A report has ``family``, ``level``, ``points`` (checked) ``of`` so many, ``items``, the best blind ``strategy`` with
    its ``share`` of hits, how many ``faults``, and of these the ``smallest`` in a sentence.
    """

    reports: tuple[Report, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return all(report.passed for report in self.reports)

    @property
    def faults(self) -> tuple[str, ...]:
        """The smallest fault of each level that has any, in a sentence."""
        return tuple(report.smallest for report in self.reports if not report.passed)

    def __bool__(self) -> bool:
        return self.passed

    def __len__(self) -> int:
        return len(self.reports)

    def __iter__(self) -> Iterator[Report]:
        return iter(self.reports)

    @overload
    def __getitem__(self, place: int) -> Report: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Report, ...]: ...

    def __getitem__(self, place: int | slice) -> Report | tuple[Report, ...]:
        return self.reports[place]

    def __repr__(self) -> str:
        points, items = (sum(getattr(one, name) for one in self.reports) for name in ("points", "items"))
        found = f"{len(self.faults)} levels with faults" if self.faults else "nothing was found"
        return f"<Audit of {len(self)} levels, {points:,} points and {items:,} items: {found}>"

    def _repr_html_(self) -> str:
        from quizgen.python.shown import audit

        return audit(self.reports)


def check(name: object, answer: object, n: int) -> Audit:
    """The reports on all levels of what a name stands for; see ``quizgen.check``."""
    from quizgen import catalog
    from quizgen.audit.check import check_level, check_together
    from quizgen.model import LEVELS
    from quizgen.oracle.guest import as_guest

    if not isinstance(name, str):
        raise UsageError(f"{told(name)} is neither an item nor a name: give one item with its answer, or a name alone")
    if answer is not None:
        raise UsageError(f"'{name}' is a name, which has no answer: give an item with it, or check('{name}', n=100)")
    if isinstance(n, bool) or not isinstance(n, int) or n < 1:
        raise UsageError(f"n={told(n)}: give how many points of each level are checked, a whole number from 1")
    with as_guest():
        sources = catalog.select((name,))
        others = (*sources, *catalog.authored())
        found = [check_level(source, level, n, others=others) for source in sources for level in LEVELS]
        together = check_together(sources)
        return Audit((*found, *([together] if together else [])))
