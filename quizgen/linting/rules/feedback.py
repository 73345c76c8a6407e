"""What learners are told after an answer, and before another try."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.model import Choosable, Choosing, Foreign, ForeignFile
from quizgen.linting.parts import blank, choices, passages
from quizgen.linting.rule import MOODLES, RICH, About, Found
from quizgen.linting.shown.seen import empty, seen

HINTED = (*MOODLES, "json")
"""Files that hold hints, several to a question."""


@About(
    "feedback-missing",
    "note",
    "Some wrong options of a question have feedback and others have none.",
    "Whoever chose one of the others learns nothing of what was wrong.",
    RICH,
).question
def feedback_missing(question: Foreign) -> Iterator[Found]:
    """Unless the question explains itself to everybody, or all wrong options are without."""
    if not blank(question.general) or not blank(question.wrong):
        return
    for _, asked in choices(question):
        silent = [one for one in _wrong(asked) if one.feedback is None or blank(one.feedback)]
        if silent and len(silent) < len(_wrong(asked)):
            count = f"{len(silent)} of {len(_wrong(asked))} wrong options have"
            count = "a wrong option has" if len(silent) == 1 else count
            yield Found(silent[0].line, f"{count[:1].upper()}{count[1:]} no feedback: say what is wrong about it")


def _wrong(asked: Choosing) -> list[Choosable]:
    return [one for one in asked.options if one.share is not None and one.share <= 0]


@About(
    "no-feedback-at-all",
    "note",
    "No question of a file explains anything to whoever was wrong.",
    "For practice, say why a wrong answer is wrong, or how the right one is found.",
    RICH,
).file
def no_feedback_at_all(file: ForeignFile) -> Iterator[Found]:
    """Files with five choices or more."""
    asked = [question for question in file.questions if any(True for _ in choices(question))]
    if len(asked) >= 5 and not any(_explains(question) for question in asked):
        yield Found(
            asked[0].line, f"None of {len(asked)} choices has any feedback: fine for an exam, little for practice"
        )


def _explains(question: Foreign) -> bool:
    told = [question.general, question.right, question.partly, question.wrong, *question.hints]
    if any(not blank(one) for one in told):
        return True
    return any(not blank(one.feedback) for _, asked in choices(question) for one in asked.options)


@About(
    "feedback-empty",
    "note",
    "Feedback is written of which nothing is seen.",
    "An empty paragraph is left from an editor: write something, or take it away.",
    RICH,
).question
def feedback_empty(question: Foreign) -> Iterator[Found]:
    """Elements without any text are the usual way to have none."""
    for what, passage in passages(question):
        if "feedback" in what and not blank(passage) and empty(passage):
            yield Found(passage.line, f"Nothing is seen of {what}: write it, or leave it out")


@About(
    "hint-empty",
    "warning",
    "A hint has no text.",
    "Moodle drops it without a word, and with it a try.",
    HINTED,
).question
def hint_empty(question: Foreign) -> Iterator[Found]:
    """As it is seen."""
    for number, hint in enumerate(question.hints, start=1):
        if empty(hint):
            yield Found(hint.line, f"Hint {number} has no text, and Moodle drops it: write it, or leave it out")


@About(
    "hint-repeated",
    "warning",
    "Two hints of a question say the same.",
    "Each hint is a try more, and should say more.",
    HINTED,
).question
def hint_repeated(question: Foreign) -> Iterator[Found]:
    """As they are seen."""
    told: dict[str, int] = {}
    for number, hint in enumerate(question.hints, start=1):
        before = told.setdefault(seen(hint), number)
        if before != number and not empty(hint):
            yield Found(hint.line, f"Hint {number} says what hint {before} has said: write another one")


@About(
    "hints-worthless",
    "warning",
    "A question has more hints than its penalty leaves tries with points.",
    "After the last of them even the right answer gives nothing: lower the penalty, or leave out hints.",
    ("moodle",),
).question
def hints_worthless(question: Foreign) -> Iterator[Found]:
    """A right answer after all hints gives what the penalties leave; Moodle's true or false knows no hints."""
    two_sided = isinstance(question.asked, Choosing) and question.asked.two_sided
    count = 0 if two_sided else len(question.hints)
    if count > 1 and question.penalty * (count - 1) >= 1:
        words = f"With {count} hints at a penalty of {float(question.penalty):g} the last try gives no points"
        yield Found(question.hints[-1].line, words)
