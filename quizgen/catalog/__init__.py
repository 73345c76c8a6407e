"""What there is: families, files of authored items and formats, those of plug-ins too, and what names stand for."""

from quizgen.catalog.blame import first_of
from quizgen.catalog.blame import reason as blamed
from quizgen.catalog.finding import (
    authored,
    broken_sources,
    families,
    listed,
    named,
    shipped_families,
    shipped_sources,
    sources,
    topics,
    whole,
)
from quizgen.catalog.known_formats import broken_formats, format_called, formats, shipped_formats
from quizgen.catalog.known_sources import keep, known
from quizgen.catalog.naming import ALL, LISTED, Names, chosen, select, unknown
from quizgen.catalog.plugins import author, fault_of_plugin
from quizgen.catalog.projects import Project, declaring, projects

__all__ = [
    "ALL",
    "LISTED",
    "Names",
    "Project",
    "author",
    "authored",
    "blamed",
    "broken_formats",
    "broken_sources",
    "chosen",
    "declaring",
    "families",
    "fault_of_plugin",
    "first_of",
    "format_called",
    "formats",
    "keep",
    "known",
    "listed",
    "named",
    "projects",
    "select",
    "shipped_families",
    "shipped_formats",
    "shipped_sources",
    "sources",
    "topics",
    "unknown",
    "whole",
]
