"""What is kept of an exam that is over: each item in the learner's log, and the file for whoever collects it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path

from quizgen import resources
from quizgen.cli.output import Target, write_all
from quizgen.cli.record import Record
from quizgen.cli.sitting.exam import Exam
from quizgen.sets.result import NOTE, SCHEMA, Result, written
from quizgen.study.log import answers
from quizgen.study.log.events import Answered
from quizgen.study.log.offering import offered
from quizgen.study.session import Result as Graded
from quizgen.study.sitting.outcome import Outcome, total
from quizgen.study.sitting.state import State


def noted(record: Record, found: Sequence[Outcome], state: State) -> int:
    """Adds what was answered, and what was seen and left open, to the log, each once however often this is called."""
    return record.extend(_events(found, state))


def _events(found: Sequence[Outcome], state: State) -> Iterator[Answered]:
    for place, one in enumerate(found):
        if one.result and (not one.blank or place in state.seconds):
            yield _event(one.result, place, state)


def _event(result: Graded, place: int, state: State) -> Answered:
    question, sitting = result.item.question, state.begun.sitting
    slips = {met.slip.id: met.slip for mark in result.marks for met in mark.met}
    return Answered(
        uid=blake2b(f"{sitting} {place}".encode(), digest_size=8).hexdigest(),
        time=state.handed or state.begun.at,
        sitting=sitting,
        mode="exam",
        item=question.id,
        source=question.family,
        topic=question.topic,
        level=question.level,
        kind=question.kind,
        attempt=1,
        answer=answers.told([mark.given for mark in result.marks]),
        right=result.correct,
        share=float(result.share),
        misconceptions=tuple(slips),
        concepts=tuple(dict.fromkeys(slip.concept.id for slip in slips.values())),
        offered=offered(question),
        hints=0,
        seconds=round(state.seconds.get(place, 0.0), 1),
        version=resources.version(),
    )


def write(
    path: Path,
    exam: Exam,
    found: Sequence[Outcome],
    state: State,
) -> None:
    """The file that is handed in, whole or not at all; raises QuizgenError where it cannot be written."""
    whole = total(found)
    columns = [(column, text) for one in found for column, text in zip(one.kept.columns, one.texts, strict=True)]
    result = Result(
        schema=SCHEMA,
        quizgen=resources.version(),
        proctored=False,
        note=NOTE,
        title=exam.set.title,
        number=state.begun.number,
        name=state.begun.name,
        form=exam.set.form,
        seal=exam.set.seal,
        exam=exam.set.exam,
        questions=exam.set.digest,
        seed=exam.seed,
        sitting=state.begun.sitting,
        begun=state.begun.at,
        ended=state.handed or state.begun.at,
        minutes=state.begun.minutes,
        answers=dict(columns),
        seconds={str(place + 1): round(seconds, 1) for place, seconds in sorted(state.seconds.items())},
        points=_exact(whole.points),
        of=_exact(whole.most),
    )
    write_all([Target(path, [written(result)])])


def _exact(points: Fraction) -> int | str:
    return int(points) if points.denominator == 1 else f"{points.numerator}/{points.denominator}"
