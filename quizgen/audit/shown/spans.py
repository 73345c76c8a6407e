"""``name=value`` and calls of layers among the words of a stem."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from quizgen.audit.shown.calls import call, value
from quizgen.audit.shown.layers import Given, Seen, flat
from quizgen.model import Question
from quizgen.text.markdown import MARKDOWN

_FENCED = re.compile(r"```.*?```", re.DOTALL)
_SPAN = re.compile(r"`([^`\n]+)`")
_NAMED = re.compile(r"`([a-z_]+)=([^`=][^`]*)`")
_TYPE = re.compile(r"`(?:nn\.)?([A-Z]\w*)`")
_JOINS = re.compile(r",?( and| or)? ")
_ENDS = re.compile(r"[.?;:]\s|\n")
_EVERY = re.compile(r"\b(all|every|both)\b(?!.* after )", re.IGNORECASE)
_MEANING = re.compile(r" (would be|is an? ordinary)\b")
"""After a value: the stem says what it means, and nothing about this item."""
_DEFAULT = "default ("
_KERAS = {"strides": "stride", "dilation_rate": "dilation"}
"""What Keras calls PyTorch's arguments, by which the JSON calls them."""
Spans: TypeAlias = Sequence[re.Match[str]]


def contradictions(question: Question, given: Given) -> Iterator[str]:
    """Whether some object of the JSON, or every layer that is meant, has all values that stand together."""
    stem = _FENCED.sub("\n", MARKDOWN.text(question.stem))
    made = (one for span in _SPAN.finditer(stem) if (one := call(span[1])))
    blocks = (one[3:-3].strip() for one in _FENCED.findall(MARKDOWN.text(question.stem)))
    lists = [one for one in (*(span[1] for span in _SPAN.finditer(stem)), *blocks) if one.startswith("[")]
    yield from (f"the stem says `{one}`, a list that params do not hold" for one in _unheld(lists, given))
    named = ((_seen(run), _every(stem[: run[0].start()])) for run in _runs(stem))
    for seen, types in (*((one, None) for one in made), *named):
        if not any(seen.fits(holder) for holder in given.holders):
            yield f"the stem says {seen.text}, which nothing in params says"
        elif types is not None:
            yield from _unlike(seen, types, given)


def _unheld(lists: Sequence[str], given: Given) -> Iterator[str]:
    """Lists of numbers that no value of the JSON is, or begins, goes on or ends with."""
    held = [flat(one) for holder in given.holders for one in holder.values() if isinstance(one, list)]
    for written in lists:
        shown = flat(value(" ".join(written.split())))
        if not any(one[start : start + len(shown)] == shown for one in held for start in range(len(one))):
            yield written


def _unlike(seen: Seen, types: Sequence[str], given: Given) -> Iterator[str]:
    """Of layers of some types, or of all, those that have such arguments with other values."""
    meant = [one for one in given.layers if seen.arguments.keys() <= one.keys()]
    if any(not seen.fits(one) for one in meant if not types or one["type"] in types):
        yield f"the stem says {seen.text} of every layer, and not every one in params has that"


def _runs(stem: str) -> Iterator[Spans]:
    """Named values with nothing but commas and ``and`` between them."""
    run: list[re.Match[str]] = []
    for span in _NAMED.finditer(stem):
        if _MEANING.match(stem, span.end()) or stem[: span.start()].endswith(_DEFAULT):
            continue
        if run and not _JOINS.fullmatch(stem[run[-1].end() : span.start()]):
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _seen(run: Spans) -> Seen:
    arguments = {_KERAS.get(span[1], span[1]): value(span[2]) for span in run}
    return Seen(", ".join(span[0] for span in run), "", arguments)


def _every(before: str) -> tuple[str, ...] | None:
    """The types of which all layers are meant, none for all types; None where it is not said of all of them."""
    words = _NAMED.split(_ENDS.split(before)[-1])[-1]
    found = _EVERY.search(words)
    return tuple(_TYPE.findall(words, found.end())) if found else None
