"""Writes a practice set on what a class believes wrongly."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from quizgen import resources
from quizgen.cli import plugins, rendering
from quizgen.cli.analyzing import Asked
from quizgen.cli.errors import remark
from quizgen.cli.options import Seed
from quizgen.cli.places import end, place, stem
from quizgen.cli.spools import Spools
from quizgen.cli.watching import watched
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import Options
from quizgen.model import Form, Kind
from quizgen.text.counted import many

if TYPE_CHECKING:
    from quizgen.analysis.found import Belief
    from quizgen.analysis.taken import Sitting
    from quizgen.formats.protocol import Format


def write(  # noqa: PLR0913 - what click hands over
    asked: Asked, number: int, named: tuple[str, ...], seed: Seed, output: str, *, key: bool, replace: bool
) -> None:
    """Writes so many items on the commonest misconceptions; raises QuizgenError where none is surely held."""
    from quizgen.analysis.remedial import questions, require
    from quizgen.jobs.recipe import Recipe

    chosen = rendering.formats(named or (rendering.by_suffix(output) if end(output) else "markdown",))
    where = place(output, chosen, forms=1, otherwise="folder")
    taken = asked.read()
    held = _held(taken)
    for one in held:
        remark(f"Practice on: {one.name}")
    plugins.left_out()
    seed.announce()
    options = Options(stem(output, chosen[0].suffix) if where == "file" else "practice", key=key)
    told = {"--remedial": str(number), "--seed": seed.text} | ({"--key": ""} if key else {})
    written = rendering.Written(where, output, asked.run(taken, told), replace=replace)
    recipe = Recipe(tuple(fmt.name for fmt in chosen), options)
    found = questions([one.id for one in held], seed.text, without=_asked(taken), kinds=_kinds(chosen))
    every = list(islice((one for one in found if not recipe.refusal(one)), number))
    require(every, number)
    title = f"Practice: {', '.join(one.name for one in held)}"
    form = Form(title, seed.text, (), asked=f"what “{taken[0].exam.title}” showed")
    with Spools() as spool:
        made = watched(map(recipe.made, every), "items", number)
        written.write(rendering.files(form, made, recipe, spool), chosen[0].name, named=True)


def _held(taken: list[Sitting]) -> list[Belief]:
    from quizgen.analysis.analysing import analysis, taught

    found = analysis(taken, resources.version())
    held = taught(found.concepts)
    if not held:
        few = f" of {many(found.students, 'student')}, too few to say more" if found.too_few else ""
        raise QuizgenError(
            f"no misconception is surely held by a twentieth of the class{few}: there is nothing to practise on"
        )
    return held


def _asked(taken: list[Sitting]) -> set[str]:
    """The ids of all items that the exams had."""
    return {question.item for one in taken for form in one.exam.forms for question in form.questions}


def _kinds(chosen: tuple[Format, ...]) -> frozenset[Kind]:
    """What every format can hold."""
    return frozenset(chosen[0].kinds).intersection(*(fmt.kinds for fmt in chosen))
