"""Which items the chosen formats take, and what is said of those that they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quizgen.asking.source import Source
from quizgen.cli.errors import LONGEST, remark
from quizgen.errors import UsageError
from quizgen.formats.limits import EVERY_KIND, names_way_out
from quizgen.formats.protocol import Format, Limited, Refusal
from quizgen.model import KINDS, Kind

SHOWN = 3
"""So many reasons are told, at most."""


class Fitting:
    """What the formats hold together; raises UsageError where that is no kind of item, or none of those wished."""

    def __init__(self, chosen: Sequence[Format], kinds: Sequence[Kind]) -> None:
        self._chosen = chosen
        self.kinds = frozenset(KINDS).intersection(*(fmt.kinds for fmt in chosen))
        for kind in kinds:
            self._require(kind)
        if not self.kinds:
            each = "; ".join(f"{fmt.name} holds {_either(fmt.kinds)}" for fmt in chosen)
            raise UsageError(f"there is no kind of item that all these formats hold: {each}; ask for them one by one")

    def _require(self, kind: Kind) -> None:
        for fmt in self._chosen:
            if kind not in fmt.kinds:
                raise UsageError(
                    f"the format {fmt.name} holds {_either(fmt.kinds)} items, not {kind} ones; "
                    f"ask for one of these, or for another format, such as {EVERY_KIND}"
                )

    def told(self, sources: Sequence[Source]) -> dict[str, str]:
        """The formats as an option, where which items there are depends on them."""
        narrow = any(isinstance(fmt, Limited) for fmt in self._chosen)
        narrow = narrow or any(not set(source.kinds) <= self.kinds for source in sources)
        return {"--format": ",".join(fmt.name for fmt in self._chosen)} if narrow else {}

    def kept(self, sources: Sequence[Source]) -> tuple[Source, ...]:
        """The sources that can be asked in a kind that the formats hold; says on standard error how many cannot.

        Raises UsageError where none can.
        """
        others = [source for source in sources if self.kinds.isdisjoint(source.kinds)]
        if others and len(others) == len(sources):
            first, one = others[0], ", for one," if len(others) > 1 else ""
            only = f"{first.id}{one} can only be asked as {_either(frozenset(first.kinds))}"
            raise UsageError(f"{self._holding}, and {only}: ask for another format, such as {EVERY_KIND}")
        if others:
            remark(f"Left out: {_asked(others)}: {self._holding}; another format has them, such as {EVERY_KIND}.")
        return tuple(source for source in sources if source not in others)

    @property
    def _holding(self) -> str:
        names = [fmt.name for fmt in self._chosen if not fmt.kinds >= frozenset(KINDS)]
        holding = f"{_listed(names, 'and')} together hold" if len(names) > 1 else f"{names[0]} holds"
        return f"{holding} only {_either(self.kinds)} items"

    def tell(self, passed: Counter[Refusal]) -> None:
        """Says on standard error how many items each format cannot show, which are passed over, and why."""
        for name in sorted({name for name, _ in passed}):
            remark(
                _passed(name, Counter({reason: count for (other, reason), count in passed.items() if other == name}))
            )


def _passed(name: str, why: Counter[str]) -> str:
    """As many reasons as there is room for, the commonest first, and a way out where these name none."""
    total = why.total()
    items = "1 item" if total == 1 else f"{total:,} items"
    every = sorted(why, key=lambda reason: (-why[reason], reason))
    said = ""
    for shown in range(min(SHOWN, len(every)), 0, -1):
        first = every[:shown]
        reasons = first if len(every) == 1 else [f"{why[reason]:,}: {reason}" for reason in first]
        others = ["and other reasons"] if len(every) > shown else []
        out = "" if all(map(names_way_out, first)) else f"; another format shows them, such as {EVERY_KIND}"
        said = f"Passed over: {items} that {name} cannot show ({'; '.join([*reasons, *others])}){out}."
        if len(said) <= LONGEST:
            break
    return said


def _either(kinds: frozenset[Kind]) -> str:
    return _listed([kind for kind in KINDS if kind in kinds], "or")


def _listed(words: Sequence[str], between: str) -> str:
    *others, last = words
    return f"{', '.join(others)} {between} {last}" if others else last


def _asked(sources: Sequence[Source]) -> str:
    """The only one, or how many and an example, and how it is asked."""
    first, many = sources[0], len(sources)
    which = f"{first.id} can" if many == 1 else f"{many} families and files such as {first.id}, which can"
    return f"{which} only be asked as {_either(frozenset(first.kinds))}"
