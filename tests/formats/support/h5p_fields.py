"""What the content types of H5P take, as their ``semantics.json`` says it: each field's sort and the elements in it.

QuestionSet 1.20, MultiChoice 1.16, TrueFalse 1.8, Blanks 1.14 and Image 1.1. A site drops whatever else there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any, TypeAlias

Sort: TypeAlias = Any
ALWAYS = frozenset(("div", "span", "p", "br"))
"""Elements that every HTML field takes."""


def html(*tags: str) -> Sort:
    return ("html", ALWAYS | set(tags))


def several(sort: Sort, most: int = 1_000_000) -> Sort:
    return ("list", sort, most)


WORDS, FLAG, PERCENT = ("words", 10**6), ("flag",), ("percent",)
INLINE = html("strong", "em", "sub", "sup")
STEM = html("strong", "em", "sub", "sup", "h2", "h3")
MEDIA = {"type": ("library", ("H5P.Image 1.1",)), "disableImageZooming": FLAG}
RANGES = several({"from": PERCENT, "to": PERCENT, "feedback": WORDS})
CHECKS = ("enableRetry", "enableSolutionsButton", "enableCheckButton", "confirmCheckDialog", "confirmRetryDialog")
QUESTIONS = ("H5P.MultiChoice 1.16", "H5P.TrueFalse 1.8", "H5P.Blanks 1.14")


def words(*names: str) -> dict[str, Sort]:
    return dict.fromkeys(names, WORDS)


def flags(*names: str) -> dict[str, Sort]:
    return dict.fromkeys(names, FLAG)


FIELDS: Mapping[str, Sort] = {
    "H5P.QuestionSet 1.20": {
        "introPage": {
            "showIntroPage": FLAG,
            "title": INLINE,
            "introduction": INLINE,
            "startButtonText": WORDS,
        },
        "progressType": ("one of", ("textual", "dots")),
        "passPercentage": PERCENT,
        "questions": several(("library", QUESTIONS)),
        "texts": words(
            *("prevButton", "nextButton", "finishButton", "submitButton", "textualProgress", "jumpToQuestion"),
            *("questionLabel", "readSpeakerProgress", "unansweredText", "answeredText", "currentQuestionText"),
            "navigationLabel",
        ),
        "disableBackwardsNavigation": FLAG,
        "randomQuestions": FLAG,
        "endGame": {
            **flags("showResultPage", "showSolutionButton", "showRetryButton"),
            **words("noResultMessage", "message", "scoreBarLabel", "submitButtonText", "solutionButtonText"),
            **words("retryButtonText", "finishButtonText"),
            "overallFeedback": RANGES,
        },
        "override": {"checkButton": FLAG},
    },
    "H5P.MultiChoice 1.16": {
        "media": MEDIA,
        "question": STEM,
        "answers": several(
            {
                "text": INLINE,
                "correct": FLAG,
                "tipsAndFeedback": {"tip": INLINE, "chosenFeedback": INLINE, "notChosenFeedback": INLINE},
            }
        ),
        "overallFeedback": RANGES,
        "UI": words(
            *("checkAnswerButton", "submitAnswerButton", "showSolutionButton", "tryAgainButton", "scoreBarLabel"),
            *("feedbackAvailable", "correctAnswer", "wrongAnswer", "shouldCheck", "shouldNotCheck", "noInput"),
        ),
        "behaviour": {
            **flags(*CHECKS, "singlePoint", "randomAnswers", "showSolutionsRequiresInput", "autoCheck"),
            **flags("showScorePoints"),
            "type": ("one of", ("auto", "multi", "single")),
            "passPercentage": PERCENT,
        },
    },
    "H5P.TrueFalse 1.8": {
        "media": MEDIA,
        "question": STEM,
        "correct": ("one of", ("true", "false")),
        "l10n": words(
            *("trueText", "falseText", "score", "checkAnswer", "submitAnswer", "showSolutionButton", "tryAgain"),
            *("wrongAnswerMessage", "correctAnswerMessage", "scoreBarLabel"),
        ),
        "behaviour": {
            **flags(*CHECKS, "autoCheck"),
            "feedbackOnCorrect": ("words", 2048),
            "feedbackOnWrong": ("words", 2048),
        },
    },
    "H5P.Blanks 1.14": {
        "media": MEDIA,
        "text": html("strong", "em", "u", "a", "ul", "ol", "li", "h2", "h3", "hr"),
        "questions": several(html("strong", "em", "del", "u"), most=31),
        "overallFeedback": RANGES,
        **words("showSolutions", "tryAgain", "checkAnswer", "submitAnswer", "notFilledOut", "answerIsCorrect"),
        **words("answerIsWrong", "answeredCorrectly", "answeredIncorrectly", "solutionLabel", "inputLabel"),
        **words("scoreBarLabel"),
        "behaviour": {
            **flags(*CHECKS, "autoCheck", "caseSensitive", "showSolutionsRequiresInput", "separateLines"),
            **flags("acceptSpellingErrors"),
        },
    },
    "H5P.Image 1.1": {
        "contentName": ("raw",),
        "alt": ("raw",),
        "file": {
            **dict.fromkeys(("path", "mime"), ("raw",)),
            **dict.fromkeys(("width", "height"), ("pixels",)),
            "copyright": {"license": ("raw",)},
        },
    },
}


def faults(library: str, params: Mapping[str, Any]) -> list[str]:
    """Where the values of a content type's fields are not what it takes, a sentence each."""
    return list(_faults(library, FIELDS[library], params))


def _faults(where: str, sort: Sort, value: Any) -> Iterator[str]:
    if isinstance(sort, Mapping):
        for name in value:
            if name in sort:
                yield from _faults(f"{where} {name}", sort[name], value[name])
            else:
                yield f"{where} has no field {name}"
        return
    kind, *rest = sort
    if kind == "list":
        if not 1 <= len(value) <= rest[1]:
            yield f"{where} has {len(value)} entries"
        for number, one in enumerate(value):
            yield from _faults(f"{where} {number}", rest[0], one)
    elif kind == "library":
        if value["library"] not in rest[0] or set(value) != {"library", "params", "subContentId", "metadata"}:
            yield f"{where} holds {value['library']}"
        yield from _faults(f"{where} {value['library']}", FIELDS[value["library"]], value["params"])
    elif not _fits(kind, rest, value):
        yield f"{where} holds {value!r}, which is no {kind} {rest}"


def _fits(kind: str, rest: Sequence[Any], value: Any) -> bool:
    if kind in {"flag", "percent", "pixels"}:
        return (
            isinstance(value, bool)
            if kind == "flag"
            else type(value) is int and value <= {"percent": 100}.get(kind, value)
        )
    if not isinstance(value, str):
        return False
    if kind == "one of":
        return value in rest[0]
    if kind == "words":
        return len(value) <= rest[0] and not re.search(r"[<>]|&(?!\w+;|#\w+;)", value)
    return kind == "raw" or Elements(value).names <= rest[0]


class Elements(HTMLParser):
    """The elements of HTML, which has to be closed well, and its words; breaks and ends of paragraphs are new lines."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.words = ""
        self.open: list[str] = []
        self.feed(shown)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert not attrs
        self.names.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.words += "\n" if tag == "p" else ""

    def handle_startendtag(self, tag: str, attrs: Any) -> None:
        assert not attrs
        self.names.add(tag)
        self.words += "\n" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.words += data
