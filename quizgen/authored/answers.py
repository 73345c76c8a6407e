"""What is right and wrong in an authored item, read by the rules of its form."""

from __future__ import annotations

from quizgen.answers import Option, Slip
from quizgen.authored import texts
from quizgen.authored.answering import (
    DistractorTable,
    GridTable,
    KeysTable,
    KeyTable,
    MatchTable,
    NumberTable,
    PairTable,
    SlipTable,
    StatementTable,
    StepsTable,
)
from quizgen.authored.layouts import Layout, OneRight, Pairs, SeveralRight, StepsInOrder, TrueOrFalse
from quizgen.authored.manners import Manner
from quizgen.authored.numerical import grid, number
from quizgen.authored.standing import Standing
from quizgen.authored.tables import PartForm
from quizgen.misconceptions import concepts
from quizgen.reading.records import Record, filled
from quizgen.reading.toml import TomlTable
from quizgen.text import Text

NOWHERE, LEFT_OVER = "matches-what-belongs-nowhere", "nothing-left-over"
NO_MATCH = Text("This answer belongs to none of them.")


def _right(text: Text) -> Option:
    return Option(text, text)


def layout(given: Record, entries: TomlTable, manner: Manner) -> Layout:  # noqa: PLR0911 - one for each kind
    """What is right and wrong in the item; raises UsageError for what does not read."""
    match given:
        case KeyTable():
            return _choice(given, entries, manner)
        case KeysTable():
            return _multiple(given, entries, manner)
        case StatementTable():
            return TrueOrFalse(given.key, _slip(given, entries, manner))
        case StepsTable():
            slip = _slip(given, entries, manner)
            return StepsInOrder(texts.lines(entries, "key", given.key, 4, 6), slip)
        case MatchTable():
            return _matching(given, entries, manner)
        case NumberTable():
            return Standing(number(given, entries, manner, ""))
        case GridTable():
            return Standing(grid(given, entries, manner))
        case _:
            raise AssertionError(given)


def _slip(given: SlipTable, entries: TomlTable, manner: Manner) -> Slip:
    return manner.slip(given.misconception, given.concept, given.feedback, entries, "")


def _choice(given: KeyTable, entries: TomlTable, manner: Manner) -> Layout:
    key = _right(texts.line(entries, "key", given.key))
    return OneRight(key, _distractors(entries, manner, (key,), 3, "choice"))


def _multiple(given: KeysTable, entries: TomlTable, manner: Manner) -> Layout:
    """One, several or all right options, and the wrong ones if there are any."""
    keys = tuple(map(_right, texts.lines(entries, "key", given.key, 1, 6)))
    distractors = _distractors(entries, manner, keys, 1, "multiple") if "distractor" in entries else ()
    number = len(keys) + len(distractors)
    if not 4 <= number <= 6:
        raise entries.error("distractor", f"there are {number} options in all; write 4 to 6")
    return SeveralRight(keys, distractors)


def _distractors(
    entries: TomlTable, manner: Manner, keys: tuple[Option, ...], least: int, form: PartForm
) -> tuple[Option, ...]:
    wanted = f"a {form} item needs {least} {'tables' if least > 1 else 'table'} [[item.distractor]] at least"
    tables = entries.tables("distractor", wanted)
    if len(tables) < least:
        raise entries.error("distractor", f"{wanted}, and there are {len(tables)}")
    found = tuple(_distractor(table, manner) for table in tables)
    named_once(entries, "distractor", found)
    texts.distinct(entries, "distractor", [option.text for option in (*keys, *found)])
    return found


def named_once(entries: TomlTable, key: str, options: tuple[Option, ...]) -> None:
    """Raises UsageError where two of the options name the same misconception."""
    named = [option.slip.id for option in options if option.slip]
    for name in named:
        if named.count(name) > 1:
            raise entries.error(key, f"two of them name the misconception '{name}'; write one of its own for each")


def _distractor(table: TomlTable, manner: Manner) -> Option:
    given = filled(DistractorTable, table)
    text = texts.line(table, "text", given.text)
    return Option(text, text, _slip(given, table, manner))


def _matching(given: MatchTable, entries: TomlTable, manner: Manner) -> Layout:
    wanted = "a matching item needs 3 to 6 tables [[item.pair]]"
    tables = entries.tables("pair", wanted)
    if not 3 <= len(tables) <= 6:
        raise entries.error("pair", f"{wanted}, and there are {len(tables)}")
    pairs = [(filled(PairTable, table), table) for table in tables]
    prompts = texts.distinct(entries, "pair", [texts.line(table, "prompt", pair.prompt) for pair, table in pairs])
    answers = tuple(_answer(pair, table, manner) for pair, table in pairs)
    named_once(entries, "pair", answers)
    unused = Slip(NOWHERE, concepts.concept(LEFT_OVER), NO_MATCH)
    extra = tuple(Option(text, text, unused) for text in texts.lines(entries, "extra", given.extra, 0, 2))
    texts.distinct(entries, "pair", [option.text for option in (*answers, *extra)])
    return Pairs(prompts, answers, extra)


def _answer(pair: PairTable, table: TomlTable, manner: Manner) -> Option:
    text = texts.line(table, "answer", pair.answer)
    return Option(text, text, _slip(pair, table, manner))
