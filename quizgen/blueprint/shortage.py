"""Words for what cannot be had, because there are too few items or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from quizgen.asking.source import Source
from quizgen.counting.counts import there
from quizgen.formats.limits import such_as
from quizgen.formats.protocol import Refusal
from quizgen.model import Kind, Level
from quizgen.text.counted import many


def items(number: int) -> str:
    """``1 item``, ``2,000 items``."""
    return many(number, "item")


def asked_for(number: int) -> str:
    """``1 item is asked for``."""
    return f"{items(number)} {'is' if number == 1 else 'are'} asked for"


def refused(number: int, given: int, every: Counter[Refusal]) -> str:
    """That so few of what is asked for can be shown, and why others cannot."""
    who = " and ".join(sorted({name for name, _ in every}))
    found = f"only {given:,} {'was' if given == 1 else 'were'} found" if given else "none was found"
    why = most(every)
    ways = (f"ask for {given:,}, for other topics or" if given else "ask") + f" for another format{such_as(why)}"
    return f"{asked_for(number)}, but {found} that {who} can show (of most others, {why}): {ways}"


def most(every: Counter[Refusal]) -> str:
    """The reason that most items were refused for."""
    reasons = Counter[str]()
    for (_, reason), count in sorted(every.items()):
        reasons[reason] += count
    return reasons.most_common(1)[0][0]


def none(sources: Sequence[Source], levels: Iterable[Level], kinds: Iterable[Kind]) -> str:
    """That none of the sources can be asked in the kinds at these levels, and in which one of them can be."""
    places, wish = tuple(dict.fromkeys(levels)), " or ".join(dict.fromkeys(kinds))
    able = {
        source.id: [kind for kind in source.kinds if any(there(source, level, kind) for level in places)]
        for source in sources
    }
    said = ", ".join(places)
    one = next((name for name, others in able.items() if others), "")
    who = next(iter(able)) if len(able) == 1 else f"none of these {len(able)} families"
    if not one:
        return f"{who} has items at level {said}" if len(able) > 1 else f"{who} has no items at level {said}"
    instead = f"{'it' if len(able) == 1 else f'for example, {one}'} can be asked as {' or '.join(able[one])}"
    return f"{who} {'cannot' if len(able) == 1 else 'can'} be asked as {wish} at level {said}; {instead}"
