"""Why something is not asked, told once for all layers that share the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

NAMED = 3
"""So many layers are named, and of others it is told how many there are."""


def grouped(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A line for each reason, with the names that have it."""
    names: dict[str, list[str]] = {}
    for name, reason in found:
        names.setdefault(reason, []).append(name)
    return (f"{some(every)}: {reason}" for reason, every in names.items())


def some(names: Sequence[str]) -> str:
    """The names, or the first few and how many more."""
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} and {len(names) - NAMED + 1} more"
