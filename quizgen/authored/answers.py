"""What is right and wrong in an authored item, read by the rules of its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from quizgen.answers import Concept, Option, Slip
from quizgen.authored import texts
from quizgen.authored.layouts import Layout, OneRight, Pairs, SeveralRight, StepsInOrder, TrueOrFalse
from quizgen.authored.tables import (
    ChoiceTable,
    DistractorTable,
    ItemForm,
    ItemTable,
    MatchingTable,
    MultipleTable,
    OneSlipTable,
    OrderingTable,
    PairTable,
    SlipTable,
    TrueFalseTable,
)
from quizgen.errors import FormulaError
from quizgen.misconceptions import concepts
from quizgen.reading.records import filled
from quizgen.reading.toml import TomlTable
from quizgen.text import Text

Own: TypeAlias = Mapping[str, Concept]
"""The concepts that an author's file brings itself, by id."""
NOWHERE, LEFT_OVER = "matches-what-belongs-nowhere", "nothing-left-over"
NO_MATCH = Text("This answer belongs to none of them.")


def _slip(given: SlipTable | OneSlipTable, table: TomlTable, own: Own) -> Slip:
    """The misconception that a table names, with its concept and feedback."""
    feedback = texts.sentence(table, "feedback", given.feedback)
    try:
        return Slip(given.misconception, concepts.concept(given.concept, own), feedback)
    except FormulaError as error:
        raise table.error("concept", str(error)) from None


def _right(text: Text) -> Option:
    return Option(text, text)


def layout(given: ItemTable, entries: TomlTable, own: Own) -> Layout:
    """What is right and wrong in the item; raises UsageError for what does not read."""
    match given:
        case ChoiceTable():
            return _choice(given, entries, own)
        case MultipleTable():
            return _multiple(given, entries, own)
        case TrueFalseTable():
            return TrueOrFalse(given.key, _slip(given, entries, own))
        case OrderingTable():
            slip = _slip(given, entries, own)
            return StepsInOrder(texts.lines(entries, "key", given.key, 4, 6), slip)
        case MatchingTable():
            return _matching(given, entries, own)
        case _:
            raise AssertionError(given.kind)


def _choice(given: ChoiceTable, entries: TomlTable, own: Own) -> Layout:
    key = _right(texts.line(entries, "key", given.key))
    return OneRight(key, _distractors(entries, own, (key,), 3, "choice"))


def _multiple(given: MultipleTable, entries: TomlTable, own: Own) -> Layout:
    """One, several or all right options, and the wrong ones if there are any."""
    keys = tuple(map(_right, texts.lines(entries, "key", given.key, 1, 6)))
    distractors = _distractors(entries, own, keys, 1, "multiple") if "distractor" in entries else ()
    number = len(keys) + len(distractors)
    if not 4 <= number <= 6:
        raise entries.error("distractor", f"there are {number} options in all; write 4 to 6")
    return SeveralRight(keys, distractors)


def _distractors(
    entries: TomlTable, own: Own, keys: tuple[Option, ...], least: int, form: ItemForm
) -> tuple[Option, ...]:
    wanted = f"a {form} item needs {least} {'tables' if least > 1 else 'table'} [[item.distractor]] at least"
    tables = entries.tables("distractor", wanted)
    if len(tables) < least:
        raise entries.error("distractor", f"{wanted}, and there are {len(tables)}")
    found = tuple(_distractor(table, own) for table in tables)
    _named_once(entries, "distractor", found)
    texts.distinct(entries, "distractor", [option.text for option in (*keys, *found)])
    return found


def _named_once(entries: TomlTable, key: str, options: tuple[Option, ...]) -> None:
    """Raises UsageError where two of the options name the same misconception."""
    named = [option.slip.id for option in options if option.slip]
    for name in named:
        if named.count(name) > 1:
            raise entries.error(key, f"two of them name the misconception '{name}'; write one of its own for each")


def _distractor(table: TomlTable, own: Own) -> Option:
    given = filled(DistractorTable, table)
    text = texts.line(table, "text", given.text)
    return Option(text, text, _slip(given, table, own))


def _matching(given: MatchingTable, entries: TomlTable, own: Own) -> Layout:
    wanted = "a matching item needs 3 to 6 tables [[item.pair]]"
    tables = entries.tables("pair", wanted)
    if not 3 <= len(tables) <= 6:
        raise entries.error("pair", f"{wanted}, and there are {len(tables)}")
    pairs = [(filled(PairTable, table), table) for table in tables]
    prompts = texts.distinct(entries, "pair", [texts.line(table, "prompt", pair.prompt) for pair, table in pairs])
    answers = tuple(_answer(pair, table, own) for pair, table in pairs)
    _named_once(entries, "pair", answers)
    unused = Slip(NOWHERE, concepts.concept(LEFT_OVER), NO_MATCH)
    extra = tuple(Option(text, text, unused) for text in texts.lines(entries, "extra", given.extra, 0, 2))
    texts.distinct(entries, "pair", [option.text for option in (*answers, *extra)])
    return Pairs(prompts, answers, extra)


def _answer(pair: PairTable, table: TomlTable, own: Own) -> Option:
    text = texts.line(table, "answer", pair.answer)
    return Option(text, text, _slip(pair, table, own))
