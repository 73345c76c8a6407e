"""One authored item, by the strict rules for authors or as it was imported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from quizgen.answers import Option
from quizgen.answers.choosing import numbers
from quizgen.answers.numerical import Numerical
from quizgen.answers.values import components
from quizgen.authored import imported, texts
from quizgen.authored.answering import LOOSE, STRICT, PartsTable
from quizgen.authored.answers import layout
from quizgen.authored.item import Authored, Piece
from quizgen.authored.layouts import Layout
from quizgen.authored.manners import Loose, Manner, Strict
from quizgen.authored.pictures import Album
from quizgen.authored.standing import Standing
from quizgen.authored.tables import ImportedTable, ItemForm, ItemTable, PartForm, PartTable, WorkedTable
from quizgen.reading.records import Record, both, one
from quizgen.reading.toml import TomlTable
from quizgen.text import Text
from quizgen.text.speech import SPEECH

PARTS = "an item of several parts needs a table [[item.part]] for each of them, two at least"
_CLAIM = re.compile(r"L[1-9][0-9]*")
_STATEMENT = re.compile(r"True or false: [^?]+\.")
_ASKING = ("choice", "multiple", "numerical")
"""Kinds whose stems ask a question."""


def strict_item(entries: TomlTable, manner: Strict, album: Album) -> Authored:
    """An author's item; raises UsageError for what breaks a rule."""
    form: ItemForm = one(entries, "kind", ItemForm)
    given: ItemTable
    if form == "parts":
        given, _ = both(ItemTable, PartsTable, entries)
        stem, pieces = texts.passage(entries, "stem", given.stem), _pieces(entries, manner)
    else:
        worked, answer = both(WorkedTable, STRICT[form], entries)
        given, stem = worked, _stem(entries, worked)
        explanation = texts.passage(entries, "explanation", worked.explanation)
        pieces = (Piece(layout(answer, entries, manner), explanation, points=Fraction(worked.points)),)
    first, *more = pieces
    return Authored(
        id=given.id,
        level=given.level,
        covers=_covers(entries, given.covers),
        stem=stem,
        answer=first.answer,
        explanation=first.explanation,
        source=given.source,
        tags=given.tags,
        enemies=_enemies(entries, given.id, given.enemies),
        hint=texts.passage(entries, "hint", given.hint) if given.hint else None,
        language=given.language or "",
        prompt=first.prompt,
        points=first.points,
        more=tuple(more),
        figures=album.figures(entries, manner),
        signed=given.signed or _signed(pieces),
    )


def imported_item(entries: TomlTable, manner: Loose, album: Album) -> Authored:
    """An item of an imported file; raises UsageError for what does not read, or cannot be asked."""
    form: ItemForm = one(entries, "kind", ItemForm)
    if form == "parts":
        given, _ = both(ImportedTable, PartsTable, entries)
        pieces = _pieces(entries, manner)
    else:
        given, answer = both(ImportedTable, LOOSE[form], entries)
        found = imported.layout(form, answer, entries, manner)
        pieces = (Piece(found, _worked(given.explanation, entries, manner), points=Fraction(given.points)),)
    first, *more = pieces
    return Authored(
        id=given.id,
        level=given.level,
        covers=_covers(entries, given.covers),
        stem=manner.passage(entries, "stem", given.stem),
        answer=first.answer,
        explanation=first.explanation,
        source=given.source or manner.source,
        tags=given.tags,
        enemies=_enemies(entries, given.id, given.enemies),
        language=given.language or "",
        prompt=first.prompt,
        points=first.points,
        more=tuple(more),
        figures=album.figures(entries, manner),
        hints=tuple(manner.passage(entries, "hints", words) for words in given.hints),
        signed=given.signed or _signed(pieces),
        topic=given.topic or "",
    )


def _pieces(entries: TomlTable, manner: Manner) -> tuple[Piece, ...]:
    tables = entries.tables("part", PARTS)
    if len(tables) < 2:
        raise entries.error("part", PARTS)
    return tuple(_piece(table, manner) for table in tables)


def _piece(table: TomlTable, manner: Manner) -> Piece:
    form: PartForm = one(table, "kind", PartForm)
    given, answer = both(PartTable, (LOOSE if isinstance(manner, Loose) else STRICT)[form], table)
    if isinstance(manner, Strict) and given.explanation is None:
        raise table.error("explanation", "this key is missing; write how the part is worked")
    return Piece(
        _layout(form, answer, table, manner),
        _worked(given.explanation, table, manner),
        manner.passage(table, "prompt", given.prompt),
        Fraction(given.points),
    )


def _layout(form: PartForm, given: Record, table: TomlTable, manner: Manner) -> Layout:
    return imported.layout(form, given, table, manner) if isinstance(manner, Loose) else layout(given, table, manner)


def _worked(words: str | None, entries: TomlTable, manner: Manner) -> Text | None:
    return None if words is None else manner.passage(entries, "explanation", words)


def _signed(pieces: Sequence[Piece]) -> bool:
    """Whether a number of the item is not above zero."""
    return any(number <= 0 for piece in pieces for number in _numbers(piece.answer))


def _numbers(answer: Layout) -> list[int | Fraction]:
    options: list[Option] = list(answer.options)
    found = numbers(options)
    if isinstance(answer, Standing):
        cells = getattr(answer.answer, "open", (answer.answer,))
        found += [one for cell in cells if isinstance(cell, Numerical) for one in components(cell.key)]
    return found


def _covers(entries: TomlTable, claims: tuple[str, ...]) -> tuple[str, ...]:
    """The tutorial's claims; an author's own file may be about something else."""
    for claim in claims:
        if not _CLAIM.fullmatch(claim):
            raise entries.error("covers", f"'{claim}' is no claim of the tutorial; write L and a line, such as L733")
    return claims


def _enemies(entries: TomlTable, own: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of others, each once; who they are is known where all files are."""
    for name in names:
        if name == own:
            raise entries.error("enemies", f"'{name}' is this item itself; name others")
        if names.count(name) > 1:
            raise entries.error("enemies", f"'{name}' stands here twice; write it once")
    return names


def _stem(entries: TomlTable, item: ItemTable) -> Text:
    stem = texts.passage(entries, "stem", item.stem)
    spoken = SPEECH.text(stem)
    if item.kind == "true-false" and not _STATEMENT.fullmatch(spoken):
        raise entries.error("stem", 'it begins with "True or false:" and states something that ends with ".", not "?"')
    if "?" not in spoken and item.kind in _ASKING:
        raise entries.error("stem", f"the stem asks nothing; write a question with '?', not '{spoken}'")
    return stem
