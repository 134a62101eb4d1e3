"""Entries of a directory that is nobody's, for tests of what is stored. Ofcom's drama numbers."""

from collections.abc import Mapping

from directory.records.documents import Document, Documents, EntryKind, Key

DAY = "2026-11-01"
LINE: Key = (EntryKind.SERVICE, "night-line")
CLUB: Key = (EntryKind.SERVICE, "chess-club")


def contact(number: str, **more: object) -> dict[str, object]:
    return {"id": "phone", "kind": "phone", "value": number, "verified": True, **more}


def service(entry_id: str, number: str, **more: object) -> Document:
    return {
        "id": entry_id,
        "name": entry_id.replace("-", " ").title(),
        "provider": "Nobody",
        "status": "open",
        "verified": True,
        "summary": "They help.",
        "area": "Everywhere",
        "reach": "national",
        "urgency": "usual",
        "checked": DAY,
        "contacts": [contact(number)],
        "sources": [
            {"url": "https://nobody.example", "quote": "We help.", "page_date": "2026-01-01"}
        ],
        **more,
    }


def some_documents(**of_the_line: object) -> Documents:
    """A crisis line and a club."""
    return {
        LINE: service("night-line", "0808 157 0101", urgency="crisis", **of_the_line),
        CLUB: service("chess-club", "020 7946 0102"),
    }


def with_number(document: Document, number: str, **more: object) -> Document:
    return {**document, "contacts": [contact(number, **more)]}


def hidden(document: Document) -> Document:
    contacts = document["contacts"]
    assert isinstance(contacts, list)
    return {**document, "contacts": [{**each, "verified": False} for each in contacts]}


def many(count: int) -> Documents:
    """This many different services."""
    made: Mapping[Key, Document] = {
        (EntryKind.SERVICE, f"service-{number}"): service(
            f"service-{number}",
            f"020 7946 0{number % 1000:03}",
            verified=False,
            contacts=[contact(f"020 7946 0{number % 1000:03}", verified=False)],
            summary="They help with many things. " * 10,
        )
        for number in range(count)
    }
    return made
