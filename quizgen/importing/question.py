"""A foreign question as a table of an imported file."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from quizgen.foreign.model import Choosing, Foreign, Gaps, Number, Pairs, Remark, Steps, Unasked, Words
from quizgen.formats.frames import ENGLISH, frame
from quizgen.importing.choosing import choosing
from quizgen.importing.gaps import gapped
from quizgen.importing.making import CARRIED, Fields, Making, without
from quizgen.importing.naming import level, slug
from quizgen.importing.nodes import Block, Cells, Coded, Items, Paragraph
from quizgen.importing.nodes import Words as Letters
from quizgen.importing.ours import ours
from quizgen.importing.pairing import pairing, steps
from quizgen.importing.passages import Dropped, Passages
from quizgen.importing.pictures import Shown, pictures
from quizgen.importing.sections import lettered
from quizgen.importing.typed import as_number, number
from quizgen.importing.writing import Writer
from quizgen.importing.wrong import wrong

LARGEST_POINTS, LEAST_POINTS = 1000, Fraction(1, 1000)


class Made(Struct, frozen=True):
    """A question's table, its pictures, and what was lost; without a table it cannot be carried over."""

    table: Fields | None
    pictures: tuple[Shown, ...]
    remarks: tuple[Remark, ...]


def made(question: Foreign) -> Made:
    """The table of a question; never raises for what stands in it."""
    within = question.own.get("member", "")
    passages = Passages(question.name, question.line, within, tex=question.own.get("toolName") != "quizgen")
    making = Making(passages, ours(question))
    try:
        table, shown = _table(question, making)
    except Dropped as reason:
        words = f"the question is not carried over: {reason.words}"
        told = Remark(reason.rule, "error", words, reason.line or question.line, question.name, within)
        return Made(None, (), (*passages.remarks, told))
    if "linked" in question.own:
        making.remark("carried-errors", CARRIED, question.line)
    if number := int(question.own.get("unseen", "0")):
        said = f"{number} {'feedback is' if number == 1 else 'feedbacks are'} left out"
        making.remark(
            "feedback-together",
            f"{said}: shown for several answers together, such as the numbers of a shape",
            int(question.own["unseen@line"]),
        )
    return Made(table, shown, tuple(passages.remarks))


def _table(question: Foreign, making: Making) -> tuple[Fields, tuple[Shown, ...]]:
    stem, parts = _asked(question, making)
    last = next((place for place in range(len(stem) - 1, -1, -1) if not _is_picture(stem[place])), -1)
    signed = making.ours is not None and last >= 0 and _hyphened(stem[last])
    if signed:
        del stem[last]
    words = making.passages.written(stem, "stem", question.stem.line)
    if not words:
        raise Dropped("no-stem", "it has no words", question.stem.line)
    solutions = _solutions(question, making, [fields for _, fields in parts])
    hints = [making.passages.text(hint, "solution") for hint in question.hints]
    shown = pictures(question, making)
    kind, fields = _joined(parts, solutions)
    about = making.ours
    return (
        without(
            {
                "id": about.id if about else slug(question.idnumber or question.name, words),
                "kind": kind,
                "topic": about.topic if about else "",
                "level": about.level if about else level(question),
                "stem": words,
                "explanation": solutions[0] if len(parts) == 1 else "",
                "hints": [hint for hint in hints if hint],
                "tags": [about.family, *about.tags] if about else list(question.tags),
                "points": _points(question.points, making) if len(parts) == 1 else None,
                "signed": signed or None,
            }
        )
        | fields,
        shown,
    )


def _asked(  # noqa: C901 - one for each kind
    question: Foreign, making: Making
) -> tuple[list[Block], list[tuple[str, Fields]]]:
    """The blocks of the stem, and what is asked, each with its kind and keys."""
    line = question.line
    match question.asked:
        case Gaps() as gaps:
            if not gaps.gaps:
                raise Dropped("no-gap", "its text has no gap", line)
            found = gapped(question, gaps, making, wrong(question, making))
            return found.stem, found.parts
        case Choosing() as chosen:
            part = choosing(chosen, making, line)
        case Number() as typed:
            part = "numerical", wrong(question, making).added(number(typed, making, line), "", "")
        case Words() as typed:
            part = "numerical", number(as_number(typed, line, ours=making.ours is not None), making, line)
        case Pairs() as pairs:
            part = pairing(pairs, making, line, question.wrong)
        case Steps() as order:
            part = "ordering", {**steps(order, making, line), **making.told(question.partly or question.wrong)}
        case Unasked(sort):
            raise Dropped("not-asked", f"quizgen asks nothing of the kind '{sort}'", line)
    stem = making.passages.blocks(question.stem)
    unit = question.asked.unit if isinstance(question.asked, Number) else ""
    if unit:
        stem.append(Paragraph((Letters(f"[{unit}]"),)))
    kind, fields = part
    if kind == "parts":
        return stem, [(one.pop("kind"), one) for one in fields["part"]]
    return stem, [part]


def _joined(parts: list[tuple[str, Fields]], solutions: list[str]) -> tuple[str, Fields]:
    if len(parts) == 1:
        return parts[0]
    tables = [
        without({"kind": kind, "prompt": fields.get("prompt") or "?", "explanation": said}) | fields
        for (kind, fields), said in zip(parts, solutions, strict=True)
    ]
    return "parts", {"part": tables}


def _solutions(question: Foreign, making: Making, parts: list[Fields]) -> list[str]:
    """How each part is worked, and what is said of its right answer.

    What is said of a whole that has no letters stands with the last.
    """
    blocks = making.passages.blocks(question.general) if question.general else []
    if making.ours:
        blocks = _without_remarks(blocks, parts, making)
    cut = lettered(blocks)
    if making.ours and len(parts) > 1 and len(cut) == len(parts) + 1 and not cut[0][1]:
        found = [_unfilled(inner, fields) for (_, inner), fields in zip(cut[1:], parts, strict=True)]
    else:
        found = [[] for _ in parts[1:]] + [_unfilled(blocks, parts[-1]) if making.ours else blocks]
    line = question.general.line if question.general else question.line
    texts = [making.passages.written(inner, "solution", line) for inner in found]
    for said in (question.right, None if isinstance(question.asked, Steps) else question.wrong):
        if said and not making.ours:
            making.praised(said)
    praise = [fields.pop("explanation", "") for fields in parts]
    praise[-1] = "\n\n".join(filter(None, [praise[-1], *making.after]))
    return ["\n\n".join(filter(None, both)) for both in zip(texts, praise, strict=True)]


def _unfilled(blocks: list[Block], fields: Fields) -> list[Block]:
    """The solution without the pictures' place, and without the table with its keys that quizgen adds to it."""
    if "gap" not in fields:
        return blocks
    place = next((place for place in range(len(blocks) - 1, -1, -1) if isinstance(blocks[place], Cells)), None)
    return blocks if place is None else [*blocks[:place], *blocks[place + 1 :]]


def _without_remarks(blocks: list[Block], parts: list[Fields], making: Making) -> list[Block]:
    """The solution without the list in which quizgen tells Moodle what is wrong about pairs or an order."""
    fields = parts[0]
    lines = _last_list(blocks)
    if not lines or len(parts) > 1:
        return blocks
    if "pair" in fields:
        about = [_about(line, fields["pair"]) for line in lines]
        if all(about):
            for pair, words in filter(None, about):
                pair.update(making.sentence(words))
            return _cut(blocks)
    if (
        "key" in fields
        and isinstance(fields["key"], list)
        and len(lines) == 1
        and "feedback" not in fields
        and "mistake" not in fields
    ):
        fields.update(making.sentence(lines[0]))
        return _cut(blocks)
    return blocks


def _last_list(blocks: list[Block]) -> list[str]:
    found = next((one for one in reversed(blocks) if not _is_picture(one)), None)
    writer = Writer()
    return [writer.inline(item) for item in found.items] if isinstance(found, Items) else []


def _cut(blocks: list[Block]) -> list[Block]:
    place = max(place for place, one in enumerate(blocks) if isinstance(one, Items))
    return [*blocks[:place], *blocks[place + 1 :]]


def _is_picture(block: Block) -> bool:
    return isinstance(block, Paragraph) and not Writer().inline(block.children)


def _about(line: str, pairs: list[Fields]) -> tuple[Fields, str] | None:
    """The pair that a line is about, by the longest prompt that it begins with, and what it says of it."""
    found = [(pair, words) for pair in pairs if (words := _after(line, pair["prompt"]))]
    return max(found, key=lambda one: len(one[0]["prompt"]), default=None)


def _after(line: str, prompt: str) -> str:
    """What a line says after the prompt and the colon or the mark that ends it."""
    said = prompt.rstrip()
    for begin in (f"{said}: ", f"{said.removesuffix('.')}: ", f"{said} "):
        if line.startswith(begin):
            return line.removeprefix(begin)
    return ""


def _hyphened(block: Block) -> bool:
    """Whether a paragraph says how a number is typed that may be negative."""
    match block:
        case Paragraph((Letters(text), Coded("-3"), Letters("."))):
            return text.strip() in {frame(ENGLISH).hyphen, frame("de").hyphen}
        case _:
            return False


def _points(points: Fraction, making: Making) -> Fraction | None:
    if points == 1:
        return None
    if not LEAST_POINTS <= points <= LARGEST_POINTS:
        making.remark("points", f"{float(points):g} points are no points here: it is worth one", 0)
        return None
    return points
