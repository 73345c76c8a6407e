"""The questions of a GIFT file apart from each other, each with the comments before it.

Lines are trimmed, and an empty one, or a lone ``0``, which PHP takes for empty, ends a question. Where a file has none
between two questions, or one within a question, Moodle reads something else than was meant: it is read as it was meant,
with a remark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from quizgen.foreign.gift.braces import Told, balance, opens_with_end
from quizgen.foreign.gift.masking import masked
from quizgen.foreign.model import Remark
from quizgen.foreign.pieces import Piece

CATEGORY = "$CATEGORY:"


class Block(Struct):
    """A question or a category, its text masked, and the lines of comments before and within it."""

    body: Piece
    comments: list[str]
    remarks: list[Remark] = field(default_factory=list)


class _Line(Struct, frozen=True):
    number: int
    words: str

    @property
    def comment(self) -> bool:
        return self.words.startswith("//")


def blocks(text: str) -> Iterator[Block]:
    """Every question and category in their order."""
    remarks: list[Remark] = []
    for group in _joined(_groups(text, remarks), remarks):
        for part in _parted(group, remarks):
            block = _block(part)
            block.remarks = [*remarks]
            remarks.clear()
            if block.body or block.remarks:
                yield block
    if remarks:
        yield Block(Piece("", 1), [], remarks)


def _groups(text: str, remarks: list[Remark]) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        words = line.strip(" \t\0\x0b")
        if words == "0" and group:
            fault = "A line with nothing but 0 ends a question for Moodle; write it beside other words."
            remarks.append(Remark("lone-zero", "error", fault, number))
        if words not in {"", "0"}:
            group.append(_Line(number, words if words.startswith("//") else masked(words)))
        elif group:
            yield group
            group = []


def _joined(groups: Iterator[list[_Line]], remarks: list[Remark]) -> Iterator[list[_Line]]:
    """Groups, put together where a brace that one of them opens is closed by the next."""
    held: list[_Line] = []
    still = 0
    for group in groups:
        said = _said(group)
        if still > 0 and opens_with_end(said):
            fault = "An empty line within the braces ends the question for Moodle, which then refuses it; leave it out."
            remarks.append(Remark("blank-line-within", "error", fault, held[-1].number + 1))
            held += group
            still += balance(said)
            continue
        if held:
            yield held
        held, still = group, balance(said)
    if held:
        yield held


def _said(lines: Sequence[_Line]) -> str:
    return "\n".join(line.words for line in lines if not line.comment)


def _parted(group: list[_Line], remarks: list[Remark]) -> Iterator[list[_Line]]:
    """The questions of a group, of which there should be one."""
    part: list[_Line] = []
    said: list[str] = []
    told = Told()
    last = max((place for place, line in enumerate(group) if not line.comment and "{" in line.words), default=-1)
    for place, line in enumerate(group):
        if said and not line.comment and _another(said, told, line.words, more=place <= last):
            aside = _comments_at_end(part)
            yield part[: len(part) - len(aside)]
            part, said, told = aside, [], Told()
            fault = "An empty line is missing before this; Moodle takes it for a part of what stands above."
            remarks.append(Remark("blank-line-missing", "error", fault, line.number))
        part.append(line)
        if not line.comment:
            said.append(line.words)
            told.add(line.words)
    yield part


def _another(said: Sequence[str], told: Told, words: str, *, more: bool) -> bool:
    """Whether a line begins another question; ``more`` where answers are still to come."""
    if said[0].startswith(CATEGORY):
        return True
    named = words.startswith(("::", CATEGORY))
    if not named and not (more and said[-1].endswith("}")):
        return False
    return told.open == 0 and (words.startswith(CATEGORY) or (told.answered and (named or told.ended)))


def _comments_at_end(part: list[_Line]) -> list[_Line]:
    count = 0
    while part[-1 - count].comment:
        count += 1
    return part[len(part) - count :]


def _block(part: Sequence[_Line]) -> Block:
    """The lines as one text, with empty ones for comments, so that the lines of its places can be told."""
    words, number = [], part[0].number
    for line in part:
        words += [""] * (line.number - number)
        number = line.number + 1
        words.append("" if line.comment else line.words)
    body = Piece("\n".join(words), part[0].number).stripped()
    return Block(body, [line.words for line in part if line.comment])
