"""QTI 1.2 of several programs: what answers are worth and what is said follows from their conditions."""

from __future__ import annotations

from fractions import Fraction

from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Gaps, Number, Pairs, Unasked, Words
from quizgen.foreign.reader import decoded


def item(presentation: str, processing: str = "", feedback: str = "", meta: str = "") -> tuple[Foreign, ForeignFile]:
    told = (
        '<?xml version="1.0"?>\n<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd">\n<questestinterop>'
        f'<item ident="q1" title="Q">{meta}\n<presentation>{presentation}</presentation>\n<resprocessing><outcomes>'
        f'<decvar varname="SCORE" maxvalue="10"/></outcomes>\n{processing}</resprocessing>{feedback}</item>'
        "</questestinterop>"
    )
    found = decoded(told.encode(), "q.xml")
    return found.questions[0], found


def said(ident: str, words: str) -> str:
    return f'<itemfeedback ident="{ident}"><material><mattext>{words}</mattext></material></itemfeedback>'


def condition(test: str, score: str, shown: str = "", more: str = "") -> str:
    show = f'<displayfeedback linkrefid="{shown}"/>' if shown else ""
    points = f'<setvar varname="SCORE" action="Add">{score}</setvar>' if score else ""
    return f"<respcondition {more}><conditionvar>{test}</conditionvar>{points}{show}</respcondition>\n"


def equal(value: str, field: str = "R") -> str:
    return f'<varequal respident="{field}">{value}</varequal>'


def choice(labels: str, cardinality: str = "Single", field: str = "R", beside: str = "") -> str:
    told = "".join(
        f'\n<response_label ident="{one}"><material><mattext>{one * 2}</mattext></material></response_label>'
        for one in labels
    )
    inside = f"{beside}<render_choice>{told}</render_choice>"
    return f'<response_lid ident="{field}" rcardinality="{cardinality}">{inside}</response_lid>'


ASKED = '<material><mattext texttype="text/html">&lt;p&gt;Which?&lt;/p&gt;</mattext></material>'


def test_an_option_is_worth_what_its_conditions_give() -> None:
    processing = condition(equal("A"), "10", "a") + condition(equal("B"), "5") + condition(equal("C"), "-2.5", "c")
    found, file = item(ASKED + choice("ABC"), processing, said("a", "Yes") + said("c", "No"))
    assert isinstance(found.asked, Choosing)
    assert [(one.text.source, one.share, one.line) for one in found.asked.options] == [
        ("AA", 1, 5),
        ("BB", Fraction(1, 2), 6),
        ("CC", Fraction(-1, 4), 7),
    ]
    assert [one.feedback.source if one.feedback else "" for one in found.asked.options] == ["Yes", "", "No"]
    assert (found.stem.source, found.stem.markup) == ("<p>Which?</p>", "html")
    assert not file.remarks


def test_other_holds_where_nothing_else_gave_points() -> None:
    processing = condition(equal("B"), "10") + condition("<other/>", "0", "w")
    found, _ = item(ASKED + choice("AB"), processing, said("w", "Look again"))
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [0, 1]
    assert found.wrong
    assert found.wrong.source == "Look again"
    assert [one.feedback for one in found.asked.options] == [None, None]


def test_several_that_are_right_together_share_the_points_and_a_wrong_one_takes_them() -> None:
    test = f"<and>{equal('A')}<not>{equal('B')}</not>{equal('C')}</and>"
    found, _ = item(ASKED + choice("ABC", "Multiple"), condition(test, "10"))
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [Fraction(1, 2), -1, Fraction(1, 2)]
    assert (found.asked.single, found.own["marking"]) == (False, "together")


def test_several_that_count_one_by_one() -> None:
    processing = condition(equal("A"), "5") + condition(equal("B"), "-5") + condition(equal("C"), "5")
    found, _ = item(ASKED + choice("ABC", "Multiple"), processing)
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [Fraction(1, 2), Fraction(-1, 2), Fraction(1, 2)]
    assert "marking" not in found.own


def test_numbers_are_taken_from_equals_and_from_bounds() -> None:
    band = '<and><vargte respident="R">2.5</vargte><varlte respident="R">3.5</varlte></and>'
    processing = condition(f"<or>{equal('3')}{band}</or>", "10", "a") + condition(equal("7"), "2", "b")
    field = (
        '<response_num ident="R"><render_fib fibtype="Decimal"><response_label ident="x"/></render_fib></response_num>'
    )
    found, _ = item(ASKED + field, processing, said("a", "Yes") + said("b", "Nearly"))
    assert isinstance(found.asked, Number)
    told: list[object] = [(one.value, one.tolerance, one.share) for one in found.asked.accepted]
    assert told == [(3, Fraction(1, 2), 1), (7, 0, Fraction(1, 5))]
    assert [one.feedback.source for one in found.asked.accepted if one.feedback] == ["Yes", "Nearly"]


def test_words_are_those_of_the_conditions() -> None:
    processing = condition(f"<or>{equal('ReLU')}{equal('relu6')}</or>", "10")
    field = '<response_str ident="R"><render_fib><response_label ident="x"/></render_fib></response_str>'
    found, _ = item(ASKED + field, processing)
    assert isinstance(found.asked, Words)
    told: list[object] = [(one.written, one.share) for one in found.asked.accepted]
    assert told == [("ReLU", 1), ("relu6", 1)]
    assert not found.asked.case


def test_fields_that_offer_the_same_beside_words_are_pairs() -> None:
    beside = "<material><mattext>conv {}</mattext></material>"
    fields = "".join(choice("ABC", field=f"R{n}", beside=beside.format(n)) for n in (1, 2))
    processing = "".join(condition(equal(right, f"R{n}"), "5") for n, right in ((1, "C"), (2, "A")))
    found, _ = item(ASKED + fields, processing)
    assert isinstance(found.asked, Pairs)
    told = [(one.prompt.source if one.prompt else None, one.answer.source) for one in found.asked.pairs]
    assert told == [("conv 1", "CC"), ("conv 2", "AA"), (None, "BB")]


def test_other_fields_together_are_gaps_with_what_each_counts() -> None:
    field = '<response_str ident="S"><render_fib fibtype="Integer"/></response_str>'
    processing = condition(equal("A"), "4") + condition(equal("9", "S"), "6")
    found, _ = item(ASKED + choice("AB") + field, processing)
    assert isinstance(found.asked, Gaps)
    assert [gap.weight for gap in found.asked.gaps] == [4, 6]
    assert isinstance(found.asked.gaps[1].asked, Number)
    assert found.stem.source.split() == ["<p>Which?</p>", "<p>", "{#1}</p>", "<p>", "{#2}</p>"]


def test_what_is_not_read_is_remarked_and_the_declared_key_is_kept() -> None:
    odd = '<vardistance respident="R">3</vardistance>'
    found, file = item(ASKED + choice("AB"), condition(odd, "1") + condition(equal("B"), "10"))
    assert isinstance(found.asked, Choosing)
    assert [(one.rule, one.severity) for one in file.remarks] == [("processing-unread", "warning")]
    assert [one.share for one in found.asked.options] == [0, 1]


def test_a_place_in_a_picture_is_not_asked() -> None:
    field = '<response_xy ident="R"><render_hotspot/></response_xy>'
    found, file = item(ASKED + field, condition('<varinside respident="R">1,1,2,2</varinside>', "10"))
    assert found.asked == Unasked("response_xy")
    assert not file.remarks


def test_metadata_says_type_points_and_tags() -> None:
    label = "<qtimetadatafield><fieldlabel>{}</fieldlabel><fieldentry>{}</fieldentry></qtimetadatafield>"
    told = {"question_type": "essay_question", "points_possible": "2.5", "qmd_keywords": "a, b"}
    inside = "".join(label.format(*pair) for pair in told.items())
    found, _ = item(ASKED, meta=f"<itemmetadata><qtimetadata>{inside}</qtimetadata></itemmetadata>")
    assert (found.asked, found.points, found.tags) == (Unasked("essay_question"), Fraction(5, 2), ("a", "b"))
    assert (found.name, found.idnumber, found.sort) == ("Q", "q1", "essay_question")


def test_sections_are_categories_and_a_question_that_is_cut_off_is_left_out() -> None:
    whole = f'<item ident="a" title="A"><presentation>{ASKED}</presentation></item>'
    told = (
        f'<questestinterop>\n<assessment title="T"><section title="S"><section title="U">\n{whole}</section>\n'
        f'<item ident="b" title="B"><presentation>\n<material>'
    )
    found = decoded(told.encode(), "q.xml")
    assert (found.title, [(one.name, one.category) for one in found.questions]) == ("T", [("A", "S/U")])
    assert [(one.rule, one.line) for one in found.remarks] == [("ill-formed", 5), ("question-left-out", 4)]


def test_blackboard_has_texts_and_points_of_its_own() -> None:
    stem = "<flow><material><mat_extension><mat_formattedtext type='HTML'>&lt;b&gt;Q&lt;/b&gt;</mat_formattedtext>"
    processing = (
        "<respcondition title='correct'><conditionvar><varequal respident='R' case='No'>B</varequal></conditionvar>"
        "<setvar variablename='SCORE' action='Set'>SCORE.max</setvar></respcondition>"
        "<respcondition title='incorrect'><conditionvar><other/></conditionvar>"
        "<setvar variablename='SCORE' action='Set'>0</setvar></respcondition>"
    )
    found, file = item(f"{stem}</mat_extension></material></flow>{choice('AB')}", processing)
    assert isinstance(found.asked, Choosing)
    assert [one.share for one in found.asked.options] == [0, 1]
    assert (found.stem.source, found.stem.markup) == ("<b>Q</b>", "html")
    assert not file.remarks


def test_an_answer_in_free_words_is_not_asked() -> None:
    field = '<response_str ident="R"><render_fib rows="5"/></response_str>'
    found, _ = item(ASKED + field)
    assert found.asked == Unasked("response_str")
