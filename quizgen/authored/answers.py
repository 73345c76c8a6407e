"""What is right and wrong in an authored item, read by the rules of its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from quizgen.answers import Concept, Option, Slip
from quizgen.authored import texts
from quizgen.authored.layouts import Layout, OneRight, Pairs, SeveralRight, StepsInOrder, TrueOrFalse
from quizgen.errors import FormulaError
from quizgen.misconceptions import concepts
from quizgen.reading.toml import TomlTable
from quizgen.text import Text

ItemForm: TypeAlias = Literal["choice", "multiple", "true-false", "matching", "ordering"]
Own: TypeAlias = Mapping[str, Concept]
"""The concepts that an author's file brings itself, by id."""
NOWHERE, LEFT_OVER = "matches-what-belongs-nowhere", "nothing-left-over"
NO_MATCH = Text("This answer belongs to none of them.")


def _slip(table: TomlTable, own: Own) -> Slip:
    """The misconception that a table names, with its concept and feedback."""
    name, about = texts.slug(table, "misconception"), texts.slug(table, "concept")
    try:
        return Slip(name, concepts.concept(about, own), texts.sentence(table, "feedback"))
    except FormulaError as error:
        raise table.error("concept", str(error)) from None


def _right(text: Text) -> Option:
    return Option(text, text)


def _choice(entries: TomlTable, own: Own) -> Layout:
    key = _right(texts.line(entries, "key"))
    return OneRight(key, _distractors(entries, own, (key,), 3, "choice"))


def _multiple(entries: TomlTable, own: Own) -> Layout:
    """One, several or all right options, and the wrong ones if there are any."""
    keys = tuple(map(_right, texts.lines(entries, "key", 1, 6)))
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
    table.only("text", "misconception", "concept", "feedback")
    text = texts.line(table, "text")
    return Option(text, text, _slip(table, own))


def _true_false(entries: TomlTable, own: Own) -> Layout:
    entries.given("key", "true or false")
    slip = _slip(entries, own)
    return TrueOrFalse(entries.boolean("key", default=False), slip)


def _ordering(entries: TomlTable, own: Own) -> Layout:
    slip = _slip(entries, own)
    return StepsInOrder(texts.lines(entries, "key", 4, 6), slip)


def _matching(entries: TomlTable, own: Own) -> Layout:
    wanted = "a matching item needs 3 to 6 tables [[item.pair]]"
    pairs = entries.tables("pair", wanted)
    if not 3 <= len(pairs) <= 6:
        raise entries.error("pair", f"{wanted}, and there are {len(pairs)}")
    for pair in pairs:
        pair.only("prompt", "answer", "misconception", "concept", "feedback")
    prompts = texts.distinct(entries, "pair", [texts.line(pair, "prompt") for pair in pairs])
    answers = tuple(_answer(pair, own) for pair in pairs)
    _named_once(entries, "pair", answers)
    unused = Slip(NOWHERE, concepts.concept(LEFT_OVER), NO_MATCH)
    extra = tuple(Option(text, text, unused) for text in texts.lines(entries, "extra", 0, 2))
    texts.distinct(entries, "pair", [option.text for option in (*answers, *extra)])
    return Pairs(prompts, answers, extra)


def _answer(pair: TomlTable, own: Own) -> Option:
    text = texts.line(pair, "answer")
    return Option(text, text, _slip(pair, own))


READERS: Mapping[ItemForm, tuple[tuple[str, ...], Callable[[TomlTable, Own], Layout]]] = {
    "choice": (("key", "distractor"), _choice),
    "multiple": (("key", "distractor"), _multiple),
    "true-false": (("key", "misconception", "concept", "feedback"), _true_false),
    "matching": (("pair", "extra"), _matching),
    "ordering": (("key", "misconception", "concept", "feedback"), _ordering),
}
"""For each form, the keys that it has beside the common ones, and what reads them."""
