"""What students type into PrairieLearn is marked as it is in the quiz, in every way in which it can be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import course_answers
import handmade
import handmade_parts
import pytest
from course_player import Played, Worker, played

from quizgen.answers import Numerical
from quizgen.formats.json import dumped, item_json
from quizgen.formats.prairielearn.format import FORMAT
from quizgen.formats.prairielearn.params import keys, params
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item, Kin

SHAPES = ["16 x 14 x 14", "16 × 14 × 14", "(16, 14, 14)", "16,14,14", "torch.Size([16, 14, 14])"]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as found:
        yield found


@pytest.fixture
def kept(tmp_path: Path, worker: Worker) -> Any:
    """Plays an item that stands in the course as it is."""
    from msgspec.structs import replace

    def of(item: Item) -> Played:
        item = replace(item, question=replace(item.question, kin=Kin(alone=True, named=False)))
        for file in FORMAT.write([Form("T", "1", (item,))], Options("kept")):
            path = tmp_path / file.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"".join(file.chunks))
        (folder,) = (tmp_path / "kept.prairielearn/questions").iterdir()
        return played(folder, 1, worker)

    return of


@pytest.mark.parametrize("item", handmade_parts.every(), ids=handmade_parts.EVERY)
def test_every_kind_of_item_is_marked_as_quizgen_marks(item: Item, kept: Any) -> None:
    one, question = kept(item), item.question
    assert one.params["item"] == dumped(item_json(item))
    graded = one.submitted(course_answers.sent(question, course_answers.right(question), one.params))
    assert (graded["score"], graded["feedback"]["remarks"]) == (1, [])
    for place in range(len(question.parts)):
        for answers in course_answers.wrong(question, place):
            fields = course_answers.sent(question, answers, one.params)
            if course_answers.can_be_sent(question, fields):
                marks = course_answers.marked(question, answers)
                graded = one.submitted(fields)
                assert graded["score"] == pytest.approx(course_answers.score(question, marks)), fields
                said = {remark["html"] for remark in graded["feedback"]["remarks"]}
                assert set(course_answers.feedback(question, marks)) <= said


@pytest.mark.parametrize(
    "typed", ["16 x 14 x 14", "16 × 14 × 14", "(16, 14, 14)", "16,14,14", "torch.Size([16, 14, 14])"]
)
def test_a_shape_is_right_however_it_is_written(typed: str, kept: Any) -> None:
    graded = kept(handmade_parts.grid()).submitted(
        {"answer_1": typed, "answer_2": "448", "answer_3": "16x7x7", "answer_4": "7850"}
    )
    assert graded["score"] == 1


@pytest.mark.parametrize("typed", ["", "16", "16 x 14", "large", "16 x 14 x 14 x 1"])
def test_what_is_no_such_shape_is_not_graded_and_says_what_is_wanted(typed: str, kept: Any) -> None:
    graded = kept(handmade_parts.grid()).submitted(
        {"answer_1": typed, "answer_2": "448", "answer_3": "16x7x7", "answer_4": "7850"}
    )
    assert set(graded["format_errors"]) == {"answer_1"}
    assert "partial_scores" not in graded
    if typed:
        assert graded["format_errors"]["answer_1"].startswith("Write 3 numbers with × or x between them")


def test_what_is_right_from_an_own_earlier_value_counts_and_says_so(kept: Any) -> None:
    graded = kept(handmade_parts.grid()).submitted(
        {"answer_1": "16 x 15 x 15", "answer_2": "448", "answer_3": "16x7x7", "answer_4": "7850"}
    )
    assert graded["partial_scores"]["answer_1"]["score"] == 0
    assert graded["partial_scores"]["answer_3"]["score"] == 1
    graded = kept(handmade_parts.grid()).submitted(
        {"answer_1": "3 x 14 x 14", "answer_2": "448", "answer_3": "3 x 7 x 7", "answer_4": "7850"}
    )
    assert graded["partial_scores"]["answer_3"]["score"] == 1
    (own,) = (one["html"] for one in graded["feedback"]["remarks"] if one["html"].startswith("Right from your own"))
    assert own == "Right from your own earlier values; with the right ones it would be 16 × 7 × 7."


def test_decimals_count_as_far_as_the_tolerance_goes(kept: Any) -> None:
    several = handmade_parts.several()
    (name, answer) = next(one for one in course_answers.numbers(several.question) if one[1].tolerance)
    one = kept(several)
    fields = course_answers.sent(several.question, course_answers.right(several.question), one.params)
    for typed, score in (("11.5", 1), ("9.5", 1), ("11.51", 0), ("9.49", 0), ("21/2", 1), ("1.05e1", 1)):
        graded = one.submitted(fields | {name: typed})
        assert graded["partial_scores"][name]["score"] == score, (typed, answer)


@pytest.mark.parametrize("item", [handmade_parts.several(), handmade_parts.grid()], ids=lambda item: item.kind)
def test_whatever_number_an_element_lets_through_is_marked(item: Item, kept: Any) -> None:
    one, question = kept(item), item.question
    right = course_answers.sent(question, course_answers.right(question), one.params)
    for typed in ("9" * 400, "-1e300", "１２", "0/7", "-0", "1_000", "3 5"):
        for name, _ in course_answers.numbers(question):
            graded = one.submitted(right | {name: typed})
            assert name in graded["format_errors"] or graded["partial_scores"][name]["score"] == 0, (name, typed)


def test_parts_weigh_as_much_as_their_points(kept: Any) -> None:
    several = handmade_parts.several()
    one = kept(several)
    every = one.submitted(course_answers.sent(several.question, course_answers.right(several.question), one.params))
    weights: dict[str, int] = {}
    for name, partial in every["partial_scores"].items():
        part = "_".join(name.split("_")[:2])
        weights[part] = weights.get(part, 0) + partial["weight"]
    points = {
        course_answers.name(several.question, place): part.points for place, part in enumerate(several.question.parts)
    }
    scale = {weights[name] / points[name] for name in points}
    assert len(scale) == 1


def test_large_whole_numbers_go_to_javascript_as_text() -> None:
    item = handmade.answered(handmade.choice(), Numerical(2**60), id="toy-large-aaaaaaaaaaaaaaaa")
    assert keys(item.question) == {"answer": str(2**60)}
    assert params(item)["parts"][0]["integer"]


def test_a_right_option_that_was_left_out_is_told_with_what_is_overlooked(kept: Any) -> None:
    graded = kept(handmade.multiple()).submitted({"answer": ["d"]})
    assert graded["feedback"]["remarks"] == [
        {
            "about": "<code>Conv2d(kernel_size=2, stride=2)</code>:",
            "html": "A kernel as wide as its <code>stride</code> leaves nothing out.",
        }
    ]
