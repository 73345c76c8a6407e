"""What is right and wrong in an item that came from another file: all that is on offer is kept as it stood."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import lt

from msgspec.structs import replace

from quizgen.answers import Answer, Choice, Matching, Multiple, Option, Ordering
from quizgen.answers.choosing import near_misses
from quizgen.answers.typed import readings
from quizgen.authored.answering import (
    GridTable,
    LooseMatch,
    LoosePair,
    LooseStatement,
    LooseSteps,
    NumberTable,
    OptionsTable,
    OptionTable,
)
from quizgen.authored.answers import LEFT_OVER, NO_MATCH, NOWHERE
from quizgen.authored.layouts import Layout, TrueOrFalse
from quizgen.authored.manners import Manner
from quizgen.authored.numerical import grid, number
from quizgen.authored.standing import Standing
from quizgen.authored.tables import PartForm
from quizgen.errors import UsageError
from quizgen.math.whole import whole_if_so
from quizgen.reading.records import Record, filled
from quizgen.reading.toml import TomlTable
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

OPTIONS = "a table [[item.option]] is needed for each option, two at least, with right = true where it is"

OVERLOOKED = (
    "of a right option it says what whoever leaves it out overlooks, which takes kind = 'multiple' and 'feedback'; "
    "else write it into 'explanation', or leave it out"
)


def layout(form: PartForm, given: Record, entries: TomlTable, manner: Manner) -> Layout:
    """What is right and wrong in the item; raises UsageError for what does not read, or cannot be asked."""
    match given:
        case LooseStatement():
            slip = manner.slip(given.misconception, given.concept, given.feedback, entries, "")
            return TrueOrFalse(given.key, slip)
        case OptionsTable():
            found = Standing(_options(form, given, entries, manner), given.order != "fixed", given.order == "last")
        case LooseMatch():
            found = Standing(_matching(given, entries, manner), not given.shown)
        case LooseSteps():
            found = Standing(_steps(given, entries, manner), not given.shown)
        case NumberTable():
            found = Standing(number(given, entries, manner, ""))
        case GridTable():
            found = Standing(grid(given, entries, manner))
        case _:
            raise AssertionError(given)
    return _sound(found, entries)


def _sound(found: Standing, entries: TomlTable) -> Standing:
    for fault in found.answer.faults():
        if not (found.free and fault == "the steps are shown in the right order"):
            raise entries.error("", fault)
    return replace(found, free=found.free and not _ascending(found.answer))


def _ascending(answer: Answer) -> bool:
    """Whether numbers are on offer, which stand in their order."""
    return isinstance(answer, Choice | Multiple) and all(type(one.value) in {int, Fraction} for one in answer.options)


def _options(form: PartForm, whole_table: OptionsTable, entries: TomlTable, manner: Manner) -> Answer:
    tables = entries.tables("option", OPTIONS)
    given = [filled(OptionTable, table) for table in tables]
    options = [
        _option(form, one, table, manner, place)
        for place, (one, table) in enumerate(zip(given, tables, strict=True), start=1)
    ]
    if len(options) < 2:
        raise entries.error("option", OPTIONS)
    made = _as_numbers(options)
    if whole_table.order != "free" and [one.text for one in made] != [one.text for one in options]:
        made = options
    right = [place for place, one in enumerate(made) if one.slip is None]
    if form == "multiple":
        return Multiple(tuple(made), frozenset(right))
    if len(right) != 1:
        raise entries.error("option", f"{len(right)} options are right; of a choice there is one")
    return Choice(tuple(made), right[0])


def _option(form: PartForm, given: OptionTable, table: TomlTable, manner: Manner, place: int) -> Option:
    text = manner.line(table, "text", given.text)
    if given.right and (given.misconception, given.concept, given.feedback) == (None, None, None):
        return Option(text, text)
    if given.right and (form != "multiple" or given.feedback is None):
        raise table.error("feedback" if given.feedback else "right", OVERLOOKED)
    slip = manner.slip(given.misconception, given.concept, given.feedback, table, f"option-{place}")
    return Option(text, text, overlooked=slip) if given.right else Option(text, text, slip)


def _as_numbers(options: Sequence[Option]) -> list[Option]:
    """The options with their numbers as values, in ascending order, where each is a number of its own."""
    values = [readings(TERMINAL.line(one.text), 1) for one in options]
    if not all(len(one) == 1 and one[0].plain for one in values):
        return list(options)
    pairs = [(whole_if_so(one[0].values[0]), option) for one, option in zip(values, options, strict=True)]
    found = [replace(option, value=value) for value, option in sorted(pairs, key=lambda pair: pair[0])]
    ordered = [one.value for one in found]
    if not all(map(lt, ordered, ordered[1:])) or list(near_misses(found)):  # type: ignore[arg-type]  # numbers
        return list(options)
    return found


def _matching(given: LooseMatch, entries: TomlTable, manner: Manner) -> Matching:
    tables = entries.tables("pair", "a table [[item.pair]] is needed for each prompt")
    pairs = [(filled(LoosePair, table), table) for table in tables]
    prompts = tuple(manner.line(table, "prompt", pair.prompt) for pair, table in pairs)
    right = [_answer(pair, table, manner, place) for place, (pair, table) in enumerate(pairs, start=1)]
    options = [*right, *_left_over(given.extra, entries, manner)]
    order = _order(given.shown, len(options), entries)
    return Matching(
        prompts, tuple(options[place] for place in order), tuple(order.index(place) for place in range(len(prompts)))
    )


def _answer(pair: LoosePair, table: TomlTable, manner: Manner, place: int) -> Option:
    text = manner.line(table, "answer", pair.answer)
    return Option(text, text, manner.slip(pair.misconception, pair.concept, pair.feedback, table, f"pair-{place}"))


def _left_over(extra: Iterable[str], entries: TomlTable, manner: Manner) -> Iterable[Option]:
    slip = manner.slip(NOWHERE, LEFT_OVER, NO_MATCH.template, entries, "")
    for words in extra:
        text = manner.line(entries, "extra", words)
        yield Option(text, text, slip)


def _steps(given: LooseSteps, entries: TomlTable, manner: Manner) -> Ordering:
    if len(given.key) < 2:
        raise entries.error("key", "there is nothing to put in order; write two steps or more")
    steps: list[Text] = [manner.line(entries, "key", words) for words in given.key]
    order = _order(given.shown, len(steps), entries)
    slip = manner.slip(given.misconception, given.concept, given.feedback, entries, "")
    return Ordering(tuple(steps[place] for place in order), tuple(map(order.index, range(len(steps)))), slip)


def _order(shown: Sequence[int], size: int, entries: TomlTable) -> list[int]:
    """The places, from 0, in which things are shown; as they are written where nobody says so."""
    if not shown:
        return list(range(size))
    if sorted(shown) != list(range(1, size + 1)):
        raise _unknown(entries, size)
    return [number - 1 for number in shown]


def _unknown(entries: TomlTable, size: int) -> UsageError:
    return entries.error("shown", f"it names each of 1 to {size} once")
