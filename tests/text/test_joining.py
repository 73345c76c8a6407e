"""Texts that are joined print as each would by itself, whatever their holes are called."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.joining import followed, joined, labelling, unended
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS = (HTML, MARKDOWN, TYPST, TERMINAL, SPEECH)
PARTS = {
    "words": [Text("a kernel"), Text("a *map*"), Text("**a stride**")],
    "clashing names": [Text("{n} rows", {"n": 3}), Text("{n} columns", {"n": 1024}), Text("{n}", {"n": "x*y"})],
    "names that look joined": [Text("{t0_n} and {t1_n}", {"t0_n": 1, "t1_n": 2}), Text("{t0_n}", {"t0_n": 3})],
    "code spans": [Text("`Conv2d({k}, {s})`", {"k": 3, "s": 2}), Text("`{k}`", {"k": "a`b"}), Text("`(N, C)`")],
    "mathematics": [
        Text("$floor(({n} - {k})/{s}) + 1$", {"n": 32, "k": 3, "s": 2}),
        Text("$n**{k}$", {"k": 2}),
        Text("$o_1 == {n}$", {"n": Fraction(1, 2)}),
    ],
    "negative numbers": [Text("$2*{n}$", {"n": -3}), Text("{n}", {"n": -3}), Text("`{n}`", {"n": -3})],
    "emphasis around holes": [Text("**{n}**", {"n": 1}), Text("*{n}*", {"n": 2}), Text("**`{n}`**", {"n": 3})],
    "hostile words": [Text("{w}", {"w": "{n} $n$ <b> # `"}), Text("{n}", {"n": "\\\\* _x_"}), Text(" a ")],
    "values without a hole": [Text("a", {"n": 1}), Text("{n}", {"n": 2})],
}


@pytest.mark.parametrize("parts", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("printer", PRINTERS, ids=lambda printer: type(printer).__name__)
def test_the_whole_prints_as_its_parts_would(printer: Printer, parts: list[Text]) -> None:
    whole, each = printer.line(joined(parts, "; ")), [printer.line(part) for part in parts]
    assert _plain(whole, printer) == _plain("; ".join(each), printer)


def _plain(line: str, printer: Printer) -> str:
    """As it is; of Typst's code, which is a block for each line, all statements in one, with words in one piece."""
    if printer is not TYPST:
        return line
    joints = {'"; }; {[]; "': "; ", '"; }; {[]; ': '; "; ', '}; {[]; "': '"; ', "}; {[]; ": '"; "; '}
    for between, words in joints.items():
        line = line.replace(between, words)
    return line


def test_joined_texts_can_be_joined_again() -> None:
    inner = joined([Text("{n}", {"n": 1}), Text("{n}", {"n": 2})], " × ")
    assert TERMINAL.line(joined([inner, Text("{n}", {"n": 3}), inner])) == "1 × 2, 3, 1 × 2"


def test_of_one_text_and_of_none_nothing_is_changed() -> None:
    assert TERMINAL.line(joined([Text("`{n}` rows", {"n": 3})])) == "3 rows"
    assert joined([]) == Text("")


def test_a_sentence_follows_in_the_last_paragraph_or_in_its_own() -> None:
    assert followed(Text("How many?\n"), "Round.").template == "How many? Round."
    assert followed(Text("How many?\n\n{t}"), "Round.").template == "How many?\n\n{t}\n\nRound."
    assert followed(Text("How many?"), "").template == "How many?"
    assert followed(Text(""), "Round.").template == "Round."


def test_words_that_others_follow_have_no_full_stop() -> None:
    assert unended(Text("It has {n}.\n", {"n": 3})) == Text("It has {n}", {"n": 3})
    assert unended(Text("7.5")) == Text("7.5")


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        (Text("The stride is raised."), "The stride is raised:"),
        (Text("How many rows come out?"), "How many rows come out?"),
        (Text("{w}", {"w": "Two halves."}), "Two halves:"),
        (Text("{w}", {"w": "Really!"}), "Really!"),
        (Text("{n}", {"n": 1024}), "1,024:"),
        (Text("`Conv2d({k})`", {"k": 3}), "Conv2d(3):"),
    ],
)
def test_a_label_has_one_mark_before_what_is_said_about_it(about: Text, shown: str) -> None:
    assert TERMINAL.line(labelling(about)).replace("`", "") == shown
