"""What is to be so in each form of an exam, and what of a form is not.

It looks at the questions alone, and believes nothing that those who drew them say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from quizgen.blueprint.arranging import choice
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.enemies import Company
from quizgen.blueprint.forms import Draft, Seat
from quizgen.blueprint.letters import ALIKE, COMPARED, LONGEST_RUN, Letters, runs, uneven
from quizgen.blueprint.rows import Row, on_offer

OFFERED = 4
"""Of the families that a form asks with options, one in so many may offer the same misconception, or so many."""
HARDER = Fraction(2, 100)
"""By so much of the points the shares that are foretold of two forms may differ."""
BALANCED = (
    "every place has one level, kind, number of options and number of solution steps in all forms",
    "no family stands twice in a form unless slots name it, and no item in two forms",
    "no two forms give the same parameters in a slot",
    (
        f"of questions with as many options each letter is the key of as many as any other, within one; "
        f"no more than {LONGEST_RUN} keys one after the other have the same letter"
    ),
    (
        f"two forms have the same key at no more than {int(20 * ALIKE)} of 20 places with letters "
        f"(each form is held against the {COMPARED} before it)"
    ),
    f"no misconception is offered by more than {OFFERED} families of a form, or one in {OFFERED} where that is more",
    "of several questions for a place the one is taken whose misconceptions its slot offered least",
    "no question of a form gives away the answer of another",
    f"forms are equally hard: the share of points that is foretold differs by no more than {float(HARDER):.0%}",
)
"""What is to be so, in words."""
PERSONAL = (
    BALANCED[0],
    "no family stands twice in a form unless slots name it",
    BALANCED[3],
    BALANCED[5],
    *BALANCED[7:],
    "each form follows from its student's number alone: items and letters that two have in common are there by chance",
)
"""The same where each form is a student's."""


def outside(draft: Draft, rows: Sequence[Row], letters: Letters) -> Iterator[str]:
    """What is outside the bounds in the form by itself."""
    yield from _letters(letters, draft)
    yield from _company(draft)
    yield from _twice(draft)
    yield from _offered(rows)


def _letters(letters: Letters, draft: Draft) -> Iterator[str]:
    sizes = [on_offer(seat.question) if _is_evened(seat) else 0 for seat in draft.seats]
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
