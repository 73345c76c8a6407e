"""A card of an item, imported by Anki and shown on a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from anki_cards import Cards, Played, telephone
from anki_profile import Profile, package
from msgspec.structs import replace

from quizgen.model import Form, Item


@pytest.fixture(scope="module")
def page(browser: Any) -> Any:
    return telephone(browser)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    made = Profile(tmp_path)
    yield made
    made.collection.close()


@pytest.fixture
def card(page: Any, profile: Profile, form: Form) -> Cards:
    def shown(item: Item) -> Played:
        profile.take(package(replace(form, items=(item,))))
        return Played(page, profile.media, profile.sides(item))

    return shown
