"""What the printers of all markups share: a template is printed once, items fill its slots."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache, cached_property, lru_cache, partial

from quizgen.errors import FormulaError
from quizgen.math.printing import Guarded
from quizgen.math.tree import Expr, Hole
from quizgen.text.filling import Context, Gap, Pattern, Segments, Whole, pattern
from quizgen.text.nodes import (
    Block,
    BlockHole,
    Bullets,
    Code,
    CodeBlock,
    Display,
    Emph,
    Filling,
    Inline,
    Math,
    Paragraph,
    Str,
    Strong,
    Table,
    Text,
)
from quizgen.text.reader import blocks
from quizgen.text.remembered import Remembered

LONGEST = 6
SHORT = 32
"""Letters of words that are remembered as they are printed."""
NUMBERS, TEMPLATES, BLOCKS = 1 << 12, 3 << 10, 1 << 11
"""So many numbers of a place, or short words, templates, and blocks of these are remembered: hardly more come again."""
_OF_NUMBERS: Mapping[Context, Context] = {"block": "code"}


class Printer(ABC):
    """Prints texts in one markup. Subclasses say how each node looks; parts keep the slots open until an item comes."""

    def text(self, text: Text) -> str:
        """The whole text."""
        printed = self._whole_patterns[text.template]
        return self.fill(printed, text) if printed.gaps else printed.words

    def line(self, text: Text) -> str:
        """A text of one paragraph, without the paragraph's own marks: an option, a feedback sentence."""
        printed = self._line_patterns[text.template]
        return self.fill(printed, text) if printed.gaps else printed.words

    def fill(self, pattern: Pattern, text: Text) -> str:
        """The pattern with the values put in."""
        words, gaps = pattern
        if not gaps:
            return words
        values = text.values
        try:
            if len(gaps) == 1:  # as most options have
                ((name, place, whole),) = gaps
                value = values[name]
                return self.finished(words % (whole[value] if type(value) is int else self.value(value, place),))
            # Most values are told apart here, without another call: texts have many gaps, and items many texts.
            shown = [
                whole[value] if type(value := values[name]) is int else self.value(value, place)
                for name, place, whole in gaps
            ]
        except KeyError as missing:
            raise FormulaError(f"the text '{text.template}' has no value for the hole {missing}") from None
        return self.finished(words % tuple(shown))

    def finished(self, shown: str) -> str:
        """Words in which all values stand, changed as a whole where the markup wants that."""
        return shown

    def value(self, value: Filling, place: Context) -> str:
        """One value as it stands in that place."""
        if not isinstance(value, str):  # to ask of words whether they are a fraction takes long
            if type(value) is Fraction:
                return self._ratio(place)(value.numerator, value.denominator)
            if isinstance(value, Table):
                return self.table(value)
            return self._number(value, "code" if place == "block" else place)
        if place in {"math", "guarded", "alt"}:
            raise FormulaError(f"'{value}' is words, and a hole in mathematics takes a number")
        if place == "block":
            return self.literal(value)
        return self.word(value) if place == "prose" else self.code(value)

    def word(self, text: str) -> str:
        """The same as ``string``, of words that come again and again, as those in the cells of tables do."""
        return self._words[text] if len(text) <= SHORT else self.string(text)

    @cached_property
    def _words(self) -> Mapping[str, str]:
        return Remembered(self.string, NUMBERS)

    @cache  # noqa: B019 - printers live as long as the process
    def _whole(self, place: Context) -> Whole:
        """How whole numbers stand in that place: the texts of an item say the same ones again and again."""
        return Remembered(partial(self._number, place=_OF_NUMBERS.get(place, place)), NUMBERS)

    @cache  # noqa: B019 - printers live as long as the process
    def _ratio(self, place: Context) -> Callable[[int, int], str]:
        """How the ratio of two whole numbers stands in that place; they are told apart sooner than fractions."""
        inside = _OF_NUMBERS.get(place, place)
        return lru_cache(maxsize=NUMBERS)(lambda above, below: self._number(Fraction(above, below), inside))

    def whole_pattern(self, template: str) -> Pattern:
        """The printed template with its gaps."""
        return self._whole_patterns[template]

    @cached_property
    def _whole_patterns(self) -> Mapping[str, Pattern]:
        """Printed templates with their gaps."""
        return Remembered(
            lambda template: self._pattern(self.document([self._blocks[one] for one in blocks(template)])), TEMPLATES
        )

    @cached_property
    def _blocks(self) -> Mapping[Block, Segments]:
        """Printed blocks: templates that are put together for an item have most of theirs in common with others."""
        return Remembered(self._block, BLOCKS)

    @cached_property
    def _line_patterns(self) -> Mapping[str, Pattern]:
        """Printed templates of one paragraph, without the paragraph's marks."""
        return Remembered(lambda template: self._pattern(self.alone(self._paragraph(template))), TEMPLATES)

    def _pattern(self, parts: Segments) -> Pattern:
        found = pattern(parts, self._whole)
        return found if found.gaps else Pattern(self.finished(found.words), ())

    def _paragraph(self, template: str) -> Segments:
        match blocks(template):
            case (Paragraph(children),):
                return self._inlines(children)
            case (BlockHole(name),):
                return (Gap(name, "prose"),)
            case ():
                return ()
            case _:
                raise FormulaError(f"'{template}' must be one paragraph")

    def _block(self, block: Block) -> Segments:
        match block:
            case Paragraph(children):
                return self.paragraph(self._inlines(children))
            case Bullets(items):
                return self.bullets([self._inlines(item) for item in items])
            case Display(expr):
                return self.display(expr)
            case CodeBlock(language, lines):
                return self.code_block(language, [self._line(line) for line in lines])
            case BlockHole(name):
                return (Gap(name, "prose"),)

    def _line(self, parts: Iterable[str | Hole]) -> Segments:
        return tuple(Gap(part.name, "block") if isinstance(part, Hole) else self.literal(part) for part in parts)

    def _inlines(self, nodes: Iterable[Inline]) -> Segments:
        return tuple(part for node in nodes for part in self._inline(node))

    def _inline(self, node: Inline) -> Segments:
        match node:
            case Str(text):
                return (self.string(text),)
            case Code(parts):
                inner = tuple(Gap(p.name, "code") if isinstance(p, Hole) else self.code(p) for p in parts)
                return self.code_span(inner)
            case Math(expr):
                return self.math(expr)
            case Strong(children):
                return self.strong(self._inlines(children))
            case Emph(children):
                return self.emph(self._inlines(children))
            case Hole(name):
                return (Gap(name, "prose"),)

    def _number(self, value: int | Fraction, place: Context) -> str:
        if place == "guarded":
            shown = self._number(value, "math")
            return self.guarded(shown) if value < 0 else shown
        if isinstance(value, int) or value.denominator == 1:
            return self.number(int(value), place)
        digits = decimals(value)
        return self.fraction(value, place) if digits is None else self.decimal(value, digits, place)

    def guarded(self, shown: str) -> str:
        """A negative number after a sign."""
        return f"({shown})"

    def decimal(self, value: Fraction, digits: str, place: Context) -> str:
        """A number with a point; ``digits`` are those after it."""
        whole = self.number(int(abs(value)), place)
        minus = self.number(-1, place).removesuffix("1") if value < 0 else ""
        return f"{minus}{whole}.{digits}"

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that no decimal ends."""
        return f"{self.number(fraction.numerator, place)}/{self.number(fraction.denominator, place)}"

    def literal(self, text: str) -> str:
        """The inside of a code block, escaped; its lines stay lines."""
        return self.code(text)

    def alone(self, inner: Segments) -> Segments:
        """A line that stands for itself; what a markup needs around or within it."""
        return inner

    @abstractmethod
    def string(self, text: str) -> str:
        """Words, escaped."""

    @abstractmethod
    def code(self, text: str) -> str:
        """The inside of a code span, escaped."""

    @abstractmethod
    def number(self, number: int, place: Context) -> str:
        """A whole number, its digits grouped as the place wants it (never in code)."""

    @abstractmethod
    def code_span(self, inner: Segments) -> Segments:
        """A code span around escaped parts."""

    @abstractmethod
    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block of lines of escaped parts."""

    @abstractmethod
    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""

    @abstractmethod
    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""

    @abstractmethod
    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""

    @abstractmethod
    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""

    @abstractmethod
    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""

    @abstractmethod
    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""

    @abstractmethod
    def table(self, table: Table) -> str:
        """A table."""

    @abstractmethod
    def document(self, printed: list[Segments]) -> Segments:
        """The printed blocks, one after the other."""


def decimals(value: Fraction) -> str | None:
    """The digits after the point, or None where they never end, or not within six."""
    scaled = abs(value) * 10**LONGEST
    if scaled.denominator != 1:
        return None
    return f"{int(scaled) % 10**LONGEST:0{LONGEST}}".rstrip("0")


def mathematics(pieces: Iterable[str | Hole]) -> Segments:
    """Printed mathematics with its holes as slots."""
    places: dict[type, Context] = {Hole: "math", Guarded: "guarded"}
    return tuple(Gap(piece.name, places[type(piece)]) if isinstance(piece, Hole) else piece for piece in pieces)
