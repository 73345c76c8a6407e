"""The body of one call of ``forms.batchUpdate``.

It is described in https://developers.google.com/forms/api/reference/rest/v1/forms/batchUpdate.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from quizgen.formats.google_forms.asked import Entry, Heading

Json: TypeAlias = dict[str, Any]


def body(title: str, description: str, pages: list[tuple[Heading | None, list[Entry]]], scale: int) -> Json:
    """Makes an empty form a quiz and fills it: each page with its entries, all points ``scale`` times."""
    info = {"title": title, "description": description}
    requests: list[Json] = [
        {"updateFormInfo": {"info": info, "updateMask": "title,description"}},
        {"updateSettings": {"settings": {"quizSettings": {"isQuiz": True}}, "updateMask": "quizSettings.isQuiz"}},
    ]
    items = [item for heading, entries in pages for item in _page(heading, entries, scale)]
    requests += [{"createItem": {"item": item, "location": {"index": n}}} for n, item in enumerate(items)]
    return {"requests": requests}


def _page(heading: Heading | None, entries: list[Entry], scale: int) -> Iterator[Json]:
    if heading:
        yield _headed(heading) | {"pageBreakItem": {}}
    for entry in entries:
        yield _headed(entry.heading) | (_question(entry, scale) if entry.way else {"textItem": {}})


def _headed(heading: Heading) -> Json:
    return {"title": heading.title} | ({"description": heading.below} if heading.below else {})


def _question(entry: Entry, scale: int) -> Json:
    """A question with its key; a form counts whole points."""
    key = {"answers": [{"value": value} for value in entry.right]}
    grading: Json = {"pointValue": int(entry.points * scale), "correctAnswers": key}
    if entry.way == "TEXT":
        grading["generalFeedback"] = {"text": entry.rightly}
        asked: Json = {"textQuestion": {"paragraph": False}}
    else:
        grading |= {"whenRight": {"text": entry.rightly}, "whenWrong": {"text": entry.wrongly}}
        options = [{"value": value} for value in entry.options]
        asked = {"choiceQuestion": {"type": entry.way, "options": options, "shuffle": False}}
    return {"questionItem": {"question": {"required": False, "grading": grading, **asked}}}
