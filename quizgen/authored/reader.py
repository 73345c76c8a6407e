"""Reads and checks a file of authored items; every error is one sentence with file, item, key and what to write."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Literal, TypeAlias

from quizgen.authored import texts
from quizgen.authored.item import FALSE, TRUE, Authored, right, wrong
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Kind, Option
from quizgen.reading.toml import TomlTable, parsed
from quizgen.text import Text
from quizgen.text.speech import SPEECH

Form: TypeAlias = Literal["choice", "multiple", "true-false", "matching", "ordering"]
FORMS: tuple[Form, ...] = ("choice", "multiple", "true-false", "matching", "ordering")
COMMON = ("id", "kind", "level", "covers", "stem", "explanation", "source", "tags")
ITEMS = "a file of authored items needs a table [[item]] for each of them"
WANTED = "a TOML file of authored items"
NO_MATCH = "This answer belongs to none of them."
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLAIM = re.compile(r"L[1-9][0-9]*")
_FIRST_ITEM = re.compile(r"^\s*\[\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says of itself."""

    title: str
    topic: str
    description: str


@dataclass(frozen=True, slots=True)
class ConceptFile:
    """A file's head and its items in their order."""

    head: Head
    items: tuple[Authored, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """What is right and wrong, read by the rules of an item's form."""

    kind: Kind
    right: tuple[Option, ...]
    wrong: tuple[Option, ...] = ()
    prompts: tuple[Text, ...] = ()


def read(path: Path) -> ConceptFile:
    """The file's items; raises UsageError at the first thing that is not as it should be."""
    entries = parsed(_content(path), str(path))
    entries.only("title", "topic", "description", "item")
    head = _head(entries)
    found: dict[str, Authored] = {}
    for table in entries.tables("item", ITEMS):
        item = _item(table)
        if item.id in found:
            raise table.error("id", f"'{item.id}' is the id of an earlier item too; write another")
        found[item.id] = item
    return ConceptFile(head, tuple(found.values()))


def read_head(path: Path) -> Head:
    """What stands before the first item; the items are not looked at."""
    content = _content(path)
    first = _FIRST_ITEM.search(content)
    return _head(parsed(content[: first.start()] if first else content, str(path)))


def _content(path: Path) -> str:
    """The file's text; raises UsageError where there is none that can be read."""
    try:
        mode = path.stat().st_mode
        if not S_ISREG(mode):
            raise UsageError(f"{path} is {'a folder' if S_ISDIR(mode) else 'no file'}; name {WANTED}")
        if not _SLUG.fullmatch(path.stem):
            raise UsageError(f"{path}: a file's name begins its items' ids; write small letters, digits and hyphens")
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}; name {WANTED}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: this is not UTF-8 at byte {error.start}; save the file as UTF-8") from None
    except OSError as error:
        raise UsageError(f"{path}: it cannot be read ({error.strerror}); name {WANTED}") from None


def _head(entries: TomlTable) -> Head:
    return Head(entries.text("title"), slug(entries, "topic"), _joined(entries.text("description")))


def _joined(words: str) -> str:
    """Paragraphs, each on one line."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", words.strip()))


def _item(table: TomlTable) -> Authored:
    name = slug(table, "id")
    entries = TomlTable(table.where, f"item '{name}'", table.values)
    form = entries.one_of("kind", FORMS)
    keys, answers = _FORMS[form]
    entries.only(*COMMON, *keys)
    found = answers(entries)
    return Authored(
        id=name,
        kind=found.kind,
        level=entries.one_of("level", LEVELS),
        covers=_covers(entries),
        stem=_stem(entries, form),
        prompts=found.prompts,
        right=found.right,
        wrong=found.wrong,
        explanation=texts.passage(entries, "explanation"),
        source=entries.text("source"),
        tags=entries.texts("tags"),
    )


def slug(entries: TomlTable, key: str) -> str:
    """A name in small letters, digits and hyphens."""
    name = entries.text(key)
    if not _SLUG.fullmatch(name):
        raise entries.error(key, f"'{name}' is not a slug; write small letters and digits with hyphens between words")
    return name


def _covers(entries: TomlTable) -> tuple[str, ...]:
    """The tutorial's claims; an author's own file may be about something else."""
    claims = entries.texts("covers")
    for claim in claims:
        if not _CLAIM.fullmatch(claim):
            raise entries.error("covers", f"'{claim}' is no claim of the tutorial; write L and a line, such as L718")
    return claims


def _stem(entries: TomlTable, form: Form) -> Text:
    stem = texts.passage(entries, "stem")
    spoken = SPEECH.text(stem)
    if form == "true-false" and not spoken.startswith("True or false:"):
        raise entries.error("stem", 'a true-false item begins with "True or false:" and ends with "?"')
    if "?" not in spoken and form not in ("matching", "ordering"):
        raise entries.error("stem", f"the stem asks nothing; write a question with '?', not '{spoken}'")
    return stem


def _choice(entries: TomlTable) -> Answers:
    keys = (right(texts.line(entries, "key")),)
    return Answers("choice", keys, _distractors(entries, keys, 3, "choice"))


def _multiple(entries: TomlTable) -> Answers:
    keys = tuple(map(right, texts.lines(entries, "key", 1, 4)))
    distractors = _distractors(entries, keys, 2, "multiple")
    number = len(keys) + len(distractors)
    if not 4 <= number <= 6:
        raise entries.error("distractor", f"there are {number} options in all; write 4 to 6")
    return Answers("multiple", keys, distractors)


def _distractors(entries: TomlTable, keys: tuple[Option, ...], least: int, form: Form) -> tuple[Option, ...]:
    wanted = f"a {form} item needs {least} tables [[item.distractor]] at least"
    tables = entries.tables("distractor", wanted)
    if len(tables) < least:
        raise entries.error("distractor", f"{wanted}, and there are {len(tables)}")
    found = tuple(map(_distractor, tables))
    named = [option.misconception for option in found]
    if len(set(named)) < len(named):
        raise entries.error("distractor", "two distractors name the same misconception; write one for each")
    texts.distinct(entries, "distractor", [option.text for option in (*keys, *found)])
    return found


def _distractor(table: TomlTable) -> Option:
    table.only("text", "misconception", "feedback")
    return wrong(texts.line(table, "text"), slug(table, "misconception"), texts.sentence(table, "feedback"))


def _true_false(entries: TomlTable) -> Answers:
    entries.given("key", "true or false")
    mistake, feedback = slug(entries, "misconception"), texts.sentence(entries, "feedback")
    key, other = (TRUE, FALSE) if entries.boolean("key", default=False) else (FALSE, TRUE)
    return Answers("choice", (right(key),), (wrong(other, mistake, feedback),))


def _ordering(entries: TomlTable) -> Answers:
    mistake, feedback = slug(entries, "misconception"), texts.sentence(entries, "feedback")
    steps = texts.lines(entries, "key", 4, 6)
    return Answers("ordering", tuple(right(step, feedback, mistake) for step in steps))


def _matching(entries: TomlTable) -> Answers:
    wanted = "a matching item needs 3 to 6 tables [[item.pair]]"
    pairs = entries.tables("pair", wanted)
    if not 3 <= len(pairs) <= 6:
        raise entries.error("pair", f"{wanted}, and there are {len(pairs)}")
    mistake = slug(entries, "misconception")
    for pair in pairs:
        pair.only("prompt", "answer", "feedback")
    prompts = texts.distinct(entries, "pair", [texts.line(pair, "prompt") for pair in pairs])
    answers = tuple(right(texts.line(pair, "answer"), texts.sentence(pair, "feedback"), mistake) for pair in pairs)
    extra = tuple(wrong(text, mistake, Text(NO_MATCH)) for text in texts.lines(entries, "extra", 0, 2))
    texts.distinct(entries, "pair", [option.text for option in (*answers, *extra)])
    return Answers("matching", answers, extra, prompts)


_FORMS: Mapping[Form, tuple[tuple[str, ...], Callable[[TomlTable], Answers]]] = {
    "choice": (("key", "distractor"), _choice),
    "multiple": (("key", "distractor"), _multiple),
    "true-false": (("key", "misconception", "feedback"), _true_false),
    "matching": (("pair", "extra", "misconception"), _matching),
    "ordering": (("key", "misconception", "feedback"), _ordering),
}
