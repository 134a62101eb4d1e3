"""A small made-up directory, and a look through everything that a feed publishes of it."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from directory.hsds import Feed, Lines
from directory.hsds.parameters import LISTS
from directory.model import Borough, Check, Contact, Directory, Eligibility, Service, Source
from directory.terms import ContactKind, HowChecked, Reach, Status, Urgency

CHECKED = date(2026, 11, 2)
SOURCE = Source("https://example.org/about", "We are here", "2026-11")
BOROUGH = Borough("redmarsh", "Redmarsh", "Redmarsh Council", "Redmarsh", (), (), ("RM90", "RM91"))


def contact(name: str, kind: ContactKind, value: str, **more: object) -> Contact:
    given: dict[str, object] = {"id": name, "kind": kind, "value": value, "verified": True} | more
    return Contact(**given)  # type: ignore[arg-type]


PHONE = contact("phone", ContactKind.PHONE, "0808 157 0001", opening="Mo-Fr 09:00-17:00")
PLACE = contact("in-person", ContactKind.IN_PERSON, "1 High Street, Redmarsh, Redshire, RM90 1AA")


def service(own_id: str, /, *contacts: Contact, **more: object) -> Service:
    given: dict[str, object] = {
        "id": own_id,
        "name": own_id.replace("-", " ").title(),
        "provider": "The Redmarsh Trust",
        "status": Status.OPEN,
        "summary": "They listen and help.",
        "area": "Redmarsh",
        "reach": Reach.BOROUGH,
        "urgency": Urgency.USUAL,
        "verified": True,
        "check": Check(HowChecked.READ, CHECKED),
        "sources": (SOURCE,),
        "contacts": contacts,
        "eligibility": Eligibility(),
        "topics": ("youth work",),
        "intents": ("activities",),
    } | more
    return Service(**given)  # type: ignore[arg-type]


def directory_of(*services: Service, borough: Borough | None = BOROUGH) -> Directory:
    return Directory(services=MappingProxyType({s.id: s for s in services}), borough=borough)


def texts_in(value: object) -> Iterator[str]:
    """Every text within, however deep."""
    match value:
        case str():
            yield value
        case dict():
            for item in value.values():
                yield from texts_in(item)
        case list() | tuple():
            for item in value:
                yield from texts_in(item)


def contents(feed: Feed, resource: str, **parameters: str) -> list[dict[str, object]]:
    page = feed.answer(resource, {"per_page": "500"} | parameters)
    assert not isinstance(page, Lines)
    found = page["contents"]
    assert isinstance(found, list)
    return found


def everything(feed: Feed) -> Iterator[object]:
    """Every answer that a feed gives: lists, whole lists, single records, its front page."""
    yield feed.root()
    for resource, honoured in LISTS.items():
        listed = contents(feed, resource)
        yield listed
        for name in {"full", "full_service", "minimal"} & set(honoured):
            yield contents(feed, resource, **{name: "true"})
        for record in listed:
            yield feed.one(resource, str(record["id"]))
