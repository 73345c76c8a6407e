"""HTML with places in double braces, which another program fills."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import ANGLES, XML
from quizgen.text.course import COURSE

MUSTACHE = replace(XML, name="mustache", printer=COURSE, brackets=ANGLES)
