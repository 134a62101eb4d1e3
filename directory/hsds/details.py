"""Writes where a service works, its page, and the languages spoken there. Pure."""

from directory.hsds.blanks import Record, without_blanks
from directory.hsds.ids import id_of
from directory.hsds.places import shown_contacts
from directory.hsds.ways_in import first_value
from directory.model import Service
from directory.terms import ContactKind, Reach

LANGUAGES = {
    "Albanian": "sq", "Arabic": "ar", "Bengali": "bn", "British Sign Language": "bfi",
    "Bulgarian": "bg", "English": "en", "Farsi": "fa", "French": "fr", "Gujarati": "gu",
    "Hindi": "hi", "Hungarian": "hu", "Italian": "it", "Lithuanian": "lt", "Pashto": "ps",
    "Polish": "pl", "Portuguese": "pt", "Punjabi": "pa", "Romanian": "ro", "Russian": "ru",
    "Somali": "so", "Spanish": "es", "Tamil": "ta", "Turkish": "tr", "Ukrainian": "uk",
    "Urdu": "ur", "Welsh": "cy",
}  # fmt: skip
"""The codes of ISO 639 for the languages most asked for."""
REACHES = {
    Reach.BOROUGH: "One borough",
    Reach.LONDON: "London",
    Reach.NATIONAL: "The whole country",
}
_SIGNED = "British Sign Language"
SIGNS = "They sign, or have somebody who does."


def page(service: Service) -> str | None:
    address = first_value(shown_contacts(service), ContactKind.WEB)
    return address if address and address.startswith("https://") else None


def languages(service: Service) -> list[Record]:
    """What is spoken there, and British Sign Language where they say that they sign."""
    signs = service.access.bsl is True
    return [
        without_blanks(
            id=id_of("language", service.id, name),
            service_id=id_of("service", service.id),
            name=name,
            code=LANGUAGES.get(name),
            note=SIGNS if signs and name == _SIGNED else None,
        )
        for name in dict.fromkeys((*service.access.languages, *([_SIGNED] if signs else ())))
    ]


def area(service: Service) -> Record:
    """Where it works, in words: we hold no shapes, and say so by giving no extent."""
    return {
        "id": id_of("area", service.id),
        "service_id": id_of("service", service.id),
        "name": service.area,
        "description": REACHES[service.reach],
        "service_area": service.area,
    }
