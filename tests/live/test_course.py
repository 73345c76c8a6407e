"""Courses are played as PrairieLearn plays them: each variant is verified, and marked as quizgen marks.

All families at all levels in all kinds: one seed of each, and some of about one in each topic;
``QUIZGEN_COURSE_SEEDS=100`` plays so many of each question.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import course_answers
import pytest
from course_player import Played, Worker, played

from quizgen import catalog
from quizgen.answers import Choice
from quizgen.audit.contract.alone import FromJson
from quizgen.formats.json import dumped, item_json
from quizgen.formats.prairielearn.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.live import variant
from quizgen.model import LEVELS, Form, Item
from quizgen.text.course import COURSE

SEEDS = int(os.environ.get("QUIZGEN_COURSE_SEEDS", "0"))
"""Of each question, if that is wished."""
ONE, SOME, EACH = 1, 5, 24
"""Seeds of most questions, of some, and each how manieth is one of these."""
WRONG = 4
"""So many wrong answers are sent to a variant."""


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One process plays all topics: to import quizgen and torch takes longer than to play most of them."""
    with Worker() as found:
        yield found


def cells(topic: str) -> Iterator[Item]:
    """An item for each way in which the families of a topic, and its authored items, can be asked."""
    for source in catalog.sources():
        if source.topic != topic:
            continue
        for level in LEVELS:
            for kind in source.kinds:
                if source.authored:
                    yield from (
                        variant(source.id, level, kind, 0, item=one.id)
                        for one in islice(source.draw(level, kind, ""), 2)
                    )
                elif source.count(level, kind):
                    yield variant(source.id, level, kind, 0)


def written(items: Sequence[Item], folder: Path) -> list[Path]:
    """The folders of a course's questions."""
    for file in FORMAT.write([Form("Played", "1", tuple(items))], Options("played")):
        path = folder / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"".join(file.chunks))
    return [folder / "played.prairielearn/questions" / one["id"] for one in asked(folder / "played.prairielearn")]


def asked(course: Path) -> list[dict[str, str]]:
    """The questions of the assessment."""
    found = json.loads(
        (course / "courseInstances/quizgen/assessments/quizgen/infoAssessment.json").read_text(encoding="utf-8")
    )
    return [one for zone in found["zones"] for one in zone["questions"]]


def check(one: Played, item: Item) -> None:
    """One variant from its first showing to its marks; ``item`` is what quizgen draws for its seed."""
    question = item.question
    assert one.params["item"] == dumped(item_json(item))
    page = one.page(one.data(panel="question"))
    assert COURSE.text(question.stem) in page
    for figure in (*one.params["stem_figures"], *one.params["solution_figures"]):
        assert one.file(figure["file"]).startswith("<svg")
    right = course_answers.right(question)
    graded = one.submitted(course_answers.sent(question, right, one.params))
    assert graded.get("score") == 1, (question.id, graded["format_errors"])
    assert graded["feedback"]["remarks"] == []
    for place in range(len(question.parts)):
        for answers in islice(course_answers.wrong(question, place), WRONG):
            fields = course_answers.sent(question, answers, one.params)
            if not course_answers.can_be_sent(question, fields):
                continue
            marks = course_answers.marked(question, answers)
            graded = one.submitted(fields)
            assert not graded["format_errors"], (question.id, fields)
            assert graded["score"] == pytest.approx(course_answers.score(question, marks)), (question.id, fields)
            said = [remark["html"] for remark in graded["feedback"]["remarks"]]
            assert set(course_answers.feedback(question, marks)) <= set(said), (question.id, fields)
            answer = question.parts[place].answer
            if isinstance(answer, Choice):
                (chosen,) = answers[place].places  # type: ignore[union-attr]
                name = course_answers.name(question, place)
                assert graded["partial_scores"][name]["feedback"] == COURSE.line(answer.options[chosen].feedback)
    check_own_tests(one)


def check_own_tests(one: Played) -> None:
    """What PrairieLearn's button ``Test`` does: what is expected is what comes."""
    for kind in ("correct", "incorrect", "invalid"):
        expected = one.tested(kind)
        graded = one.submitted(expected["raw_submitted_answers"])
        if kind == "invalid":
            assert graded["format_errors"].keys() == expected["format_errors"].keys()
            continue
        assert not graded["format_errors"], (one.folder.name, expected["raw_submitted_answers"])
        assert graded["score"] == pytest.approx(expected["score"])
        assert graded["partial_scores"].keys() == expected["partial_scores"].keys()
        for name, partial in expected["partial_scores"].items():
            assert graded["partial_scores"][name]["score"] == pytest.approx(partial["score"])
            assert graded["partial_scores"][name]["weight"] == partial["weight"]


@pytest.mark.slow
def test_each_phase_may_have_a_process_of_its_own(tmp_path: Path) -> None:
    item = variant("conv-output-size", "medium", "numerical", 3)
    (folder,) = written([item], tmp_path)
    with Worker() as first:
        made = played(folder, 3, first)
    with Worker() as second:
        raw = second.call(folder, "test", made.testing("incorrect"))["raw_submitted_answers"]
    with Worker() as third:
        graded = replace(made, worker=third).submitted(raw)
    assert graded["score"] == 0
    assert len(graded["feedback"]["remarks"]) == 1


@pytest.mark.slow
@pytest.mark.parametrize("topic", catalog.topics())
def test_every_variant_is_verified_and_marked_as_quizgen_marks(topic: str, tmp_path: Path, worker: Worker) -> None:
    sources = {source.id: source for source in catalog.sources()}
    again = {source.id: FromJson(source) for source in sources.values()}
    items = list(cells(topic))
    for number, (item, folder) in enumerate(zip(items, written(items, tmp_path), strict=True)):
        alone = item.id if sources[item.family].authored else None
        many = number % EACH == len(topic) % EACH  # in each topic another one
        for seed in range(SEEDS or (SOME if many else ONE)):
            expected = variant(item.family, item.level, item.kind, seed, item=alone)
            assert list(again[item.family].faults(expected.question)) == []
            check(played(folder, seed, worker), expected)
