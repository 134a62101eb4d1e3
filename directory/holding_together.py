"""Finds faults between entries: a service named but missing, a slot without a fact. Pure."""

from collections.abc import Iterator

from directory.errors import FactError
from directory.model import SLOT, Directory


def faults_between(directory: Directory) -> Iterator[str]:
    """One line for each name, anywhere in the directory, that leads nowhere."""
    for where, service_id in _named_services(directory):
        if service_id not in directory.services:
            yield f"{where}: there is no service {service_id!r}: mend the id or add the service"
    for where, text in _sentences(directory):
        for slot in SLOT.finditer(text):
            try:
                directory.fact(slot[1], slot[2])
            except FactError as error:
                yield f"{where}: {slot[0]} cannot be filled: {error}"


def _named_services(directory: Directory) -> Iterator[tuple[str, str]]:
    for service in directory.services.values():
        if service.replaced_by is not None:
            yield f"service {service.id!r}, replaced_by", service.replaced_by
    for problem in directory.problems.values():
        for route in problem.routes:
            if route.service is not None:
                yield f"problem {problem.id!r}, route {route.to}", route.service
    for intent, chosen in directory.first_choices.items():
        for service_id in chosen:
            yield f"first_choices, {intent}", service_id


def _sentences(directory: Directory) -> Iterator[tuple[str, str]]:
    for service in directory.services.values():
        yield f"service {service.id!r}, correction", service.correction or ""
        yield f"service {service.id!r}, summary", service.summary
    for problem in directory.problems.values():
        where = f"problem {problem.id!r}"
        single = (problem.kind_note, problem.now, problem.who, problem.anonymous_note)
        for text in (*single, *problem.next_steps):
            yield where, text
        for route in problem.routes:
            yield f"{where}, route {route.to}", route.when
