"""HTML around gaps in H5P."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import XML
from quizgen.text.h5p import H5P_GAPS as PRINTER

H5P_GAPS = replace(XML, name="h5p-gaps", printer=PRINTER)
