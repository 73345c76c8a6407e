"""QTI 2 and 3 of several programs, with standard templates and processing of their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Gaps, Number, Pairs, Steps, Unasked, Words
from quizgen.foreign.reader import decoded

MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
MAP = "http://www.imsglobal.org/question/qti_v2p2/rptemplates/map_response.xml"


def item(declared: str, body: str, processing: str = "", more: str = "") -> tuple[Foreign, ForeignFile]:
    told = (
        '<?xml version="1.0"?>\n<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" '
        'title="T">\n'
        f"{declared}\n{more}<itemBody>{body}</itemBody>\n{processing}</assessmentItem>"
    )
    found = decoded(told.encode(), "i.xml")
    return found.questions[0], found


def response(values: str, base: str = "identifier", cardinality: str = "single", mapping: str = "") -> str:
    correct = "".join(f"<value>{value}</value>" for value in values.split("|"))
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{correct}</correctResponse>{mapping}</responseDeclaration>"
    )


def template(url: str) -> str:
    return f'<responseProcessing template="{url}"/>'


def choices(sort: str = "choiceInteraction", most: int = 1) -> str:
    inside = "".join(f'\n<simpleChoice identifier="{one}">{one} <b>x</b></simpleChoice>' for one in "ABC")
    return f'<{sort} responseIdentifier="RESPONSE" maxChoices="{most}"><prompt>Which?</prompt>{inside}</{sort}>'


def test_match_correct_gives_all_or_nothing() -> None:
    found, file = item(response("B"), f"<p>Text.</p>{choices()}", template(MATCH))
    assert isinstance(found.asked, Choosing)
    told: list[object] = [(one.text.source, one.share, one.line) for one in found.asked.options]
    assert told == [("A <b>x</b>", 0, 5), ("B <b>x</b>", 1, 6), ("C <b>x</b>", 0, 7)]
    assert found.stem.source == "<p>Text.</p><p>Which?</p>"
    assert not file.remarks


def test_without_any_processing_the_declared_key_counts() -> None:
    found, _ = item(response("C"), choices())
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [0, 0, 1]


def test_map_response_gives_each_option_its_part() -> None:
    entries = "".join(
        f'<mapEntry mapKey="{key}" mappedValue="{value}"/>' for key, value in (("A", 2), ("B", -1), ("C", 2))
    )
    declared = response("A|C", cardinality="multiple", mapping=f'<mapping lowerBound="0">{entries}</mapping>')
    found, _ = item(declared, choices(most=0), template(MAP))
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [Fraction(1, 2), Fraction(-1, 4), Fraction(1, 2)]
    assert not found.asked.single
    assert found.points == 4


@pytest.mark.parametrize(
    ("test", "tolerance"),
    [
        ('<equal toleranceMode="absolute" tolerance="0.5 0.5">{}</equal>', Fraction(1, 2)),
        ('<equal toleranceMode="relative" tolerance="10">{}</equal>', 2),
        ("<equal>{}</equal>", 0),
        ("<match>{}</match>", 0),
    ],
)
def test_a_number_has_the_tolerance_of_its_test(test: str, tolerance: Fraction) -> None:
    sides = '<correct identifier="RESPONSE"/><variable identifier="RESPONSE"/>'
    point = '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
    right = f"<responseIf>{test.format(sides)}{point}</responseIf>"
    processing = f"<responseProcessing><responseCondition>{right}</responseCondition></responseProcessing>"
    entry = '<p><textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    found, _ = item(response("20", "float"), f"<p>How many?</p>{entry}", processing)
    assert isinstance(found.asked, Number)
    told: list[object] = [(one.value, one.tolerance, one.share) for one in found.asked.accepted]
    assert told == [(20, tolerance, 1)]


def test_words_are_mapped() -> None:
    entries = '<mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york city" mappedValue="0.5"/>'
    declared = response("York", "string", mapping=f"<mapping>{entries}</mapping>")
    found, _ = item(declared, '<p>A town in <textEntryInteraction responseIdentifier="RESPONSE"/>.</p>', template(MAP))
    assert isinstance(found.asked, Gaps)
    assert found.stem.source == "<p>A town in {#1}.</p>"
    (gap,) = found.asked.gaps
    assert isinstance(gap.asked, Words)
    assert [(one.written, one.share) for one in gap.asked.accepted] == [("York", 1), ("york city", Fraction(1, 2))]


def test_pairs_of_two_sets_and_of_gaps() -> None:
    choice = '<simpleAssociableChoice identifier="{0}" matchMax="1">{0}{0}</simpleAssociableChoice>'
    both = ("".join(map(choice.format, names)) for names in ("PQ", "XYZ"))
    sides = "".join(f"<simpleMatchSet>{one}</simpleMatchSet>" for one in both)
    declared = response("P Y|Q X", "directedPair", "multiple")
    found, _ = item(
        declared, f'<matchInteraction responseIdentifier="RESPONSE">{sides}</matchInteraction>', template(MATCH)
    )
    assert isinstance(found.asked, Pairs)
    told = [(one.prompt.source if one.prompt else None, one.answer.source) for one in found.asked.pairs]
    assert told == [("PP", "YY"), ("QQ", "XX"), (None, "ZZ")]


def test_words_for_gaps_are_menus_in_the_text() -> None:
    body = (
        '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="W">winter</gapText>'
        '<gapText identifier="S">summer</gapText><p>Now is the <gap identifier="G1"/> of our.</p></gapMatchInteraction>'
    )
    found, _ = item(response("W G1", "directedPair", "multiple"), body, template(MATCH))
    assert isinstance(found.asked, Gaps)
    (gap,) = found.asked.gaps
    assert isinstance(gap.asked, Choosing)
    assert found.stem.source == "<p>Now is the {#1} of our.</p>"
    told: list[object] = [(one.text.source, one.share) for one in gap.asked.options]
    assert told == [("winter", 1), ("summer", 0)]


def test_steps_stand_as_they_are_right() -> None:
    found, _ = item(response("C|A|B", cardinality="ordered"), choices("orderInteraction"), template(MATCH))
    assert isinstance(found.asked, Steps)
    assert [one.source[0] for one in found.asked.steps] == ["C", "A", "B"]


def test_feedback_is_that_of_the_very_option_of_all_and_of_wrong_ones() -> None:
    outcome = '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
    processing = (
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/>'
        '<correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1'
        '</baseValue></setOutcomeValue></responseIf></responseCondition><setOutcomeValue identifier="F">'
        '<variable identifier="RESPONSE"/></setOutcomeValue></responseProcessing>'
        '<modalFeedback outcomeIdentifier="F" identifier="A" showHide="show">Not A</modalFeedback>'
        '<modalFeedback outcomeIdentifier="F" identifier="B" showHide="hide">Not B</modalFeedback>'
    )
    found, _ = item(response("B"), choices(), processing, outcome)
    assert isinstance(found.asked, Choosing)
    assert [one.feedback.source if one.feedback else "" for one in found.asked.options] == ["Not A", "", ""]
    assert found.wrong
    assert found.wrong.source == "Not B"


@pytest.mark.parametrize(
    "sort", ["extendedTextInteraction", "hotspotInteraction", "sliderInteraction", "uploadInteraction"]
)
def test_what_cannot_be_asked_elsewhere_is_named(sort: str) -> None:
    found, _ = item(response("A"), f'<p>Do.</p><{sort} responseIdentifier="RESPONSE"/>', template(MATCH))
    assert (found.asked, found.stem.source) == (Unasked(sort), "<p>Do.</p>")


def test_operators_of_somebody_s_own_are_remarked_and_the_key_is_kept() -> None:
    processing = (
        '<responseProcessing><setOutcomeValue identifier="SCORE"><customOperator class="org.own.Score"/>'
        "</setOutcomeValue></responseProcessing>"
    )
    found, file = item(response("B"), choices(), processing)
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [0, 1, 0]
    assert [(one.rule, "org.own.Score" in one.words) for one in file.remarks] == [("processing-unread", True)]


def test_version_three_is_read_as_version_two_is() -> None:
    told = (
        '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="T">'
        '<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier">'
        "<qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration><qti-item-body>"
        '<p data-a-b="c">Text</p><qti-choice-interaction response-identifier="RESPONSE" max-choices="1">'
        '<qti-simple-choice identifier="A">a</qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice>'
        '</qti-choice-interaction></qti-item-body><qti-response-processing template="https://purl.imsglobal.org/spec/qti/'
        'v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>'
    )
    found = decoded(told.encode(), "i.xml")
    (question,) = found.questions
    assert isinstance(question.asked, Choosing)
    assert (found.sort, question.stem.source) == ("qti30", '<p data-a-b="c">Text</p>')
    shares: list[object] = [(one.text.source, one.share) for one in question.asked.options]
    assert shares == [("a", 0), ("b", 1)]


@pytest.mark.parametrize(
    "rule", ["<power>{0}<baseValue baseType='integer'>64</baseValue></power>", "<product>{0}{0}</product>"]
)
def test_numbers_that_grow_without_end_are_given_up(rule: str) -> None:
    base = '<baseValue baseType="float">1e99</baseValue>'
    steps = "".join(
        f'<setOutcomeValue identifier="SCORE">{rule.format(inside)}</setOutcomeValue>'
        for inside in (base, *['<variable identifier="SCORE"/>'] * 60)
    )
    found, file = item(response("B"), choices(), f"<responseProcessing>{steps}</responseProcessing>")
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [0, 1, 0]
    assert [one.rule for one in file.remarks] == ["processing-unread"]


def test_a_place_may_be_named_by_a_variable() -> None:
    outcome = (
        '<outcomeDeclaration identifier="P" cardinality="single" baseType="integer"><defaultValue><value>2</value>'
        "</defaultValue></outcomeDeclaration>"
        '<outcomeDeclaration identifier="F" cardinality="single" baseType="identifier"/>'
    )
    second = '<index n="P"><variable identifier="RESPONSE"/></index>'
    test = f'<match><baseValue baseType="identifier">A</baseValue>{second}</match>'
    then = '<setOutcomeValue identifier="F"><baseValue baseType="identifier">yes</baseValue></setOutcomeValue>'
    processing = (
        f"<responseProcessing><responseCondition><responseIf>{test}{then}</responseIf></responseCondition>"
        '</responseProcessing><modalFeedback outcomeIdentifier="F" identifier="yes" showHide="show">Yes</modalFeedback>'
    )
    found, file = item(response("C|A", cardinality="ordered"), choices("orderInteraction"), processing, outcome)
    assert isinstance(found.asked, Steps)
    assert found.right
    assert found.right.source == "Yes"
    assert not file.remarks


def test_blank_lines_of_code_stay() -> None:
    found, _ = item(response("B"), f"<p>a</p>\n\n<pre>x = 1\n\ny = 2</pre>{choices()}", template(MATCH))
    assert "<p>a</p>\n<pre>x = 1\n\ny = 2</pre>" in found.stem.source
