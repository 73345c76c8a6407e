"""H5P: for each form a package with its set of questions, without the content types, which the site has.

https://h5p.org/documentation/developers/h5p-specification describes the package, the ``semantics.json`` of each content
type its fields.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.errors import UsageError
from quizgen.formats.archive import small_archive
from quizgen.formats.frames import frame
from quizgen.formats.h5p import questions
from quizgen.formats.h5p.library import UNDISCLOSED, Params, dependency, words
from quizgen.formats.h5p.questions import Asked
from quizgen.formats.names import places
from quizgen.formats.protocol import File, Options, file_name
from quizgen.model import Form, Kind, Question
from quizgen.templating import XML, Templates, encoded_whole
from quizgen.text.h5p import H5P

PASSED = 50
"""Percent of the points with which a set counts as passed; whoever owns it may change that."""
LONGEST_TITLE = 255


class H5pFormat(Struct, frozen=True):
    """A set of questions for sites with H5P."""

    name: str = "h5p"
    suffix: str = ".h5p"
    kinds: frozenset[Kind] = frozenset(("choice", "multiple", "numerical", "grid"))
    heeds: frozenset[str] = frozenset(("shuffle",))
    title: str = "a set of questions as H5P content, for sites that have its content types"
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form one package; raises QuizgenError for what H5P cannot show."""
        if options.wrong:
            raise UsageError("H5P takes no points off for a wrong option: leave --wrong out, or write moodle")
        for form in forms:
            language, numbered = form.sitting.language, zip(form.items, places(form), strict=True)
            asked = [questions.asked(*one, language, shuffle=options.shuffle) for one in numbered]
            files = {picture.name: picture.content for one in asked for picture in one.pictures}
            packed = {f"content/{name}": content for name, content in files.items()}
            packed["content/content.json"] = _dumped(_content(form, asked))
            packed["h5p.json"] = _dumped(_package(form, asked))
            yield File(file_name(form, options, self.suffix), [small_archive(packed)])

    def refusal(self, question: Question) -> str | None:
        """A number with more spellings than can be listed, and a second picture."""
        return questions.refusal(question)


def _content(form: Form, asked: Sequence[Asked]) -> Params:
    said = words(form.sitting.language)["QuestionSet"]
    return {
        "introPage": {
            "showIntroPage": bool(form.notes),
            "title": H5P.string(form.title),
            "introduction": Templates(XML).render("h5p/notes.xml.j2", notes=form.notes).strip(),
            **said["introPage"],
        },
        "progressType": "dots",
        "passPercentage": PASSED,
        "questions": [one.content for one in asked],
        "texts": said["texts"],
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "overallFeedback": [{"from": 0, "to": 100}],
            **said["endGame"],
        },
        "override": {"checkButton": True},
    }


def _package(form: Form, asked: Sequence[Asked]) -> Params:
    name = form.name and frame(form.sitting.language).form_inside.format(name=form.name)
    return {
        "title": ", ".join(filter(None, (form.title, name)))[:LONGEST_TITLE],
        "language": form.sitting.language,
        "defaultLanguage": form.sitting.language,
        "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["iframe"],
        "license": UNDISCLOSED,
        "preloadedDependencies": [dependency(one) for one in ("QuestionSet", *questions.used(asked))],
    }


def _dumped(content: Params) -> bytes:
    return encoded_whole(json.dumps(content, ensure_ascii=False, indent=1))


FORMAT = H5pFormat()
