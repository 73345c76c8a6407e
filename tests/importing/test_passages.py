"""Texts of other programs as the Markdown of imported files."""

from __future__ import annotations

import pytest

from quizgen.foreign.model import Passage
from quizgen.importing.passages import Dropped, Passages
from quizgen.importing.tex import ours
from quizgen.sets import markdown
from quizgen.text.html import HTML

SAME = [
    "<p>A <strong>bold</strong> and <em>slanted</em> word &amp; <code>x = 1</code>.</p>",
    "<p>One.</p><p>Two.</p>",
    "<ul><li>one</li><li>two</li></ul>",
    "<pre><code>for i in x:\n    print(i)</code></pre>",
    "<p>\\(x^{2}\\) and</p><p>\\[y = \\frac{1}{2}\\]</p>",
    "<p>Braces {x}, dollars $5 and $6, stars * * and _ under_scores.</p>",
]


def read(source: str, markup: str = "html") -> tuple[str, list[str]]:
    passages = Passages("Q", 1)
    return passages.text(Passage(source, markup, 1), "stem"), [one.rule for one in passages.remarks]  # type: ignore[arg-type]


@pytest.mark.parametrize("html", SAME)
def test_html_that_quizgen_writes_prints_again_as_it_was(html: str) -> None:
    assert HTML.text(markdown.text(read(html)[0])) == html


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("first<br>second", "first\n\nsecond"),
        ("<div>outer<p>inner</p></div>", "outer\n\ninner"),
        ("<h3>Title</h3>text", "**Title**\n\ntext"),
        ("<ol><li>a<li>b</ol>", "- 1\\. a\n- 2\\. b"),
        ("m<sup>2</sup> and x<sub>out</sub>", "m² and x\\_out"),
        ("<p>28 \\(28\\times 28\\)</p>", "28 28 × 28"),
        ("<script>alert(1)</script><p>safe</p>", "safe"),
        ("<p>a <![CDA[b</p>", "a \\<!\\[CDA\\[b"),
        ("<table><tr><td>a|b</td><td>c</td></tr><tr><td>1</td></tr></table>", "| a\\|b | c |\n| --- | --- |\n| 1 |  |"),
        ("<p>a <a href='https://x.org/y'>link</a></p>", "a link (https://x.org/y)"),
    ],
)
def test_html_of_others_becomes_markdown(html: str, wanted: str) -> None:
    assert read(html)[0] == wanted


def test_markdown_of_others_is_read() -> None:
    found, _ = read("**Bold** `code` $\\frac{n}{2}$ and \\$5\n\n* one\n* two\n\n```r\nx <- 1\n```", "markdown")
    assert found == "**Bold** `code` $\\frac{n}{2}$ and \\$5\n\n- one\n- two\n\n```r\nx <- 1\n```"


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"\lfloor \frac{n+2p-k}{s} \rfloor + 1", r"\left\lfloor \frac{n+2p-k}{s} \right\rfloor + 1"),
        (r"k_{\mathrm{eff}} = d(k-1)+1", r"k_{\text{eff}} = d(k-1)+1"),
        (r"2 \times b \leq x^2", r"2 \cdot b \le x^{2}"),
        (r"\frac{H \times W}{4}", r"\frac{H \cdot W}{4}"),
        (r"(k \times k \times c + 1) \times n", r"(k \cdot k \cdot c + 1) \cdot n"),
        (r"\beta_1 = 0.9", "β_1 = 0.9"),
        (r"\sum_{i=1}^n x_i", None),
        (r"\frac{1", None),
        ("a $ b", None),
    ],
)
def test_tex_of_others_is_brought_near_to_ours(tex: str, wanted: str | None) -> None:
    assert ours(tex) == wanted


@pytest.mark.parametrize(
    "tex",
    [
        "f(x)",
        "O(n^2)",
        r"\mathrm{ReLU}(x - 1)",
        r"\sigma(x)",
        "x^10",
        "1.5e3",
        "f * g",
        r"x \ast k",
        r"W^{a \times b}",
        r"(n \times n)",
        r"a = 2 \quad b = 3",
        r"n \,\text{bytes}",
    ],
)
def test_what_is_no_product_is_never_made_one(tex: str) -> None:
    text, rules = read(f"<p>\\({tex}\\)</p>")
    assert (text, rules) == (f"`{tex}`", ["formula-as-code"])


@pytest.mark.parametrize(
    ("tex", "wanted"),
    [
        (r"10\,000", "10 000"),
        ("0{,}5", "0,5"),
        (r"5\,\text{MB}", "5 MB"),
        (r"50\%", "50%"),
        (r"n \times n", "$n$ × $n$"),
        (r"C \times 28 \times 28", "$C$ × $28$ × $28$"),
        ("8", "$8$"),
    ],
)
def test_numbers_units_and_shapes_look_as_they_did(tex: str, wanted: str) -> None:
    assert read(f"<p>\\({tex}\\)</p>") == (wanted, [])


def test_a_formula_that_is_not_read_stays_as_its_tex_and_is_told() -> None:
    assert read("<p>so \\(\\int_0^1 x\\) holds</p>") == ("so `\\int_0^1 x` holds", ["formula-as-code"])


@pytest.mark.parametrize(
    ("source", "markup", "wanted"),
    [
        (r"<p>So \begin{equation}x = y\end{equation} holds.</p>", "html", "So\n\n$$x = y$$\n\nholds."),
        (r"<p>\begin{equation*} x<br> = y \end{equation*}</p>", "html", "$$x = y$$"),
        (r"<p>\[ x<br/> = y \]</p>", "html", "$$x = y$$"),
        ("So\n\\begin{equation}\nx = y\n\\end{equation}\nholds.", "markdown", "So\n\n$$x = y$$\n\nholds."),
        ("So \\begin{equation}\nx = y\n\\end{equation}", "moodle", "So\n\n$$x = y$$"),
    ],
)
def test_an_equation_needs_no_other_marks(source: str, markup: str, wanted: str) -> None:
    assert read(source, markup) == (wanted, [])


@pytest.mark.parametrize("markup", ["html", "markdown", "moodle"])
def test_aligned_formulas_stay_as_their_tex_and_are_told(markup: str) -> None:
    found, told = read("So \\begin{align} x = 1 \\\\ y = 2 \\end{align} holds.", markup)
    assert (found.count("```"), told) == (2, ["formula-as-code"])


def test_an_option_that_is_a_picture_without_words_is_none() -> None:
    passages = Passages("Q", 1)
    assert passages.line(Passage('<img src="a.png" alt="a cat">', "html", 3)) == "a cat"
    with pytest.raises(Dropped):
        passages.line(Passage('<img src="a.png">', "html", 3))


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<p>It is <del>not</del> so.</p>", "words-struck"),
        ('<table><tr><th colspan="2">a</th></tr><tr><td>1</td><td>2</td></tr></table>', "cells-joined"),
    ],
)
def test_what_changes_its_meaning_without_its_looks_is_told(html: str, rule: str) -> None:
    assert read(html)[1] == [rule]
