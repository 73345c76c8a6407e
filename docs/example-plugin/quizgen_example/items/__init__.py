"""The authored items that come with this package."""

from pathlib import Path

ITEMS = (Path(__file__).parent / "patches.toml",)
