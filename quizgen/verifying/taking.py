"""A canonical text from which phrases are taken one by one, so that what nobody understood is left at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.verifying.problem import Axes, Doubtful

TAKEN, ASKED = "¤", "§"
_MACROS = {
    "{N}": r"\d+",
    "{D}": r"\d+x\d+(?:x\d+)?",
    "{T}": r"t\d+(?:,\d+)+",
    "{S}": r"(?:\d+(?:x\d+)*|t\d+(?:,\d+)+)",
    "{OF}": r"(?: (?:of|=|:|is|are|was|equal to|equals|with|by|set to))*",
    "{MAP}": r"(?:inputs?|images?|feature maps?|activation maps?|maps?|volumes?|tensors?|pictures?|samples?)",
    "{MADE}": r"(?:output|outputs|result|resulting|final|last|produced|output of the)",
}


@lru_cache(maxsize=512)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of whole tokens, with the macros above."""
    for name, meaning in _MACROS.items():
        pattern = pattern.replace(name, meaning)
    return re.compile(rf"(?<= )(?:{pattern})(?= )")


class Taking:
    """What is left of a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: str, mark: str = TAKEN) -> Iterator[re.Match[str]]:
        """Every place where the phrase stands, each taken away; ``mark`` is left there."""
        form = compiled(pattern)
        while found := form.search(self.text):
            self.text = f"{self.text[: found.start()]}{mark}{self.text[found.end() :]}"
            yield found

    def has(self, pattern: str) -> bool:
        """Whether the phrase stood there; it is taken away."""
        return bool(list(self.take(pattern)))


def axes(written: str) -> Axes:
    """The numbers of a size."""
    return tuple(int(one) for one in written.removeprefix("t").replace("x", ",").split(","))


def put(target: object, name: str, value: object) -> None:
    """Sets what was open; raises Doubtful where something else was said before."""
    old = getattr(target, name)
    if old is not None and old != value:
        raise Doubtful
    setattr(target, name, value)


def put_once(target: object, name: str, value: object) -> None:
    """Sets what was open; raises Doubtful where anything was said before: it may be said of another layer."""
    if getattr(target, name) is not None:
        raise Doubtful
    setattr(target, name, value)
