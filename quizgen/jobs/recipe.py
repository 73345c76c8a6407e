"""What becomes of a question: an item, and what formats make of it by itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.verify import verified
from quizgen.errors import UsageError
from quizgen.formats.limits import EVERY_KIND, limited, names_way_out, refusals
from quizgen.formats.protocol import File, Format, Limited, Options, Refusal, Streaming, WithoutEvidence
from quizgen.model import Form, Item, Question

Written: TypeAlias = tuple[tuple[str, bytes], ...]
"""Files by their names, as they travel."""


class Made(Struct, frozen=True):
    """What each format that streams made of an item, and the item if another format waits for it."""

    pieces: tuple[Any, ...]
    item: Item | None


class Recipe(Struct, frozen=True, dict=True):
    """Formats by their names, and what is wished of them: what a process needs to know to make items."""

    names: tuple[str, ...]
    options: Options

    def __reduce__(self) -> tuple[type[Recipe], tuple[tuple[str, ...], Options]]:
        """Names travel, and formats stay."""
        return Recipe, (self.names, self.options)

    @cached_property
    def formats(self) -> tuple[Format, ...]:
        """The formats."""
        return tuple(catalog.format_called(name) or catalog.formats()[name] for name in self.names)

    @cached_property
    def streaming(self) -> tuple[Streaming, ...]:
        """Those that make a piece of each item by itself."""
        return tuple(fmt for fmt in self.formats if isinstance(fmt, Streaming))

    @cached_property
    def limited(self) -> tuple[Limited, ...]:
        """Those that cannot show every item of their kinds."""
        return limited(self.formats)

    def refusal(self, question: Question) -> Refusal | None:
        """The first format whose target cannot show the question, and why, if there is one."""
        return next(refusals(self.limited, question), None)

    def made(self, question: Question) -> Made:
        """The verified item as the formats take it; raises Disagreement, and UsageError where one cannot hold it."""
        return self.shown(verified(question))

    def shown(self, item: Item) -> Made:
        """The item as the formats take it; raises UsageError where one cannot hold it."""
        require(self.formats, self.limited, [item])
        pieces = tuple(fmt.piece(item, self.options) for fmt in self.streaming)
        return Made(pieces, None if len(self.streaming) == len(self.formats) else alone(item))

    def written(self, form: Form) -> Written:
        """The names and bytes of those files."""
        return read(self.files(form))

    def files(self, form: Form, early: Mapping[str, Written] | None = None) -> Iterable[File]:
        """The files of a whole form in every format; raises UsageError where one cannot hold an item.

        ``early`` are those that are there already.
        """
        require(self.formats, self.limited, form.items)
        known = early or {}
        return (
            file
            for fmt in self.formats
            for file in (filed(known[fmt.name]) if fmt.name in known else fmt.write([form], self.options))
        )

    def early(self, form: Form) -> dict[str, Written]:
        """The files in formats that show nothing of how items were verified, by the names of these.

        Raises UsageError as ``files`` does: what comes first says what is wrong.
        """
        require(self.formats, self.limited, form.items)
        early = (fmt for fmt in self.formats if isinstance(fmt, WithoutEvidence))
        return {fmt.name: read(fmt.write([form], self.options)) for fmt in early}


def read(files: Iterable[File]) -> Written:
    """Files as they travel."""
    return tuple((file.name, b"".join(file.chunks)) for file in files)


def filed(written: Written) -> Iterable[File]:
    """The files again."""
    return [File(name, [content]) for name, content in written]


def require(formats: Sequence[Format], limits: Sequence[Limited], items: Iterable[Item]) -> None:
    """Raises UsageError for an item that a format cannot hold, or the target of one with limits cannot show."""
    for item in items:
        for fmt in formats:
            if item.kind not in fmt.kinds:
                able = " or ".join(sorted(fmt.kinds))
                raise UsageError(
                    f"the format {fmt.name} holds {able} items, not {item.kind} ones such as that of {item.family}; "
                    f"ask for items that it holds, or for another format, such as {EVERY_KIND}"
                )
        for name, reason in refusals(limits, item.question):
            others = "" if names_way_out(reason) else f", or for another format, such as {EVERY_KIND}"
            raise UsageError(
                f"{name} cannot show an item of {item.family} ({item.level}, {item.kind}): {reason}"
                f"{'; ' if others else ', or '}ask for another family in its place{others}"
            )


def alone(item: Item) -> Item:
    """The item without its witnesses, which were heard, its reasoning and its like: functions stay in their process."""
    return replace(item, question=replace(item.question, witnesses=(), reasoning=None, alike=None, anew=None))
