"""Several texts made one, whatever their holes are called."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizgen.text.nodes import Filling, Paragraph, Text
from quizgen.text.reader import blocks

_HOLE = re.compile(r"\{(\w+)\}")
_LAST = re.compile(r"\{(\w+)\}$")


def joined(texts: Iterable[Text], between: str = ", ") -> Text:
    """The texts one after the other with ``between`` in the gaps."""
    templates: list[str] = []
    values: dict[str, Filling] = {}
    for place, text in enumerate(texts):
        templates.append(_HOLE.sub(rf"{{t{place}_\1}}", text.template.strip()))
        values |= {f"t{place}_{name}": value for name, value in text.values.items()}
    return Text(between.join(templates), values)


def unended(text: Text) -> Text:
    """The text without the full stop that ends it, in a hole perhaps: other words of a sentence follow."""
    template = text.template.rstrip()
    last = _LAST.search(template)
    if last and isinstance(words := text.values.get(last[1]), str):
        return Text(template, {**text.values, last[1]: words.removesuffix(".")})
    return Text(template.removesuffix("."), text.values)


def labelling(text: Text) -> Text:
    """The text with a colon, before what is said about it: in place of a full stop, and not after a question mark."""
    ended = unended(text)
    last = _LAST.search(ended.template)
    words = ended.values.get(last[1]) if last else ended.template
    asks = isinstance(words, str) and words.endswith(("?", "!"))
    return ended if asks else Text(f"{ended.template}:", ended.values)


def followed(text: Text, sentence: str) -> Text:
    """The text with one more sentence: in its last paragraph, or after a table, code or mathematics in its own."""
    if not sentence:
        return text
    found = blocks(text.template)
    if not found:
        return Text(text.template + sentence, text.values)
    gap = " " if isinstance(found[-1], Paragraph) else "\n\n"
    return Text(f"{text.template.rstrip()}{gap}{sentence}", text.values)
