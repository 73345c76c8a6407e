"""A package of one item of every sort."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import handmade
import handmade_parts
import pytest

from quizgen.formats.protocol import Options
from quizgen.formats.qti21 import FORMAT
from quizgen.model import Form


@pytest.fixture(scope="session")
def package() -> bytes:
    """In QTI 2.1."""
    items = (
        *(handmade.choice(), handmade.numerical(), handmade.multiple(), handmade.shape(), handmade.matching()),
        *(handmade.ordering(), handmade.true_false(), handmade_parts.grid(), handmade_parts.several()),
    )
    (file,) = FORMAT.write([Form("Midterm", "7", items)], Options("p"))
    return b"".join(file.chunks)


@pytest.fixture(scope="session")
def members(package: bytes) -> dict[str, bytes]:
    """Its items by their names."""
    with ZipFile(BytesIO(package)) as packed:
        return {
            name: packed.read(name) for name in packed.namelist() if name.startswith("toy") and name.endswith("xml")
        }
