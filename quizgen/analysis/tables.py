"""What was found as tables for spreadsheets; docs/analysis.md describes their columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.analysis.found import Analysis, Belief, Chosen, GroupFound, ItemFound
from quizgen.analysis.intervals import Estimate
from quizgen.analysis.words import words
from quizgen.formats.protocol import File
from quizgen.text.spreadsheet import MARK, written

Row = tuple[str, ...]


def files(found: Analysis) -> Iterator[File]:
    """A file for each table."""
    yield _file("items.csv", _items(found.items))
    yield _file("answers.csv", _answers(found.items))
    yield _file("families.csv", _groups(found.families, [exam.title for exam in found.exams]))
    yield _file("concepts.csv", _beliefs(found.concepts))
    yield _file("misconceptions.csv", _beliefs(found.misconceptions))
    yield _file("radicals.csv", _radicals(found))


def _file(name: str, rows: Iterator[Row]) -> File:
    return File(name, [MARK + written(rows)])


def _three(name: str) -> Row:
    return name, f"{name} low", f"{name} high"


def _numbers(found: Estimate) -> Row:
    return tuple("" if one is None else f"{one:.4f}" for one in (found.value, found.low, found.high))


def _items(items: Sequence[ItemFound]) -> Iterator[Row]:
    yield (
        *("item", "family", "topic", "level", "kind", "slots", "places", "radicals", "answered", "blank", "doubtful"),
        *("chance", *_three("difficulty"), *_three("discrimination"), "distractors", "functioning", "look", "why"),
    )
    english = words()
    for one in items:
        named = (one.item, one.family, one.topic, one.level, one.kind)
        several = (" ".join(one.slots), " ".join(one.places), " ".join(one.radicals))
        counted = (str(one.answered), str(one.blank), str(one.doubtful), f"{one.chance:.4f}")
        worked = (str(one.distractors), "" if one.functioning is None else str(one.functioning))
        look = (" ".join(reason.why for reason in one.look), " ".join(map(english.reason, one.look)))
        yield (*named, *several, *counted, *_numbers(one.difficulty), *_numbers(one.discrimination), *worked, *look)


def _answers(items: Sequence[ItemFound]) -> Iterator[Row]:
    yield (
        *("item", "part", "answer", "text", "correct", "misconception", "chosen"),
        *(*_three("share"), *_three("discrimination")),
    )
    for item in items:
        for one in item.answers:
            yield _answer(item.item, one)


def _answer(item: str, one: Chosen) -> Row:
    told = (item, one.part, one.answer, one.text, "yes" if one.correct else "no", one.misconception or "")
    return (*told, str(one.chosen), *_numbers(one.share), *_numbers(one.discrimination))


def _groups(groups: Sequence[GroupFound], exams: Sequence[str]) -> Iterator[Row]:
    several = exams if len(exams) > 1 else ()
    yield ("family", "level", "items", "students", *_three("difficulty"), *_three("discrimination"), *several)
    for one in groups:
        by_exam = tuple(_numbers(found)[0] for found in one.exams) if several else ()
        counted = (one.name, one.level, str(one.items), str(one.difficulty.n))
        yield (*counted, *_numbers(one.difficulty), *_numbers(one.discrimination), *by_exam)


def _beliefs(beliefs: Sequence[Belief]) -> Iterator[Row]:
    yield ("id", "name", "offered", "shown", "by chance", *_three("holding"), "found", "families", "example", "meaning")
    for one in beliefs:
        counted = (one.id, one.name, str(one.offered), str(one.shown), f"{one.by_chance:.1f}")
        rest = ("yes" if one.found else "no", " ".join(one.families), one.example, one.meaning)
        yield (*counted, *_numbers(one.holding), *rest)


def _radicals(found: Analysis) -> Iterator[Row]:
    yield ("radical", "items", *_three("having"), *_three("lacking"), *_three("harder"))
    for one in found.radicals:
        yield (one.radical, str(one.items), *_numbers(one.having), *_numbers(one.lacking), *_numbers(one.harder))
