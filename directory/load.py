"""Turns the texts of the data files into a Directory, or says everything to mend in them. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from directory.errors import LoadError
from directory.model import Borough, Directory, Guidance, Problem, Service
from directory.records.entries import borough, guidance, problem, service
from directory.records.holding_together import faults_between
from directory.records.lined_yaml import read_yaml
from directory.records.numbers import NumberPlan, digits
from directory.records.reading import Entry, Place

_Kept = TypeVar("_Kept", Service, Problem, Guidance)


@dataclass(slots=True)
class _Gathered:
    services: dict[str, Service] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    first_choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    same_words: dict[str, str] = field(default_factory=dict)
    ordinary_names: set[str] = field(default_factory=set)
    roles: dict[str, str] = field(default_factory=dict)
    borough: Borough | None = None
    places: dict[str, Place] = field(default_factory=dict)
    """Where each entry stands, under its kind and id."""


def load(files: Mapping[str, str]) -> Directory:
    """The directory that these texts describe, each under the name of its file.

    Raises LoadError with one line for every fault, naming the file, the line and the entry.
    """
    faults: list[str] = []
    return built(roots(files, faults), faults)


def roots(files: Mapping[str, str], faults: list[str]) -> tuple[Entry, ...]:
    """Each file as one entry, those of a borough's folder last: what they say prevails."""
    found = []
    for name in sorted(files, key=_order):
        try:
            content = read_yaml(files[name])
        except LoadError as error:
            faults.extend(f"{name}, {fault}" for fault in error.faults)
            continue
        if content is not None:
            found.append(Entry(content, faults, Place(name)))
    return tuple(found)


def _order(name: str) -> tuple[int, bool, str]:
    """What holds everywhere comes before what one borough says."""
    return name.count("/"), not Place(name).is_everywhere, name


def built(
    files: Sequence[Entry],
    faults: list[str],
    *,
    is_live: bool = False,
    gone: Collection[str] = (),
) -> Directory:
    """The directory of these files; LoadError with `faults` and those that come to light."""
    plan = _number_plan(files)
    gathered = _Gathered()
    for root in files:
        _gather(root, plan, gathered)
    directory = Directory(
        services=MappingProxyType(gathered.services),
        problems=MappingProxyType(gathered.problems),
        guidance=MappingProxyType(gathered.guidance),
        first_choices=MappingProxyType(gathered.first_choices),
        same_words=MappingProxyType(gathered.same_words),
        ordinary_names=frozenset(gathered.ordinary_names),
        roles=MappingProxyType(gathered.roles),
        borough=gathered.borough,
    )
    for fault in faults_between(directory, is_live=is_live, gone=gone):
        place = gathered.places.get(fault.entry, Place(within=(fault.entry,)))
        faults.append(f"{place}{fault.what}")
    if faults:
        raise LoadError(tuple(faults))
    return directory


def _number_plan(files: Sequence[Entry]) -> NumberPlan:
    short: dict[str, str] = {}
    never_show: dict[str, str] = {}
    for root in files:
        short |= {digits(number): str(whose) for number, whose in root.pairs("short").items()}
        never_show |= {
            digits(number): str(wrong) for number, wrong in root.pairs("never_show").items()
        }
    return NumberPlan(short, never_show)


def _gather(root: Entry, plan: NumberPlan, into: _Gathered) -> None:
    for entry in root.entries("services", "service"):
        _keep(entry, service(entry, root, plan), into.services, into.places)
    for entry in root.entries("problems", "problem"):
        _keep(entry, problem(entry), into.problems, into.places)
    for entry in root.entries("guidance", "fact"):
        _keep(entry, guidance(entry), into.guidance, into.places)
    choices = root.child("first_choices")
    into.first_choices |= {intent: choices.texts(intent) for intent in choices.names}
    for word, others in root.pairs("same_words").items():
        into.same_words |= dict.fromkeys(str(others).split(), word)
    into.ordinary_names |= set(root.texts("ordinary_names"))
    into.roles |= {role: str(service) for role, service in root.pairs("roles").items()}
    for name in ("first_choices", "roles"):
        if root.has(name):
            into.places[name] = root.place_of(name, name)
    if root.has("borough"):
        if into.borough is not None:
            root.fault("there are two boroughs: leave only one", "borough")
        into.borough = borough(root.child("borough"))
    root.has("checked")  # read by the services, of which a file may have none
    root.finish()


def _keep(entry: Entry, item: _Kept, among: dict[str, _Kept], places: dict[str, Place]) -> None:
    """A borough's own entry takes the place of one that holds everywhere; no other may."""
    name = f"{entry.place.within[-1]}"
    if item.id in among and not entry.place.overrides(places[name]):
        entry.fault(f"the id {item.id!r} is used twice: give each its own", "id")
    among[item.id] = item
    places[name] = entry.place
