"""Items as H5P's questions: which content type each becomes, and the values of its fields."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from struct import unpack
from typing import NamedTuple, assert_never
from uuid import NAMESPACE_URL, uuid5

from msgspec import Struct

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.errors import QuizgenError
from quizgen.formats.drawings import as_png
from quizgen.formats.fingerprint import fingerprint
from quizgen.formats.frames import frame
from quizgen.formats.h5p.blanks import typed_exactly, written
from quizgen.formats.h5p.library import UNDISCLOSED, Library, Params, called, metadata, words
from quizgen.formats.keys import remarks_on
from quizgen.formats.names import name
from quizgen.formats.shuffling import may_shuffle
from quizgen.model import Item, Question
from quizgen.text.h5p import H5P, H5P_WORDS
from quizgen.text.joining import labelling
from quizgen.text.speech import SPEECH

LONGEST = 2048
"""Characters of what is said about a statement that is true or false."""
SIZE = slice(16, 24)
"""Where width and height stand in a PNG."""


class Picture(NamedTuple):
    """A file in the package's folder for content."""

    name: str
    content: bytes


class Asked(Struct, frozen=True):
    """An item as one of H5P's questions, and its picture if it has one."""

    library: Library
    content: Params
    pictures: tuple[Picture, ...] = ()


def refusal(question: Question) -> str | None:
    """Why H5P cannot show it, nothing where it can."""
    answer = question.parts[0].answer
    numbers = answer.open if isinstance(answer, Grid) else (answer,) if isinstance(answer, Numerical) else ()
    if not all(map(typed_exactly, numbers)):
        return "H5P compares a number letter by letter, and its key is no whole number: ask it as choice"
    if sum(1 for _ in question.drawn("stem")) > 1:
        return "a question in H5P has one picture, and its stem has more: write moodle"
    if isinstance(answer, Choice) and answer.two_sided and any(len(one) > LONGEST for one in _sides(question, answer)):
        return f"what is said about its statement has more than the {LONGEST:,} characters that H5P keeps: write moodle"
    return None


def asked(item: Item, place: str, language: str, *, shuffle: bool) -> Asked:
    """The question; raises QuizgenError for what H5P cannot show."""
    if reason := refusal(item.question):
        raise QuizgenError(f"H5P cannot show {item.id}: {reason}")
    library, params = _filled(item.question, language, shuffle=shuffle)
    title, pictures = name(item, place, language), _pictures(item)
    params["media"] = {"disableImageZooming": False} | ({"type": _media(item, pictures[0])} if pictures else {})
    return Asked(library, _content(library, params, title, item.id), pictures)


def _content(library: Library, params: Params, title: str, known: str) -> Params:
    return {
        "library": called(library),
        "params": params,
        "subContentId": str(uuid5(NAMESPACE_URL, f"{library} {known}")),
        "metadata": metadata(library, title),
    }


def _filled(question: Question, language: str, *, shuffle: bool) -> tuple[Library, Params]:
    answer, said = question.parts[0].answer, words(language)
    match answer:
        case Choice(two_sided=True):
            return "TrueFalse", _statement(question, answer, deepcopy(said["TrueFalse"]))
        case Choice() | Multiple():
            return "MultiChoice", _choice(question, answer, deepcopy(said["MultiChoice"]), shuffle=shuffle)
        case Numerical() | Grid():
            return "Blanks", _blanks(question, answer, deepcopy(said["Blanks"]), frame(language).answer)
        case Matching() | Ordering():
            raise QuizgenError("H5P's sets of questions have no matching and no ordering with feedback: write moodle")
        case unknown:
            assert_never(unknown)


def _choice(question: Question, answer: Choice | Multiple, said: Params, *, shuffle: bool) -> Params:
    """All points for exactly what is right; an option's feedback is shown below it when it is chosen."""
    right = answer.correct
    return said | {
        "question": H5P.text(question.stem),
        "answers": [_option(option, correct=place in right) for place, option in enumerate(answer.options)],
        "overallFeedback": _ranges(_about(question)),
        "behaviour": {
            "enableRetry": False,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "type": "single" if isinstance(answer, Choice) else "multi",
            "singlePoint": True,
            "randomAnswers": shuffle and may_shuffle(answer),
            "showSolutionsRequiresInput": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "passPercentage": 100,
            "showScorePoints": False,
        },
    }


def _option(option: Option, *, correct: bool) -> Params:
    left = H5P.line(option.overlooked.feedback) if option.overlooked else ""
    feedback = {"tip": "", "chosenFeedback": H5P.line(option.feedback), "notChosenFeedback": left}
    return {"text": H5P.line(option.text), "correct": correct, "tipsAndFeedback": feedback}


def _statement(question: Question, answer: Choice, said: Params) -> Params:
    true, false = (H5P_WORDS.line(option.text) for option in answer.options)
    wrong, right = _sides(question, answer)
    said["l10n"] |= {"trueText": true, "falseText": false}
    return said | {
        "question": H5P.text(question.stem),
        "correct": "false" if answer.right else "true",
        "behaviour": {
            "enableRetry": False,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "autoCheck": False,
            "feedbackOnCorrect": right,
            "feedbackOnWrong": wrong,
        },
    }


def _sides(question: Question, answer: Choice) -> tuple[str, str]:
    """What is said about the wrong and the right side."""
    every = (answer.options[1 - answer.right], answer.key)
    wrong, right = (f"{H5P_WORDS.line(one.feedback)} {_about(question)}".strip() for one in every)
    return wrong, right


def _blanks(question: Question, answer: Numerical | Grid, said: Params, label: str) -> Params:
    """Gaps have no feedback of their own: what is foreseen is told below, value by value."""
    foreseen = (
        f"{H5P_WORDS.line(labelling(one.about))} {H5P_WORDS.line(one.slip.feedback)}"
        for one in remarks_on(answer)
        if one.about
    )
    return said | {
        "text": H5P.text(question.stem),
        "questions": written(answer, label),
        "overallFeedback": _ranges(_about(question), wrong=" ".join(foreseen)),
        "behaviour": {
            "enableRetry": False,
            "enableSolutionsButton": True,
            "enableCheckButton": True,
            "autoCheck": False,
            "caseSensitive": False,
            "showSolutionsRequiresInput": True,
            "separateLines": False,
            "confirmCheckDialog": False,
            "confirmRetryDialog": False,
            "acceptSpellingErrors": False,
        },
    }


def _ranges(about: str, wrong: str = "") -> list[Params]:
    """What is said by the share of the points, in percent; ``wrong`` only to whoever has not all of them."""
    if not wrong:
        return [{"from": 0, "to": 100, "feedback": about}]
    below = {"from": 0, "to": 99, "feedback": f"{wrong} {about}".strip()}
    return [below, {"from": 100, "to": 100, "feedback": about}]


def _about(question: Question) -> str:
    """The worked solution in words, with what its drawings show."""
    drawn = (figure.alt for _, figure in question.drawn("solution"))
    return " ".join([*map(H5P_WORDS.text, question.solution), *map(H5P_WORDS.text, drawn)])


def _pictures(item: Item) -> tuple[Picture, ...]:
    shown = item.question.drawn("stem")
    return tuple(Picture(f"images/{fingerprint(item.id)}.png", as_png(figure)) for _, figure in shown)


def _media(item: Item, picture: Picture) -> Params:
    width, height = unpack(">II", picture.content[SIZE])
    (alt,) = (SPEECH.text(figure.alt) for _, figure in item.question.drawn("stem"))
    file = {
        "path": picture.name,
        "mime": "image/png",
        "copyright": {"license": UNDISCLOSED},
        "width": width,
        "height": height,
    }
    params = {"contentName": "Image", "file": file, "alt": alt}
    return _content("Image", params, alt[:255], f"{item.id} picture")


def used(questions: Sequence[Asked]) -> list[Library]:
    """The content types that they need."""
    images: list[Library] = ["Image"] if any(one.pictures for one in questions) else []
    return [*dict.fromkeys(one.library for one in questions), *images]
