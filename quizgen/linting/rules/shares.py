"""Shares of the points: which answers are worth how much."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.foreign.model import Choosing, Foreign, Number, Words
from quizgen.linting.fractions import nearest, taken
from quizgen.linting.parts import Place, choices, places, valued
from quizgen.linting.rule import EVERY, MOODLES, RICH, About, Found
from quizgen.linting.saying import percent, shown

FULL = Fraction(999_999, 1_000_000)
"""What Moodle counts as all points."""
_WHOLE = Fraction(5, 100_000)
"""How far from all points a sum of shares may be: Moodle's form rounds percent to two digits."""


@About(
    "fraction-refused",
    "error",
    "A share of the points is none of those that Moodle has.",
    "Moodle's import stops there, or with “nearest grade” marks by another share without a word: write percent with "
    "five digits, such as 33.33333.",
    MOODLES,
).question
def fraction_refused(question: Foreign) -> Iterator[Found]:
    """Gaps may give any share."""
    for place in places(question):
        for one in () if place.gap else valued(place.asked):
            if one.share is not None and not taken(one.share):
                written = percent(one.share)
                meant = one.share * 100 if abs(one.share) <= Fraction(1, 100) else None
                other = percent(nearest(one.share)) if meant is None or not taken(meant) else percent(meant)
                why = "; fractions are in percent" if meant is not None and taken(meant) else ""
                yield Found(one.line, f"Moodle has no fraction {written}{why}: write {other}, or another that it has")


@About(
    "no-full-mark",
    "error",
    "No answer gives all points.",
    "Nobody can have the question right; of short answers and gaps Moodle's import refuses it.",
    EVERY,
).question
def no_full_mark(question: Foreign) -> Iterator[Found]:
    """Of several options that are right the sum counts; see ``shares-not-whole``."""
    for place in places(question):
        shares = [one.share for one in valued(place.asked) if one.share is not None]
        several = isinstance(place.asked, Choosing) and not place.asked.single
        unread = any(one.share is None for one in valued(place.asked))
        best = max(shares, default=Fraction(0))
        if unread or not valued(place.asked) or best >= (FULL if not several else Fraction(1, 10**9)):
            continue
        most = f"no answer of {place.of} gives all points, the best {percent(best)} %"
        none = f"no answer of {place.of} gives any points"
        yield Found(place.line, f"{(most if best > 0 else none).capitalize()}: mark one as right")


@About(
    "shares-not-whole",
    "error",
    "The right options of a question with several of them do not add up to all points.",
    "Who ticks all of them, and nothing else, gets less than all points, or gets all with fewer ticks.",
    MOODLES,
).question
def shares_not_whole(question: Foreign) -> Iterator[Found]:
    """Counted as Moodle's form does."""
    for place, asked in choices(question):
        shares = [one.share for one in asked.options]
        if asked.single or place.gap or None in shares:
            continue
        total = sum((share for share in shares if share and share > 0), Fraction(0))
        if total and abs(total - 1) > _WHOLE:
            count = sum(1 for share in shares if share and share > 0)
            each = (
                f"give {percent(Fraction(1, count))} to each of {count}"
                if count > 1
                else "give 100 to the one that is right"
            )
            yield Found(place.line, f"The right options add up to {percent(total)} % of the points, not to 100: {each}")


@About(
    "several-full-marks",
    "warning",
    "One option is to be chosen, and several give all points.",
    "Learners look for one that is right; where several are, ask for all of them.",
    RICH,
).question
def several_full_marks(question: Foreign) -> Iterator[Found]:
    """Equal options are told by another rule."""
    for _, asked in choices(question):
        full = [one for one in asked.options if one.share is not None and one.share >= FULL]
        if asked.single and len(full) > 1:
            lines = " and ".join(shown(one.text.source, 24) for one in full[:2])
            yield Found(full[1].line, f"{lines} each give all points where one is to be chosen: is single meant?")


@About(
    "ticking-all-pays",
    "warning",
    "Several options are right, and ticking all of them, the wrong ones too, gives all points.",
    "Moodle adds up what was ticked: give wrong options a negative fraction, together as much as the right ones.",
    MOODLES,
).question
def ticking_all_pays(question: Foreign) -> Iterator[Found]:
    """Only where there are wrong options."""
    for place, asked in choices(question):
        shares = [one.share for one in asked.options if one.share is not None]
        wrong = [share for share in shares if share <= 0]
        if not asked.single and wrong and max(shares) > 0 and sum(shares) >= FULL:
            yield Found(place.line, "Whoever ticks every option gets all points: give wrong options negative fractions")


@About(
    "anything-right",
    "error",
    "A lone star among the answers gives all points to whatever is typed.",
    "A star fits everything: give it no points, and write it last.",
    MOODLES,
).question
def anything_right(question: Foreign) -> Iterator[Found]:
    """In numbers and in words."""
    for place in places(question):
        if isinstance(place.asked, Number | Words):
            for one in place.asked.accepted:
                if one.written.strip() == "*" and one.share is not None and one.share >= FULL:
                    yield Found(
                        one.line,
                        f"The answer * gives all points to whatever is typed in {_in(place)}: write the answer",
                    )


def _in(place: Place) -> str:
    return f"gap {place.gap}" if place.gap else "it"
