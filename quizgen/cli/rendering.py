"""From forms to files: which formats, which places."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click

from quizgen.cli.output import Target, write_all
from quizgen.cli.places import STDOUT, Place
from quizgen.cli.progress import watched
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import Format, Options
from quizgen.model import Form
from quizgen.reading.advice import advice


def formats(names: Sequence[str]) -> tuple[Format, ...]:
    """The formats of those names; raises UsageError for an unknown one, with the nearest that there is."""
    from quizgen import catalog

    known = catalog.formats()
    for name in names:
        if name not in known:
            _missing(f"there is no format '{name}'", name)
            raise UsageError(f"there is no format '{name}'; {advice(name, known)}")
    return tuple(known[name] for name in names)


def by_suffix(output: str) -> str:
    """The format that a file's name asks for; Markdown for standard output. Raises UsageError where it says nothing."""
    from quizgen import catalog

    if output == STDOUT:
        return "markdown"
    suffix = Path(output).suffix
    for name, known in catalog.formats().items():
        if suffix == known.suffix:
            return name
    _missing(f"no format has the end of '{output}'")
    raise UsageError(f"'{output}' does not say which format it shall have; add --format")


def _missing(reason: str, name: str = "") -> None:
    """Raises QuizgenError where what was asked for may be the format of a plug-in that cannot be used.

    Raises UsageError where a plug-in in this folder declares it and is not installed.
    """
    from quizgen import catalog

    if project := catalog.declaring(name, catalog.projects(Path())):
        project.formats()
    if broken := catalog.broken_formats():
        raise QuizgenError(f"{reason}, and a plug-in is missing: {catalog.first_of(broken)}")


def check_kinds(chosen: Iterable[Format], forms: Sequence[Form]) -> None:
    """Raises UsageError for a format that cannot hold one of the items."""
    items = [item for form in forms for item in form.items]
    for fmt in chosen:
        if others := [item for item in items if item.kind not in fmt.kinds]:
            able, first = " or ".join(sorted(fmt.kinds)), others[0]
            raise UsageError(
                f"the format {fmt.name} holds {able} items, and {len(others)} of {len(items)} are others, such as the "
                f"{first.kind} one of {first.family}; ask for items that it holds, or for another format"
            )


def to_place(where: Place, output: str, forms: Sequence[Form], chosen: Sequence[Format], options: Options) -> None:
    """Writes the forms where they belong, and says which files were written."""
    path = Path(output)
    if where == "standard output":
        to_stdout(forms[0], chosen[0], options)
        return
    if where == "folder":
        written = to_folder(path, forms, chosen, options)
    else:
        written = to_file(path, forms[0], chosen[0], replace(options, stem=path.stem))
    for place in written:
        click.echo(place)


def to_folder(folder: Path, forms: Sequence[Form], chosen: Sequence[Format], options: Options) -> list[Path]:
    """Writes the forms in every format into a folder."""
    check_kinds(chosen, forms)
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file, and several files need a folder: give another name")
    files = (file for fmt in chosen for file in fmt.write(forms, options))
    return write_all(Target(folder / file.name, file.chunks) for file in watched(files, "files"))


def to_file(path: Path, form: Form, fmt: Format, options: Options) -> list[Path]:
    """Writes one form; a format's further files stand beside the main one."""
    check_kinds([fmt], [form])
    return write_all(_beside(path, form, fmt, options))


def _beside(path: Path, form: Form, fmt: Format, options: Options) -> Iterator[Target]:
    for number, file in enumerate(fmt.write([form], options)):
        yield Target(path.parent / file.name if number else path, file.chunks)


def to_stdout(form: Form, fmt: Format, options: Options) -> None:
    """Writes one form's main file to standard output; raises UsageError where that is a terminal and cannot show it."""
    check_kinds([fmt], [form])
    main, *others = fmt.write([form], options)
    if others:
        what = others[0].name if len(others) == 1 else f"{len(others)} files, such as {others[0].name}"
        click.echo(f"Left out beside {main.name}: {what}; -o writes all.", err=True)
    chunks: Iterable[bytes] = main.chunks
    if sys.stdout.isatty():
        whole = b"".join(chunks)
        if not _readable(whole):
            raise UsageError(f"{fmt.name} is not for the terminal: give -o a file's name")
        chunks = [whole]
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def _readable(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
