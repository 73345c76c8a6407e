"""What a shell offers for a word that is being typed; of a list with commas its last part is completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeAlias

from click import Context, Parameter
from click.shell_completion import CompletionItem

Names: TypeAlias = Callable[[], Iterable[str]]
Items: TypeAlias = list[CompletionItem[str]]
Complete: TypeAlias = Callable[[Context, Parameter, str], Items]


def one_of(*names: Names) -> Complete:
    """Completes one name."""

    def complete(_ctx: Context, _param: Parameter, incomplete: str) -> Items:
        return [CompletionItem(name) for name in _beginning(incomplete, names)]

    return complete


def some_of(*names: Names) -> Complete:
    """Completes the last name of a list with commas; what stands in the list already is not offered again."""

    def complete(_ctx: Context, _param: Parameter, incomplete: str) -> Items:
        before, comma, last = incomplete.rpartition(",")
        given = before.split(",")
        return [CompletionItem(before + comma + name) for name in _beginning(last, names) if name not in given]

    return complete


def or_path(complete: Complete) -> Complete:
    """Completes a path where nothing else begins so."""

    def either(ctx: Context, param: Parameter, incomplete: str) -> Items:
        return complete(ctx, param, incomplete) or a_file(ctx, param, incomplete)

    return either


def a_file(_ctx: Context, _param: Parameter, incomplete: str) -> Items:
    """Lets the shell complete a path."""
    return [CompletionItem(incomplete, type="file")]


def toml_files() -> Iterable[str]:
    """The TOML files in this folder."""
    return sorted(str(path) for path in Path().glob("*.toml"))


def _beginning(start: str, names: Iterable[Names]) -> Iterable[str]:
    return (name for some in names for name in some() if name.startswith(start))
