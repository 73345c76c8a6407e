"""Reads a network from a TOML text. Every error is one sentence with the file and the key or layer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import accumulate
from typing import cast

from quizgen.architectures.blocks import Builder, Template
from quizgen.architectures.lines.numbers import LARGEST, SIZES
from quizgen.architectures.tables import BlockTable, FigureTable, NetworkTable
from quizgen.architectures.value import Architecture, PublishedFigure, PublishedQuantity
from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.reading.advice import advice
from quizgen.reading.records import filled
from quizgen.reading.toml import TomlTable, parsed

WHOLE: Mapping[str, PublishedQuantity] = {"parameters": "parameters", "macs": "macs"}
AFTER: Mapping[str, PublishedQuantity] = {
    "layer_parameters": "parameters",
    "layer_macs": "macs",
    "shapes": "shape",
    "receptive_fields": "receptive_field",
    "jumps": "jump",
    "starts": "start",
}
COUNT = re.compile(r"\d+|\d+(\.\d+)?[kMG]")
PLACES = re.compile(r"-?\d+(\.\d+)?(x-?\d+(\.\d+)?)?")


def parse(text: str, where: str) -> Architecture:
    """The network of a TOML text; ``where`` names the file in errors. Raises UsageError."""
    entries = parsed(text, where)
    given = filled(NetworkTable, entries)
    if not given.layers:
        raise entries.error("layers", "there is none; write at least one, such as 'conv1: conv 3->64 k3'")
    shape = input_shape(given.input, f"{where}: input")
    builder = Builder(entries.document, _blocks(entries, given.blocks))
    layers, _ = builder.built(given.layers, "", shape, "layers")
    return Architecture(
        id=where.removesuffix(".toml"),
        title=given.title or where.removesuffix(".toml"),
        source=given.source,
        variant=given.variant,
        network=Network(shape, layers),
        names=tuple(builder.names),
        figures=tuple(_figures(entries, builder.names)) if "figures" in entries else (),
    )


def input_shape(text: str, where: str) -> tuple[int, ...]:
    """Channels and one to three sizes from ``3x224x224``, or features from ``100``.

    Raises UsageError, beginning with ``where``.
    """
    found = re.fullmatch(r"[1-9]\d*(x[1-9]\d*){0,3}", text.strip(), re.ASCII)
    if found is None:
        fits = "channels, height and width, such as 3x224x224, or one or three axes, or features, such as 100"
        raise UsageError(f"{where}: '{text}' is no input; write {fits}")
    sizes = tuple(int(size) if len(size) <= 6 else LARGEST + 1 for size in text.strip().split("x"))
    if max(sizes) > LARGEST:
        raise UsageError(f"{where}: '{text}' is too large an input; each number is at most {LARGEST:,}")
    return sizes


def _blocks(entries: TomlTable, names: Iterable[str]) -> dict[str, Template]:
    """The blocks by their names."""
    tables = entries.table("blocks") if "blocks" in entries else entries
    return {name: _block(tables.table(name)) for name in names}


def _block(entries: TomlTable) -> Template:
    given = filled(BlockTable, entries)
    return Template(given.arguments, given.layers)


def _figures(entries: TomlTable, names: list[str]) -> Iterator[PublishedFigure]:
    stages = {stage for name in names for stage in accumulate(name.split("."), "{}.{}".format)}
    for table in entries.tables("figures", "a table [[figures]] with a source at least"):
        source = filled(FigureTable, table).source
        for key, quantity in WHOLE.items():
            if key in table:
                yield PublishedFigure(quantity, "", _printed(table, key, table.values[key], quantity), source)
        for key, quantity in AFTER.items():
            for layer, value in table.table(key).values.items() if key in table else ():
                if layer and layer not in stages:
                    raise table.error(key, f"there is no layer or stage '{layer}'; {advice(layer, names)}")
                yield PublishedFigure(quantity, layer, _printed(table, f"{key}.{layer}", value, quantity), source)


def _printed(table: TomlTable, key: str, value: object, quantity: PublishedQuantity) -> str:
    text = str(value) if isinstance(value, str | int | Decimal) and not isinstance(value, bool) else ""
    form = {"shape": SIZES, "parameters": COUNT, "macs": COUNT}.get(cast(str, quantity), PLACES)
    if form.fullmatch(text) is None:
        example = {SIZES: '"64x56x56"', COUNT: '25557032 or "25.6M"', PLACES: '212, 15.5 or "1x1024"'}[form]
        raise table.error(key, f"'{value}' is no such figure; write it as {example}")
    return text
