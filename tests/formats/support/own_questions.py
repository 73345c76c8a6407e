"""What a reader of files from anywhere has to find in a file of our own, worked out from the items alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from lxml import html

from quizgen.answers import CORRECT, Answer, Choice, Grid, Matching, Multiple, Number, Numerical, Option, Ordering
from quizgen.answers.values import components
from quizgen.foreign import model
from quizgen.foreign.model import Asked, Choosing, Gaps, Pairs, Passage, Steps
from quizgen.text import Text
from quizgen.text.printer import Printer
from quizgen.text.terminal import TERMINAL

Facts = tuple[object, ...]
Shares = Callable[[int, int], tuple[Fraction, Fraction]]


def equal_parts(right: int, wrong: int) -> tuple[Fraction, Fraction]:
    """Of several, each sort shares all points."""
    return Fraction(1, right), Fraction(-1, wrong or 1)


def all_or_nothing(right: int, _: int) -> tuple[Fraction, Fraction]:
    """Whoever takes a wrong one has nothing."""
    return Fraction(1, right), Fraction(-1)


@dataclass(frozen=True)
class Dialect:
    """What a format keeps of an item.

    ``marked`` says that what is said about one of several begins with it, and that nothing is said about right ones;
    ``typed`` which wrong numbers are foreseen; ``menus`` that the answers of pairs are plain words; ``confirms`` that
    something is said about a right number, ``apart`` that what is said where a right one is left out stands by itself.
    """

    printer: Printer
    html: bool = True
    shares: Shares = equal_parts
    marked: bool = False
    typed: Callable[[Number], bool] = lambda _: True
    menus: bool = True
    confirms: bool = True
    ordering: bool = False
    apart: bool = False

    def line(self, text: Text) -> str:
        return self.seen(self.printer.line(text))

    def text(self, text: Text) -> str:
        return self.seen(self.printer.text(text))

    def seen(self, source: str) -> str:
        """Words without tags, and without the spaces, which differ where elements meet; no XML holds a bell."""
        source = source.replace("\x07", "?")
        found = "".join(html.fragment_fromstring(source, create_parent="div").itertext()) if self.html else source
        return "".join(found.split())


def read(asked: Asked, dialect: Dialect) -> Facts:
    """What a question asks, as facts that can be compared."""

    def words(passage: Passage | None) -> str:
        return dialect.seen(passage.source) if passage else ""

    match asked:
        case Choosing(options, single, two_sided):
            texts = [words(one.text).casefold() if two_sided else words(one.text) for one in options]
            told = zip(texts, options, strict=True)
            if single:
                return ("one", tuple((text, one.share, words(one.feedback)) for text, one in told))
            return ("several", tuple((text, one.share, words(one.feedback), words(one.left)) for text, one in told))
        case model.Number(accepted):
            return (
                "number",
                tuple((one.value, one.tolerance, one.share, words(one.feedback)) for one in accepted),
            )
        case Pairs(pairs):
            matched = {(words(one.prompt), words(one.answer)) for one in pairs if one.prompt}
            return ("pairs", matched, {words(one.answer) for one in pairs if not one.prompt})
        case Steps(steps):
            return ("steps", tuple(map(words, steps)))
        case _:
            raise AssertionError(asked)


def meant(answer: Answer, dialect: Dialect) -> Facts:
    """What an answer asks, as the same facts."""
    match answer:
        case Choice(options, right):
            texts = [
                dialect.line(one.text).casefold() if answer.two_sided else dialect.line(one.text) for one in options
            ]
            told = enumerate(zip(texts, options, strict=True))
            said = [(text, Fraction(n == right), dialect.line(one.feedback)) for n, (text, one) in told]
            return ("one", tuple(said))
        case Multiple():
            return ("several", tuple(_several(answer, dialect)))
        case Numerical():
            return ("number", tuple(_numbers(answer, dialect)))
        case Matching(prompts, options, places):
            answers = [_menu(one, dialect) for one in options]
            pairs = {(dialect.line(prompt), answers[n]) for prompt, n in zip(prompts, places, strict=True)}
            return ("pairs", pairs, {one for n, one in enumerate(answers) if n not in answer.correct})
        case Ordering(steps, places):
            if dialect.ordering:
                return ("steps", tuple(dialect.line(steps[n]) for n in places))
            return ("pairs", {(dialect.line(one), str(places.index(n) + 1)) for n, one in enumerate(steps)}, set())
        case Grid():
            raise AssertionError(answer)
        case _:
            assert_never(answer)


def _menu(option: Option, dialect: Dialect) -> str:
    return "".join(TERMINAL.line(option.text).split()) if dialect.menus else dialect.line(option.text)


def _several(answer: Multiple, dialect: Dialect) -> Iterator[Facts]:
    right, wrong = dialect.shares(len(answer.right), len(answer.options) - len(answer.right))
    for place, one in enumerate(answer.options):
        text = dialect.line(one.text)
        about = f"{text}:" if dialect.marked else ""
        left = f"{about}{dialect.line(one.overlooked.feedback)}" if one.overlooked and dialect.apart else ""
        said = dialect.line(CORRECT if left else one.feedback)
        if dialect.marked:
            said = f"{about}{said}" if one.slip else ""
        yield (text, right if place in answer.right else wrong, said, left)


def _numbers(answer: Numerical, dialect: Dialect) -> Iterator[Facts]:
    yield (answer.key, Fraction(answer.tolerance), Fraction(1), "Correct." if dialect.confirms else "")
    for one in answer.foreseen:
        if isinstance(one.value, int | Fraction) and dialect.typed(one.value):
            yield (one.value, Fraction(one.tolerance), Fraction(0), dialect.line(one.feedback))


def keys(asked: Asked, dialect: Dialect) -> list[object]:
    """What is right in each gap: numbers, or words."""
    assert isinstance(asked, Gaps)
    return [_key(gap.asked, dialect) for gap in asked.gaps]


def _key(asked: object, dialect: Dialect) -> object:
    if isinstance(asked, Choosing):
        right = {dialect.seen(one.text.source) for one in asked.options if one.share and one.share > 0}
        return right.pop() if len(right) == 1 else right
    assert isinstance(asked, model.Number | model.Words)
    best = next(one for one in asked.accepted if one.share == 1)
    return best.written.replace(" ", "") if best.value is None else best.value


def keys_of(answer: Answer, dialect: Dialect, *, shapes: bool) -> Iterator[object]:
    """What is right in each gap of a part; ``shapes`` are one gap, or one for each of their numbers."""
    match answer:
        case Choice(options, right):
            yield dialect.line(options[right].text)
        case Multiple(options, right_ones):
            found = {dialect.line(options[place].text) for place in right_ones}
            yield found.pop() if len(found) == 1 else found
        case Numerical(key):
            if isinstance(key, tuple) and shapes:
                yield "×".join(map(str, key))
            else:
                yield from components(key)
        case Matching():
            yield from (_menu(answer.options[place], dialect) for place in answer.places)
        case Ordering(steps, places):
            yield from (str(places.index(number) + 1) for number in range(len(steps)))
        case Grid():
            yield from (key for cell in answer.open for key in keys_of(cell, dialect, shapes=shapes))
        case _:
            assert_never(answer)
