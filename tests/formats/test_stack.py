"""STACK would take every question as it is meant: what is in the file, without Maxima."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from xml.etree import ElementTree as ET

import handmade
import pytest
from castexts import found
from hostile import HOSTILE, WORDS
from msgspec.structs import replace
from stacked import Question, questions, text

from quizgen import catalog
from quizgen.answers import Numerical, Option
from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.errors import UsageError
from quizgen.formats.protocol import Limited, Options
from quizgen.formats.stack import variants
from quizgen.formats.stack.format import StackFormat
from quizgen.formats.stack.variants import FEWEST, MOST, NO_FORMULA, ONE_OF_A_KIND
from quizgen.model import Choose, Form, Item, Kind, Level, Sitting
from quizgen.model import Question as Asked

FORMAT = StackFormat()
EXPORTED = (
    *("name", "questiontext", "generalfeedback", "defaultgrade", "penalty", "hidden", "idnumber", "questionvariables"),
    *("specificfeedback", "questionnote", "questiondescription", "questionsimplify", "assumepositive", "assumereal"),
    *("prtcorrect", "prtpartiallycorrect", "prtincorrect", "decimals", "multiplicationsign", "sqrtsign", "complexno"),
    *("inversetrig", "logicsymbol", "matrixparens", "variantsselectionseed"),
)
"""What STACK exports of each question, in its order, before inputs, trees, seeds and tests."""
INPUT = (
    *("name", "type", "tans", "boxsize", "strictsyntax", "insertstars", "syntaxhint", "syntaxattribute", "forbidwords"),
    *("allowwords", "forbidfloat", "requirelowestterms", "checkanswertype", "mustverify", "showvalidation", "options"),
)
NODE = (
    *("name", "description", "answertest", "sans", "tans", "testoptions", "quiet"),
    *("truescoremode", "truescore", "truepenalty", "truenextnode", "trueanswernote", "truefeedback"),
    *("falsescoremode", "falsescore", "falsepenalty", "falsenextnode", "falseanswernote", "falsefeedback"),
)
NAME = re.compile(r"[a-z][a-z0-9_]*")
SOME: tuple[tuple[str, Level, Kind], ...] = (
    ("conv-output-size", "hard", "choice"),
    ("dropout-scale", "easy", "numerical"),
    ("code-output-shape", "easy", "choice"),
    ("chain-output-size", "medium", "numerical"),
    ("activation-slope", "hard", "numerical"),
    ("size-parameters-field", "easy", "parts"),
    ("network-table", "easy", "grid"),
)


def source(name: str) -> Source:
    (one,) = [one for one in catalog.sources() if one.id == name]
    return one


def drawn(name: str, level: Level, kind: Kind) -> Item:
    """The first item that has variants."""
    asked = source(name).draw(level, kind, "stack")
    return verified(next(one for one in asked if FORMAT.refusal(one) is None))


def written(*items: Item, form: Form | None = None) -> bytes:
    (file,) = FORMAT.write([replace(form or Form("Sizes", "7", ()), items=items)], Options("exam"))
    return b"".join(file.chunks)


@pytest.fixture(scope="module", params=SOME, ids=lambda one: one[0])
def item(request: pytest.FixtureRequest) -> Item:
    return drawn(*request.param)


@pytest.fixture(scope="module")
def question(item: Item) -> Question:
    (one,) = questions(written(item))
    return one


def test_fields_are_those_that_stack_exports(question: Question) -> None:
    tags = [one.tag for one in question.element]
    assert tuple(tags[: len(EXPORTED)]) == EXPORTED
    assert list(dict.fromkeys(tags[len(EXPORTED) :])) == ["input", "prt", "deployedseed", "qtest", "tags"]
    for one in question.element.findall("input"):
        assert tuple(child.tag for child in one) == INPUT
        assert text(one, "type") in {"numerical", "algebraic"}
    for one in question.element.findall("prt/node"):
        assert tuple(child.tag for child in one) == NODE
        assert text(one, "answertest") in {"AlgEquiv", "NumAbsolute"}
    assert not question.element.findall("qtest//text"), "STACK's importer stops at text elements within tests"


def test_castexts_are_closed_and_speak_of_variables_that_there_are(question: Question) -> None:
    known = set(re.findall(r"^([a-z][a-z0-9_]*):", question.variables, re.MULTILINE))
    for castext in question.castexts():
        for shown in found(castext).shown:
            assert shown in known
    assert all(NAME.fullmatch(name) for name in known)


def test_each_input_has_its_place_its_validation_and_its_tree_once(question: Question) -> None:
    blocks = [one for one in found(question.text("questiontext/text")).blocks if not one.startswith(("if ", "/if"))]
    places = range(1, len(question.inputs) + 1)
    wanted = [f"{what}{place}" for place in places for what in ("input:ans", "validation:ans", "feedback:prt")]
    assert blocks == wanted
    assert list(question.inputs) == [f"ans{place}" for place in places]
    assert list(question.trees) == [f"prt{place}" for place in places]


def test_a_tree_looks_for_the_key_first_and_then_for_each_misconception(item: Item, question: Question) -> None:
    slips = {one.slip.id: one.slip for one in numbers(item) if one.slip}
    for tree, key in zip(question.trees.values(), question.inputs.values(), strict=True):
        right, *wrong = tree.nodes
        assert (right.tans, right.score, right.note) == (key, "1", "correct")
        assert wrong
        assert all(one.score == "0" and one.feedback for one in wrong)
        assert [one.after for one in tree.nodes] == [*map(str, range(1, len(tree.nodes))), "-1"]
        assert tree.nodes[-1].otherwise == "other"
        assert {one.sans for one in tree.nodes} == {f"ans{tree.name.removeprefix('prt')}"}
        assert len({one.note for one in tree.nodes}) == len(tree.nodes)
    assert {one.note for tree in question.trees.values() for one in tree.nodes[1:]} <= slips.keys() | {"correct"}


def numbers(item: Item) -> Iterator[Option]:
    """What is foreseen in the question for the value itself."""
    seen: list[Asked] = []

    def first(coming: Iterator[Asked]) -> Sequence[Asked]:
        seen.append(next(coming))
        return ()

    assert item.question.alike
    item.question.alike("", first)
    for number in seen[0].numericals:
        yield from number.foreseen


def test_points_are_shared_as_the_parts_share_them(item: Item, question: Question) -> None:
    assert float(question.text("defaultgrade")) == float(item.points)
    assert sum(float(tree.value) for tree in question.trees.values()) == pytest.approx(float(item.points))


def test_each_variant_is_deployed_and_tested_for_the_key_and_each_misconception(question: Question) -> None:
    assert question.seeds == list(range(1, len(question.seeds) + 1))
    assert FEWEST <= len(question.seeds) <= MOST
    notes = [text(one, "expectedanswernote") for test in question.tests[1:] for one in test.findall("expected")]
    every = {node.note for tree in question.trees.values() for node in tree.nodes}
    assert set(notes) | {"correct"} == every
    assert [text(one, "testcase") for one in question.tests] == [*map(str, range(1, len(question.tests) + 1))]


@pytest.mark.parametrize("name", ["grouped-conv-parameters", "dilated-conv-output-size"])
def test_pictures_of_a_variant_are_files_that_its_text_chooses(name: str) -> None:
    (one,) = questions(written(drawn(name, "easy", "numerical")))
    seen = list[int]()
    for path in ("questiontext", "generalfeedback"):
        files = [file.get("name") for file in one.element.findall(f"{path}/file")]
        chosen = r'\[\[if test="place=(\d+)"\]\]<p><img [^>]*PLUGINFILE@@/([^"]*)"'
        shown = re.findall(chosen, one.text(f"{path}/text"))
        assert [picture for _, picture in shown] == files
        seen += [int(place) for place, _ in shown]
    assert seen == one.seeds


def test_decimals_have_a_tolerance_and_whole_numbers_none() -> None:
    (whole,) = questions(written(drawn("conv-output-size", "hard", "numerical")))
    assert {node.test for tree in whole.trees.values() for node in tree.nodes} == {"AlgEquiv"}
    item = drawn("running-mean-update", "easy", "numerical")
    (answer,) = [part.answer for part in item.question.parts]
    assert isinstance(answer, Numerical)
    (decimal,) = questions(written(item))
    nodes = decimal.trees["prt1"].nodes
    assert {node.test for node in nodes} == {"NumAbsolute"}
    assert Fraction(nodes[0].options) > answer.tolerance, "STACK wants less than the option"


def test_a_question_is_named_by_family_level_and_place_and_tells_no_numbers_of_a_variant() -> None:
    item = drawn("conv-output-size", "hard", "numerical")
    form = Form("Sizes", "7", (), "A", ordered=True, sitting=Sitting(language="de"))
    (one,) = questions(written(item, form=form))
    assert re.fullmatch(r"A01 Conv output size, schwer #[a-z2-7]{4}", one.text("name/text"))
    assert one.text("prtincorrect/text") == "<p>Nicht richtig.</p>"


def test_the_same_item_gives_the_same_bytes() -> None:
    assert written(drawn(*SOME[0])) == written(drawn(*SOME[0]))


def test_what_has_no_formula_or_no_second_point_in_its_words_is_refused() -> None:
    assert isinstance(FORMAT, Limited)
    assert FORMAT.refusal(handmade.choice().question) == NO_FORMULA
    assert FORMAT.refusal(next(iter(source("which-conv-parameters").draw("easy", "choice", "1")))) == NO_FORMULA
    by_hand = next(iter(source("average-pool-value").draw("easy", "numerical", "1")))
    assert FORMAT.refusal(by_hand) == ONE_OF_A_KIND
    with pytest.raises(UsageError, match=r"average-pool-value has an item that stack cannot hold: .*moodle"):
        written(verified(by_hand))


def test_hostile_words_stay_words() -> None:
    item = spoiled(drawn("conv-output-size", "hard", "numerical"))
    forget()
    (one,) = questions(written(item, form=Form(HOSTILE, HOSTILE, (), course=HOSTILE, notes=(HOSTILE,))))
    forget()
    words = HOSTILE.replace("\x07", "?")
    for castext in one.castexts():
        found(castext)
        read = "".join(ET.fromstring(f"<root>{castext}</root>").itertext())
        assert read.count("]]>") == read.count(words)
    for path in ("questiontext", "generalfeedback", "questiondescription"):
        assert words in "".join(ET.fromstring(f"<root>{one.text(f'{path}/text')}</root>").itertext())


def forget() -> None:
    """No variants of before are known: others have the same ids here."""
    variants._survey.cache_clear()
    variants._variants.cache_clear()


def spoiled(item: Item) -> Item:
    """The item and all that are like it in hostile words."""
    alike = item.question.alike
    assert alike

    def hostile(seed: str, choose: Choose) -> tuple[Asked, ...]:
        return alike(seed, lambda coming: choose(map(said, coming)))

    return replace(item, question=replace(said(item.question), alike=hostile, tags=(HOSTILE, "", "0")))


def said(question: Asked) -> Asked:
    parts = tuple(replace(part, solution=(WORDS,)) for part in question.parts)
    return replace(question, stem=WORDS, parts=parts, source=HOSTILE, witnesses=())


def test_golden(golden: Callable[[str, bytes], None]) -> None:
    golden("stack.xml", written(drawn("pool-output-size", "easy", "numerical")))
