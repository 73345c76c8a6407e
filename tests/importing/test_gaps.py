"""What a file says of a gap's right answer is the solution of the part that the gap becomes."""

from __future__ import annotations

from pathlib import Path
from tomllib import loads

import pytest

from quizgen.foreign.reader import read
from quizgen.importing.file import imported

CLOZE = (
    '<quiz><question type="cloze"><name><text>C</text></name><questiontext><text><![CDATA['
    "Rows: {1:NUMERICAL:=3:0#Well counted.~=5:0#That is the input.}, ReLU is {1:MC:=bent#It has a corner.~straight}, "
    "pooling gives {1:NUMERICAL:=7:0}.]]></text></questiontext>"
    "<generalfeedback><text>See the slides.</text></generalfeedback></question></quiz>"
)
RMD = """Question
========
Rows: ##ANSWER1##, ReLU is ##ANSWER2##, pooling gives ##ANSWER3##.

Answerlist
----------
*
* bent
* straight
*

Solution
========
See the slides.

Answerlist
----------
* Well counted.
* True. It has a corner.
* False.
*

Meta-information
================
exname: c
extype: cloze
exclozetype: num|schoice|num
exsolution: 3|10|7
"""


HEAD = '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="c" title="C">'
SCORE = '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>'
SAID = '<outcomeDeclaration identifier="SAID" cardinality="multiple" baseType="identifier"/>'


def _declared(name: str, right: int) -> str:
    value = f"<correctResponse><value>{right}</value></correctResponse>"
    about = f'identifier="{name}" cardinality="single" baseType="integer"'
    return f"<responseDeclaration {about}>{value}</responseDeclaration>"


def _added(outcome: str, kind: str, by: str, value: str) -> str:
    """What a rule does for a right answer: it adds to an outcome."""
    added = f'<{by}><variable identifier="{outcome}"/><baseValue baseType="{kind}">{value}</baseValue></{by}>'
    return f'<setOutcomeValue identifier="{outcome}">{added}</setOutcomeValue>'


def _judged(name: str) -> str:
    """A point for a right number, and a sentence."""
    test = f'<equal toleranceMode="exact"><variable identifier="{name}"/><correct identifier="{name}"/></equal>'
    then = _added("SCORE", "float", "sum", "1") + _added("SAID", "identifier", "multiple", f"ON_{name}")
    return f"<responseCondition><responseIf>{test}{then}</responseIf></responseCondition>"


def _sentence(name: str, words: str) -> str:
    return f'<modalFeedback outcomeIdentifier="SAID" identifier="ON_{name}" showHide="show">{words}</modalFeedback>'


QTI = (
    f"{HEAD}{_declared('A', 3)}{_declared('B', 7)}{SCORE}{SAID}"
    '<itemBody><p>Rows: <textEntryInteraction responseIdentifier="A"/>, pooling gives '
    '<textEntryInteraction responseIdentifier="B"/>.</p></itemBody>'
    f"<responseProcessing>{_judged('A')}{_judged('B')}</responseProcessing>"
    f"{_sentence('A', 'Well counted.')}{_sentence('B', 'Well pooled.')}</assessmentItem>"
)


def explanations(name: str, content: str, folder: Path) -> list[str]:
    """What an import of a file says of each part of its only question, nothing where nothing is said."""
    path = folder / name
    path.write_text(content, encoding="utf-8")
    (item,) = loads(imported(read(path), "bank").text)["item"]
    assert "explanation" not in item
    return [part.get("explanation", "").strip() for part in item["part"]]


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("c.xml", CLOZE, ["Well counted.", "It has a corner.", "See the slides."]),
        ("c.Rmd", RMD, ["Well counted.", "It has a corner.", "See the slides."]),
        ("qti.xml", QTI, ["Well counted.", "Well pooled."]),
    ],
    ids=["moodle", "rmd", "qti21"],
)
def test_what_is_said_of_a_gaps_right_answer_stands_with_its_part(
    name: str, content: str, wanted: list[str], tmp_path: Path
) -> None:
    assert explanations(name, content, tmp_path) == wanted


def test_the_last_gap_has_its_own_words_behind_what_is_said_of_the_whole(tmp_path: Path) -> None:
    last = CLOZE.replace("=7:0}", "=7:0#Well pooled.}").replace("Well counted.", "Right.").replace("corner", "bend")
    assert explanations("c.xml", last, tmp_path) == ["Right.", "It has a bend.", "See the slides.\n\nWell pooled."]


def test_gaps_may_say_the_same(tmp_path: Path) -> None:
    same = CLOZE.replace("It has a corner.", "Well counted.")
    assert explanations("c.xml", same, tmp_path)[:2] == ["Well counted.", "Well counted."]
