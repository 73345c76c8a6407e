"""The table of a network as a value, and how it shows itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.python.files import written
from quizgen.python.networks import NO_INPUT, Network, Size, named, require_all, wanted
from quizgen.python.telling import told
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from quizgen.explaining import Explanation, Line
    from quizgen.explaining.table import Input
    from quizgen.oracle.watching import Wanted
    from quizgen.python.pictures import Picture

DRAWN = 100
"""A network of more lines is not drawn unasked: a notebook keeps what it shows."""
MARK = "\N{BYTE ORDER MARK}"
"""What begins a file for spreadsheets, and no text."""


@dataclass(frozen=True, slots=True, repr=False)
class Table(Sequence["Line"]):
    """The lines of a network in the order in which its layers run, and what they add up to.

    A line is found by its place or by its name, and has ``name``, ``type``, ``output_shape``, ``parameters``, ``macs``,
    ``receptive_field``, ``jump``, ``start`` and more; what cannot be told is None, and ``notes`` say why. Shapes are
    without the batch. A notebook shows the table, ``print`` the one of the terminal.
    """

    explanation: Explanation

    @property
    def title(self) -> str:
        """What the network is called."""
        return self.explanation.title

    @property
    def input(self) -> tuple[int, ...]:
        """The shape of the only or the first input."""
        return self.explanation.input

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All inputs where there are several, by their names."""
        return self.explanation.inputs

    @property
    def rows(self) -> tuple[Line, ...]:
        """All lines."""
        return self.explanation.lines

    @property
    def parameters(self) -> int:
        """Parameters of the whole network."""
        return self.explanation.parameters

    @property
    def trainable(self) -> int:
        """Those of them that a gradient changes."""
        return self.explanation.trainable

    @property
    def macs(self) -> int | None:
        """Multiplications with an addition, for one sample; None where not all of them are counted."""
        return self.explanation.macs

    @property
    def notes(self) -> tuple[str, ...]:
        """What the numbers leave open."""
        return self.explanation.notes

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.rows)

    @overload
    def __getitem__(self, place: int | str) -> Line: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[Line, ...]: ...

    def __getitem__(self, place: int | str | slice) -> Line | tuple[Line, ...]:
        if not isinstance(place, str):
            return self.rows[place]
        found = next((line for line in self.rows if line.name == place), None)
        if found is None:
            raise UsageError(self._missing(place))
        return found

    def __contains__(self, wanted: object) -> bool:
        """Whether it has such a line, or one of that name."""
        return wanted in {line.name for line in self.rows} if isinstance(wanted, str) else wanted in self.rows

    def _missing(self, name: str) -> str:
        """What to say of a name that no line has."""
        every = [line.name for line in self.rows]
        if inside := [one for one in every if one.startswith(f"{name}.")]:
            return f"'{name}' in {self.title} has {len(inside)} lines, from '{inside[0]}' to '{inside[-1]}': name one"
        return f"there is no layer {told(name)} in {self.title}; {advice(name, every)}"

    def __repr__(self) -> str:
        macs = "" if self.macs is None else f", {self.macs:,} MACs"
        return f"<Table of {self.title}: {len(self)} rows, {self.parameters:,} parameters{macs}>"

    def __str__(self) -> str:
        return self.to("table")

    def to(
        self,
        format: str,  # noqa: A002 - what it is called everywhere
        *,
        columns: str | Sequence[str] = (),
        depth: int | None = None,
        folded: bool = True,
        functional: bool = True,
    ) -> str:
        """The table in a format of ``quizgen explain``: table, markdown, json, csv, latex or html.

        The others are its options: which columns, how deep names are told apart, whether activations and normalisations
        are folded into the layer before, and whether functions have rows.

        >>> import quizgen
        >>> quizgen.explain("conv 1->2 k3", (1, 8, 8)).to("csv", columns=["name", "output"]).splitlines()
        ['name,output', '1 conv,2x6x6']

        Raises UsageError for an unknown format or column.
        """
        from quizgen.explaining import FORMATS, Wishes

        if format not in FORMATS:
            raise UsageError(f"there is no format '{format}' of tables; {advice(format, FORMATS)}")
        unfold = f"to('{format}', folded=False)"
        wishes = Wishes(_columns(columns, format), depth, folded=folded, functional=functional, unfold=unfold)
        return FORMATS[format](self.explanation, wishes).removeprefix(MARK)

    def to_markdown(self) -> str:
        """A table for Markdown, with the sums in its last row."""
        return self.to("markdown")

    def to_csv(self) -> str:
        """A table for spreadsheets, with a heading and a row for each line, whatever readers are shown."""
        return self.to("csv")

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame`` with a row for each line, by its name; raises ImportError where pandas is missing.

        Sizes are tuples; fields, jumps and starts are one number where all axes have the same, else a tuple. Columns of
        numbers have a dtype of numbers, and ``<NA>`` for what cannot be told.
        """
        from quizgen.python.frames import frame

        return frame(self.explanation)

    def picture(self, name: str = "network", *, whole: bool = False) -> Picture:
        """A drawing: the ``network`` as boxes and paths, its receptive ``field`` as it grows, or what layers ``cost``.

        A long network is drawn as far as a slide has room for it, unless it is wished ``whole``. Raises UsageError for
        another name, and where the network has nothing that such a picture shows.
        """
        from quizgen.python.pictures import picture

        return picture(self.explanation, name, whole=whole)

    def save(self, path: str | Path, **wishes: Any) -> Path:
        """Writes a file as its end says, over one that is there; its path.

        It is a table (``.md``, ``.csv``, ``.tex``, ``.html``, ``.json``, ``.txt``), with the options of ``to``, or the
        network drawn (``.svg``, ``.png``, ``.pdf``), with those of ``picture``. Raises UsageError for another end.
        """
        from quizgen.python.pictures import SUFFIXES

        where = Path(path)
        if where.suffix.lower() in SUFFIXES:
            return self.picture(**wishes).save(where)
        form = ENDS.get(where.suffix.lower())
        if form is None:
            raise UsageError(
                f"no table ends as {where.name} does: give an end such as {alternatives([*ENDS, *SUFFIXES])}"
            )
        text = self.to(form, **wishes)
        return written(where, (MARK + text if form == "csv" else text).encode())

    def _repr_html_(self) -> str:
        from quizgen.explaining import as_html

        return as_html(self.explanation, page=False)

    def _repr_svg_(self) -> str | None:
        """The network drawn; nothing of a long one, which ``picture()`` draws."""
        return self.picture().svg if len(self) <= DRAWN else None


ENDS = {".txt": "table", ".md": "markdown", ".csv": "csv", ".tex": "latex", ".json": "json", ".html": "html"}


def _columns(wished: str | Sequence[str], form: str) -> tuple[str, ...]:
    """The columns; in what is read, the layer's name is always the first."""
    from quizgen.explaining.printing import COLUMNS

    found = [one.strip() for one in wished.split(",")] if isinstance(wished, str) else [*wished]
    for column in found:
        if column not in COLUMNS:
            raise UsageError(f"there is no column {told(column)}; {advice(str(column), COLUMNS)}")
    return tuple(dict.fromkeys(found if form == "csv" or not found else ("name", *found)))


def explain(model: Network, size: Size | None = None) -> Table:
    """The table of a network; see ``quizgen.explain``."""
    from quizgen.explaining import by_formula
    from quizgen.oracle.guest import as_guest

    with as_guest():
        if not isinstance(model, str):
            return Table(_measured(model, size))
        found = named(model, size)
        return Table(by_formula(found.network, found.title, found.names))


def _measured(given: Any, size: Size | None) -> Explanation:
    from quizgen.explaining import by_running
    from quizgen.oracle.guest import written as as_written

    module = as_written(given)
    with running(module, size) as (own, inputs):
        found = by_running(own, type(module).__name__, inputs)
        return replace(found, notes=tuple(map(_as_argument, found.notes)))


@contextmanager
def running(module: Any, size: Size | None) -> Iterator[tuple[Any, tuple[Wanted, ...]]]:
    """The module, which is as before when the block ends, and its inputs; raises UsageError where it is none.

    What is said within the block names options of the command line as arguments.
    """
    from quizgen.oracle.guest import lent
    from quizgen.oracle.watching import is_module

    if not is_module(module):
        raise UsageError(_no_network(module))
    if size is None:
        raise UsageError(NO_INPUT)
    require_all(module, size)
    try:
        with lent(module) as own:
            yield own, wanted(size)
    except UsageError as error:
        raise UsageError(_as_argument(str(error))) from error.__cause__


def _as_argument(text: str) -> str:
    """What is said of an option of the command line, of the argument here."""
    return re.sub(r"--input (\w+)=([\w:]+)", r"input={'\1': '\2'}", text).replace("--input", "input")


def _no_network(given: object) -> str:
    """What to say of an argument that is no network."""
    if isinstance(given, type):
        return f"{given.__name__} is a class: make a module of it, as in explain({given.__name__}(), ...)"
    return (
        f"model is of the type {type(given).__name__}; give a torch.nn.Module, the name of a published network such as "
        "'resnet18', or a line of layers such as 'conv 3->16 k3, relu'"
    )
