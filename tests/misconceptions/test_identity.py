"""One id, one meaning, one feedback, one concept: over families, networks, authored items and values of modules."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

import pytest
from msgspec.structs import replace

import quizgen
from quizgen import architectures, catalog, of_network
from quizgen.answers import Concept, Slip
from quizgen.asking.source import Audited
from quizgen.audit.concepts import faulty, unused
from quizgen.audit.identities import Use, confusions, grouped_uses, mixed_up
from quizgen.audit.tutorial import tutorial
from quizgen.errors import FormulaError
from quizgen.misconceptions import Instead, Misconception, Misreading, Mistake
from quizgen.misconceptions.concepts import concepts, slip
from quizgen.text import Text

NETWORKS = ("alexnet-grouped", "resnet18", "wavenet-block")
CONCEPT = Concept("ignores-batch", "ignores the batch", Text("Each sample has values of its own."), "L1")
SLIP = Slip("forgets-samples", CONCEPT, Text("The samples count too."))


@cache
def of_networks() -> tuple[Audited, ...]:
    found = [architectures.load(name) for name in NETWORKS]
    return tuple(family for one in found for family in of_network.families(one.network, one.title, one.names))


@cache
def of_modules() -> tuple[Use, ...]:
    """Every misconception that a module of quizgen holds, by itself or in a collection."""
    modules = [one.name for one in pkgutil.walk_packages(quizgen.__path__, "quizgen.") if "__main__" not in one.name]
    return tuple(
        Use(slip(one), f"{name}.{variable}")
        for name in modules
        for variable, value in vars(import_module(name)).items()
        for one in misconceptions(value)
    )


def misconceptions(value: object) -> Iterator[Misconception]:
    if isinstance(value, Mistake | Misreading | Instead):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from misconceptions(one)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from misconceptions(one)


@cache
def asked() -> tuple[Use, ...]:
    """What families and authored items name."""
    return tuple(use for source in catalog.sources() for group in grouped_uses(source) for use in group)


def claims() -> set[str]:
    return {claim.id for part in tutorial() for claim in part.claims}


@dataclass(frozen=True)
class Named:
    """As much of a source as the identities of its misconceptions need."""

    id: str
    groups: Mapping[str, tuple[Slip, ...]]

    def slips(self) -> Mapping[str, tuple[Slip, ...]]:
        return self.groups


def named(name: str, *slips: Slip) -> Audited:
    return cast(Audited, Named(name, {"": slips}))


def test_no_source_and_no_network_confuses_misconceptions() -> None:
    assert list(confusions([*catalog.sources(), *of_networks()])) == []


def test_no_module_holds_a_misconception_that_another_place_contradicts() -> None:
    assert len(of_modules()) > 1000
    assert list(mixed_up([*asked(), *of_modules()])) == []


def test_the_concepts_are_told_apart_and_print_everywhere() -> None:
    assert list(faulty(concepts().values(), claims())) == []
    assert [one.id for one in concepts().values() if not one.claim] == []


def test_every_concept_is_what_some_misconception_gets_wrong() -> None:
    assert list(unused(concepts().values(), asked())) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (replace(SLIP, feedback=Text("The batch is a factor.")), "'The batch is a factor.' in b; give one of the two"),
        (replace(SLIP, concept=replace(CONCEPT, id="other")), "about 'other' in b; name the same concept in both"),
        (
            replace(SLIP, concept=replace(CONCEPT, name="forgets the batch")),
            "the concept 'ignores-batch' has another name or meaning in b than in a; give one of the two another id",
        ),
        (replace(SLIP, id="one-sample"), "'one-sample' in b say the same, 'The samples count too.'; give both one id"),
        (Slip("One_sample", CONCEPT, Text("Others count.")), "'One_sample' in b is no slug; write small letters"),
    ],
)
def test_a_confusion_names_both_places_and_what_to_do(other: Slip, said: str) -> None:
    (sentence,) = confusions([named("a", SLIP), named("b", other)])
    assert said in sentence


def test_the_same_misconception_may_stand_in_several_sources_but_once_in_each() -> None:
    assert list(confusions([named("a", SLIP), named("b", SLIP)])) == []
    (sentence,) = confusions([named("a", SLIP, SLIP)])
    assert sentence.startswith("a has two misconceptions 'forgets-samples'; give one of them another id")


def test_a_concept_that_is_not_there_is_named_with_its_family() -> None:
    @dataclass(frozen=True)
    class Unknown(Named):
        def slips(self) -> Mapping[str, tuple[Slip, ...]]:
            return {"": (slip(Instead("forgets-samples", "n", "The samples count too.", concept="forgets-batches")),)}

    (sentence,) = confusions([cast(Audited, Unknown("a", {}))])
    assert sentence.startswith("a: the misconception 'forgets-samples': there is no concept 'forgets-batches'")
    assert "forgets-batch" in sentence


@pytest.mark.parametrize("kind", [Mistake, Misreading, Instead])
def test_a_misconception_without_a_concept_cannot_be_written(kind: Any) -> None:
    with pytest.raises(TypeError, match="concept"):
        kind("forgets-samples", "n", "n", "The samples count too.")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "ignores-batch"}, "is a few plain words in small letters, not 'ignores-batch'"),
        ({"name": "Ignores the batch"}, "is a few plain words in small letters"),
        ({"name": "ignores $n$"}, "is a few plain words in small letters"),
        ({"meaning": Text("Each sample counts. All do.")}, "is one sentence, not 'Each sample counts. All do.'"),
        ({"meaning": Text("Each of $n + * 2$ counts.")}, "does not print"),
        ({"claim": "L2"}, "names the claim L2, which is not the tutorial's"),
    ],
)
def test_a_faulty_concept_is_named_with_what_to_write(change: dict[str, Any], said: str) -> None:
    (sentence,) = faulty([replace(CONCEPT, **change)], {"L1"})
    assert "'ignores-batch'" in sentence
    assert said in sentence


def test_concepts_with_one_name_or_one_meaning_are_one() -> None:
    twin = replace(CONCEPT, id="twin")
    assert [*faulty([CONCEPT, twin], {"L1"})] == [
        f"the concepts 'ignores-batch' and 'twin' have one {word}; make them one, or write another"
        for word in ("name", "meaning")
    ]


def test_a_concept_without_misconceptions_is_named() -> None:
    (sentence,) = unused([CONCEPT, replace(CONCEPT, id="other")], [Use(SLIP, "a")])
    assert "'other'" in sentence


@pytest.mark.parametrize("kind", [Instead, Misreading, Mistake])
def test_a_misconception_may_bring_its_concept(kind: Any) -> None:
    wrong = {"padding": "0"} if kind is Misreading else "n"
    rest = ("n",) if kind is Mistake else ()
    made = kind("forgets-samples", wrong, *rest, "All count.", concept=CONCEPT)
    assert slip(made) == Slip("forgets-samples", CONCEPT, Text("All count."))


def test_a_slip_knows_its_concept() -> None:
    assert slip(Instead("forgets-samples", "n", "All count.", concept="forgets-batch")).concept.id == "forgets-batch"
    with pytest.raises(FormulaError, match=r"there is no concept 'zzqq'; banks/misconceptions\.toml holds all"):
        slip(Instead("forgets-samples", "n", "All count.", concept="zzqq"))
