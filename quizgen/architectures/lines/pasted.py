"""What stands around layers in code that is pasted: comments, lists, names before layers, and where lines end."""

from __future__ import annotations

import re

COMMENT = re.compile(r"""(?:"[^"\n]*"|'[^'\n]*')|(#[^\n]*)""")
NAMED = re.compile(r"""\s*(?:self\.)?([A-Za-z_][\w.]*)\s*=(?!=)\s*(?=[A-Za-z_(\[])""")
"""``self.conv1 = nn.Conv2d(3, 64, 3)``."""
PRINTED = re.compile(r"\s*\(([\w.-]+)\)\s*:")
"""``(conv1): Conv2d(...)``, as ``print`` shows a model."""
PAIR = re.compile(r"""\s*\(\s*(["'])([A-Za-z_][\w.-]*)\1\s*,""")
"""``("conv1", nn.Conv2d(3, 64, 3))``, as in an ``OrderedDict``."""
NEXT = re.compile(r"[^\S\n]*\n\s*(?=[A-Za-z_(\[])")


def without_comments(line: str) -> str:
    """The line with a space for each character of a comment, so that all else keeps its place."""
    return COMMENT.sub(lambda found: " " * len(found[0]) if found[1] else found[0], line)


def ends(line: str, place: int, end: int) -> bool:
    """Whether a line break behind the parenthesis at a place parts two layers, as a comma does."""
    return NEXT.match(line, place + 1, end) is not None


def name(line: str, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
    """The place of a name that code gives a layer, or None, and where the layer begins; a number is no name."""
    found = PRINTED.match(line, start, end) or NAMED.match(line, start, end)
    if found is None:
        return None, start
    return None if found[1].isdecimal() else found.span(1), found.end()


def pair(line: str, start: int, end: int) -> tuple[tuple[int, int], int] | None:
    """The place of the name in a pair of a name and a layer, and where the layer begins; None where there is none."""
    found = PAIR.match(line, start, end)
    return (found.span(2), found.end()) if found else None
