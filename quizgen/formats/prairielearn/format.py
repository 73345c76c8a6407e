"""A course for PrairieLearn: every question asks quizgen on the server, so that each student has numbers of his own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.answers import Choice
from quizgen.errors import UsageError
from quizgen.formats.frames import frame
from quizgen.formats.json import dumped
from quizgen.formats.prairielearn import course
from quizgen.formats.prairielearn.params import keys, params
from quizgen.formats.prairielearn.places import Place, places
from quizgen.formats.protocol import File, Format, Options, file_name
from quizgen.model import KINDS, Form, Item, Kind
from quizgen.templating import MUSTACHE, PYTHON, Templates, encoded_whole

MAIN = "infoCourse.json"
FOLDER = ".prairielearn/"
KEPT = "variant.json"
"""Of a question whose family is nowhere to be found again."""
ANYTHING = frozenset(("numerical", "grid"))
"""What parts of a family's variants may ask for, whatever those of this one do."""


class PrairieLearnFormat(Struct, frozen=True):
    """A course folder, with its questions, one instance and one assessment."""

    name: str = "prairielearn"
    suffix: str = FOLDER + MAIN
    kinds: frozenset[Kind] = frozenset(KINDS)
    title: str = "a course for PrairieLearn, whose questions draw and verify a fresh variant for each student"
    heeds: frozenset[str] = frozenset(("extra-time",))

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form a folder; raises UsageError where wrong options cost something, which is unknown there."""
        for form in forms:
            if cost := options.wrong or form.sitting.wrong:
                raise UsageError(
                    f"PrairieLearn takes no points off, and a wrong option costs {float(cost):.4g} of them: set "
                    "wrong = 0 in the blueprint, or --wrong 0"
                )
            yield from _files(form, _root(form, options))


def _root(form: Form, options: Options) -> str:
    """The course's folder; where somebody named the main file itself, that is the folder in which it stands."""
    main = file_name(form, options, FOLDER)
    return "" if f"{options.stem}.json" == MAIN else main


def _files(form: Form, root: str) -> Iterator[File]:
    found = list(places(form.items))
    yield File(root + MAIN, course.written(course.course(form, found)))
    here = f"{root}{course.INSTANCE}"
    yield File(f"{here}/infoCourseInstance.json", course.written(course.instance(form)))
    yield File(f"{here}/assessments/quizgen/infoAssessment.json", course.written(course.assessment(form, found)))
    for place in found:
        yield from _question(place, f"{root}questions/{place.qid}", form)


def _question(place: Place, folder: str, form: Form) -> Iterator[File]:
    item = place.item
    yield File(f"{folder}/info.json", course.written(course.question(place)))
    words = frame(form.sitting.language)
    page = Templates(MUSTACHE).render("prairielearn/question.mustache.j2", elements=_elements(item), frame=words)
    yield File(f"{folder}/question.html", [encoded_whole(page)])
    kept = not item.question.kin.named
    arguments = _arguments(form, item)
    server = Templates(PYTHON).render("prairielearn/server.py.j2", kept=KEPT if kept else "", arguments=arguments)
    yield File(f"{folder}/server.py", [encoded_whole(server)])
    if kept:
        variant = {"params": params(item), "correct_answers": keys(item.question)}
        yield File(f"{folder}/{KEPT}", [encoded_whole(dumped(variant) + "\n")])


def _elements(item: Item) -> frozenset[str]:
    here = frozenset(part.answer.kind for part in item.question.parts)
    return here | ANYTHING if item.kind == "parts" else here


def _arguments(form: Form, item: Item) -> Iterator[tuple[str, object]]:
    """What the server asks quizgen for; an exam's choices have as many options for each student."""
    kin, answer = item.question.kin, item.question.parts[0].answer
    yield from (("family", item.family), ("level", item.level), ("kind", item.kind))
    if kin.alone:
        yield "item", item.id
    if kin.params:
        yield "params", dict(kin.params)
    if form.ordered and isinstance(answer, Choice) and item.kind == "choice" and not answer.two_sided:
        yield "options", len(answer.options)


FORMAT: Format = PrairieLearnFormat()
