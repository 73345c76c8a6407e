"""Where files lie that have the same name on every machine, such as ``quizgen/layers/values.py``.

Imports are followed as far as quizgen's own folder goes or, from a plugin, the folder that its package lies in; of a
folder where many packages are installed only the plugin's own counts. What such a package has beside its Python files
counts too, as far as it is data in a usual form.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from quizgen import resources

HOUSE = "quizgen"
BANKS = "banks"
ROOT = Path(__file__).parents[2]
READS = {"quizgen/architectures/shipped.py": "architectures/*.toml"}
"""Which data files in ``banks/`` a module reads that counts depend on."""
_DATA = (".toml", ".json", ".csv", ".txt", ".yaml")
_INSTALLED = ("site-packages", "dist-packages")


def module_file(base: Path, importer: str, module: str) -> str | None:
    """The file of a module, or of what holds that name; None for one that lies elsewhere."""
    if not _followed(base, importer, module.partition(".")[0]):
        return None
    parts = module.split(".")
    for end in (len(parts), len(parts) - 1):
        stem = "/".join(parts[:end])
        for name in (f"{stem}/__init__.py", f"{stem}.py"):
            if end and path(base, name).is_file():
                return name
    return None


def _followed(base: Path, importer: str, top: str) -> bool:
    own = importer.partition("/")[0].removesuffix(".py")
    return top in (HOUSE, own) or (own != HOUSE and base.name not in _INSTALLED)


def origin(module: str) -> tuple[Path, str] | None:
    """The folder that the module's outermost package lies in, and the file's name from there."""
    file = getattr(sys.modules.get(module), "__file__", None)
    if file is None:
        return None
    place, parts = Path(file), tuple(module.split("."))
    own = place.parent if place.stem == "__init__" else place.with_suffix("")
    if own.parts[-len(parts) :] != parts:
        return place.parent, place.name
    base = own.parents[len(parts) - 1]
    return base, place.relative_to(base).as_posix()


def path(base: Path, name: str) -> Path:
    """The file of that name, for a module whose outermost package lies in ``base``."""
    top, _, rest = name.partition("/")
    if top == BANKS and not name.endswith(".py"):
        return resources.banks() / rest
    return (ROOT if top == HOUSE else base) / name


def packages(name: str) -> Iterator[str]:
    """What Python runs before the module: the beginning of each package around it."""
    if name.endswith(".py"):
        parts = name.split("/")
        yield from ("/".join([*parts[:end], "__init__.py"]) for end in range(1, len(parts)))


def data(base: Path, name: str) -> Iterator[str]:
    """Data that counts may depend on: what a module of quizgen reads, and all in the package of a plugin."""
    if name in READS:
        banks = resources.banks()
        yield from (f"{BANKS}/{path.relative_to(banks).as_posix()}" for path in sorted(banks.glob(READS[name])))
    top, _, rest = name.partition("/")
    if top != HOUSE and rest == "__init__.py":
        every = sorted((base / top).rglob("*"))
        yield from (path.relative_to(base).as_posix() for path in every if path.suffix in _DATA)
