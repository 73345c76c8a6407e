"""The files of a course that say what there is: JSON as PrairieLearn's documentation lays it down."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from uuid import UUID, uuid5

from quizgen.answers.encoding import Json
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.prairielearn.places import Place
from quizgen.formats.titles import titled
from quizgen.model import Form, Item
from quizgen.templating import MUSTACHE, Templates, encoded_whole

SPACE = UUID("6a1c9c1e-58f7-5d3c-9d0f-1a7f5c3f2b11")
"""All that quizgen names is named in this space: what is called the same has the same identifier."""
INSTANCE = "courseInstances/quizgen"
COLORS: Mapping[str, str] = {"easy": "green1", "medium": "yellow1", "hard": "red1"}
OTHER = "blue1"


def identifier(*words: str) -> str:
    """A UUID that follows from the words alone."""
    return str(uuid5(SPACE, json.dumps(words)))


def written(value: Json) -> list[bytes]:
    """JSON as somebody reads it."""
    return [encoded_whole(json.dumps(value, ensure_ascii=False, indent=2) + "\n")]


def course(form: Form, places: Sequence[Place]) -> Json:
    """``infoCourse.json``: topics and tags, so that PrairieLearn knows those of all questions."""
    topics = dict.fromkeys(place.item.topic for place in places)
    tags = dict.fromkeys(tag for place in places for tag in tags_of(place.item))
    return {
        "uuid": identifier("course", form.title, form.seed, form.name),
        "name": form.course or "quizgen",
        "title": form.title,
        "topics": [{"name": titled(topic), "color": OTHER, "description": titled(topic)} for topic in topics],
        "tags": [{"name": tag, "color": COLORS.get(tag, OTHER)} for tag in tags],
    }


def instance(form: Form) -> Json:
    """``infoCourseInstance.json``; who may enter, and when, is for the instructor to say."""
    return {"uuid": identifier("instance", form.title, form.seed, form.name), "longName": form.title}


def assessment(form: Form, places: Sequence[Place]) -> Json:
    """``infoAssessment.json``: an exam, or a homework whose questions can be tried again with other numbers."""
    kind = "Exam" if form.ordered else "Homework"
    return {
        "uuid": identifier("assessment", form.title, form.seed, form.name),
        "type": kind,
        "title": form.title,
        "set": kind,
        "number": form.name or "1",
        "shuffleQuestions": False,
        **({"text": _text(form)} if form.ordered else {}),
        "zones": list(_zones(form, places)),
    }


def question(place: Place) -> Json:
    """``info.json`` of a question; one without variants says so."""
    item = place.item
    return {
        "uuid": identifier("question", place.qid),
        "title": place.title,
        "topic": titled(item.topic),
        "tags": list(tags_of(item)),
        "type": "v3",
        **({} if item.question.kin.named else {"singleVariant": True}),
    }


def tags_of(item: Item) -> Iterator[str]:
    """Level, family and what an author adds; the topic has a place of its own."""
    yield from (one for tag in dict.fromkeys(item.tags) if tag != item.topic and (one := tag.strip()))


def _zones(form: Form, places: Sequence[Place]) -> Iterator[Json]:
    """The sections, or one zone of all questions."""
    if not form.sections:
        yield {"questions": [_asked(place) for place in places]}
        return
    start = 0
    for section in form.sections:
        own = places[start : start + section.size]
        yield {"title": section.title, "questions": [_asked(place) for place in own]}
        start += section.size


def _asked(place: Place) -> Json:
    return {"id": place.qid, "autoPoints": _number(place.item.points)}


def _number(points: Fraction) -> int | float:
    return points.numerator if points.denominator == 1 else float(points)


def _text(form: Form) -> str:
    """What stands above the questions: instructions, the time and the aids, then what sections say of themselves."""
    lines = (*instructions(form), *allowed(form))
    sections = [section for section in form.sections if section.notes]
    return Templates(MUSTACHE).render("prairielearn/notes.mustache.j2", lines=lines, sections=sections).strip()
