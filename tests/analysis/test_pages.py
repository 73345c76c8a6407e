from __future__ import annotations

import pytest

from quizgen.analysis.pages import Block, Span, blocks, line
from quizgen.marking.records import ExamKept
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN


def words(text: str) -> str:
    return "".join(span.text for span in line(text))


@pytest.mark.parametrize(
    ("markdown", "spans"),
    [
        ("Set `padding=1` here.", [("words", "Set "), ("code", "padding=1"), ("words", " here.")]),
        (r"a\*b \_c\_ 1\. \\", [("words", r"a*b _c_ 1. \ ".strip())]),
        ("``a ` b``", [("code", "a ` b")]),
        ("$2p$ is not $p$", [("math", "2p"), ("words", " is not "), ("math", "p")]),
        (r"about $\frac{k - 1}{2}$", [("words", "about "), ("math", "(k − 1)/(2)")]),
        (r"$\left\lfloor \frac{n}{s} \right\rfloor + 1$", [("math", "⌊ (n)/(s) ⌋ + 1")]),
        ("$s^{2} \\cdot x_{0}$", [("math", "s² · x_(0)")]),
        ("&#8288;x", [("words", "\u2060x")]),
    ],
)
def test_a_line_is_words_code_and_mathematics(markdown: str, spans: list[tuple[str, str]]) -> None:
    assert [(span.kind, span.text) for span in line(markdown)] == spans


def test_a_text_is_paragraphs_lists_tables_and_code() -> None:
    found = blocks(
        "One\ntwo\n\n- a\n- `b`\n\n```python\nx = 1\n\ny = `2`\n```\n\n| A | B\\| |\n| --- | ---: |\n| 1 | `2` |"
    )
    assert [block.kind for block in found] == ["paragraph", "list", "code", "table"]
    assert [one[0].text for one in found[2].lines] == ["x = 1", "", "y = `2`"]
    assert found[3].rows[1] == ((Span("words", "1"),), (Span("code", "2"),))
    assert found[3].rows[0][1] == (Span("words", "B|"),)


def test_hostile_words_come_out_as_they_went_in() -> None:
    for hostile in ("<b>&amp; `x` | $y$", "1. *a* _b_", "# [x](y)", "\\`"):
        assert words(MARKDOWN.line(Text("{x}", {"x": hostile}))) == hostile


def test_every_stem_and_feedback_of_an_exam_is_taken_apart_without_rest(exam: ExamKept) -> None:
    texts = [question.stem for form in exam.forms for question in form.questions]
    texts += [said for one in exam.misconceptions for said in (one.feedback, one.meaning)]
    for text in texts:
        for block in blocks(text):
            for span in _words(block):
                assert "`" not in span
                assert "$" not in span
                assert "\\" not in span


def _words(block: Block) -> list[str]:
    lines = [*block.lines, *(cell for row in block.rows for cell in row)]
    return [span.text for one in lines for span in one if span.kind != "code"]
