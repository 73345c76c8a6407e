"""How fair the forms of an exam are: what stands where, what was balanced, and what is outside the bounds.

It looks at the questions alone, and believes nothing that those who drew them say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from quizgen.blueprint.arranging import choice
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.digests import Digests
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.forms import Draft, Seat
from quizgen.blueprint.letters import (
    ALIKE,
    COMPARED,
    LONGEST_RUN,
    Letters,
    alike,
    form_letters,
    most_alike,
    runs,
    uneven,
)
from quizgen.space import digest

OFFERED = 4
"""Of the families that a form asks with options, one in so many may offer the same misconception, or so many."""
MOST_TOLD = 100
"""So many things that are outside are told one by one."""
BALANCED = (
    "every place has one level, kind, number of options and number of solution steps in all forms",
    "no family stands twice in a form unless slots name it, and no item in two forms",
    (
        f"of questions with as many options each letter is the key of as many as any other, within one; "
        f"no more than {LONGEST_RUN} keys one after the other have the same letter"
    ),
    (
        f"two forms have the same key at no more than {ALIKE.numerator} of {ALIKE.denominator} places with letters "
        f"(each form is held against the {COMPARED} before it)"
    ),
    f"no misconception is offered by more than {OFFERED} families of a form, or one in {OFFERED} where that is more",
    "no question of a form gives away the answer of another",
)
"""What is to be so, in words."""
PERSONAL = (
    BALANCED[0],
    "no family stands twice in a form unless slots name it",
    BALANCED[2],
    *BALANCED[4:],
    "each form follows from its student's number alone: items and letters that two have in common are there by chance",
)
"""The same where each form is a student's."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a form: ``place`` is its number there from 1, ``key`` its letter if it has one."""

    place: int
    slot: str
    item: str
    family: str
    level: str
    kind: str
    options: int
    key: str
    misconceptions: tuple[str, ...]
    steps: int
    points: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form: its questions, how often each letter is the key, its longest run, and what is outside the bounds.

    ``alike`` is at how many places the key is that of the earlier form to which it comes nearest, if there is one.
    """

    form: str
    questions: tuple[Row, ...]
    letters: dict[str, int]
    longest_run: int
    nearest: str
    alike: int
    outside: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """As it is written."""
        return asdict(self)


@dataclass(slots=True)
class _Shape:
    """How a place of a slot is asked, and where it was first so."""

    form: str
    shape: dict[str, object]


@dataclass
class Fairness:
    """What was seen of an exam so far; a form more is added by ``add``.

    Forms may have ``shared`` items. Those that are ``personal`` follow from their student alone: what they have in
    common with others is as chance has it, and told.
    """

    shared: bool = False
    personal: bool = False
    forms: int = 0
    outside: list[str] = field(default_factory=list)
    further: int = 0
    misconceptions: Counter[str] = field(default_factory=Counter)
    families: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _shapes: dict[tuple[str, int], _Shape] = field(default_factory=dict)
    _earlier: list[tuple[str, Letters]] = field(default_factory=list)
    _given: Digests = field(default_factory=Digests)

    def add(self, draft: Draft) -> FormRow:
        """The form as the report shows it."""
        letters = form_letters([seat.question for seat in draft.seats])
        nearest, many = max(
            ((name, alike(letters, other)) for name, other in self._earlier), key=lambda one: one[1], default=("", 0)
        )
        rows = tuple(_row(place, seat) for place, seat in enumerate(draft.seats, start=1))
        told = [*_letters(letters, draft), *_company(draft), *_twice(draft), *_offered(rows), *self._beside(draft)]
        if many > most_alike(letters) and not self.personal:
            told.append(f"{many} keys stand at the places of the same ones in form {nearest}")
        self._count(draft, rows, told)
        self._earlier = [*self._earlier[-COMPARED + 1 :], (draft.name, letters)]
        counts = Counter(row.key for row in rows if row.key)
        longest = max(runs(letters), default=0)
        return FormRow(draft.name, rows, dict(sorted(counts.items())), longest, nearest, many, tuple(told))

    def _count(self, draft: Draft, rows: Sequence[Row], told: Sequence[str]) -> None:
        self.forms += 1
        for row in rows:
            self.misconceptions.update(row.misconceptions)
            self.families[row.slot][row.family] += 1
        named = [f"form {draft.name}: {one}" for one in told]
        room = MOST_TOLD - len(self.outside)
        self.outside += named[:room]
        self.further += len(named[room:])

    def _beside(self, draft: Draft) -> Iterator[str]:
        """What differs from the forms before."""
        for seat in draft.seats:
            shape = _shape(seat)
            first = self._shapes.setdefault((seat.slot, seat.place), _Shape(draft.name, shape))
            for what, had in first.shape.items():
                if shape[what] != had:
                    yield f"slot '{seat.slot}' has {what} {shape[what]}, and {had} in form {first.form}"
            mark = digest("id", seat.question.id)
            if not self.shared and mark in self._given:
                yield f"'{seat.question.id}' stands in an earlier form, too"
            self._given.update([mark])

    def summary(self) -> dict[str, Any]:
        """What holds of all forms."""
        return {
            "balanced": list(PERSONAL if self.personal else BALANCED),
            "outside": self.outside,
            "further_outside": self.further,
            "slots": {slot: dict(every) for slot, every in self.families.items()},
            "misconceptions": dict(sorted(self.misconceptions.items())),
        }


def _row(place: int, seat: Seat) -> Row:
    question = seat.question
    answer = choice(question)
    return Row(
        place=place,
        slot=seat.slot,
        item=question.id,
        family=question.family,
        level=question.level,
        kind=question.kind,
        options=_options(seat),
        key=answer.key_words().template if answer else "",
        misconceptions=tuple(sorted({one.slip.id for one in question.options if one.slip})) if _options(seat) else (),
        steps=len(question.solution),
        points=str(question.points if seat.worth is None else seat.worth),
    )


def _options(seat: Seat) -> int:
    """How many options are on offer; answers that are only foreseen are none."""
    return len(seat.question.options) if seat.question.kind in ("choice", "multiple") else 0


def _shape(seat: Seat) -> dict[str, object]:
    question = seat.question
    return {
        "level": question.level,
        "kind": question.kind,
        "options": _options(seat),
        "solution steps": len(question.solution),
    }


def _letters(letters: Letters, draft: Draft) -> Iterator[str]:
    sizes = [_options(seat) if _is_evened(seat) else 0 for seat in draft.seats]
    if uneven(letters, sizes):
        counts = Counter("ABCDEF"[one] for one in letters if one is not None)
        yield f"keys are uneven: {', '.join(f'{many} {name}' for name, many in sorted(counts.items()))}"
    if (longest := max(runs(letters), default=0)) > LONGEST_RUN:
        yield f"{longest} keys one after the other have the same letter"


def _is_evened(seat: Seat) -> bool:
    answer = choice(seat.question)
    return answer is not None and not answer.two_sided


def _company(draft: Draft) -> Iterator[str]:
    """Questions that give another one's answer away, or are enemies."""
    company = Company()
    for number, seat in enumerate(draft.seats):
        if not company.joined_by(candidate(number, seat.question, None)):
            yield f"'{seat.question.id}' and another question are enemies, or one gives the other's key away"


def _twice(draft: Draft) -> Iterator[str]:
    """Families that stand there again though a slot had others to choose from."""
    for family, many in Counter(seat.question.family for seat in draft.seats).items():
        if many > 1 and not all(seat.named for seat in draft.seats if seat.question.family == family):
            yield f"the family {family} stands there {many} times"


def _offered(rows: Sequence[Row]) -> Iterator[str]:
    """Misconceptions that many families offer; a family by itself offers those that it has."""
    asked = {row.family for row in rows if row.options}
    offered = {(row.family, name) for row in rows for name in row.misconceptions}
    for name, many in Counter(name for _, name in offered).items():
        if many > max(OFFERED, len(asked) // OFFERED):
            yield f"the misconception {name} is offered by {many} of {len(asked)} families with options"
