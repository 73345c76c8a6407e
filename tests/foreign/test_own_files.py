"""Files of our own, read as files from anywhere: every question says what its item says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import pytest
from own_dialects import DIALECTS
from own_questions import Dialect, keys, keys_of, meant, read
from three_hundred import three_hundred

from quizgen import figures
from quizgen.answers import Grid, Matching, Multiple, Numerical, Ordering
from quizgen.catalog import format_called
from quizgen.foreign.model import Foreign, ForeignFile, Gaps
from quizgen.foreign.reader import decoded
from quizgen.formats.names import idnumber, name
from quizgen.formats.protocol import Options
from quizgen.model import Form, Item

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Both:
    """A file as it was read, and the questions of each item."""

    file: ForeignFile
    dialect: Dialect
    questions: list[tuple[Item, Foreign]]


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Item]]:
    with pytest.MonkeyPatch.context() as patch:
        yield three_hundred("json", tmp_path_factory.mktemp("json"), patch)[1]


@pytest.fixture(scope="module", params=[*DIALECTS])
def both(request: pytest.FixtureRequest, items: list[Item]) -> Both:
    name = request.param
    fmt = format_called(name)
    assert fmt
    (file,) = fmt.write([Form("All", "3", tuple(items))], Options("all"))
    found = decoded(b"".join(file.chunks), file.name)
    known = defaultdict[str, list[Foreign]](list)
    for one in found.questions:
        known[one.idnumber].append(one)
    pairs = [
        (item, one)
        for item in items
        for own in [item.id if name == "json" else idnumber(item)]
        for one in (known.pop(own, None) or _parts(known, own))[:1]
    ]
    assert name == "qti12" or not known
    return Both(found, DIALECTS[name], pairs)


def _parts(known: dict[str, list[Foreign]], own: str) -> list[Foreign]:
    """Questions of the parts of an item, which Canvas asks one by one."""
    return [one for ident in known if ident.rpartition("-")[0] == own for one in known[ident]]


def alone(both: Both) -> list[tuple[Item, Foreign]]:
    """Items of one part that is no table and no shape."""
    return [
        (item, one)
        for item, one in both.questions
        for answer in [item.question.parts[0].answer]
        if len(item.question.parts) == 1 and not isinstance(answer, Grid)
        if not (isinstance(answer, Numerical) and isinstance(answer.key, tuple))
    ]


def test_nothing_is_wrong_with_them(both: Both) -> None:
    assert both.file.remarks == ()
    assert len(both.questions) == 300


def test_options_keys_shares_and_feedback_are_those_of_the_items(both: Both) -> None:
    checked = alone(both)
    assert len(checked) > 200
    for item, found in checked:
        expected = meant(item.question.parts[0].answer, both.dialect)
        assert read(found.asked, both.dialect) == expected, item.id


def test_stems_solutions_and_names_are_those_of_the_items(both: Both) -> None:
    for item, found in alone(both):
        assert both.dialect.seen(found.stem.source).startswith(both.dialect.text(item.question.stem)), item.id
        said = both.dialect.seen(found.general.source) if found.general else ""
        assert all(both.dialect.text(text) in said for text in item.question.solution), item.id
        assert found.name in {name(item), item.id}
        assert {*item.tags} <= {*found.tags}
        assert found.points == item.points


def test_figures_are_those_of_the_items(both: Both) -> None:
    drawn = 0
    for item, found in alone(both):
        wanted = len(item.question.figures)
        drawn += wanted
        assert len(found.pictures) == wanted, item.id
        assert all(one.content for one in found.pictures), item.id
        if both.file.sort in {"moodle", "qti21", "qti30"}:
            svgs = {figures.svg(one).encode().strip() for one in item.question.figures}
            assert {(one.content or b"").strip() for one in found.pictures} == svgs, item.id
        assert all(one.alt for one in found.pictures)
    assert drawn > 50


def test_gaps_have_the_keys_of_parts_and_tables_and_their_share_of_the_points(both: Both) -> None:
    if both.file.sort == "qti12":
        pytest.skip("Canvas asks each part by itself")
    checked = [(item, one) for item, one in both.questions if isinstance(one.asked, Gaps)]
    assert checked
    shapes = both.file.sort in {"moodle", "json"}
    for item, found in checked:
        assert isinstance(found.asked, Gaps)
        answers = [part.answer for part in item.question.parts]
        wanted = [list(keys_of(answer, both.dialect, shapes=shapes)) for answer in answers]
        assert keys(found.asked, both.dialect) == [key for part in wanted for key in part], item.id
        assert all(f"{{#{number}}}" in found.stem.source for number in range(1, len(found.asked.gaps) + 1))
        weights = [gap.weight for gap in found.asked.gaps]
        points = [item.points_of(n) / len(part) for n, part in enumerate(wanted) for _ in part]
        if shapes or not any(isinstance(one, Grid) for one in answers):
            assert [one / sum(weights) for one in weights] == [one / sum(points) for one in points], item.id
        assert sum(weights) > Fraction(0)


def test_what_is_said_about_the_whole_is_that_it_is_right_or_which_mistake_it_shows(both: Both) -> None:
    if not both.dialect.marked:
        pytest.skip("only QTI 2 and 3 say it there")
    told = {"order": 0, "other": 0}
    for item, found in both.questions:
        answers = [part.answer for part in item.question.parts]
        if len(answers) == 1 and isinstance(answers[0], Ordering):
            told["order"] += 1
            assert both.dialect.seen(found.wrong.source if found.wrong else "") == both.dialect.line(
                answers[0].slip.feedback
            )
        if len(answers) > 1 or isinstance(answers[0], Ordering | Grid | Matching | Multiple):
            told["other"] += 1
            assert found.right, item.id
            assert both.dialect.seen(found.right.source) == "Correct.", item.id
    assert min(told.values()) > 2
