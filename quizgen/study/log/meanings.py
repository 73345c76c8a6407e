"""What the events of a log and their keys mean, for the schema and docs/learning-log.md."""

from __future__ import annotations

from collections.abc import Mapping

EVENTS: Mapping[str, str] = {
    "answered": "One try at an item was judged.",
    "exam-set": "The day of the exam was said.",
    "undone": "An earlier event counts no more.",
    "reset": "Answers that were given before it count no more.",
}
KEYS: Mapping[str, str] = {
    "log": "The version of the line.",
    "event": "What happened.",
    "uid": "Sixteen digits to the base of 16 that no other event has: one that is there already is not added again.",
    "time": "When it happened, in UTC.",
    "sitting": "What was answered in one go has the same.",
    "mode": "Why it was asked: today (the plan), practice (by name, or once more), exam (no feedback until the end).",
    "item": "The item's id, as JSON documents and Moodle's names have it.",
    "source": "The family, or the file of items.",
    "topic": "The topic of the source.",
    "level": "The item's level.",
    "kind": "How it was asked.",
    "attempt": "1 for the first try at the item in its sitting, 2 for the second.",
    "answer": "What was given, as JSON in a text; null in it from somebody who did not know.",
    "right": "Whether all of it was right.",
    "share": "The share of the item's points, from 0 to 1.",
    "misconceptions": "The ids of the misconceptions that the answer shows.",
    "concepts": "The ids of what these get wrong.",
    "offered": "The ids of all concepts that a wrong answer could have shown; none where that is not known.",
    "hints": "How many hints were seen before the answer, in all tries.",
    "seconds": "How long this try took.",
    "version": "The version of quizgen that judged it.",
    "day": "The day of the exam; null: there is none.",
    "voided": "The uid of the event that counts no more.",
}
OF_RESET = {"source": "The family, or the file of items, whose answers count no more; null: all."}
"""What means something else there."""


def meaning(event: str, key: str) -> str:
    """What the key means in an event of that name."""
    return OF_RESET.get(key, KEYS[key]) if event == "reset" else KEYS[key]
