"""Moodle XML as other programs and old Moodles write it, read with the line of everything."""

from __future__ import annotations

import base64
from fractions import Fraction

import pytest

from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Gaps, Number, Pairs, Steps, Unasked, Words
from quizgen.foreign.reader import decoded

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
DOT = base64.b64encode(b"GIF89a").decode()


def file(body: str, head: str = HEAD) -> ForeignFile:
    return decoded(f"{head}{body}\n</quiz>\n".encode(), "bank.xml")


def one(sort: str, body: str, stem: str = "<p>How many?</p>") -> tuple[Foreign, ForeignFile]:
    """A question whose element begins on line 3, and whose own lines begin on line 6."""
    begin = f'<question type="{sort}">\n<name><text>N</text></name>\n'
    told = f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>\n'
    found = file(f"{begin}{told}{body}\n</question>")
    return found.questions[0], found


def rules(found: ForeignFile) -> list[tuple[str, int]]:
    return [(remark.rule, remark.line) for remark in found.remarks]


def test_each_piece_has_the_line_it_stands_in() -> None:
    body = (
        "<generalfeedback format='html'>\n<text>\n\n  Because.</text></generalfeedback>\n"
        "<answer fraction='100'><text>4</text>\n<feedback><text>Yes</text></feedback></answer>\n"
        "<answer fraction='0'>\n<text>5</text></answer>"
    )
    question, _ = one("multichoice", body)
    assert isinstance(question.asked, Choosing)
    right, wrong = question.asked.options
    assert question.general
    assert right.feedback
    lines = (question.line, question.stem.line, question.general.line, right.line, right.feedback.line)
    assert lines == (3, 5, 9, 10, 11)
    assert (wrong.line, wrong.text.line) == (12, 13)


def test_shares_are_exact_where_percent_cannot_be() -> None:
    body = "".join(f"<answer fraction='{n}'><text>{n}</text></answer>" for n in ("33.33333", "-14.28571", "50", "37"))
    question, _ = one("multichoice", f"<single>false</single>{body}")
    assert isinstance(question.asked, Choosing)
    assert [option.share for option in question.asked.options] == [
        Fraction(1, 3),
        Fraction(-1, 7),
        Fraction(1, 2),
        Fraction(37, 100),
    ]
    assert not question.asked.single


@pytest.mark.parametrize(("written", "single"), [("false", False), ("0", False), ("", False), ("False", True)])
def test_what_moodle_takes_for_false_is_false(written: str, single: bool) -> None:  # noqa: FBT001 - a case
    question, _ = one("multichoice", f"<single>{written}</single><answer fraction='100'><text>1</text></answer>")
    assert isinstance(question.asked, Choosing)
    assert (question.asked.single, question.asked.shuffle) == (single, False)


def test_what_cannot_be_read_is_remarked_at_its_line_and_the_rest_is_read() -> None:
    body = (
        "<defaultgrade>1,5</defaultgrade>\n<answer fraction='100%'><text>3,14</text>\n"
        "<tolerance>x</tolerance></answer>\n"
        "<answer><text>*</text></answer>"
    )
    question, found = one("numerical", body)
    assert isinstance(question.asked, Number)
    assert [answer.value for answer in question.asked.accepted] == [None, None]
    assert question.asked.accepted[0].share is None
    assert rules(found) == [
        ("number-unreadable", 7),
        ("fraction-unreadable", 7),
        ("tolerance-unreadable", 8),
        ("fraction-missing", 9),
        ("number-unreadable", 6),
    ]


def test_numbers_have_tolerances_and_units() -> None:
    body = (
        "<answer fraction='100'><text>-1.5e2</text><tolerance>0.05</tolerance></answer>"
        "<units><unit><multiplier>1000</multiplier><unit_name>km</unit_name></unit>"
        "<unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
    )
    question, found = one("numerical", body)
    assert isinstance(question.asked, Number)
    (answer,) = question.asked.accepted
    assert answer.value == -150
    assert (answer.tolerance, question.asked.unit) == (Fraction(1, 20), "m")
    assert [(unit.name, unit.factor) for unit in question.asked.others] == [("km", Fraction(1000))]
    assert not found.remarks


def test_words_mind_capitals_where_the_file_says_so() -> None:
    question, _ = one("shortanswer", "<usecase>1</usecase><answer fraction='100'><text>Re*LU</text></answer>")
    assert isinstance(question.asked, Words)
    assert question.asked.case
    assert question.asked.accepted[0].written == "Re*LU"


def test_pairs_with_and_without_a_prompt() -> None:
    body = (
        "<subquestion format='html'><text>a</text>\n<answer><text>x &lt; y</text></answer></subquestion>\n"
        "<subquestion><text></text><answer><text>z</text></answer></subquestion>\n<subquestion><text>b</text></subquestion>"
    )
    question, found = one("match", body)
    assert isinstance(question.asked, Pairs)
    told = [(pair.prompt.source if pair.prompt else None, pair.answer.source) for pair in question.asked.pairs]
    assert told == [("a", "x < y"), (None, "z"), ("b", "")]
    assert question.asked.pairs[0].answer.line == 7
    assert rules(found) == [("answer-missing", 9)]


def test_steps_stand_in_their_order() -> None:
    body = "".join(f"<answer fraction='{n}.0'><text>{step}</text></answer>" for n, step in ((1, "conv"), (2, "relu")))
    question, _ = one("ordering", body)
    assert isinstance(question.asked, Steps)
    assert [step.source for step in question.asked.steps] == ["conv", "relu"]


@pytest.mark.parametrize("sort", ["essay", "description", "calculatedmulti", "ddmarker"])
def test_types_that_nobody_asks_are_read_without_a_remark(sort: str) -> None:
    question, found = one(sort, "")
    assert question.asked == Unasked(sort)
    assert not found.remarks


def test_unknown_types_are_remarked_and_capitals_are_an_error() -> None:
    question, found = one("stack", "")
    assert question.asked == Unasked("stack")
    assert [(remark.rule, remark.severity) for remark in found.remarks] == [("type-unknown", "warning")]
    question, found = one("MultiChoice", "<answer fraction='100'><text>1</text></answer>")
    assert isinstance(question.asked, Choosing)
    assert [(remark.rule, remark.severity) for remark in found.remarks] == [("type-unknown", "error")]


def test_boxes_are_gaps_with_the_boxes_of_their_group() -> None:
    boxes = "".join(
        f"<dragbox><text>{word}</text><group>{group}</group></dragbox>"
        for word, group in (("a", 1), ("b", 2), ("c", 1))
    )
    question, found = one("ddwtos", boxes, "<p>[[3]] then\n[[2]] and [[7]]</p>")
    assert isinstance(question.asked, Gaps)
    assert question.stem.source == "<p>{#1} then\n{#2} and [[7]]</p>"
    (first, second) = question.asked.gaps
    assert isinstance(first.asked, Choosing)
    told: list[object] = [(one.text.source, one.share) for one in first.asked.options]
    assert told == [("a", 0), ("c", 1)]
    assert (first.line, second.line) == (5, 6)
    assert rules(found) == [("gap-without-box", 6)]


def test_files_stand_beside_the_text_that_calls_them() -> None:
    stem = '<img src="@@PLUGINFILE@@/a%20b.gif" alt="a &quot;dot&quot;">\n<img src="@@PLUGINFILE@@/gone.png">'
    told = (
        f'<questiontext><text><![CDATA[{stem}]]></text>\n<file name="a b.gif" path="/" encoding="base64">{DOT}</file>'
    )
    body = '</questiontext><generalfeedback><text/><file name="x.png" encoding="base64">!!</file></generalfeedback>'
    found = file(f'<question type="essay"><name><text>N</text></name>\n{told}{body}</question>')
    pictures = [(one.name, one.content, one.alt, one.line) for one in found.questions[0].pictures]
    assert pictures == [("a b.gif", b"GIF89a", 'a "dot"', 6), ("gone.png", None, "", 5), ("x.png", None, "", 6)]
    assert rules(found) == [("file-missing", 5), ("file-damaged", 6)]


def test_old_moodle_had_its_picture_beside_the_text_and_shares_in_elements() -> None:
    body = (
        f"<image>questions/dot.gif</image>\n<image_base64>\n{DOT}\n</image_base64>\n"
        "<answer><text>5</text><fraction>100</fraction><tolerance>0.5</tolerance></answer>"
    )
    question, found = one("numerical", body, "How long?")
    assert isinstance(question.asked, Number)
    assert question.asked.accepted[0].share == 1
    assert question.pictures[0].content == b"GIF89a"
    assert question.stem.source.endswith('<img src="@@PLUGINFILE@@/dot.gif" alt=""/>')
    assert not found.remarks


def test_the_picture_beside_a_text_of_plain_words_becomes_part_of_it() -> None:
    image = f"<image>questions/a dot.gif</image><image_base64>{DOT}</image_base64>"
    body = f"<questiontext format='plain_text'><text>Is 2 &lt; 3?</text></questiontext>{image}"
    stem = file(f"<question type='numerical'><name><text>Q</text></name>{body}</question>").questions[0].stem
    assert (stem.markup, stem.source) == ("html", 'Is 2 &lt; 3? <img src="@@PLUGINFILE@@/a%20dot.gif" alt=""/>')


def test_escaped_html_is_told_from_cdata_and_so_are_the_spaces_that_moodle_loses() -> None:
    begin = '<question type="essay"><name><text>N</text></name><questiontext format="html">\n<text>'
    end = "</text></questiontext></question>"
    (escaped,) = file(f"{begin}&lt;b&gt;x&lt;/b&gt; &lt;i&gt;y&lt;/i&gt;{end}").questions
    (whole,) = file(f"{begin}<![CDATA[<b>x</b> <i>y</i>]]>{end}").questions
    assert escaped.stem == whole.stem
    assert (escaped.own["escaped"], escaped.own["eaten"]) == ("4", "4")
    assert {"escaped", "eaten"}.isdisjoint(whole.own)
    (less,) = file(f"{begin}1 &lt; 2{end}").questions
    assert "escaped" not in less.own


def test_html_that_stands_as_elements_is_read_and_remarked() -> None:
    found = file(
        '<question type="essay"><name><text>N</text></name><questiontext>\n<text><p>a <b>c</b><br/></p></text>'
        "</questiontext></question>"
    )
    assert found.questions[0].stem.source == "<p>a <b>c</b><br/></p>"
    assert rules(found) == [("html-unwrapped", 4)]


def test_plain_values_are_kept_as_they_are_written_with_their_lines() -> None:
    question, _ = one("essay", "<idnumber>\n P1 \n</idnumber>\n<hidden>0</hidden>")
    assert (question.idnumber, question.own["idnumber"], question.own["idnumber@line"]) == ("P1", "\n P1 \n", "6")
    assert question.own["hidden@line"] == "9"


def test_categories_hold_for_what_follows() -> None:
    shelf = '<question type="category"><category><text>$course$/top/{}</text></category></question>\n'
    essay = '<question type="essay"><name><text>N</text></name><questiontext><text>?</text></questiontext></question>\n'
    found = file(essay + shelf.format("A/B") + essay + essay + shelf.format("C") + essay)
    assert [one.category for one in found.questions] == ["", *["$course$/top/A/B"] * 2, "$course$/top/C"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_every_encoding_that_a_file_declares_is_read(encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\r\n<quiz>\r\n'
    body = '<question type="essay"><name><text>Größe</text></name>\r\n<questiontext><text>né</text></questiontext>'
    found = decoded(f"{head}{body}</question></quiz>".encode(encoding), "x.xml")
    (question,) = found.questions
    assert (question.name, question.stem.source, question.stem.line) == ("Größe", "né", 4)
    assert not found.remarks


def test_bytes_of_another_encoding_are_remarked_at_their_line_and_read_as_windows_wrote_them() -> None:
    body = '<question type="essay"><name><text>N</text></name>\n<questiontext><text>n\u00e9</text></questiontext>'
    found = decoded(f"{HEAD}{body}</question></quiz>".encode("latin-1"), "x.xml")
    assert [(one.rule, one.line) for one in found.remarks] == [("encoding", 4)]
    assert found.questions[0].stem.source == "n\u00e9"
