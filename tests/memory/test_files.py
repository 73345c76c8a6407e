"""A family depends on its own file and on all that it imports, by names that every machine has."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from quizgen import catalog, resources
from quizgen.architectures import shipped
from quizgen.asking.source import Source
from quizgen.memory.files import Files, SourceFile

ROOT = Path(__file__).parents[2]


def _behind(module: str) -> dict[str, SourceFile]:
    return Files(()).behind(module)


def test_the_files_of_a_family_are_those_that_python_loads_for_it() -> None:
    (family,) = catalog.select(["network-map-size"])
    files = _behind(family.module)
    for name in (
        *("quizgen/topics/architectures/network_map_size.py", "quizgen/topics/architectures/shared/paths.py"),
        *("quizgen/layers/__init__.py", "quizgen/layers/values.py", "quizgen/space/keyed.py", "quizgen/math/reader.py"),
        *("quizgen/misconceptions/kinds.py", "quizgen/decks/numbers.py", "quizgen/asking/family.py"),
        *("quizgen/architectures/shipped.py", "banks/architectures/resnet18.toml", "quizgen/__init__.py"),
    ):
        assert name in files
    assert not [name for name in files if name.startswith(("quizgen/cli", "quizgen/formats", "tests"))]


def test_what_deals_is_behind_every_family_also_where_none_imports_it() -> None:
    files = _behind(catalog.families()[0].module)
    for folder in ("decks", "guessing", "space"):
        assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "quizgen" / folder).glob("*.py")} <= set(files)


@cache
def _all_files() -> Files:
    """Each is parsed once for all families."""
    return Files(())


def test_every_module_that_a_family_needs_is_among_its_files(source: Source) -> None:
    """Held against the modules that its names come from when it runs."""
    files = _all_files().behind(source.module)
    held = [value for value in vars(sys.modules[source.module]).values() if not isinstance(value, str)]
    names = {value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None) for value in held}
    for name in names:
        module = sys.modules.get(str(name))
        if module and str(name).startswith("quizgen") and module.__file__:
            assert Path(module.__file__).relative_to(ROOT).as_posix() in files


def test_a_known_file_is_not_parsed_again_until_its_bytes_change() -> None:
    module = catalog.families()[0].module
    first = Files(())
    behind = first.behind(module)
    assert set(first.found) == set(behind)
    name = module.replace(".", "/") + ".py"
    second = Files(({**behind, name: SourceFile("other", "other")},))
    assert second.behind(module) == behind
    assert set(second.found) == {name}


@pytest.fixture
def garden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module ``garden.bed`` that is loaded from a folder."""
    package = tmp_path / "place" / "garden"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "bed.py").write_text("from . import soil\nimport shed\nimport numpy\nfrom quizgen.space import Rows\n")
    (package / "soil.py").write_text("DEEP = 3\n")
    (package.parent / "shed.py").write_text("TOOLS = 3\n")
    module = ModuleType("garden.bed")
    module.__file__ = str(package / "bed.py")
    monkeypatch.setitem(sys.modules, "garden.bed", module)
    return package


def test_a_plugin_has_its_own_files_and_those_of_quizgen_that_it_imports(garden: Path) -> None:
    (garden / "seeds.csv").write_text("1,2\n")
    files = _behind("garden.bed")
    own = {name for name in files if not name.startswith("quizgen/")}
    assert own == {"garden/__init__.py", "garden/bed.py", "garden/soil.py", "garden/seeds.csv", "shed.py"}
    assert {"quizgen/space/grids.py", "quizgen/errors.py"} <= set(files)


def test_of_a_folder_with_installed_packages_only_the_plugin_s_own_is_followed(
    garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = garden.parent.rename(garden.parent.with_name("site-packages"))
    monkeypatch.setattr(sys.modules["garden.bed"], "__file__", str(installed / "garden" / "bed.py"))
    files = _behind("garden.bed")
    assert "shed.py" not in files
    assert "garden/soil.py" in files


def test_a_module_without_a_file_has_none_behind_it(garden: Path) -> None:
    (garden / "bed.py").unlink()
    assert _behind("garden.bed") == {}
    assert _behind("garden.nowhere") == {}
    assert _behind("sys") == {}


def test_a_module_loaded_from_anywhere_is_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "loose.py").write_text("N = 1\n")
    module = ModuleType("some.other.name")
    module.__file__ = str(tmp_path / "loose.py")
    monkeypatch.setitem(sys.modules, "some.other.name", module)
    assert {name for name in _behind("some.other.name") if not name.startswith("quizgen/")} == {"loose.py"}


def test_architectures_are_found_where_the_banks_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "architectures").mkdir()
    (tmp_path / "architectures" / "toy.toml").write_text("title = 1\n")
    monkeypatch.setattr(resources, "banks", lambda: tmp_path)
    files = _behind(shipped.__name__)
    assert [name for name in files if name.startswith("banks/")] == ["banks/architectures/toy.toml"]
