"""Notes each try in the learner's log, as soon as it is judged."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from quizgen import resources
from quizgen.cli import clock
from quizgen.cli.record import Record, new_uid
from quizgen.cli.talk.trying import Try
from quizgen.model import Item
from quizgen.study.log import answers
from quizgen.study.log.events import Answered, Mode
from quizgen.study.log.offering import offered


class Journal:
    """What is noted of one sitting."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._sitting = new_uid()

    def note(self, item: Item, tried: Try, mode: Mode) -> None:
        """Adds a try to the log, for good; raises QuizgenError where it cannot be kept."""
        question = item.question
        slips = [met.slip for mark in tried.marks for met in mark.met]
        pairs = zip(tried.marks, question.parts, strict=True)
        share = sum((mark.share * part.points for mark, part in pairs), Fraction(0)) / question.points
        self._record.append(
            Answered(
                uid=new_uid(),
                time=clock.now(),
                sitting=self._sitting,
                mode=mode,
                item=question.id,
                source=question.family,
                topic=question.topic,
                level=question.level,
                kind=question.kind,
                attempt=tried.attempt,
                answer=answers.told([mark.given for mark in tried.marks]),
                right=share == 1,
                share=float(share),
                misconceptions=_once(slip.id for slip in slips),
                concepts=_once(slip.concept.id for slip in slips),
                offered=offered(question),
                hints=tried.hints,
                seconds=round(tried.seconds, 1),
                version=resources.version(),
            )
        )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    """Each once, as plain texts."""
    return tuple(dict.fromkeys(map(str, ids)))
