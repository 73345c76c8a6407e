"""A table of sizes with one row that was worked out wrongly: which one it is, and what went wrong there.

All rows below go on from its number. The reader works out each row from the number above it, as it stands there, until
one does not come out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from quizgen import oracle
from quizgen.answers import Choice, Option
from quizgen.asking.facts import Fact
from quizgen.formulas.sizes import conv_output_size
from quizgen.math.code import evaluate
from quizgen.misconceptions import change_rows as beliefs
from quizgen.misconceptions import sizes as mistakes
from quizgen.misconceptions.concepts import slip
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import Level, Values
from quizgen.of_network import sizes
from quizgen.of_network.about_one import identified
from quizgen.of_network.axes import meant, sides, told
from quizgen.of_network.family import placed
from quizgen.of_network.faults import FEWEST, MADE, MOST, tree_of_step, wrong_tree
from quizgen.of_network.lines import layers_json
from quizgen.of_network.places import AskedNetwork, Place, numbered, tables
from quizgen.of_network.printed import reaching, side_of
from quizgen.of_network.row_family import RowFamily, by_level
from quizgen.of_network.tabled import stem, table
from quizgen.space import Dice
from quizgen.text import Text
from quizgen.text.nodes import Filling

STEM = """
{described} Somebody worked out the {sides} of each output, from top to bottom, each from the number above it; layers
without a window, such as activations, keep the size of a map and are left out.

{layers}

In one of the rows a mistake was made, and the rows below it go on from its number. Which row is it, and what went wrong
there?{axis} `padding` counts what is added on each side. A fraction is rounded down.
"""
REASONS: Mapping[str, str] = {
    mistakes.IGNORES_PADDING.id: "the padding was left out",
    mistakes.PAD_ONCE.id: "padding was counted on one side only",
    mistakes.NO_PLUS_ONE.id: "the starting position was left out",
    mistakes.ROUNDS_UP.id: "a fraction was rounded up",
    mistakes.IGNORES_STRIDE.id: "the stride was left out",
    mistakes.FORGETS_KERNEL.id: "the kernel was left out",
    mistakes.KERNEL_TWICE.id: "the kernel was taken off twice",
    mistakes.SUBTRACTS_PADDING.id: "the padding was taken off",
}
MISCONCEPTIONS = beliefs.FAULTS
FOLLOWS = "`{name}`: from {above} follows {right}, and that is what stands there."
FAILS = "`{name}`: from {above} follows {right}, but {printed} stands there. {why}"
HINTS = (
    Text("Work out each row from the number that stands above it, right or wrong, until one does not come out."),
    Text("Then try on that row what may have gone wrong: which mistake gives the very number that stands there?"),
)


class Mistaken(Struct, frozen=True):
    """A chain with the sizes that are printed, the first wrong one at place ``at``, and what is on offer beside it.

    ``made`` is the mistake that was made there and ``other`` one that was not; ``beside`` is another row.
    """

    subject: AskedNetwork
    chain: tuple[Place, ...]
    printed: tuple[int, ...]
    at: int
    beside: int
    made: Misconception
    other: Misconception
    values: Mapping[tuple[int, str], int]

    @property
    def which(self) -> int:
        """The axis."""
        return self.subject.which

    @property
    def axis(self) -> str:
        """Its name, where it has to be named."""
        return meant(self.subject, self.chain, self.which)

    @property
    def level(self) -> Level:
        """By the number of rows."""
        return "medium" if len(self.chain) == FEWEST else "hard"

    @property
    def numbers(self) -> Mapping[str, int]:
        """The last row: each table is asked about once."""
        return {"layer": self.chain[-1].number, "row": self.at, "beside": self.beside}

    def key(self) -> Values:
        """The number of the row, from 1, and what stands there."""
        return self.at + 1, self.printed[self.at]

    def measured(self) -> Values:
        """The first row whose real layer makes something else of the number above it."""
        above = self._above(0)
        for row, (place, printed) in enumerate(zip(self.chain, self.printed, strict=True), 1):
            if oracle.output_length([place.layer], above, self.which) != printed:
                return row, printed
            above = printed
        return ()

    def _above(self, row: int) -> int:
        return self.printed[row - 1] if row else self.chain[0].before[1 + self.which]

    def answer(self, dice: Dice) -> Choice:
        """Two rows with two reasons each: no row and no reason stands out."""
        pairs = [(row, mistake) for row in (self.at, self.beside) for mistake in (self.made, self.other)]
        shown = dice.sample(pairs, len(pairs))
        return Choice(tuple(self._option(*one) for one in shown), shown.index((self.at, self.made)))

    def _option(self, row: int, mistake: Misconception) -> Option:
        text = Text("`{name}`: {reason}", {"name": self.chain[row].name, "reason": REASONS[mistake.id]})
        value = (row + 1, self.values[row, mistake.id])
        if row != self.at:
            return Option(text, value, slip(beliefs.SUSPECTS_BEFORE if row < self.at else beliefs.SUSPECTS_BEHIND))
        return Option(text, value, None if mistake is self.made else slip(beliefs.OTHER_MISTAKE))

    def stem(self) -> Text:
        """The table."""
        layers = table(self.subject, self.chain, self.which, self.printed)
        said: dict[str, Filling] = {"layers": layers, "sides": sides(self.subject, self.which)}
        return stem(self.subject, self.chain, STEM, said, self.axis)

    def solution(self) -> tuple[Text, ...]:
        """Each row up to the wrong one."""
        return tuple(self._line(row) for row in range(self.at + 1))

    def _line(self, row: int) -> Text:
        place, above = self.chain[row], self._above(row)
        said: dict[str, Filling] = {
            "name": place.name,
            "above": above,
            "right": _worked(place, above, self.which),
            "printed": self.printed[row],
        }
        words = FAILS.replace("{why}", self.made.feedback) if row == self.at else FOLLOWS
        return Text(words, said)

    def params(self) -> dict[str, Any]:
        """The layers, and the column as it stands."""
        layers = layers_json(self.subject, self.chain[0].before, [one.layer for one in self.chain])
        return {**layers, **placed(self.subject, self.chain), "sizes": list(self.printed), **told(self.axis)}

    def tells(self) -> tuple[Fact, ...]:
        """The map that reaches the first row, and the sizes that are right."""
        right = (fact for size in self.printed[: self.at] for fact in side_of(self.subject, size))
        return (*reaching(self.subject, self.chain[0]), *right)

    def seeks(self) -> tuple[Fact, ...]:
        """Nothing: the number that is wrong stands in its stem."""
        return ()


def family(subject: AskedNetwork) -> RowFamily:
    """Asks about every table of three to five windows in which two mistakes can be made in two rows."""
    return RowFamily(
        module=__name__,
        slug="network-wrong-row",
        about="output-size",
        **identified(subject),
        title=f"{subject.title}: find the wrong row, and what went wrong",
        asks="wrong_row",
        kind="choice",
        source=conv_output_size.source,
        misconceptions=MISCONCEPTIONS,
        hints=HINTS,
        levels=by_level(list(_every(subject))),
    )


def _every(subject: AskedNetwork) -> Iterator[Mistaken]:
    """For each chain one fault: its row by chance, then the row beside it, then the mistakes."""
    for chain in tables(subject, FEWEST, MOST):
        dice = Dice("wrong row", subject.digest, chain[-1].number)
        rows = [(at, beside) for at in range(len(chain)) for beside in range(len(chain)) if at != beside]
        shuffled = dice.sample(rows, len(rows))
        found = (one for at, beside in shuffled if (one := _fault(subject, chain, at, beside, dice)))
        if one := next(found, None):
            yield one


def _fault(subject: AskedNetwork, chain: tuple[Place, ...], at: int, beside: int, dice: Dice) -> Mistaken | None:
    """Two mistakes that can be made in both rows, of which one is; None where there are none."""
    pairs = [(made, other) for made in MADE for other in MADE if made is not other]
    for made, other in dice.sample(pairs, len(pairs)):
        printed = _printed(chain, at, made, subject.which)
        values = printed and _values(chain, printed, (at, beside), (made, other), subject.which)
        if printed and values and _apart(values, printed, at, beside, made):
            return Mistaken(subject, chain, printed, at, beside, made, other, values)
    return None


def _apart(
    values: Mapping[tuple[int, str], int], printed: Sequence[int], at: int, beside: int, made: Misconception
) -> bool:
    """Whether no other option explains a number that stands there, and the row beside is as it should be."""
    others = [value for (row, name), value in values.items() if row == at and name != made.id]
    there = [value for (row, _), value in values.items() if row == beside]
    return printed[at] not in others and printed[beside] not in there and len({*there}) == len(there)


def _printed(chain: Sequence[Place], at: int, made: Misconception, which: int) -> tuple[int, ...] | None:
    """The column with that mistake in that row; None where a size would not be one."""
    above, found = chain[0].before[1 + which], list[int]()
    for row, place in enumerate(chain):
        size = _wrong(place, above, made, which) if row == at else _worked(place, above, which)
        if size is None or size < 1 or (row == at and size == _worked(place, above, which)):
            return None
        found.append(size)
        above = size
    return tuple(found)


def _values(
    chain: Sequence[Place], printed: Sequence[int], rows: Sequence[int], made: Sequence[Misconception], which: int
) -> dict[tuple[int, str], int] | None:
    """What each mistake gives in each row, from the number above it; None where one cannot be made."""
    found: dict[tuple[int, str], int] = {}
    for row in rows:
        above = printed[row - 1] if row else chain[0].before[1 + which]
        for one in made:
            value = _wrong(chain[row], above, one, which)
            if value is None or value < 1:
                return None
            found[row, one.id] = value
    return found


def _worked(place: Place, above: int, which: int) -> int:
    """What a row's formula gives."""
    return int(evaluate(tree_of_step(sizes.step(place, which)), _given(place, above, which)))


def _wrong(place: Place, above: int, mistake: Misconception, which: int) -> int | None:
    """What a mistake gives in a row; None where it cannot be made, or gives no whole number."""
    tree = wrong_tree(mistake, tree_of_step(sizes.step(place, which)))
    value = None if tree is None else evaluate(tree, _given(place, above, which))
    return int(value) if value is not None and value == int(value) else None


def _given(place: Place, above: int, which: int) -> dict[str, int]:
    return {"n": above, **numbered((place,), which)}
