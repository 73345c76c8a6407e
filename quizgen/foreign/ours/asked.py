"""The parts of an item as what is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from quizgen.answers.values import written
from quizgen.foreign.model import (
    Accepted,
    Asked,
    Choosable,
    Choosing,
    Gap,
    Gaps,
    Number,
    Pair,
    Pairs,
    Passage,
    Steps,
    Words,
)
from quizgen.marking.records import OptionKept
from quizgen.marking.values import values
from quizgen.sets.records import Meaning, PartAsked
from quizgen.text.terminal import TERMINAL

ZERO = Fraction(0)
SIDES = {"true", "false"}
Line = Callable[[str], int]
"""The line of a value by its path within the item."""


class Reader:
    """Reads the parts of an item; ``wrong`` is what a wrong option costs where one is right."""

    def __init__(self, meanings: Mapping[str, Meaning], wrong: Fraction, line: Line) -> None:
        self._meanings, self._wrong, self._line = meanings, wrong, line

    def passage(self, text: str, path: str) -> Passage:
        """A text of the item."""
        return Passage(text, "quizgen", self._line(path))

    def asked(self, stem: Passage, parts: Sequence[PartAsked]) -> tuple[Passage, Asked]:
        """The stem, with marks for gaps where there are several parts or a table, and what is asked."""
        if len(parts) == 1 and parts[0].kind != "grid":
            return stem, self._part(parts[0], "")
        pieces, gaps = [stem.source], list[Gap]()
        for place, part in enumerate(parts):
            path = f"parts[{place}]" if len(parts) > 1 else ""
            found = list(self._gaps(part, path))
            letter = [f"**({part.part})**"] if len(parts) > 1 else []
            pieces += [*letter, part.prompt, _marked(part, len(gaps) + 1)]
            gaps += found
        return Passage("\n\n".join(filter(None, pieces)), "quizgen", stem.line), Gaps(tuple(gaps))

    def _part(self, part: PartAsked, path: str) -> Asked:
        match part.kind:
            case "choice" | "multiple":
                return self._choice(part, path)
            case "matching":
                return self._pairs(part, path)
            case "ordering":
                options = [self.passage(one.text, f"{path}.options[{place}]") for place, one in enumerate(part.options)]
                return Steps(tuple(options[place] for place in part.key))
            case _:
                return self._number(part.key, part.tolerance, part.options, path)

    def _choice(self, part: PartAsked, path: str) -> Choosing:
        right = sum(one.correct for one in part.options)
        several = part.kind == "multiple"
        loss = Fraction(-1, max(1, len(part.options) - right)) if several else -self._wrong
        options = []
        for place, one in enumerate(part.options):
            share = Fraction(1, right) if one.correct else loss
            options.append(self._option(one, share, f"{path}.options[{place}]"))
        two_sided = {one.text.lower() for one in part.options} == SIDES and not several
        return Choosing(tuple(options), single=not several, two_sided=two_sided, shuffle=False)

    def _option(self, one: OptionKept, share: Fraction, path: str) -> Choosable:
        said = self._meanings.get(one.overlooked.misconception) if one.overlooked else None
        left = self.passage(said.feedback, f"{path}.overlooked") if said else None
        feedback = self._feedback(one, path)
        return Choosable(self.passage(one.text, f"{path}.text"), share, self._line(path), feedback, str(share), left)

    def _feedback(self, one: OptionKept, path: str) -> Passage | None:
        found = self._meanings.get(one.misconception or "")
        return self.passage(found.feedback, f"{path}.feedback") if found else None

    def _pairs(self, part: PartAsked, path: str) -> Pairs:
        pairs = []
        for place, (prompt, right) in enumerate(zip(part.prompts, part.key, strict=True)):
            where = f"{path}.prompts[{place}]"
            option = part.options[right]
            answer = self.passage(option.text, f"{path}.options[{right}].text")
            feedback = self._feedback(option, f"{path}.options[{right}]")
            pairs.append(Pair(self.passage(prompt, where), answer, self._line(where), feedback))
        extra = [place for place in range(len(part.options)) if place not in part.key]
        for place in extra:
            one, at = part.options[place], f"{path}.options[{place}]"
            pairs.append(Pair(None, self.passage(one.text, f"{at}.text"), self._line(at), self._feedback(one, at)))
        return Pairs(tuple(pairs))

    def _number(self, key: object, tolerance: Fraction, options: Sequence[OptionKept], path: str) -> Number | Words:
        """A number, or a shape in words, with what is foreseen."""
        accepted = [self._accepted(key, tolerance, Fraction(1), None, f"{path}.key")]
        for place, one in enumerate(options):
            at = f"{path}.options[{place}]"
            accepted.append(self._accepted(one.value, one.tolerance, ZERO, self._feedback(one, at), at))
        whole = all(one.value is not None for one in accepted)
        return Number(tuple(accepted)) if whole else Words(tuple(accepted))

    def _accepted(
        self, key: object, tolerance: Fraction, share: Fraction, feedback: Passage | None, path: str
    ) -> Accepted:
        found = values(key)
        value = Fraction(found[0]) if len(found) == 1 and not isinstance(key, list) else None
        told = str(value) if value is not None else TERMINAL.line(written(found)) if found else str(key)
        return Accepted(told, value, Fraction(tolerance), share, self._line(path), feedback)

    def _gaps(self, part: PartAsked, path: str) -> Iterator[Gap]:
        """A part as gaps, each with the same share of its points."""
        line = self._line(path)
        count = _count(part)
        weight = Fraction(part.share) / count
        if part.kind == "grid":
            for place, cell in enumerate(part.cells):
                at = f"{path}.cells[{place}]"
                yield Gap(self._number(cell.key, cell.tolerance, cell.options, at), weight, self._line(at))
        elif part.kind == "matching":
            for prompt in range(count):
                yield Gap(self._menu(part, part.key[prompt], path), weight, line)
        elif part.kind == "ordering":
            for step in range(count):
                yield Gap(self._places(part, step, path), weight, line)
        else:
            asked = self._part(part, path)
            if isinstance(asked, Choosing | Number | Words):
                yield Gap(asked, weight, line)

    def _menu(self, part: PartAsked, right: int, path: str) -> Choosing:
        options = (
            self._option(one, Fraction(place == right), f"{path}.options[{place}]")
            for place, one in enumerate(part.options)
        )
        return Choosing(tuple(options), shuffle=False)

    def _places(self, part: PartAsked, step: int, path: str) -> Choosing:
        """A menu of places; a wrong order is one mistake."""
        right, line = part.key.index(step), self._line(path)
        said = next((self._feedback(one, path) for one in part.options if one.misconception), None)
        options = (
            Choosable(
                Passage(str(place + 1), "quizgen", line),
                Fraction(place == right),
                line,
                None if place == right else said,
                "",
            )
            for place in range(len(part.options))
        )
        return Choosing(tuple(options), shuffle=False)


def _count(part: PartAsked) -> int:
    """How many gaps a part is."""
    many = {"grid": len(part.cells), "matching": len(part.prompts), "ordering": len(part.options)}
    return max(1, many.get(part.kind, 1))


def _marked(part: PartAsked, first: int) -> str:
    """The gaps of a part: one, a list beside what is matched or put in order, or a table."""
    if part.kind == "grid" and part.table:
        numbers = iter(range(first, first + len(part.cells)))
        head = [part.table.corner, *part.table.columns]
        rows = [
            [name, *(f"{{#{next(numbers, 0)}}}" if given is None else given for given in row)]
            for name, row in zip(part.table.rows, part.table.given, strict=True)
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
    beside = {"matching": part.prompts, "ordering": tuple(one.text for one in part.options)}.get(part.kind)
    if beside is not None:
        return "\n\n".join(f"{{#{first + place}}} {one}" for place, one in enumerate(beside))
    return f"{{#{first}}}"
