"""Every markup shows a text's words, numbers and mathematics, and takes no data for markup."""

from __future__ import annotations

import io
import json
from fractions import Fraction
from itertools import product

import pypdf
import pytest
import typst
from lxml import etree
from markdown_it import MarkdownIt

from quizgen.errors import FormulaError
from quizgen.text import Table, Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS: list[Printer] = [HTML, MARKDOWN, TYPST, TERMINAL, SPEECH]
SIZE = Text(
    "An input of {n} pixels gives $floor(({n} + 2*{p})/{s}) + 1$ from `Conv2d({c})`.\n\n$$o == {n}*n$$",
    {"n": 73728, "p": 1, "s": 2, "c": 10000},
)
TABLE = Table(("Layer", "Out|put"), (("conv 1", "16 < 32"), ("pool", "$8$")), "The layers' sizes")


def plain(html: str) -> str:
    """The words of an HTML fragment, which must be well-formed XML."""
    return "".join(etree.fromstring(f"<div>{html}</div>").itertext())


def pdf(*expressions: str) -> bytes:
    """The expressions, a page each, as a PDF that is accessible by standard; ``wide`` is the templates'."""
    pages = "\n#pagebreak()\n".join(f"#{expression}" for expression in expressions)
    source = (
        f'#set document(title: "Test", date: none)\n#set page(width: 60cm)\n#let wide(..of) = of.pos().len()\n{pages}\n'
    )
    result = typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(result, bytes)
    return result


def pdf_words(document: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages]


@pytest.mark.parametrize("inside", ["a`b", "``", "`", " x ", "a``b`", "plain", "a\\b|c", "x\0y", ""])
def test_markdown_fences_code_longer_than_what_is_inside(inside: str) -> None:
    shown = MARKDOWN.line(Text("See `{x}`.", {"x": inside}))
    (code,) = (t for t in MarkdownIt("commonmark").parseInline(shown)[0].children or [] if t.type == "code_inline")
    assert code.content == (inside.replace("\0", "\ufffd") or "  ")


def test_markdown_dollars_hug_their_mathematics_and_no_digit_follows() -> None:
    shown = MARKDOWN.line(Text("$n$5 and $ n $$stride$ or $n${x}", {"x": 7}))
    assert shown == "$n$&#8288;5 and $n$&#8288;$s$ or $n$&#8288;7"


def test_markdown_table_stays_a_table_between_empty_lines() -> None:
    shown = MARKDOWN.text(Text("Before.\n\n{t}\n\nAfter.", {"t": TABLE}))
    rendered = MarkdownIt("commonmark").enable("table").render(shown)
    words = [word for word in plain(rendered).split("\n") if word]
    assert words == ["Before.", *TABLE.header, *TABLE.rows[0], *TABLE.rows[1], "After."]


def test_typst_compiles_every_kind_of_node_to_an_accessible_pdf() -> None:
    text = Text(
        "**Strong {n}**, *emph $n/{n}$* and `code {x}`.\n\n$$o == max(n, {n})**2 != log2(pool_size) < in_channels$$\n\n"
        "- one $kernel_size_2*in_channels_1$\n- {f} is $2*{f}$\n\n{t}",
        {"n": 73728, "x": '"q" \\', "f": Fraction(-7, 3), "t": TABLE},
    )
    (words,) = pdf_words(pdf(TYPST.text(text)))
    for part in ("Strong 73,728", 'code "q" \\', "Out|put", "16 < 32", "$8$", "\u22127/3"):
        assert part in words


WORDS = '#let words(it) = if it.has("text") { it.text } else { it.at("children", default: ()).map(words).join("") }'


def test_words_stay_words_in_typst_whatever_stands_between_two() -> None:
    held = ['a"; "b', '"; "', "; ", "\\", '\\"; "', "\2", "\3; \2", '" ', "x"]
    every = list(product(held, repeat=2))
    shown = "".join(f"words({TYPST.line(Text('{a}{b}`{b}`; {a}', {'a': a, 'b': b}))}), " for a, b in every)
    found = typst.query(f"{WORDS}\n#metadata(({shown}))<it>".encode(), "<it>", field="value", ignore_system_fonts=True)
    assert json.loads(found) == [[f"{a}{b}{b}; {a}" for a, b in every]]


def test_typst_speaks_the_item_s_numbers() -> None:
    spoken = (
        "the floor of the fraction 73,728 plus 2 times 1, over 2, end of fraction, end of floor, plus 1",
        "o equals 73,728 times n",
    )
    assert all(f'alt: "{words}"' in TYPST.text(SIZE) for words in spoken)


def test_an_empty_text_is_content_in_typst() -> None:
    assert pdf(f"par({TYPST.line(Text(''))})", TYPST.text(Text("")))


def test_numbers_are_grouped_as_their_place_wants_it() -> None:
    assert HTML.text(SIZE) == (
        r"<p>An input of 73,728 pixels gives \(\left\lfloor \frac{73{,}728 + 2 \cdot 1}{2} \right\rfloor + 1\) from "
        r"<code>Conv2d(10000)</code>.</p><p>\[o = 73{,}728 \cdot n\]</p>"
    )
    assert MARKDOWN.text(SIZE) == (
        r"An input of 73,728 pixels gives $\left\lfloor \frac{73{,}728 + 2 \cdot 1}{2} \right\rfloor + 1$ from "
        "`Conv2d(10000)`.\n\n" + r"$$o = 73{,}728 \cdot n$$"
    )
    assert TERMINAL.text(SIZE) == (
        "An input of 73,728 pixels gives ⌊(73,728 + 2 × 1)/2⌋ + 1 from Conv2d(10000).\n\n    o = 73,728 × n"
    )
    assert SPEECH.text(SIZE) == (
        "An input of 73,728 pixels gives the floor of the fraction 73,728 plus 2 times 1, over 2, end of fraction, "
        "end of floor, plus 1 from Conv2d(10000). o equals 73,728 times n."
    )
    assert '$floor(frac("73,728"+2⋅1, 2))+1$' in TYPST.text(SIZE)


@pytest.mark.parametrize("printer", PRINTERS)
def test_short_numbers_are_not_grouped(printer: Printer) -> None:
    assert "999" in printer.line(Text("{n} $n == {n}$ `{n}`", {"n": 999}))


@pytest.mark.parametrize(
    ("printer", "expected"),
    [
        (HTML, r"\u22127/3 \(\frac{7}{3}\) <code>-3</code>"),
        (MARKDOWN, r"\u22127/3 $\frac{7}{3}$ `-3`"),
        (TERMINAL, "\\u22127/3 7/3 -3"),
        (SPEECH, "minus 7 over 3 7 over 3 -3"),
    ],
)
def test_fractions_and_negative_numbers_are_shown(printer: Printer, expected: str) -> None:
    text = Text("{a} ${b}$ `{c}`", {"a": Fraction(-7, 3), "b": Fraction(7, 3), "c": -3})
    assert printer.line(text) == expected.replace(r"\u2212", "\u2212")


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("words", ["x", "\\)", "$"])
def test_words_have_no_place_in_mathematics(printer: Printer, words: str) -> None:
    with pytest.raises(FormulaError, match="takes a number"):
        printer.line(Text("$n + {x}$", {"x": words}))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_missing_value_is_named(printer: Printer) -> None:
    with pytest.raises(FormulaError, match="stride"):
        printer.line(Text("Stride {stride} here"))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_line_may_be_nothing_but_a_value(printer: Printer) -> None:
    assert "16" in printer.line(Text("{x}", {"x": 16}))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_line_is_one_paragraph(printer: Printer) -> None:
    with pytest.raises(FormulaError, match="one paragraph"):
        printer.line(Text("one\n\ntwo"))


@pytest.mark.parametrize("printer", PRINTERS)
def test_a_template_is_printed_once_and_has_a_place_for_each_value(printer: Printer) -> None:
    pattern = printer.whole_pattern(SIZE.template)
    assert pattern is printer.whole_pattern(SIZE.template)
    assert {name for name, _, _ in pattern.gaps} == {"n", "p", "s", "c"}
    assert pattern.words.replace("%%", "").count("%s") == len(pattern.gaps)


@pytest.mark.parametrize("printer", [HTML, MARKDOWN, TERMINAL, SPEECH])
def test_a_percent_sign_is_itself_with_and_without_values(printer: Printer) -> None:
    assert [printer.line(Text(template, {"n": 3})) for template in ("5%s of it", "{n} are 5%s")] == [
        "5%s of it",
        "3 are 5%s",
    ]


def test_html_lists_and_tables_are_well_formed() -> None:
    shown = HTML.text(Text("- **a**\n- *b* {x}\n\n{t}", {"x": "<i>", "t": TABLE}))
    root = etree.fromstring(f"<div>{shown}</div>")
    assert [element.tag for element in root] == ["ul", "div"]
    assert [element.tag for element in root[1]] == ["table"]
    assert root.xpath("div/table/thead/tr/th[@scope='col']/text()") == ["Layer", "Out|put"]
    assert root.xpath("div/table/tbody/tr/td/text()") == ["conv 1", "16 < 32", "pool", "$8$"]
    assert root.xpath("div/table/@aria-label") == ["The layers' sizes"]


def test_html_has_no_bare_less_than_in_its_mathematics() -> None:
    assert HTML.line(Text("$a<b$")) == r"\(a \lt b\)"


def test_terminal_table_is_aligned() -> None:
    assert TERMINAL.text(Text("{t}", {"t": TABLE})).split("\n") == [
        "Layer  │ Out|put",
        "───────┼────────",
        "conv 1 │ 16 < 32",
        "pool   │ $8$",
    ]


def test_terminal_lists_have_bullets_and_words_no_marks() -> None:
    assert TERMINAL.text(Text("**A** *b* `c`:\n\n- $kernel_size_2**2$\n- two")) == "A b c:\n\n• k₂²\n• two"


def test_speech_reads_a_table_row_by_row() -> None:
    assert SPEECH.text(Text("{t}", {"t": TABLE})) == (
        "Table: The layers' sizes. Row 1: Layer, conv 1; Out|put, 16 < 32. Row 2: Layer, pool; Out|put, $8$."
    )
