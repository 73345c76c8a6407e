"""A code block's lines stand in every markup as they are written, whatever is put into its holes."""

from __future__ import annotations

import io

import pypdf
import pytest
import typst
from lxml import etree
from markdown_it import MarkdownIt

from quizgen.cli import screen
from quizgen.errors import FormulaError
from quizgen.math.tree import Hole
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.nodes import CodeBlock, Paragraph, Str
from quizgen.text.printer import Printer
from quizgen.text.reader import blocks
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS: list[Printer] = [HTML, MARKDOWN, TYPST, TERMINAL, SPEECH]
TEMPLATE = "Before.\n\n```python\nnet = Sequential(  # $x$ *y* `z`\n    Conv2d({c}, {x}),\n\n)\n```\n\nWhat now?"
LINES = "net = Sequential(  # $x$ *y* `z`\n    Conv2d(10000, {x}),\n\n)"
HOSTILE = [
    "```",
    "`````",
    "a`b",
    "```\n\nout",
    "~~~",
    "]]>",
    "</code></pre><script>",
    "&lt;",
    "$x$ $$y$$",
    "\\(x\\) \\[y\\]",
    "*b* _i_",
    "\"'\\",
    '#read("x")',
    "- item\n1. item",
    "two\n\nlines",
    "{x}",
]


def text(hostile: str) -> Text:
    """The template with hostile words in its code block."""
    return Text(TEMPLATE, {"c": 10000, "x": hostile})


def test_a_fenced_block_keeps_its_lines_and_holes() -> None:
    assert blocks(TEMPLATE) == (
        Paragraph((Str("Before."),)),
        CodeBlock(
            "python",
            (
                ("net = Sequential(  # $x$ *y* `z`",),
                ("    Conv2d(", Hole("c"), ", ", Hole("x"), "),"),
                (),
                (")",),
            ),
        ),
        Paragraph((Str("What now?"),)),
    )


def test_blocks_without_language_and_one_after_the_other_are_read() -> None:
    assert blocks("```\na\n```\n```python\nb\n```") == (CodeBlock("", (("a",),)), CodeBlock("python", (("b",),)))


@pytest.mark.parametrize("template", ["```python\na", "words ```python\na\n```", "```python a\n```"])
def test_a_fence_that_is_not_closed_or_not_on_its_own_line_is_an_error(template: str) -> None:
    with pytest.raises(FormulaError, match="not closed"):
        blocks(template)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_html_shows_the_lines_and_nothing_of_them_is_markup(hostile: str) -> None:
    root = etree.fromstring(f"<div>{HTML.text(text(hostile))}</div>")
    assert [element.tag for element in root.iter()] == ["div", "p", "pre", "code", "p"]
    assert root.xpath("string(pre/code)") == LINES.replace("{x}", hostile)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_fences_the_lines_longer_than_what_is_inside(hostile: str) -> None:
    tokens = MarkdownIt("commonmark").parse(MARKDOWN.text(text(hostile)))
    (fence,) = (token for token in tokens if token.type == "fence")
    assert (fence.info, fence.content) == ("python", LINES.replace("{x}", hostile) + "\n")
    assert [token.content for token in tokens if token.type == "inline"] == ["Before.", "What now?"]


def test_markdown_fences_lines_without_holes_too() -> None:
    shown = MARKDOWN.text(Text("```python\na = '```'\n```\n\nSee `b`."))
    assert shown == "````python\na = '```'\n````\n\nSee `b`."


def test_markdown_tells_blocks_from_spans() -> None:
    shown = MARKDOWN.text(Text("`{x}` is\n\n```\n{x}\n```\n\nor `{x}`", {"x": "a\nb"}))
    assert shown == "`a b` is\n\n```\na\nb\n```\n\nor `a b`"


def test_typst_shows_the_lines_in_an_accessible_pdf() -> None:
    pages = "\n#pagebreak()\n".join(f"#{TYPST.text(text(hostile))}" for hostile in HOSTILE)
    source = f'#set document(title: "Test", date: none)\n#set page(width: 60cm)\n{pages}\n'
    result = typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(result, bytes)
    for page, hostile in zip(pypdf.PdfReader(io.BytesIO(result)).pages, HOSTILE, strict=True):
        found = page.extract_text()
        for line in LINES.replace("{x}", hostile).split("\n"):
            assert line.strip() in found


@pytest.mark.parametrize("hostile", HOSTILE)
def test_terminal_indents_every_line_and_the_screen_keeps_what_has_room(hostile: str) -> None:
    words = f"{hostile} {'long ' * 4}end"
    shown = screen.wrapped(TERMINAL.text(text(words)), "  ")
    wanted = [f"      {line}".rstrip() for line in LINES.replace("{x}", words).split("\n")]
    assert [line.rstrip() for line in shown.split("\n")][2:-2] == wanted


def test_the_screen_breaks_a_line_that_has_no_room_and_keeps_its_words() -> None:
    shown = screen.wrapped(TERMINAL.text(text("long " * 40)), "  ")
    assert max(map(len, shown.split("\n"))) <= screen.width()
    assert shown.split() == TERMINAL.text(text("long " * 40)).split()


def test_terminal_lets_no_control_character_into_a_block() -> None:
    assert "\x1b" not in TERMINAL.text(text("\x1b[31mred\r"))


def test_speech_reads_line_by_line() -> None:
    shown = SPEECH.text(text("7"))
    assert shown == ("Before. Code: net = Sequential(  # $x$ *y* `z`;     Conv2d(10000, 7),; ). End of code. What now?")


@pytest.mark.parametrize("printer", PRINTERS)
def test_numbers_in_a_block_are_never_grouped(printer: Printer) -> None:
    assert "73728" in printer.text(Text("```\n{n}\n```", {"n": 73728}))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_block_does_not_fit_into_a_line(printer: Printer) -> None:
    with pytest.raises(FormulaError, match="one paragraph"):
        printer.line(Text("```\na\n```"))


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("hostile", [*HOSTILE, "tab\there", "NUL\0", "\r\n"])
def test_no_hostile_word_makes_a_printer_fail(printer: Printer, hostile: str) -> None:
    assert printer.text(text(hostile))
