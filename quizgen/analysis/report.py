"""The report on a class's answers: one page without anything from elsewhere."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from quizgen.analysis import plots
from quizgen.analysis.analysing import suspects, taught
from quizgen.analysis.example import Example, example
from quizgen.analysis.found import Analysis, Belief, ExamFound, GroupFound
from quizgen.analysis.intervals import FEW, MANY
from quizgen.analysis.pages import blocks, line
from quizgen.analysis.taken import Sitting
from quizgen.analysis.words import ENGLISH, Words
from quizgen.formats.frames import OWN
from quizgen.templating import XML, Templates
from quizgen.text.clipped import clipped

PLOTTED = 10
"""So many misconceptions are in the plot and told one by one."""
LONGEST = 46
"""Letters of a name in a plot."""


class Told(Struct, frozen=True):
    """A misconception with its example."""

    belief: Belief
    meaning: Sequence[object]
    example: Example | None


class Plots(Struct, frozen=True):
    """What is drawn; None where there is nothing to draw."""

    totals: list[Markup | None]
    forms: list[Markup | None]
    slots: Markup | None
    beliefs: Markup | None


def page(found: Analysis, taken: Sequence[Sitting], words: Words) -> Iterator[bytes]:
    """The page as HTML, piece by piece; raises UsageError where matplotlib is not installed."""
    told = {one.id: one for sat in taken for one in sat.exam.misconceptions}
    asked = {answer.question.item: answer.question for sat in taken for answer in sat.answers}
    by_id = {one.item: one for one in found.items}
    beliefs = [one for one in found.concepts if one.found][:PLOTTED]
    return Templates(XML).stream(
        "analysis/report.html.j2",
        w=words,
        own={one.family for one in found.items if one.family.endswith(OWN)},
        found=found,
        titles=_title(found, words),
        beliefs=[Told(one, line(one.meaning), example(one, asked, by_id, told)) for one in beliefs],
        look=[by_id[one] for one in found.look],
        suspects=len(suspects(found.items)),
        judged=any(one.answered >= MANY for one in found.items),
        stems={one: blocks(asked[one].stem) for one in found.look},
        parts={one: [(part.part, blocks(part.prompt)) for part in asked[one].parts] for one in found.look},
        teach=[(one, line(one.meaning)) for one in taught(found.concepts)],
        unlike=[", ".join(_unlike(one)) for one in found.exams],
        costs=any(sat.exam.wrong for sat in taken),
        weakest=_weakest(found.topics),
        plots=_plots(found, beliefs, words),
    )


def language_of(taken: Sequence[Sitting]) -> str:
    """The language that the blueprint of the first exam gives to its frame."""
    try:
        named = tomllib.loads(taken[0].exam.blueprint.text).get("language", ENGLISH)
    except tomllib.TOMLDecodeError:
        return ENGLISH
    return named if isinstance(named, str) else ENGLISH


def _title(found: Analysis, words: Words) -> str:
    if len(found.exams) == 1:
        return words.say("title", exam=found.exams[0].title)
    return words.say("titles", exams=len(found.exams))


def _unlike(exam: ExamFound) -> Iterator[str]:
    """The places of slots in which forms surely differ, named as in the plot of slots."""
    return (f"{one.slot}/{one.place + 1}" if one.place else one.slot for one in exam.fairness.slots if one.beyond)


def _weakest(topics: Sequence[GroupFound]) -> str:
    """The topics of which least was known."""
    known = sorted((one.difficulty.value, one.name) for one in topics if one.difficulty.value is not None)
    return ", ".join(name for _, name in known[:2])


def _plots(found: Analysis, beliefs: Sequence[Belief], words: Words) -> Plots:
    slots = sorted((one for one in found.slots if one.difficulty.told), key=lambda one: one.difficulty.value or 0.0)
    return Plots(
        [_totals(exam, f"totals-{number}", words) for number, exam in enumerate(found.exams)],
        [_forms(exam, f"forms-{number}", words) for number, exam in enumerate(found.exams)],
        _shares(slots, "slots", words["slots_x"], words) if slots else None,
        _shares(beliefs, "beliefs", words["beliefs_plot"], words) if beliefs else None,
    )


def _totals(exam: ExamFound, name: str, words: Words) -> Markup | None:
    if exam.students < FEW:
        return None
    alt = words.say("histogram_alt", students=exam.students, numbers=", ".join(map(str, exam.totals)))
    return plots.histogram(exam.totals, (words["histogram_x"], words["histogram_y"]), name, alt)


def _forms(exam: ExamFound, name: str, words: Words) -> Markup | None:
    forms = [one for one in exam.fairness.forms if one.points.told]
    if exam.fairness.why or not forms:
        return None
    names = [f"{words['form']} {one.form} ({one.students})" for one in forms]
    alt = words.say("forms_alt", numbers="; ".join(f"{one.form} {words.share(one.points)}" for one in forms))
    return plots.shares(names, [one.points for one in forms], words["slots_x"], name, alt)


def _shares(every: Sequence[GroupFound | Belief], name: str, label: str, words: Words) -> Markup:
    estimates = [one.holding if isinstance(one, Belief) else one.difficulty for one in every]
    names = [clipped(one.name, LONGEST) for one in every]
    numbers = "; ".join(f"{one.name} {words.share(share)}" for one, share in zip(every, estimates, strict=True))
    return plots.shares(names, estimates, label, name, words.say(f"{name}_alt", numbers=numbers))
