"""Whatever a template puts out is escaped, unless it is markup already."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from lxml import etree
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from quizgen import templating
from quizgen.errors import FormulaError
from quizgen.templating import (
    AMC,
    CARD,
    GIFT,
    LATEX,
    LINES,
    MARKDOWN,
    MUSTACHE,
    NOTEBOOK,
    PYTHON,
    TYPST,
    WORD,
    XML,
    Dialect,
    Templates,
)
from quizgen.templating.dialects import escaped
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

DIALECTS = {dialect.name: dialect for dialect in (XML, MARKDOWN, TYPST)}
MARKUPS = list(DIALECTS)
HOSTILE = ["]]>", "<b>&amp;", "\"'", "*a* _b_ `c`", "# h", "1. x", '#read("x")', "\\", "$x$", "a\nb", "{{ x }}"]


def render(markup: str, source: str, **context: object) -> str:
    return Templates(DIALECTS[markup]).environment.from_string(source).render(**context)


@pytest.mark.parametrize("words", HOSTILE)
def test_xml_gives_words_back(words: str) -> None:
    root = etree.fromstring(render("xml", '<a b="{{ w }}">{{ w }}<c>{{ w | cdata }}</c></a>', w=words))
    assert [root.text, root.get("b"), root[0].text] == [words, words.replace("\n", " "), words]


@pytest.mark.parametrize("words", HOSTILE)
def test_markdown_gives_words_back(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse(render("markdown", "{{ w }}", w=words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == words.replace("\n", " ")


@pytest.mark.parametrize("words", HOSTILE)
def test_typst_makes_a_string_literal_of_words(words: str) -> None:
    assert json.loads(render("typst", "{{ w }}", w=words)) == words


def test_typst_takes_numbers_and_nothing_strange() -> None:
    assert render("typst", "{{ 5 }} {{ -1.5 }} {{ yes }} {{ none }}", yes=True) == "5 -1.5 true none"
    with pytest.raises(FormulaError, match="neither a text, words nor a number"):
        render("typst", "{{ x }}", x=["a"])


class SlyNumber(int):
    """A number that says of itself what would be markup."""

    def __str__(self) -> str:
        return '<b>#read("x")'


class SlyWords(str):
    """Words that are no plain string."""

    __slots__ = ()


@pytest.mark.parametrize("number", [0, -7, 10**20, 1.5, -0.1, 1e-9, 1e300, float("inf"), float("nan")])
def test_numbers_are_put_out_as_python_writes_them(number: float) -> None:
    assert [render(markup, "{{ n }}", n=number) for markup in ("xml", "typst")] == [str(number)] * 2
    assert render("xml", "{{ n }}", n=number) == escape(number)


def test_what_only_passes_for_a_number_or_for_words_is_escaped() -> None:
    assert render("xml", "{{ n }}", n=SlyNumber(3)) == escape(str(SlyNumber(3)))
    assert render("typst", "{{ n }}", n=SlyNumber(3)) == "3"
    assert render("xml", "{{ w }}", w=SlyWords("<b>")) == "&lt;b&gt;"


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize("value", ["5", "-1.5", "'<b> & \"*'", "true", "none"])
def test_constants_are_escaped_as_all_values_are(markup: str, value: str) -> None:
    assert render(markup, f"{{{{ {value} }}}}") == render(markup, f"{{% set v = {value} %}}{{{{ v }}}}")


@pytest.mark.parametrize("words", [*HOSTILE, "".join(map(chr, range(0x250))), "\u2028 é &lt; '\"<>&"])
def test_words_are_escaped_as_markupsafe_does(words: str) -> None:
    assert escaped(words) == str(escape(words)) == render("xml", "{{ w }}", w=words)


def test_words_in_the_template_itself_are_escaped_alike() -> None:
    assert render("xml", "{{ 'a & b' }}") == "a &amp; b"
    assert render("markdown", "{{ 'a * b' }}") == "a \\* b"
    assert render("typst", "{{ 'a' }}") == '"a"'


@pytest.mark.parametrize("markup", MARKUPS)
def test_a_name_that_is_not_given_is_an_error(markup: str) -> None:
    with pytest.raises(UndefinedError):
        render(markup, "{{ missing }}")
    with pytest.raises(UndefinedError):
        render(markup, "{{ given.missing }}", given=Text("x"))


@pytest.mark.parametrize("markup", MARKUPS)
def test_markup_and_macros_stand_as_they_are(markup: str) -> None:
    assert render(markup, "{{ m }}", m=Markup("<*#>")) == "<*#>"
    twice = render(markup, "{% macro m(w) %}{{ w }}{% endmacro %}{{ m(w) }}", w="<*>")
    assert twice == render(markup, "{{ w }}", w="<*>")


def test_texts_are_printed_by_the_markups_own_printer() -> None:
    text = Text("**{n}** of $n/2$", {"n": 3})
    assert render("xml", "{{ t }}", t=text) == "<p><strong>3</strong> of \\(\\frac{n}{2}\\)</p>"
    assert render("xml", "{{ t | line }}", t=text) == "<strong>3</strong> of \\(\\frac{n}{2}\\)"
    assert render("markdown", "{{ t }}", t=text) == "**3** of $\\frac{n}{2}$"
    assert render("typst", "{{ t | line }}", t=text).startswith('{[]; strong({"3"; })')


def test_spoken_texts_are_data() -> None:
    text = Text("{w}", {"w": "a < *b*"})
    assert render("xml", "{{ t | speech }}", t=text) == "a &lt; *b*"
    assert render("markdown", "{{ t | speech }}", t=text) == "a \\< \\*b\\*"
    assert render("typst", "{{ t | speech }}", t=text) == '"a < *b*"'


def test_every_template_that_ships_compiles() -> None:
    suffixes = {
        "xml": XML,
        "svg": XML,
        "md": MARKDOWN,
        "typ": TYPST,
        "tex": LATEX,
        "html": XML,
        "txt": AMC,
        "gift": GIFT,
        "lines": LINES,
        "py": PYTHON,
        "mustache": MUSTACHE,
    }
    own = {("ipynb", MARKDOWN): NOTEBOOK, ("anki", XML): CARD}
    words = {"word.xml.j2", "word/answers.xml.j2", "word/footer.xml.j2"}
    names = Templates(XML).environment.list_templates(extensions=["j2"])
    assert len(names) >= 2
    for name in (name for name in names if not name.startswith("new/")):
        dialect = WORD if name in words else suffixes[name.split(".")[-2]]
        dialect = own.get((name.split("/")[0], dialect), dialect)
        Templates(dialect).environment.get_template(name)


def test_what_xml_cannot_hold_becomes_a_question_mark() -> None:
    pieces = ["a\0", "\x1b", "\t\n\r", "\ufffe\uffff\ud800", "é\U0001f600"]
    assert b"".join(templating.encoded(pieces)).decode() == "a??\t\n\r???é\U0001f600"


def test_long_output_comes_in_blocks_and_loses_nothing() -> None:
    pieces = [f"{number}," for number in range(10_000)]
    blocks = list(templating.encoded(pieces))
    assert len(blocks) > 1
    assert b"".join(blocks).decode() == "".join(pieces)
    assert list(templating.encoded([])) == []


def test_a_plugin_brings_its_own_dialect_and_templates(tmp_path: Path) -> None:
    (tmp_path / "page.txt.j2").write_text("{{ words }}: {{ text | line }}")
    shouted = Dialect("shouted", TERMINAL, lambda value: Markup(str(value).upper()))  # noqa: S704 - a toy
    own = Templates(shouted, tmp_path)
    assert own.render("page.txt.j2", words="<b>", text=Text("$n/2$ rows")) == "<B>: n/2 rows"
    assert own.environment.get_template("markdown.md.j2")


def test_a_dialect_is_imported_when_it_is_asked_for() -> None:
    """Whoever writes HTML waits for no printer of Word or STACK."""
    asked = "import sys; from quizgen.templating import {name}; print(*sorted(sys.modules))"
    late = {f"quizgen.text.{name}" for name in ("amc", "canvas", "castext", "cards", "gift", "typst", "word", "xhtml")}
    for name, wanted in (("XML", set()), ("WORD", {"quizgen.text.word"}), ("CARD", {"quizgen.text.cards"})):
        told = subprocess.run(
            [sys.executable, "-c", asked.format(name=name)], check=True, capture_output=True, text=True
        )
        assert late & set(told.stdout.split()) == wanted
    with pytest.raises(AttributeError, match="no attribute 'PAPER'"):
        templating.PAPER  # type: ignore[attr-defined]  # noqa: B018 - that is what is tested
    assert all(getattr(templating, name) for name in templating.__all__)
