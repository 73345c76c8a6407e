"""Texts with gaps as items: of one part or several, with tables to be filled in, and lists."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from msgspec import Struct
from msgspec.structs import replace

from quizgen.foreign.model import Accepted, Choosing, Foreign, Gap, Gaps, Number, Passage, Words
from quizgen.importing.choosing import choosing
from quizgen.importing.making import Fields, Making
from quizgen.importing.nodes import Block, Line
from quizgen.importing.pairing import ordered
from quizgen.importing.passages import Dropped, spoken
from quizgen.importing.sections import Board, Entry, Listed, Section, block_gaps, entry, gaps_in, lettered, section
from quizgen.importing.typed import as_number, number, typed_number
from quizgen.importing.wrong import Wrong


class Gapped(Struct, frozen=True):
    """The blocks of a stem, and the parts that it asks for, each with its kind and keys."""

    stem: list[Block]
    parts: list[tuple[str, Fields]]


class _Filler(Struct):
    gaps: Sequence[Gap]
    making: Making
    wrong: Wrong

    def of(self, one: Section) -> tuple[str, Fields, Fraction]:
        """The kind, the keys and the weight of a part."""
        asked = one.asked
        if asked is None:
            raise Dropped("gap-alone", "a part of it has no gap")
        weight = sum((self.gaps[number - 1].weight for number in asked.gaps), Fraction(0))
        match asked:
            case Entry():
                kind, fields = self.entry(asked, one.letter, "")
            case Listed():
                kind, fields = self._listed(asked)
            case Board():
                kind, fields = "grid", self._board(asked, one.letter)
        return kind, self.making.of_part(fields), weight

    def entry(self, asked: Entry, letter: str, heading: str) -> tuple[str, Fields]:
        """One answer."""
        found = [self.gaps[number - 1] for number in asked.gaps]
        if len(found) > 1:
            fields = self._shape(found)
        else:
            inner = found[0].asked
            if isinstance(inner, Choosing):
                shape = self._menu(inner) if self.making.ours else None
                if shape is None:
                    return choosing(inner, self.making, found[0].line)
                fields = shape
            else:
                typed = (
                    as_number(inner, found[0].line, ours=self.making.ours is not None)
                    if isinstance(inner, Words)
                    else inner
                )
                fields = number(_unheaded(typed, heading, self.making), self.making, found[0].line)
        return "numerical", self.wrong.added(fields, letter, heading)

    def _menu(self, asked: Choosing) -> Fields | None:
        """A shape, for which quizgen gives Moodle a menu; None where the options are no shapes."""
        rows = [(one, _shape_of(self.making.passages.line(one.text))) for one in asked.options]
        if not all(values for _, values in rows) or not any(one.share == 1 for one, _ in rows):
            return None
        key = next(values for one, values in rows if one.share == 1)
        mistakes = [
            {"value": list(values or ()), **self.making.told(one.feedback)} for one, values in rows if one.share != 1
        ]
        return {"key": list(key or ()), "mistake": mistakes}

    def _shape(self, found: list[Gap]) -> Fields:
        """Several numbers with × between them; a wrong shape is what stands for it on one line in each of them."""
        numbers = [
            as_number(one.asked, one.line, ours=self.making.ours is not None)
            if isinstance(one.asked, Words)
            else one.asked
            for one in found
        ]
        if not all(isinstance(one, Number) for one in numbers):
            raise Dropped("shape-unread", "numbers with × between them are no numbers", found[0].line)
        accepted = [
            tuple(typed for typed in one.accepted if typed.value is not None)
            for one in numbers
            if isinstance(one, Number)
        ]
        if not all(each and _first(each).share == 1 for each in accepted):
            raise Dropped("no-full-mark", "a number of a shape has no right value", found[0].line)
        keys = [_first(each) for each in accepted]
        lines = sorted({one.line for each in accepted for one in each if not one.share or one.share <= 0})
        mistakes: list[Fields] = []
        for line in lines:
            here = [next((one for one in each if one.line == line and one.share != 1), None) for each in accepted]
            value = [(one or key).value for one, key in zip(here, keys, strict=True)]
            said = next((one.feedback for one in here if one and one.feedback), None)
            if value != [key.value for key in keys] and all(value != other["value"] for other in mistakes):
                mistakes.append({"value": value, **self.making.sentence(_bare(said, self.making))})
        return {"key": [one.value for one in keys], **({"mistake": mistakes} if mistakes else {})}

    def _listed(self, asked: Listed) -> tuple[str, Fields]:
        """Lines with the same menu beside each: what belongs together, or steps with their places."""
        menus = [self.gaps[number - 1].asked for number in asked.gaps]
        if not all(isinstance(one, Choosing) for one in menus):
            raise Dropped("list-of-gaps", "a list with gaps asks for other things than a choice from a menu")
        offered = [one.options for one in menus if isinstance(one, Choosing)]
        words = [[self.making.passages.line(one.text) for one in each] for each in offered]
        if any(each != words[0] for each in words):
            raise Dropped("list-of-gaps", "the menus of a list differ")
        lines = [self.making.passages.written([_paragraph(line)], "stem", 0) for line in asked.lines]
        right = [place for each in offered for place, one in enumerate(each) if one.share == 1]
        if len(right) != len(offered):
            raise Dropped("no-full-mark", "a menu of a list has no single right answer")
        told = [self.making.told(next((one.feedback for one in each if one.share != 1), None)) for each in offered]
        if [spoken(one) for one in words[0]] == [str(number) for number in range(1, len(lines) + 1)]:
            return "ordering", ordered(lines, [place + 1 for place in right], told[0])
        extra = [place for place in range(len(words[0])) if place not in right]
        pairs = [
            {"prompt": line, "answer": words[0][place], **one}
            for line, place, one in zip(lines, right, told, strict=True)
        ]
        order = [*right, *extra]
        shown = [order.index(place) + 1 for place in range(len(words[0]))]
        return "matching", {
            "pair": pairs,
            **({"extra": [words[0][place] for place in extra]} if extra else {}),
            "shown": shown,
        }

    def _board(self, asked: Board, letter: str) -> Fields:
        header, *rows = asked.cells.rows
        columns, names = [self._said(cell) for cell in header], [self._said(row[0]) for row in rows]
        shown, gaps = [], []
        for row, name in zip(rows, names, strict=True):
            cells = [name]
            for place, cell in enumerate(row[1:], start=1):
                if not gaps_in(cell):
                    cells.append(self._said(cell) or "–")
                    continue
                cells.append("")
                kind, fields = self.entry(entry(cell), letter, f"{name}, {columns[place]}")
                if kind != "numerical":
                    raise Dropped("menu-in-table", "a table asks for a choice in a cell")
                gaps.append(fields)
            shown.append(cells)
        about = self._said(asked.cells.caption)
        return {"columns": columns, "rows": shown, **({"about": about} if about else {}), "gap": gaps}

    def _said(self, line: Line) -> str:
        return self.making.passages.written([_paragraph(line)], "stem", 0)


def _first(accepted: Sequence[Accepted]) -> Accepted:
    """The right one, or whatever stands first."""
    return max(accepted, key=lambda one: one.share or Fraction(0))


def _paragraph(line: Line) -> Block:
    from quizgen.importing.nodes import Paragraph

    return Paragraph(line)


def gapped(question: Foreign, asked: Gaps, making: Making, wrong: Wrong) -> Gapped:
    """The stem and the parts; raises Dropped where a gap asks for what cannot be asked."""
    blocks = making.passages.blocks(question.stem, gaps=True)
    filler = _Filler(asked.gaps, making, wrong)
    found = _laid_out(blocks, filler, question.points) or _running(blocks, filler, question.points)
    if making.ours and "penalty" in question.own:
        _unscaled(found.parts)
    return found


def _unscaled(parts: list[tuple[str, Fields]]) -> None:
    """The least whole points in the same proportion: Moodle's gaps have whole weights, whatever their part is worth."""
    every = [Fraction(fields["points"]) for _, fields in parts if "points" in fields]
    if every and all(one.denominator == 1 for one in every) and (scale := gcd(*(one.numerator for one in every))):
        for _, fields in parts:
            fields["points"] /= scale


def _laid_out(blocks: list[Block], filler: _Filler, points: Fraction) -> Gapped | None:
    """Parts with letters, or one part, each with its gaps at its end; None where gaps stand in sentences."""
    every = [section(letter, inner) for letter, inner in lettered(blocks)]
    sections = [one for one in every if one is not None]
    if len(sections) < len(every):
        return None
    asking = [one for one in sections if one.asked]
    if len(asking) == 1 and sections[-1] is asking[0]:
        kind, fields, _ = filler.of(asking[0])
        return Gapped(_but_last(blocks), [(kind, fields)])
    first, *parts = sections
    if first.asked or len(asking) != len(parts) or not parts:
        return None
    made = [(one, filler.of(one)) for one in parts]
    total = sum((weight for _, (_, _, weight) in made), Fraction(0)) or Fraction(1)
    return Gapped(
        list(first.before),
        [
            (
                kind,
                {
                    "prompt": filler.making.passages.written(one.before, "stem", 0),
                    "points": points * weight / total,
                    **fields,
                },
            )
            for one, (kind, fields, weight) in made
        ],
    )


def _but_last(blocks: list[Block]) -> list[Block]:
    return [block for block in blocks if not any(True for _ in block_gaps(block))]


def _running(blocks: list[Block], filler: _Filler, points: Fraction) -> Gapped:
    """Gaps in sentences: each has its number in the stem, and is a part that names it."""
    total = sum((gap.weight for gap in filler.gaps), Fraction(0)) or Fraction(1)
    parts: list[tuple[str, Fields]] = []
    for place, gap in enumerate(filler.gaps, start=1):
        kind, fields = filler.entry(Entry((place,)), "", "")
        before = {"prompt": f"\\[{place}\\]", "points": points * gap.weight / total}
        parts.append((kind, {**before, **filler.making.of_part(fields)}))
    if len(parts) == 1:
        kind, fields = parts[0]
        return Gapped(
            blocks, [(kind, {key: value for key, value in fields.items() if key not in {"prompt", "points"}})]
        )
    return Gapped(blocks, parts)


def _shape_of(line: str) -> tuple[Fraction, ...] | None:
    parts = [one.strip() for one in spoken(line).split("×")]
    values = [typed_number(one) for one in parts]
    return tuple(one for one in values if one is not None) if len(parts) > 1 and None not in values else None


def _unheaded(asked: Number, heading: str, making: Making) -> Number:
    """The number, whose feedback does not begin with its cell's heading, as in QTI."""
    if not heading or not making.ours:
        return asked
    return replace(asked, accepted=tuple(_without(one, making) for one in asked.accepted))


def _without(one: Accepted, making: Making) -> Accepted:
    if one.feedback is None:
        return one
    return replace(one, feedback=Passage(_bare(one.feedback, making), "quizgen", one.feedback.line))


def _bare(feedback: Passage | None, making: Making) -> str:
    """Feedback without a heading in bold letters before a colon."""
    words = making.passages.line(feedback) if feedback else ""
    if words.startswith("**") and "**: " in words[2:]:
        return words.partition("**: ")[2]
    return words
