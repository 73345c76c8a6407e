"""What items somebody wishes, as the options of a command say it, and the items that are drawn for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

from quizgen.asking.source import Source
from quizgen.cli.errors import remark
from quizgen.cli.listing import Run, contents, digest_of
from quizgen.cli.network_options import network_option
from quizgen.cli.options import Seed, count, kind_option, left_out, level_option, seed_option
from quizgen.model import KINDS, LEVELS, Kind, Level

if TYPE_CHECKING:
    from quizgen.blueprint.spread import Wish
    from quizgen.cli.fitting import Fitting

F = TypeVar("F", bound=Callable[..., Any])
ALL = "all"
"""The name of every source."""


class Request(Struct, frozen=True, kw_only=True):
    """How many items, on which levels, asked in which kinds, from which seed, and about which network if about one."""

    network: str | None
    size: str | None
    run: bool
    number: int
    levels: tuple[Level, ...]
    kinds: tuple[Kind, ...]
    seed: Seed

    @property
    def of_network(self) -> bool:
        """Whether anything is said of a network, also without one: ``sources`` refuses that."""
        return self.network is not None or self.size is not None or self.run

    def sources(self, names: Sequence[str]) -> tuple[Source, ...]:
        """Where the items come from; none where neither names nor a network are given."""
        from quizgen.cli.networks import asked

        return asked(names, self.network, self.size, run=self.run)

    def asked(self, names: Sequence[str]) -> str:
        """What is wished, in words: the names or the network, and levels and kind unless they are the usual ones."""
        about = self.network or " ".join(PurePath(name).name for name in names)
        levels = "" if self.levels == LEVELS else " ".join(self.levels)
        return ", ".join(part for part in (about, self.size, levels, " ".join(self.kinds)) if part)

    def run_of(self, names: Sequence[str], found: Sequence[Source], others: Mapping[str, str]) -> Run:
        """What tells this request from those that give other files; ``others`` are options beside its own."""
        asked = {
            "generate": ",".join(names),
            "--network": self.network or "",
            "--input": self.size or "",
            "-n": str(self.number),
            "--seed": self.seed.text,
            "--level": "" if self.levels == LEVELS else ",".join(self.levels),
            "--kind": ",".join(self.kinds),
        }
        network = [digest_of(path)] if self.network and (path := Path(self.network)).suffix == ".toml" else []
        given = {name: said for name, said in asked.items() if said or name == "generate"}
        return Run({**given, **others}, (network, contents(found)))

    def wish(
        self, ctx: click.Context, found: Sequence[Source], names: Sequence[str], fitting: Fitting | None = None
    ) -> Wish:
        """What is wished, of those sources of the names that can be asked so, and in kinds that formats hold.

        Says on standard error what is left out and a new seed. Raises UsageError where there are not so many items.
        """
        from quizgen.blueprint.spread import Wish, askable, available, cells, require

        sources, others = askable(found, self.kinds)
        left_out((source.id for source in others), self.kinds)
        if fitting and not self.kinds:
            sources = fitting.kept(sources)
        places = cells(sources, self.levels, self.kinds, fitting.kinds if fitting else KINDS)
        any_number = left_open(ctx)
        number = min(self.number, available(places)) if any_number else self.number
        require(places, max(number, 1))
        if number < self.number and self.network is None:
            remark(f"At most {number} of them may stand together, and no more are taken.")
        self.seed.announce()
        named = frozenset({*names, *_alone(sources, names)})
        return Wish(places, number, self.seed.text, named, fewer=any_number)


def left_open(ctx: click.Context) -> bool:
    """Whether nobody says how many items there shall be."""
    return ctx.get_parameter_source("number") is click.core.ParameterSource.DEFAULT


def _alone(sources: Sequence[Source], names: Sequence[str]) -> Iterator[str]:
    """The ids of those that nobody named by a topic, or by all."""
    return (source.id for source in sources if not {ALL, source.topic} & set(names))


def request_options(number: str, default: int = 10) -> Callable[[F], F]:
    """The options of a request, which a command takes as one ``request``.

    ``number`` is the help on ``--number``, of which there are ``default`` where nobody says how many.
    """

    def decorated(function: F) -> F:
        @wraps(function)
        def command(*arguments: Any, **options: Any) -> Any:
            request = Request(**{name: options.pop(name) for name in Request.__struct_fields__})
            return function(*arguments, request=request, **options)

        many = click.option(
            "-n", "--number", callback=count(), metavar="N", default=str(default), show_default=True, help=number
        )
        return network_option()(many(level_option(kind_option(seed_option(command)))))  # type: ignore[return-value]  # a command of the same name

    return decorated
