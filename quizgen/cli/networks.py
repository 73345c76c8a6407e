"""The network that a command line names: shipped, in a TOML file, a line of layers, or somebody's own module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quizgen import architectures, catalog
from quizgen.architectures import notation
from quizgen.architectures.reader import input_shape
from quizgen.asking.source import Source
from quizgen.cli import plugins
from quizgen.cli.errors import remark
from quizgen.cli.own_places import MODULE, SCRIPT, classes, place
from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.reading import files
from quizgen.reading.advice import advice, some

LISTED = "'quizgen explain --help' names the networks and shows a line of layers"
if TYPE_CHECKING:
    from quizgen.catalog.networks import Look
    from quizgen.of_network import AskedNetwork, Kept
    from quizgen.oracle.watching import Wanted

NO_INPUT = "say how large the input is, such as --input 3x224x224 (channels, height, width)"


class Subject(Struct, frozen=True):
    """A network that was named: its layers with a name for each of their rows (or none).

    There is no network where it is somebody's own module, of which ``title`` tells the place and ``inputs`` what it is
    given; ``shape`` is then that of the first of them.
    """

    title: str
    shape: tuple[int, ...]
    network: Network | None
    names: tuple[str, ...] = ()
    inputs: tuple[Wanted, ...] = ()


def asked(names: Sequence[str], network: str | None, size: str | None, *, run: bool) -> tuple[Source, ...]:
    """The sources that questions come from: those of the names, or those about a network; none where nothing is named.

    Raises UsageError where both are given, or where an option is missing its network.
    """
    if network is None:
        if size is not None or run:
            raise UsageError(f"{'--run' if run else '--input'} belongs to a network: add --network NET")
        return _named(names) if names else ()
    if names:
        raise UsageError(f"questions are about --network or from families, not both: leave out {' '.join(names)}")
    return about(kept(network, size, run=run))


def about(found: Kept) -> tuple[Source, ...]:
    """The sources of a network's questions; says on standard error what is not asked, and why."""
    from quizgen import of_network

    subject = of_network.subject(found)
    families = of_network.about(subject)
    tell_unasked(subject)
    return families


def tell_unasked(subject: AskedNetwork) -> None:
    """Says on standard error what is not asked about somebody's own module, and why: all reasons, a line each."""
    from quizgen.of_network import unasked

    for reason in (*subject.left, *unasked(subject)):
        remark(f"Not asked: {reason}.")


def looking(folder: Path, *, run: bool) -> Look:
    """Finds the networks that slots of a blueprint in a folder name, each once; their files stand there, too."""

    @cache
    def look(name: str, size: str | None) -> str:
        from quizgen.of_network import subject, written

        there = str(folder / name) if name.endswith(".toml") else name
        found = kept(there, size, run=run)
        tell_unasked(subject(found))
        return written(found)

    return look


def kept(net: str, size: str | None, *, run: bool) -> Kept:
    """The network of a name as questions need it; somebody's own module is followed. Raises as ``named`` does."""
    from quizgen.of_network import Layered

    subject = named(net, size, run=run)
    if subject.network is not None:
        return Layered(subject.title, subject.network, subject.names)
    from quizgen.cli.own_modules import followed

    return followed(net, subject.inputs)


def _named(names: Sequence[str]) -> tuple[Source, ...]:
    """The sources that names stand for; plug-ins that are not among them are told."""
    found = catalog.chosen(names)
    plugins.left_out()
    return found


def named(net: str, size: str | None, *, run: bool) -> Subject:
    """The network of a name; raises UsageError in one sentence where there is none or no input fits it."""
    if net in architectures.names():
        return _published(architectures.load(net), size)
    path = Path(net)
    if SCRIPT.fullmatch(net):
        return _own(net, size, run=run)
    if path.suffix == ".py":
        found = classes(path)
        there = f"; its classes are {some(found)}" if len(found) > 1 else ""
        example = found[-1] if found else "Net"
        raise UsageError(f"'{net}' is Python code: add which network is meant, as in '{net}:{example}'{there}")
    if path.suffix == ".toml" or ("," not in net and files.has_name(net) and not path.is_dir()):
        return _published(architectures.parse(_read(path), str(path)), size)
    if MODULE.fullmatch(net):
        return _own(net, size, run=run)
    return _line(net, size)


def _published(found: architectures.Architecture, size: str | None) -> Subject:
    network = found.network
    if size is not None:
        network = replace(network, input=input_shape(size, "--input"))
    return Subject(found.title, network.input, network, found.names)


def _read(path: Path) -> str:
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; {advice(path.stem, architectures.names(), LISTED)}")
    return files.text(path)


def _line(line: str, size: str | None) -> Subject:
    if re.fullmatch(r"[^\s,():|]*", line.strip()) and not notation.is_word(line):
        known = (*architectures.names(), *notation.WORDS)
        raise UsageError(f"there is no architecture, file or layer '{line}'; {advice(line, known, LISTED)}")
    if size is None:
        raise UsageError(NO_INPUT)
    shape = input_shape(size, "--input")
    found = notation.read(line, shape)
    return Subject("your network", shape, Network(shape, found.layers), found.names)


def _own(net: str, size: str | None, *, run: bool) -> Subject:
    """Somebody's own module; says on standard error what running it means."""
    from quizgen.cli.own_inputs import inputs

    where = place(net)
    if not run:
        raise UsageError(f"'{net}' is Python code, and importing it runs it: add --run if you trust it")
    if size is None:
        raise UsageError(NO_INPUT)
    found = inputs(size)
    remark(where.does(found))
    return Subject(net, found[0].shape, None, inputs=found)
