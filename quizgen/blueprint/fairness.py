"""How fair the forms of an exam are: what stands where, what was balanced, and what is outside the bounds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from msgspec import Struct, field

from quizgen.blueprint.bounds import BALANCED, HARDER, PERSONAL, outside
from quizgen.blueprint.candidates import parameters
from quizgen.blueprint.difficulty import predicted
from quizgen.blueprint.forms import Draft, Seat
from quizgen.blueprint.letters import COMPARED, Letters, alike, form_letters, most_alike, runs
from quizgen.blueprint.rows import FormRow, Row, row, shape, worth
from quizgen.model import Question
from quizgen.space import digest
from quizgen.space.digests import Digests

MOST_TOLD = 100
"""So many things that are outside are told one by one."""


class _Shape(Struct):
    """How a place of a slot is asked, and where it was first so."""

    form: str
    shape: dict[str, object]


class _Foretold(Struct):
    """The share of points that is foretold of the first form."""

    form: str
    share: Fraction


class Fairness(Struct):
    """What was seen of an exam so far; a form more is added by ``add``.

    Forms may have ``shared`` items. Those that are ``personal`` follow from their student alone: what they have in
    common with others is as chance has it, and told. ``pairs`` says of how many pairs of forms so many keys are alike
    by place, of which a form may have so many as ``most_alike`` says.
    """

    foretell: Callable[[Question], Fraction] = predicted
    shared: bool = False
    personal: bool = False
    forms: int = 0
    outside: list[str] = field(default_factory=list)
    further: int = 0
    misconceptions: Counter[str] = field(default_factory=Counter)
    families: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    pairs: Counter[int] = field(default_factory=Counter)
    most_alike: int = 0
    _shapes: dict[tuple[str, int], _Shape] = field(default_factory=dict)
    _earlier: list[tuple[str, Letters]] = field(default_factory=list)
    _given: Digests = field(default_factory=Digests)
    _parameters: defaultdict[str, Digests] = field(default_factory=lambda: defaultdict(Digests))
    _foretold: _Foretold | None = None

    def add(self, draft: Draft, *told: str) -> FormRow:
        """The form as the report shows it; more may be ``told`` that is outside the bounds."""
        letters = form_letters([seat.question for seat in draft.seats])
        rows = tuple(row(place, seat, self.foretell) for place, seat in enumerate(draft.seats, start=1))
        share = self._share(draft)
        nearest, many = self._nearest(letters)
        every = [*outside(draft, rows, letters), *self._beside(draft), *self._harder(draft, share), *told]
        if many > most_alike(letters) and not self.personal:
            every.append(f"{many} keys stand at the places of the same ones in form {nearest}")
        self._count(draft, rows, every)
        self._earlier = [*self._earlier[-COMPARED + 1 :], (draft.name, letters)]
        return FormRow(
            form=draft.name,
            questions=rows,
            letters=dict(sorted(Counter(one.key for one in rows if one.key).items())),
            longest_run=max(runs(letters), default=0),
            nearest=nearest,
            alike=many,
            predicted=round(float(share), 3),
            outside=tuple(every),
        )

    def _nearest(self, letters: Letters) -> tuple[str, int]:
        """The earlier form to which this one comes nearest, and at how many places."""
        found = [(name, alike(letters, other)) for name, other in self._earlier]
        self.pairs.update(many for _, many in found)
        self.most_alike = max(self.most_alike, most_alike(letters))
        return max(found, key=lambda one: one[1], default=("", 0))

    def _count(self, draft: Draft, rows: Sequence[Row], told: Sequence[str]) -> None:
        self.forms += 1
        for one in rows:
            self.misconceptions.update(one.misconceptions)
            self.families[one.slot][one.family] += 1
        self._tell(f"form {draft.name}: {one}" for one in told)

    def _tell(self, told: Iterator[str]) -> None:
        for one in told:
            if len(self.outside) < MOST_TOLD:
                self.outside.append(one)
            else:
                self.further += 1

    def _beside(self, draft: Draft) -> Iterator[str]:
        """What differs from the forms before, or is shared with them."""
        for seat in draft.seats:
            now = shape(seat)
            first = self._shapes.setdefault((seat.slot, seat.place), _Shape(draft.name, now))
            for what, had in first.shape.items():
                if now[what] != had:
                    yield f"slot '{seat.slot}' has {what} {now[what]}, and {had} in form {first.form}"
            if not self.shared:
                yield from self._again(seat)
        for seat in draft.seats:
            self._given.update([digest("id", seat.question.id)])
            self._parameters[seat.slot].update(parameters(seat.question))

    def _again(self, seat: Seat) -> Iterator[str]:
        if digest("id", seat.question.id) in self._given:
            yield f"'{seat.question.id}' stands in an earlier form, too"
        elif not self._parameters[seat.slot].isdisjoint(parameters(seat.question)):
            yield f"'{seat.question.id}' has the parameters of a question of its slot in an earlier form"

    def _harder(self, draft: Draft, share: Fraction) -> Iterator[str]:
        """Whether the form is harder than the first one, or easier."""
        first = self._foretold = self._foretold or _Foretold(draft.name, share)
        if abs(share - first.share) > HARDER:
            yield f"{float(share):.0%} of the points are foretold, and {float(first.share):.0%} of form {first.form}"

    def _share(self, draft: Draft) -> Fraction:
        """What share of the form's points is foretold."""
        points = sum(map(worth, draft.seats), Fraction(0))
        foretold = sum((worth(seat) * self.foretell(seat.question) for seat in draft.seats), Fraction(0))
        return foretold / points if points else Fraction(0)

    def finish(self, *told: str) -> None:
        """All forms have passed; more may be ``told`` of all of them."""
        self._tell(iter(told))

    def summary(self) -> dict[str, Any]:
        """What holds of all forms."""
        return {
            "balanced": list(PERSONAL if self.personal else BALANCED),
            "outside": self.outside,
            "further_outside": self.further,
            "slots": {slot: dict(every) for slot, every in self.families.items()},
            "misconceptions": dict(sorted(self.misconceptions.items())),
            "alike": {"most": self.most_alike, "pairs": {str(many): self.pairs[many] for many in sorted(self.pairs)}},
        }
