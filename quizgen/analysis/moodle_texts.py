"""Answers as Moodle sums them up in words, turned into what results.csv has: letters and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from quizgen.answers.typed import readings
from quizgen.marking.given import BETWEEN
from quizgen.marking.plain import plain
from quizgen.marking.records import PartKept, QuestionKept
from quizgen.marking.values import values

_GAP = re.compile(r"(?:^|;\s*)(?:part|Teil|Teilfrage) (\d+): ?")
_BESIDE = "->"
ROUNDED = Fraction(1, 10**9)
UNKNOWN = "·"
"""Stands for an answer that is on offer nowhere."""


def is_right(question: QuestionKept, text: str) -> bool:
    """Whether a text may be the question's right answer in words."""
    given = answers(question, text)
    return all(map(_is_key, question.parts, given))


def answers(question: QuestionKept, text: str) -> tuple[str, ...]:
    """What each part was answered with, in letters and numbers; what is on offer nowhere counts as wrong."""
    if len(question.parts) > 1 or question.parts[0].kind == "grid":
        return tuple(_gapped(question, text))
    return (_whole(question.parts[0], text),)


def _whole(part: PartKept, text: str) -> str:
    """The answer to a question without gaps."""
    match part.kind:
        case "choice" | "multiple":
            found = _sequence(plain(text), [plain(option.text) for option in part.options])
            return UNKNOWN if found is None else "".join(part.options[place].letter for place in sorted(found))
        case "ordering":
            if _BESIDE in text:
                return _ordered(part, _beside(text, [plain(option.text) for option in part.options]))
            found = _sequence(plain(text), [plain(option.text) for option in part.options])
            return UNKNOWN if found is None else "".join(part.options[place].letter for place in found)
        case "matching":
            return _matched(part, _beside(text, list(map(plain, part.prompts))))
        case "numerical" | "grid":
            return text


def _gapped(question: QuestionKept, text: str) -> Iterator[str]:
    """The answers to the parts of a question with gaps, which are counted through."""
    pieces = _GAP.split(text)
    filled = {int(number): answer.strip() for number, answer in zip(pieces[1::2], pieces[2::2], strict=True)}
    gap = 1
    for part in question.parts:
        count = _gaps(part)
        given = [filled.get(number, "") for number in range(gap, gap + count)]
        gap += count
        yield _of_gaps(part, ["" if one == "-" else one for one in given])


def _gaps(part: PartKept) -> int:
    match part.kind:
        case "choice" | "multiple" | "numerical":
            return 1
        case "matching":
            return len(part.prompts)
        case "ordering":
            return len(part.options)
        case "grid":
            return len(part.cells)


def _of_gaps(part: PartKept, given: list[str]) -> str:
    match part.kind:
        case "choice" | "multiple" | "numerical":
            return _whole(part, given[0]) if given[0] else ""
        case "matching":
            return _matched(part, given)
        case "ordering":
            return _ordered(part, given)
        case "grid":
            return f"{BETWEEN} ".join(given)


def _matched(part: PartKept, given: Sequence[str]) -> str:
    """The letter beside each prompt, from the options in words; options may be cut short in a menu."""
    return BETWEEN.join(_letter(part, one) for one in given)


def _letter(part: PartKept, text: str) -> str:
    shown = plain(text.removesuffix("…"))
    fits = [one.letter for one in part.options if plain(one.text) == shown]
    if not fits and text.endswith("…"):
        fits = [one.letter for one in part.options if plain(one.text).startswith(shown)]
    return fits[0] if fits and shown else ""


def _ordered(part: PartKept, given: Sequence[str]) -> str:
    """The steps from first to last, from the place that each was given."""
    held = {one.strip(): option.letter for one, option in zip(given, part.options, strict=True)}
    return BETWEEN.join(held.get(str(place), "") for place in range(1, len(part.options) + 1))


def _beside(text: str, prompts: Sequence[str]) -> list[str]:
    """What stands beside each prompt in ``prompt -> answer; prompt -> answer``."""
    found = [""] * len(prompts)
    for piece in re.split(r";\s+(?=[^;]*->)", text):
        prompt, _, answer = piece.rpartition(_BESIDE)
        if plain(prompt) in prompts:
            found[prompts.index(plain(prompt))] = answer.strip()
    return found


def _sequence(text: str, pieces: Sequence[str], used: tuple[int, ...] = ()) -> tuple[int, ...] | None:
    """The places of the pieces that make up the text, one behind the other and each once."""
    if not text:
        return used
    for place, piece in enumerate(pieces):
        if piece and place not in used and text.startswith(piece):
            # A point at the end of a text is none of it, and one between two is dropped.
            rest = text.removeprefix(piece).removeprefix(".")
            if (found := _sequence(rest, pieces, (*used, place))) is not None:
                return found
    return None


def _is_key(part: PartKept, given: str) -> bool:
    """Whether the letters or numbers are the key."""
    if part.letters:
        return given.replace(BETWEEN, "") == part.letters
    if part.kind == "numerical":
        return _is_number(part.key, given, part.tolerance)
    cells = given.split(BETWEEN)
    return len(cells) == len(part.cells) and all(
        _is_number(cell.key, text, cell.tolerance) for cell, text in zip(part.cells, cells, strict=True)
    )


def _is_number(key: object, text: str, tolerance: Fraction) -> bool:
    """Whether a text is the key, as exactly as Moodle has it."""
    wanted = values(key)
    near = max(tolerance, ROUNDED)
    return any(
        all(abs(one - other) <= near for one, other in zip(reading.values, wanted, strict=True))
        for reading in readings(text.strip(), len(wanted))
    )
