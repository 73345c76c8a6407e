"""A practice page within a notebook."""

from __future__ import annotations

from quizgen.python.items import Items


def framed(items: Items) -> str:
    """The page in a frame that reaches nothing around it."""
    from quizgen.python.shown import html

    return html("frame", page=items.to("html").decode(), title=items.title)
