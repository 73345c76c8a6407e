"""The network that a command line names: shipped, in a TOML file, a line of layers, or somebody's own module."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from quizgen import architectures, catalog
from quizgen.architectures import notation
from quizgen.architectures.reader import input_shape
from quizgen.asking.source import Source
from quizgen.cli import plugins
from quizgen.cli.errors import remark
from quizgen.cli.own_places import MODULE, SCRIPT, place
from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.reading import files
from quizgen.reading.advice import advice

LISTED = "'quizgen explain --help' names the networks and shows a line of layers"
if TYPE_CHECKING:
    from quizgen.oracle.watching import Wanted

NO_INPUT = "say how large the input is, such as --input 3x224x224 (channels, height, width)"


@dataclass(frozen=True, slots=True)
class Subject:
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
    from quizgen import of_network

    subject = named(network, size, run=run)
    if subject.network is not None:
        return of_network.families(subject.network, subject.title, subject.names)
    from quizgen.cli.own_modules import layers

    shape = input_shape(size or "", "--input")
    found, titles = layers(network)
    return of_network.families(Network(shape, found), subject.title, titles)


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
        raise UsageError(f"'{net}' is Python code: add which network in it is meant, as in '{net}:Net'")
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
    if "," not in line and " " not in line.strip() and line.strip().lower() not in notation.WORDS:
        known = (*architectures.names(), *notation.WORDS)
        raise UsageError(f"there is no architecture, file or layer '{line}'; {advice(line, known, LISTED)}")
    if size is None:
        raise UsageError(NO_INPUT)
    shape = input_shape(size, "--input")
    layers = notation.layers(line, shape)
    return Subject("your network", shape, Network(shape, layers), _numbered(line))


def _numbered(line: str) -> tuple[str, ...]:
    """A name for each layer of a line: its place and its word."""
    return tuple(f"{place} {text.split()[0].lower()}" for place, text in enumerate(line.split(","), start=1))


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
