"""STACK's HTML."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import NUMBERS, PLAIN
from quizgen.text.castext import CASTEXT as PRINTER
from quizgen.text.castext import spoken

CASTEXT = replace(PLAIN, name="castext", printer=PRINTER, writers={**NUMBERS, str: spoken})
