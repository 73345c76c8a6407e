"""An exam's forms that are printed while they are verified."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import TypeAlias

from msgspec import Struct

from quizgen.blueprint.forms import Draft, unproved_form, verified_form
from quizgen.formats.protocol import File
from quizgen.jobs.crew import Crew, handed_over
from quizgen.jobs.recipe import Recipe, Written
from quizgen.jobs.verdicts import asked, confirmed_form, print_early, verdict
from quizgen.model import Form

Verified: TypeAlias = Callable[[], Form]
"""Gives the verified form, or raises what is wrong with it."""
DRAWN_AHEAD = 16
"""So many forms are drawn for each printer, which has enough to do while torch is loaded to verify the first one."""


class Helpers(Struct, frozen=True):
    """``printers``, which are threads, print what they can while forms are verified: here, or by the ``verifier``.

    That is a process, which prints, too, with one of the threads waiting for it.
    """

    printers: Crew
    verifier: Crew | None = None


def printed_meanwhile(
    drafts: Iterable[Draft], head: Form, recipe: Recipe, helpers: Helpers
) -> Iterator[Iterable[File]]:
    """The files of each form, none of which is given out before the form is verified."""
    print_one = _Printing(head, recipe, helpers.verifier)
    judged = ((draft, _judged(draft, head, helpers.verifier)) for draft in drafts)
    for (_, form), early in handed_over(helpers.printers, lambda one: print_one(one[0]), judged, DRAWN_AHEAD):
        yield recipe.files(form(), early.result())


def _judged(draft: Draft, head: Form, verifier: Crew | None) -> Verified:
    """What gives the verified form: by a process that begins with it now, or here when it is wanted."""
    if verifier is None:
        return lambda: verified_form(draft, head)
    waiting = verifier.submit(verdict, asked(draft))
    return lambda: confirmed_form(draft, head, waiting.result())


class _Printing:
    """Prints what it can of a form: here, or by the verifier where that prints no other one."""

    def __init__(self, head: Form, recipe: Recipe, verifier: Crew | None) -> None:
        self._head, self._recipe, self._verifier = head, recipe, verifier
        self._free = Lock()

    def __call__(self, draft: Draft) -> dict[str, Written]:
        if self._verifier is None or not self._free.acquire(blocking=False):
            return self._recipe.early(unproved_form(draft, self._head))
        try:
            return self._verifier.submit(print_early, asked(draft), draft.under(self._head), self._recipe).result()
        finally:
            self._free.release()
