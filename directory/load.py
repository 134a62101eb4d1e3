"""Turns the texts of the data files into a Directory, or says everything to mend in them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

import yaml

from directory.entries import guidance, problem, service
from directory.errors import LoadError
from directory.holding_together import faults_between
from directory.model import Directory, Guidance, Problem, Service
from directory.numbers import NumberPlan, digits
from directory.reading import Entry

_Kept = TypeVar("_Kept", Service, Problem, Guidance)
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class _Gathered:
    services: dict[str, Service] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
    guidance: dict[str, Guidance] = field(default_factory=dict)
    first_choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    same_words: dict[str, str] = field(default_factory=dict)
    ordinary_names: set[str] = field(default_factory=set)


def load(files: Mapping[str, str]) -> Directory:
    """The directory that these texts describe, each under the name of its file.

    Raises LoadError with one line for every fault, naming the file and the entry.
    """
    faults: list[str] = []
    roots = tuple(_parsed(files, faults))
    plan = _number_plan(roots)
    gathered = _Gathered()
    for root in roots:
        _gather(root, plan, gathered)
    directory = Directory(
        services=MappingProxyType(gathered.services),
        problems=MappingProxyType(gathered.problems),
        guidance=MappingProxyType(gathered.guidance),
        first_choices=MappingProxyType(gathered.first_choices),
        same_words=MappingProxyType(gathered.same_words),
        ordinary_names=frozenset(gathered.ordinary_names),
    )
    faults.extend(faults_between(directory))
    if faults:
        raise LoadError(tuple(faults))
    return directory


def _parsed(files: Mapping[str, str], faults: list[str]) -> Iterable[Entry]:
    for name, text in sorted(files.items()):
        try:
            content = yaml.load(text, Loader=_YAML)  # noqa: S506 (both loaders are safe ones)
        except yaml.YAMLError as error:
            faults.append(f"{name}: not valid YAML: {' '.join(str(error).split())}")
            continue
        yield Entry(name, content, faults)


def _number_plan(roots: Iterable[Entry]) -> NumberPlan:
    short: dict[str, str] = {}
    never_show: dict[str, str] = {}
    for root in roots:
        short |= {digits(number): str(whose) for number, whose in root.pairs("short").items()}
        never_show |= {
            digits(number): str(wrong) for number, wrong in root.pairs("never_show").items()
        }
    return NumberPlan(short, never_show)


def _gather(root: Entry, plan: NumberPlan, into: _Gathered) -> None:
    for entry in root.entries("services", "service"):
        _keep(entry, service(entry, root, plan), into.services)
    for entry in root.entries("problems", "problem"):
        _keep(entry, problem(entry), into.problems)
    for entry in root.entries("guidance", "fact"):
        _keep(entry, guidance(entry), into.guidance)
    choices = root.child("first_choices")
    into.first_choices |= {intent: choices.texts(intent) for intent in choices.names}
    for word, others in root.pairs("same_words").items():
        into.same_words |= dict.fromkeys(str(others).split(), word)
    into.ordinary_names |= set(root.texts("ordinary_names"))
    root.has("checked")  # read by the services, of which a file may have none
    root.finish()


def _keep(entry: Entry, item: _Kept, among: dict[str, _Kept]) -> None:
    if item.id in among:
        entry.fault(f"the id {item.id!r} is used twice: give each its own")
    among[item.id] = item
