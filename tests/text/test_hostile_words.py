"""No text printer takes an item's words for markup."""

from __future__ import annotations

import io
import random
import re

import pypdf
import pytest
import typst
from lxml import etree
from markdown_it import MarkdownIt

from quizgen.text import Filling, Table, Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS: list[Printer] = [HTML, MARKDOWN, TYPST, TERMINAL, SPEECH]
HOSTILE = [
    "]]>",
    "<script>alert(1)</script>",
    "<!-- x",
    "&lt;",
    '#read("x")',
    "$x$",
    "$$x$$",
    "\\(x\\)",
    "\\[x\\]",
    "*b* **b** _i_ __i__",
    "\\",
    '"\'"',
    "`code`",
    "[a](b) ![c](d)",
    "# head",
    "- item",
    "+ item",
    "1. item",
    "(a) item",
    "~~gone~~ | cell",
    "}) ; {",
    "@key //c /*c*/",
]


def plain(html: str) -> str:
    """The words of an HTML fragment, which must be well-formed XML."""
    return "".join(etree.fromstring(f"<div>{html}</div>").itertext())


def markdown_words(source: str) -> str:
    """The words of Markdown that must be one plain paragraph."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"], source
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text"}, source
    return "".join(child.content for child in children)


def pdf(*expressions: str) -> bytes:
    """The expressions, a page each, as a PDF that is accessible by standard."""
    pages = "\n#pagebreak()\n".join(f"#{expression}" for expression in expressions)
    source = f'#set document(title: "Test", date: none)\n#set page(width: 60cm)\n{pages}\n'
    result = typst.compile(source.encode(), ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert isinstance(result, bytes)
    return result


def pdf_words(document: bytes) -> list[str]:
    """The words of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_html_shows_hostile_words_as_they_are(hostile: str) -> None:
    for template in ("{x}", "See {x} there.", "`{x}`"):
        shown = HTML.line(Text(template, {"x": hostile}))
        assert plain(shown) == template.strip("`").replace("{x}", hostile)
        assert set(re.findall(r"</?\w+", shown)) <= {"<span", "</span", "<code", "</code"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_mathjax_finds_nothing_in_hostile_words(hostile: str) -> None:
    assert not re.search(r"\\[(\[]|\$\$", HTML.line(Text("{x}", {"x": hostile})))


@pytest.mark.parametrize("hostile", HOSTILE)
def test_markdown_shows_hostile_words_as_they_are(hostile: str) -> None:
    assert markdown_words(MARKDOWN.line(Text("{x}", {"x": hostile}))) == hostile
    assert markdown_words(MARKDOWN.text(Text("See {x} there.", {"x": hostile}))) == f"See {hostile} there."


def test_markdown_shows_random_marks_as_they_are() -> None:
    dice = random.Random(3)  # noqa: S311 - the same in every run
    for _ in range(5000):
        words = "".join(dice.choices("\\`*_[](){}<>#$|~&;!^@:=+-.1aI \"'", k=dice.randint(1, 12))).strip()
        expected = re.sub(r" +", " ", words)
        if words:
            assert markdown_words(MARKDOWN.line(Text("{x}", {"x": words}))) == expected
            assert markdown_words(MARKDOWN.text(Text("{n} {x}", {"n": 5, "x": words}))) == f"5 {expected}"


@pytest.mark.parametrize("number", [1, 986])
@pytest.mark.parametrize("template", ["{n}. The year", "({n}) The year", "{n}) The year", "{n}{n}. The year"])
def test_markdown_takes_no_number_for_a_list(number: int, template: str) -> None:
    assert markdown_words(MARKDOWN.text(Text(template, {"n": number}))) == template.replace("{n}", str(number))


@pytest.mark.parametrize("template", ["986. The year", "+ 1 is added", "= 3", "# no head", "-3 is less", "a) one"])
def test_markdown_takes_no_words_for_a_block(template: str) -> None:
    assert markdown_words(MARKDOWN.text(Text(template))) == template


def test_typst_shows_hostile_words_as_they_are() -> None:
    pages = [TYPST.line(Text("{x}", {"x": hostile})) for hostile in HOSTILE]
    pages += [TYPST.line(Text("`{x}`", {"x": hostile})) for hostile in HOSTILE]
    assert pdf_words(pdf(*pages)) == HOSTILE * 2


def test_terminal_lets_no_control_character_through() -> None:
    assert "\x1b" not in TERMINAL.line(Text("{x} `{x}`", {"x": "\x1b[31mred"}))


@pytest.mark.parametrize("printer", PRINTERS)
@pytest.mark.parametrize("hostile", [*HOSTILE, "two\n\nlines", "tab\there", "NUL\0"])
def test_no_hostile_word_makes_a_printer_fail(printer: Printer, hostile: str) -> None:
    values: dict[str, Filling] = {"x": hostile, "t": Table((hostile,), ((hostile,),), hostile)}
    assert printer.text(Text("**{x}** *{x}* `{x}` {x}\n\n- {x}\n\n{t}", values))
