"""From answers to everything that they tell, over one exam or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import structs

from quizgen.analysis.beliefs import beliefs
from quizgen.analysis.exams import exam
from quizgen.analysis.found import Analysis, Belief, ExamFound, ItemFound
from quizgen.analysis.intervals import FEW, MANY
from quizgen.analysis.items import groups, items, of_radicals
from quizgen.analysis.offered import by_concept, by_misconception
from quizgen.analysis.taken import Intake, Sitting, sitting
from quizgen.marking.records import ExamKept

SCHEMA = 1
TAUGHT = 3
"""So many misconceptions are to be taught next."""


def sittings(taken: Sequence[tuple[ExamKept, Intake]]) -> list[Sitting]:
    """Exams with their answers, marked; students are counted through."""
    found: list[Sitting] = []
    for number, (kept, intake) in enumerate(taken):
        found.append(sitting(number, kept, intake, sum(len(one.takers) for one in found)))
    return found


def analysis(taken: Sequence[Sitting], version: str) -> Analysis:
    """All that is found; ``version`` is quizgen's."""
    answers = [answer for one in taken for answer in one.answers]
    told = {one.id: one for sat in taken for one in sat.exam.misconceptions}
    students, exams = sum(len(one.takers) for one in taken), len(taken)
    every = items(answers)
    # Whoever is right there would be taken for somebody who holds a misconception.
    wrong = suspects(every)
    believed = [one for one in answers if one.question.item not in wrong]
    concepts = beliefs(believed, told, by_concept)
    return Analysis(
        schema=SCHEMA,
        quizgen=version,
        exams=_told_apart([exam(one) for one in taken]),
        students=students,
        too_few="nothing" if students < FEW else "shares" if students < MANY else "",
        concepts=concepts,
        misconceptions=beliefs(believed, told, by_misconception),
        items=every,
        families=groups(answers, lambda one: (one.family, one.level), exams),
        topics=groups(answers, lambda one: (one.topic, ""), exams),
        levels=groups(answers, lambda one: ("", one.level), exams),
        slots=groups(answers, lambda one: (one.slot, one.level), exams, placed=True),
        radicals=of_radicals(answers),
        look=_look(every),
        teach=[one.id for one in taught(concepts)],
    )


def suspects(every: Sequence[ItemFound]) -> frozenset[str]:
    """The items whose key is probably wrong."""
    return frozenset(one.item for one in every if any(reason.why == "key-suspect" for reason in one.look))


def _told_apart(every: Sequence[ExamFound]) -> list[ExamFound]:
    """Exams with titles of their own: of several with one title each has its number in the order of all."""
    times = Counter(one.title for one in every)
    return [
        structs.replace(one, title=f"{one.title} ({number})") if times[one.title] > 1 else one
        for number, one in enumerate(every, 1)
    ]


def taught(concepts: Sequence[Belief]) -> list[Belief]:
    """What to teach next: what most hold, as far as it is sure that anybody does."""
    return [one for one in concepts if one.found][:TAUGHT]


def _look(every: Sequence[ItemFound]) -> list[str]:
    """Items to look at, those whose key may be wrong first, and of one sort those that tell students apart least."""
    order = (
        "key-suspect",
        "negative-discrimination",
        "below-chance",
        "no-discrimination",
        "left-blank",
        "dead-distractor",
    )
    flagged = [one for one in every if one.look and one.look[0].why in order]
    flagged.sort(key=lambda one: (order.index(one.look[0].why), one.discrimination.value or 0.0, one.item))
    return [one.item for one in flagged]
