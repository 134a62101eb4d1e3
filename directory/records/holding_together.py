"""Finds faults between entries: a service named but missing, a slot without a fact. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from directory.errors import FactError, FactWithheld
from directory.model import BOROUGH, SLOT, Directory
from directory.records.numbers import digits
from directory.terms import Role

_NUMBER = re.compile(r"\d[\d ]{3,}\d")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an entry, such as "service 'abianda'"; `what` goes on from its name."""

    entry: str
    what: str


def faults_between(
    directory: Directory, *, is_live: bool = False, gone: Collection[str] = ()
) -> Iterator[Fault]:
    """One for each name, anywhere in the directory, that leads nowhere, and each loose number.

    In a live directory a line may be hidden at any time: what names it then goes unsaid, and is
    no fault. In files it is one, for somebody is there to mend the sentence. The same holds for
    the services that are `gone`: they are broken, and left out until somebody mends them.
    """
    for entry, where, service_id in _named_services(directory):
        if directory.service(service_id) is None and service_id not in set(Role):
            what = f"there is no service {service_id!r}: mend the id or add the service"
            yield Fault(entry, f"{where}: {what}")
    for role in directory.roles.keys() - set(Role):
        what = f"there is no part {role!r}: choose one of {', '.join(Role)}"
        yield Fault("roles", f", {role}: {what}")
    confirmed = _confirmed_numbers(directory)
    for entry, where, text in _sentences(directory):
        yield from (
            Fault(entry, f"{where}: {what}") for what in _slots(directory, text, is_live, gone)
        )
        for number in _NUMBER.findall(SLOT.sub("", text)):
            if digits(number) not in confirmed:
                what = f"{number} is no confirmed number: write it as {{service.contact}}"
                yield Fault(entry, f"{where}: {what}")


def _slots(directory: Directory, text: str, is_live: bool, gone: Collection[str]) -> Iterator[str]:
    """What is wrong with the slots of a text."""
    for slot in SLOT.finditer(text):
        if slot[1] in gone or slot[1] in set(Role) - directory.roles.keys():
            continue
        if slot[1] == BOROUGH and directory.borough is None:
            continue
        try:
            directory.fact(slot[1], slot[2])
        except FactError as error:
            if not (is_live and isinstance(error, FactWithheld)):
                yield f"{slot[0]} cannot be filled: {error}"


def _confirmed_numbers(directory: Directory) -> frozenset[str]:
    return frozenset(
        digits(contact.value)
        for service in directory.services.values()
        for contact in service.reachable
    )


def _named_services(directory: Directory) -> Iterator[tuple[str, str, str]]:
    for service in directory.services.values():
        if service.replaced_by is not None:
            yield f"service {service.id!r}", ", replaced_by", service.replaced_by
    for problem in directory.problems.values():
        entry = f"problem {problem.id!r}"
        for route in problem.routes:
            if route.service is not None:
                yield entry, f", route {route.to}", route.service
        for service_id in problem.if_nothing:
            yield entry, ", if_nothing", service_id
    for role, service_id in directory.roles.items():
        yield "roles", f", {role}", service_id
    for intent, chosen in directory.first_choices.items():
        for service_id in chosen:
            yield "first_choices", f", {intent}", service_id


def _sentences(directory: Directory) -> Iterator[tuple[str, str, str]]:
    for service in directory.services.values():
        entry = f"service {service.id!r}"
        yield entry, ", correction", service.correction or ""
        yield entry, ", summary", service.summary
    for problem in directory.problems.values():
        entry = f"problem {problem.id!r}"
        single = (problem.kind_note, problem.now, problem.who, problem.anonymous_note)
        for text in (*single, *problem.next_steps):
            yield entry, "", text
        for route in problem.routes:
            yield entry, f", route {route.to}", route.when
