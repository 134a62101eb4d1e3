"""Do the safety cards name lines that the directory confirms? Pure.

The cards are read apart from the directory, so that they stand when it does not: here they meet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from types import MappingProxyType

from bot.launch.missing import Missing
from bot.safeguarding.signposts import Signposts
from directory.errors import LoadError
from directory.model import Directory
from directory.records.lined_yaml import Lined, read_yaml
from directory.terms import Role

NOT_REVIEWED = "not yet reviewed"
LOCAL_LINES: Mapping[str, Role] = MappingProxyType(
    {
        "child_services": Role.CHILDRENS_SERVICES,
        "child_services_night": Role.CHILDRENS_SERVICES,
        "council": Role.COUNCIL,
    }
)
"""The lines of the cards that are each borough's own, with the part that each speaks of."""
_FIELDS = ("service", "value", "says")
_WHY = "The safety cards stand on it, and somebody in danger reads them."


@dataclass(frozen=True)
class LocalCards:
    """A borough's cards.yml: where it is, and its text; None where it has no such file."""

    file: str
    text: str | None


def faults_of_local(local: LocalCards, directory: Directory | None) -> tuple[str, ...]:
    """What has to be mended in a borough's cards.yml: file, line, what to do.

    Where there is no directory to look in, its numbers are not looked up.
    """
    if local.text is None:
        return (
            f"{local.file} is missing: copy tests/boroughs/little-harbour/cards.yml there, "
            "and write your own numbers in it",
        )
    try:
        lines = read_yaml(local.text)
    except LoadError as error:
        return tuple(f"{local.file}, {fault}" for fault in error.faults)
    if not isinstance(lines, Lined):
        return (f"{local.file}: write it as lines of 'name: {{service: …, value: …, says: …}}'",)
    return tuple(
        f"{local.file}, line {lines.lines[name]}, {name}: {fault}"
        for name, line in lines.items()
        for fault in _faults_of_line(name, line, directory)
    )


def cards_missing(local: LocalCards, cards: Signposts, directory: Directory) -> Iterator[Missing]:
    """What keeps a safety card from sending people to somebody who is there.

    `cards` are those that stand everywhere, without the lines of a borough.
    """
    for fault in faults_of_local(local, directory):
        yield _missing(fault, "Mend that file, then look again: waymark directory check")
    given = _names(local)
    for name, role in LOCAL_LINES.items():
        if name not in given:
            yield _missing(f"{local.file} has no line {name}", "Write it: docs/adopt.md, step 4")
        if role not in directory.roles or directory.service(role) is None:
            yield _missing(
                f"No service has the part {role}, which the line {name} of the cards speaks of",
                "Name the service under 'roles' of borough.yml",
            )
    lines = {(line.service, line.value) for card in cards.cards.values() for line in card.contacts}
    for service, value in sorted(lines):
        if value not in _shown(directory, service):
            yield _missing(
                f"The safety cards say {value} of {service}, which the directory does not show",
                "Find out which is right. Change bot/safeguarding/signposts.yml, or confirm the "
                "line: waymark directory ring-list",
            )


def not_reviewed(cards: Mapping[str, Mapping[str, object]]) -> int:
    """How many cards nobody has put their name to: a line `reviewer:` under `reviewed:`."""
    names = (str(each.get("reviewer") or "").strip() for each in cards.values())
    return sum(name in ("", NOT_REVIEWED) for name in names)


def _names(local: LocalCards) -> frozenset[str]:
    try:
        lines = read_yaml(local.text or "")
    except LoadError:
        return frozenset(LOCAL_LINES)  # that the file cannot be read is said already
    return (
        frozenset(name for name, line in lines.items() if line)
        if isinstance(lines, Lined)
        else frozenset()
    )


def _faults_of_line(name: str, line: object, directory: Directory | None) -> Iterator[str]:
    if name not in LOCAL_LINES:
        yield f"no card has such a line: choose one of {', '.join(LOCAL_LINES)}, or take it out"
        return
    if not isinstance(line, Lined):
        yield "write it as {service: …, value: …, says: …}"
        return
    absent = [each for each in _FIELDS if not isinstance(line.get(each), str)]
    if absent:
        yield f"it has no {', '.join(absent)} (in quotes, if it is a number): add it"
        return
    service, value = str(line["service"]), str(line["value"])
    if not _can_be_said(str(line["says"])):
        yield "says: write {value} where the number goes, and no other {…}"
    if directory is None:
        return
    if service not in directory.services:
        yield f"there is no service {service!r}: mend the id or add the service"
    elif value not in _shown(directory, service):
        yield (
            f"{value} is no confirmed contact of {service}: write one that services of the "
            "directory have as verified: true, digit for digit"
        )


def _shown(directory: Directory, service_id: str) -> frozenset[str]:
    service = directory.services.get(service_id)
    return frozenset(each.value for each in service.reachable) if service else frozenset()


def _can_be_said(says: str) -> bool:
    try:
        slots = [slot for _, slot, *_ in Formatter().parse(says) if slot is not None]
    except ValueError:
        return False
    return slots == ["value"]


def _missing(what: str, what_to_do: str) -> Missing:
    return Missing(what, _WHY, what_to_do, blocks=True)
