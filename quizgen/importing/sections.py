"""How a text with gaps is laid out: parts by their letters, in each one gap, a list of gaps, or a table with some."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quizgen.importing.nodes import Block, Cells, Gap, Inline, Items, Line, Paragraph, Stressed, Words

TIMES = "×"


class Entry(Struct, frozen=True):
    """The gaps of one answer: one, or those of a shape with × between them."""

    gaps: tuple[int, ...]


class Listed(Struct, frozen=True):
    """A gap for each line of a list, and what stands beside it."""

    gaps: tuple[int, ...]
    lines: tuple[Line, ...]


class Board(Struct, frozen=True):
    """A table, in whose cells gaps stand alone."""

    cells: Cells

    @property
    def gaps(self) -> tuple[int, ...]:
        """Its gaps in reading order."""
        return tuple(number for row in self.cells.rows for cell in row for number in gaps_in(cell))


Asked = Entry | Listed | Board


class Section(Struct, frozen=True):
    """A part: its letter, if it has one, what is said before, and where it is answered, if it is."""

    letter: str
    before: tuple[Block, ...]
    asked: Asked | None


def lettered(blocks: Iterable[Block]) -> list[tuple[str, list[Block]]]:
    """Blocks cut where a line is nothing but ``(a)``; those before the first have no letter."""
    found: list[tuple[str, list[Block]]] = [("", [])]
    for block in blocks:
        letter = _letter(block)
        if letter:
            found.append((letter, []))
        else:
            found[-1][1].append(block)
    return found


def _letter(block: Block) -> str:
    match block:
        case Paragraph((Stressed((Words(text),), strong=True),)) if (
            len(text) == 3 and text[0] == "(" and text[2] == ")" and text[1].isalpha()
        ):
            return text[1]
        case _:
            return ""


def section(letter: str, blocks: Sequence[Block]) -> Section | None:
    """The part, whose last block is answered; None where gaps stand elsewhere, too."""
    *before, last = blocks or [Paragraph(())]
    asked = _asked(last)
    if asked is None:
        before = list(blocks)
    if any(True for block in before for _ in block_gaps(block)):
        return None
    return Section(letter, tuple(before), asked)


def _asked(block: Block) -> Asked | None:
    match block:
        case Paragraph(children) if entry := _entry(children):
            return entry
        case Items(items) if items and all(isinstance(item[0], Gap) for item in items if item):
            lines = [(item[0], _left(item[1:])) for item in items if item]
            numbers = tuple(gap.number for gap, _ in lines if isinstance(gap, Gap))
            if any(gaps_in(line) for _, line in lines) or len(numbers) != len(items):
                return None
            return Listed(numbers, tuple(line for _, line in lines))
        case Cells(rows) if any(gaps_in(cell) for row in rows for cell in row):
            good = all(not gaps_in(cell) or _entry(cell) for row in rows for cell in row)
            headed = not any(gaps_in(cell) for cell in rows[0]) and not any(gaps_in(row[0]) for row in rows)
            even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 1
            return Board(block) if good and headed and even else None
        case _:
            return None


def _entry(line: Line) -> Entry | None:
    """Gaps with nothing but × between them."""
    bare = [node for node in line if not isinstance(node, Words) or node.text.strip()]
    for place, node in enumerate(bare):
        between = place % 2 == 1
        if between and not (isinstance(node, Words) and node.text.strip() == TIMES):
            return None
        if not between and not isinstance(node, Gap):
            return None
    found = tuple(node.number for node in bare if isinstance(node, Gap))
    return Entry(found) if found and len(bare) == 2 * len(found) - 1 else None


def entry(cell: Line) -> Entry:
    """The gaps of a cell that has nothing else."""
    return Entry(tuple(gaps_in(cell)))


def gaps_in(line: Iterable[Inline]) -> list[int]:
    """The gaps of a line."""
    found: list[int] = []
    for node in line:
        if isinstance(node, Gap):
            found.append(node.number)
        elif isinstance(node, Stressed):
            found += gaps_in(node.children)
    return found


def block_gaps(block: Block) -> Iterator[int]:
    """The gaps of a block."""
    match block:
        case Paragraph(children):
            yield from gaps_in(children)
        case Items(items):
            yield from (number for item in items for number in gaps_in(item))
        case Cells(rows):
            yield from (number for row in rows for cell in row for number in gaps_in(cell))
        case _:
            return


def _left(line: Line) -> Line:
    """The line without the space that it begins with."""
    if line and isinstance(line[0], Words):
        words = line[0].text.lstrip()
        return (Words(words), *line[1:]) if words else line[1:]
    return line
