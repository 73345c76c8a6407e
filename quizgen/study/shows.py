"""What the wrong numbers of an answered item show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.answers import Grid, Numerical
from quizgen.study.session import Result

if TYPE_CHECKING:
    from quizgen.diagnosis import Diagnosis


def diagnoses(place: int, result: Result) -> tuple[Diagnosis, ...]:
    """What a wrong number or table in the part at ``place`` shows; not imported before somebody answered."""
    question, mark = result.item.question, result.marks[place]
    if mark.given is None or not isinstance(question.parts[place].answer, Numerical | Grid):
        return ()
    from quizgen.diagnosis import diagnosed

    earlier = {name for part in question.parts[:place] for name in part.names}
    return diagnosed(question, place, mark.given, {name: result.own[name] for name in earlier & result.own.keys()})
