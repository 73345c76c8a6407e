"""QTI 3 in the words of QTI 2: ``qti-choice-interaction`` is ``choiceInteraction``."""

from __future__ import annotations

import re

from quizgen.foreign.xml.tree import Element

PREFIX = "qti-"
_HYPHEN = re.compile(r"-([a-z])")


def renamed(root: Element) -> Element:
    """The same tree, whose elements and attributes are named as in QTI 2."""
    for one in root.walk():
        if one.name.startswith(PREFIX):
            one.name = _camel(one.name.removeprefix(PREFIX))
            one.attributes = {_attribute(name): value for name, value in one.attributes.items()}
    return root


def _attribute(name: str) -> str:
    return name if name.startswith(("data-", "aria-")) else _camel(name)


def _camel(name: str) -> str:
    return _HYPHEN.sub(lambda found: found[1].upper(), name)
