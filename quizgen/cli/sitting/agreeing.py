"""Options of a quiz that contradict each other: what has no meaning for what is asked is refused, never passed over."""

from __future__ import annotations

import click

from quizgen.cli.given import refuse

DRAWN = ("network", "size", "run", "number", "levels", "kinds")
"""What says which questions are drawn."""
_SET = "a set's questions are as they were written"
_BLUEPRINT = "a blueprint says what is asked"


def of_exam(ctx: click.Context, *, blueprint: bool, exam: bool) -> None:
    """Raises UsageError for an option that says nothing of a blueprint's exam, or of a set that is asked."""
    reasons: dict[str, str] = dict.fromkeys(DRAWN, _BLUEPRINT if blueprint else _SET)
    reasons["exam"] = "the day of the exam is for the plan of each day; 'quizgen progress --exam DATE' remembers it"
    if blueprint:
        reasons["form"] = "a form is drawn for this sitting; forms are those of exam.json"
    else:
        reasons["seed"] = _SET
    if not exam:
        reasons["name"] = "a name stands in what is handed in with --result, and this is practice"
    elif ctx.params["no_record"]:
        reasons["anew"] = "with --no-record nothing is kept of an exam that could be given up"
    refuse(ctx, reasons)


def of_quiz(ctx: click.Context) -> None:
    """Raises UsageError for an option of exams and sets where neither is named."""
    why = "it goes with --blueprint, or with a file that 'quizgen exam' or 'generate --format json' wrote"
    refuse(ctx, dict.fromkeys(("form", "student", "name"), why))
