"""The table of a network as a value, and how it shows itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from quizgen.errors import UsageError
from quizgen.python.files import written
from quizgen.python.networks import NO_INPUT, Network, Size, named, one
from quizgen.reading.advice import advice, alternatives

if TYPE_CHECKING:
    from quizgen.explaining import Explanation, Line

DRAWN = 60
"""A network of more lines is not drawn unasked: a notebook keeps what it shows."""


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
        return self.explanation.trainable or 0

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
            every = [line.name for line in self.rows]
            raise UsageError(f"there is no layer '{place}' in {self.title}; {advice(place, every)}")
        return found

    def __repr__(self) -> str:
        macs = "" if self.macs is None else f", {self.macs:,} MACs"
        return f"<Table of {self.title}: {len(self)} rows, {self.parameters:,} parameters{macs}>"

    def __str__(self) -> str:
        return self.to("table")

    def to(self, format: str) -> str:  # noqa: A002 - what it is called everywhere
        """The table in a format of ``quizgen explain --format``; raises UsageError for an unknown one.

        >>> import quizgen
        >>> print(quizgen.explain("conv 1->2 k3", (1, 8, 8)).to("markdown").splitlines()[2])
        | layer | type | output | parameters | MACs | field | jump | start |
        """
        from quizgen.explaining import FORMATS

        if format not in FORMATS:
            raise UsageError(f"there is no format '{format}' of tables; {advice(format, FORMATS)}")
        return FORMATS[format](self.explanation)

    def to_markdown(self) -> str:
        """A table for Markdown, with the sums in its last row."""
        return self.to("markdown")

    def to_csv(self) -> str:
        """A table for spreadsheets, with a heading and a row for each line."""
        return self.to("csv")

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame`` with a row for each line, by its name; raises ImportError where pandas is missing.

        Sizes are tuples; fields, jumps and starts one number where both axes have the same, and None where it cannot be
        told.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ImportError("to_pandas() needs pandas: pip install pandas", name="pandas") from error
        from quizgen.python.columns import columns

        names = [line.name for line in self.rows]
        return pd.DataFrame(columns(self.rows), index=pd.Index(names, name="layer"))

    def save(self, path: str | Path) -> Path:
        """Writes a file in the format that its end names, such as ``net.svg``, over one that is there; its path.

        Raises UsageError for another end.
        """
        from quizgen.explaining import FORMATS

        where = Path(path)
        form = ENDS.get(where.suffix.lower(), "")
        if form not in FORMATS:
            known = alternatives([end for end, name in ENDS.items() if name in FORMATS])
            raise UsageError(f"no table ends in '{where.suffix}': give {where.name} an end such as {known}")
        return written(where, self.to(form).encode())

    def _repr_html_(self) -> str:
        from quizgen.python.shown import table

        return table(self.explanation)

    def _repr_svg_(self) -> str | None:
        """The network drawn; nothing of a long one, which ``to("svg")`` draws."""
        return self.to("svg") if len(self) <= DRAWN else None


ENDS = {
    ".txt": "table",
    ".md": "markdown",
    ".csv": "csv",
    ".tex": "latex",
    ".json": "json",
    ".html": "html",
    ".svg": "svg",
}


def explain(model: Network, size: Size | None = None) -> Table:
    """The table of a network; see ``quizgen.explain``."""
    from quizgen.explaining import by_formula
    from quizgen.oracle.guest import as_guest

    with as_guest():
        if not isinstance(model, str):
            return Table(_measured(model, size))
        found = named(model, size)
        return Table(by_formula(found.network, found.title, found.names))


def _measured(module: Any, size: Size | None) -> Explanation:
    from quizgen.explaining import by_running
    from quizgen.oracle.guest import lent
    from quizgen.oracle.watching import is_module

    if not is_module(module):
        raise UsageError(_no_network(module))
    if size is None:
        raise UsageError(NO_INPUT)
    with lent(module) as own:
        return by_running(own, type(module).__name__, one(size))


def _no_network(given: object) -> str:
    """What to say of an argument that is no network."""
    if isinstance(given, type):
        return f"{given.__name__} is a class: make a module of it, as in explain({given.__name__}(), ...)"
    return (
        f"model is of the type {type(given).__name__}; give a torch.nn.Module, the name of a published network such as "
        "'resnet18', or a line of layers such as 'conv 3->16 k3, relu'"
    )
