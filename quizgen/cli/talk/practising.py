"""What to practise, as the names that ``quizgen quiz`` takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from shlex import quote
from typing import TYPE_CHECKING

from quizgen.study.session import Result, by_topic

if TYPE_CHECKING:
    from quizgen.asking.source import Source

MOST = 3


def to_practise(results: Sequence[Result], sources: Mapping[str, Source]) -> str:
    """What holds most that went wrong, by topic; nothing where nothing did.

    A topic that only somebody's own file has is named by that file; one of a file that is not there is left out.
    """
    scores = [one for one in by_topic(results) if one.at_once < one.asked]
    if not scores:
        return ""
    from quizgen import catalog

    known = catalog.topics()
    worst = sorted(scores, key=lambda one: one.at_once - one.asked)[:MOST]
    topics = ",".join(one.topic for one in worst if one.topic in known)
    asked = [one.topic for one in worst if one.topic not in known]
    missed = (one.item.family for topic in asked for one in results if one.item.topic == topic and not one.at_once)
    return " ".join(filter(None, (topics, *_files(dict.fromkeys(missed), sources))))


def _files(names: Mapping[str, None], sources: Mapping[str, Source]) -> Iterator[str]:
    """The files of those sources that are read from one, as a shell takes them."""
    from quizgen.authored.source import Concepts

    for name in names:
        source = sources.get(name)
        if isinstance(source, Concepts) and source.text is None:
            yield quote(str(source.path))
