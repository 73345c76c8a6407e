"""Numbers to be typed, as the tables of imported files; words that are numbers in other spellings among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from msgspec.structs import replace

from quizgen.answers.typed import readings
from quizgen.foreign.model import Accepted, Number, Words
from quizgen.importing.making import Fields, Making, percent
from quizgen.importing.passages import Dropped

_DASH = re.compile(r"^[\N{MINUS SIGN}–]")


def number(asked: Number, making: Making, line: int) -> Fields:
    """The keys of a number's table; raises Dropped where none is right."""
    known = [one for one in asked.accepted if one.value is not None and one.share is not None]
    for one in asked.accepted:
        if one not in known:
            _passed_over(one, making)
    best = max((one.share for one in known if one.share is not None), default=Fraction(0))
    if best <= 0:
        raise Dropped("no-full-mark", "no number is right", line)
    key, *others = [one for one in known if one.share == best]
    for one in others:
        if one.value != key.value:
            making.remark("also-accepted", f"{one.written} is right, too; only {key.written} is kept", one.line)
    for unit in asked.others:
        kept = f"only {asked.unit} is kept" if asked.unit else "an item takes numbers alone"
        making.remark("unit-dropped", f"numbers in the unit '{unit.name[:40]}' are taken, too; {kept}", unit.line)
    making.praised(key.feedback)
    wrong = [one for one in known if one.share != best]
    return _fields(key, _foreseen(key, wrong, making), making)


def _fields(key: Accepted, wrong: Sequence[Accepted], making: Making) -> Fields:
    mistakes = [
        {
            "value": one.value,
            **({"tolerance": one.tolerance} if one.tolerance else {}),
            **making.told(one.feedback),
        }
        for one in wrong
    ]
    return {
        "key": key.value,
        **({"tolerance": key.tolerance} if key.tolerance else {}),
        **({"mistake": mistakes} if mistakes else {}),
    }


def _foreseen(key: Accepted, wrong: Sequence[Accepted], making: Making) -> list[Accepted]:
    """The wrong numbers that are told from the key and from each other."""
    kept: list[Accepted] = []
    for one in wrong:
        if one.share:
            words = f"{one.written} within {float(one.tolerance):g} gives {percent(one.share)}: it counts as wrong"
            making.remark("partial-credit", words, one.line)
        far = (one.value or Fraction(0)) - (key.value or Fraction(0))
        near = -key.tolerance <= far <= key.tolerance
        if near or any(one.value == other.value for other in kept):
            making.remark(
                "mistake-hidden", f"what is said of {one.written} is left out: another answer takes it", one.line
            )
        else:
            kept.append(one)
    return kept


def _passed_over(one: Accepted, making: Making) -> None:
    said = f"'{one.written}'" if one.written.strip() != "*" else "any other answer"
    making.remark("answer-passed-over", f"what is said of {said} is left out", one.line)


def as_number(asked: Words, line: int, *, ours: bool) -> Number:
    """Words that are one number, in several spellings perhaps; raises Dropped for others."""
    right = [one for one in asked.accepted if one.share and one.share > 0]
    every = [_readings(one.written) for one in right]
    strange = next((one.written for one, found in zip(right, every, strict=True) if not found), None)
    if strange is not None or not right:
        said = (strange or "")[:40]
        raise Dropped("words-typed", f"it asks for words to be typed ('{said}'), which quizgen does not mark", line)
    common = set.intersection(*every)
    key = common.pop() if len(common) == 1 else _plainest(right[0].written)
    others = _others(every, key)
    first = replace(right[0], value=key, tolerance=max(others, default=Fraction(0)) if ours else Fraction(0))
    also = [] if ours else [replace(one, value=_plainest(one.written)) for one in right[1:] if others]
    wrong = [replace(one, value=typed_number(one.written)) for one in asked.accepted if one not in right]
    return Number((first, *also, *wrong))


def _plainest(words: str) -> Fraction:
    return readings(_DASH.sub("-", words.strip()), 1)[0].values[0]


def _others(every: list[set[Fraction]], key: Fraction) -> list[Fraction]:
    """How far other numbers are that count, too: quizgen tells Canvas all that lie within a tolerance."""
    return [min(abs(value - key) for value in found) for found in every if key not in found]


def _readings(words: str) -> set[Fraction]:
    """The numbers that somebody may have meant."""
    return {one.values[0] for one in readings(_DASH.sub("-", words.strip()), 1)}


def typed_number(words: str) -> Fraction | None:
    """The number that somebody typed, where it can only be one."""
    found = readings(_DASH.sub("-", words.strip()), 1)
    return found[0].values[0] if found and (found[0].plain or len(found) == 1) else None
