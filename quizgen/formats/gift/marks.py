"""What in GIFT is read as it stands, without the escapes of all else: comments, and the paths of categories."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from quizgen.formats.moodle import rules


def mark(name: str, words: str) -> Markup:
    """``[tag:words]`` in the comment before a question: Moodle 3.7 and newer take its idnumber and tags from there."""
    return Markup(f"[{name}:{words.replace(']', chr(92) + ']')}]")  # noqa: S704 - a bracket is all that ends it


def path(parts: Sequence[str]) -> Markup:
    """A category's path in the course, on one line: Moodle halves doubled backslashes, and decodes nothing else."""
    return Markup(rules.path(*parts).replace("\\", "\\\\"))  # noqa: S704 - to the end of its line it is as it stands
