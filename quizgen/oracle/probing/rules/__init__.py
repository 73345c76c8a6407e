"""What each operation of torch makes of how far units see; importing this registers them all."""

from quizgen.oracle.probing.rules import (
    arranging,
    indexing,
    making,
    padding,
    pointwise,
    products,
    putting,
    recurrent,
    reductions,
    resizing,
    sorting,
    spectra,
    unpooling,
    windows,
)

__all__ = [
    "arranging",
    "indexing",
    "making",
    "padding",
    "pointwise",
    "products",
    "putting",
    "recurrent",
    "reductions",
    "resizing",
    "sorting",
    "spectra",
    "unpooling",
    "windows",
]
