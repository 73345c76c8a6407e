"""What tests of plug-ins share: the command line, and forgetting what was found."""

from __future__ import annotations

import sys

from click.testing import CliRunner, Result

from quizgen.catalog import blame, finding, known_formats
from quizgen.cli import main

CACHES = (
    *(finding.sources, finding.listed, finding.families, finding.authored, finding._plugged, finding._plugged_files),
    *(known_formats.formats, known_formats._plugged, blame._source),
)


def forget() -> None:
    """Clears all that was found, and the modules of the package."""
    for found in CACHES:
        found.cache_clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "theirs"]:
        del sys.modules[name]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)
