"""Writes the places where anybody may walk in. Pure."""

from directory.hsds.blanks import Record, without_blanks
from directory.hsds.ids import id_of
from directory.hsds.places import POSTCODE
from directory.hsds.ways_in import contact_id
from directory.model import Contact, Service


def location_id(service: Service, place: Contact) -> str:
    return id_of("location", service.id, place.id)


def service_at_location(service: Service, place: Contact) -> Record:
    """The link between a service and one of its places, with the place in it."""
    return without_blanks(
        id=id_of("service_at_location", service.id, place.id),
        service_id=id_of("service", service.id),
        location_id=location_id(service, place),
        contact_id=contact_id(service, place),
        description=f"{service.name}, in person",
        hours=place.hours,
        location=_location(service, place),
    )


def _location(service: Service, place: Contact) -> Record:
    """A place by its name; its address where that is written out. Never a point on a map."""
    return without_blanks(
        id=location_id(service, place),
        location_type="physical",
        name=place.value,
        description=". ".join(part.rstrip(".") for part in (place.hours, place.note) if part),
        addresses=_addresses(service, place),
        accessibility=_accessibility(service, place),
    )


def _addresses(service: Service, place: Contact) -> list[Record]:
    """HSDS wants every part of an address; one that lacks a part is given by its name alone.

    Written as "1 High Street, Town, County, E17 1AA"; in London the town is the county too.
    """
    parts = [part.strip() for part in place.value.split(",")]
    if not POSTCODE.fullmatch(parts[-1]):
        return []
    match parts:
        case [*street, town, county, postcode] if street and any(map(str.isdigit, street[-1])):
            pass
        case [*street, "London" as town, postcode] if street:
            county = town
        case _:
            return []
    return [
        {
            "id": id_of("address", service.id, place.id),
            "location_id": location_id(service, place),
            "address_1": ", ".join(street),
            "city": town,
            "state_province": county,
            "postal_code": postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]


def _accessibility(service: Service, place: Contact) -> list[Record]:
    if service.access.note is None:
        return []
    return [
        {
            "id": id_of("accessibility", service.id, place.id),
            "location_id": location_id(service, place),
            "description": service.access.note,
            "accessibility": service.access.note,
        }
    ]
