"""Reads a feed from elsewhere as entries for the directory, none of them verified. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from directory.hsds.blanks import Record, without_blanks
from directory.hsds.details import REACHES, SIGNS
from directory.hsds.foreign import Foreign, age, child, day, items, text
from directory.hsds.foreign_contacts import known_numbers, ways_in
from directory.hsds.ids import id_of
from directory.hsds.places import hides_address, speaks_of_hiding, without_addresses
from directory.hsds.saying import BY_THEMSELVES, GENDERS, STATUSES
from directory.hsds.slugs import Slugs
from directory.hsds.taxonomy import NEEDED, TOPICS, term_id
from directory.hsds.ways_in import contact_id
from directory.model import Directory, Service
from directory.records.numbers import NumberPlan, number_in
from directory.terms import HowChecked, Reach, Referral, Status, Urgency

Document = Mapping[str, object]

LONGEST_NAME = 150
_STATUS = {written: status for status, written in STATUSES.items()}
_REACH = {written: reach for reach, written in REACHES.items()}
_LONG_AGO = date(1970, 1, 1)
"""For what was never dated: so old that it has to be checked before it is shown."""


def documents_from_hsds(
    services: Sequence[Mapping[str, object]], known: Directory
) -> tuple[Document, ...]:
    """The entries that these HSDS or Open Referral UK service records make.

    Nothing in them is verified, whatever they say of themselves. A record that we published, or
    that was imported before, comes back under the id it has here; others are named after their
    service. Of records with one id the first is kept, and one without a name is passed over.
    Markup is taken out of every text, and the place of a service where people hide.
    """
    reader = _Reader.of(known)
    slugs = Slugs(known)
    documents: dict[str, Document] = {}
    seen: set[str] = set()
    for record in services:
        if not isinstance(record, Mapping) or not (name := text(record, "name", LONGEST_NAME)):
            continue
        foreign_id = text(record, "id", 80)
        if foreign_id and foreign_id in seen:
            continue
        seen.add(foreign_id)
        own_id = reader.ids.get(foreign_id) or slugs.free(name)
        documents[own_id] = reader.document(own_id, foreign_id, record)
    return tuple(documents.values())


@dataclass(frozen=True, slots=True)
class _Reader:
    known: Directory
    ids: Mapping[str, str]
    """For an id in a feed, the id of the service here."""
    plan: NumberPlan
    newest: date | None
    """No record from outside counts as newer than our own newest check."""

    @classmethod
    def of(cls, known: Directory) -> "_Reader":
        services = known.services.values()
        ids = {
            source.url.removeprefix("urn:uuid:"): one.id
            for one in services
            for source in one.sources
            if source.url.startswith("urn:uuid:")
        }
        values = (number_in(c.value) or "" for one in services for c in one.contacts)
        return cls(
            known=known,
            ids=ids | {id_of("service", one.id): one.id for one in services},
            plan=known_numbers(values),
            newest=max((one.check.on for one in services), default=None),
        )

    def document(self, own_id: str, foreign_id: str, record: Foreign) -> Document:
        ours = self.known.services.get(own_id)
        topics, intents = _terms(record)
        languages = items(record, "languages")
        said = (text(record, "name"), text(record, "alternate_name"), text(record, "description"))
        hides = (ours is not None and hides_address(ours)) or speaks_of_hiding(
            " / ".join((*said, *topics, *intents))
        )
        reached = ways_in(record, self.plan, _contact_ids(ours), hides=hides)
        status = _STATUS.get(text(record, "status"), Status.UNKNOWN)
        written = without_blanks(
            id=own_id,
            name=text(record, "name", LONGEST_NAME),
            provider=text(child(record, "organization"), "name", LONGEST_NAME) or "Not stated",
            status=status.value,
            correction=_correction(record, status),
            verified=False,
            summary=text(record, "description", 1_000) or text(record, "name", LONGEST_NAME),
            aka=_names(record),
            minimum_age=age(record, "minimum_age"),
            maximum_age=age(record, "maximum_age"),
            gender=_gender(record),
            referral=_referral(record),
            area=_area(record),
            reach=_reach(record).value,
            urgency=(Urgency.ABUSE if hides else Urgency.USUAL).value,
            languages=_named(one for one in languages if text(one, "note") != SIGNS),
            bsl=any(text(one, "note") == SIGNS for one in languages) or None,
            interpreters=bool(text(record, "interpretation_services")) or None,
            topics=topics,
            intents=intents,
            contacts=list(reached.contacts),
            checked=self._checked(record).isoformat(),
            how_checked=HowChecked.NOT_CONFIRMED.value,
            unverified=[*reached.unusable, *_remarks(record)],
            sources=_sources(record, foreign_id),
        )
        return _without_places(written) if hides else written

    def _checked(self, record: Foreign) -> date:
        """When they last checked it, so far as that can be believed."""
        theirs = day(record, "assured_date") or day(record, "last_modified") or _LONG_AGO
        return min(theirs, self.newest) if self.newest else theirs


def _contact_ids(ours: Service | None) -> dict[str, str]:
    """Our own ids of contacts, under the ids that the feed gives them."""
    if ours is None:
        return {}
    return {contact_id(ours, one): one.id for one in ours.contacts}


def _terms(record: Foreign) -> tuple[list[str], list[str]]:
    """Topics and intents. A term from a list that is not ours becomes a topic by its name."""
    topics: dict[str, None] = {}
    intents: dict[str, None] = {}
    for attribute in items(record, "attributes"):
        term = child(attribute, "taxonomy_term")
        name, own = text(term, "name", 60), text(term, "id", 80)
        taxonomy, _, code = text(term, "code", 80).partition("/")
        if code and taxonomy == NEEDED.code and own == term_id(NEEDED, code):
            intents[code] = None
        elif code and taxonomy == TOPICS.code and own == term_id(TOPICS, code):
            topics[code] = None
        elif name:
            topics[name.lower()] = None
    return list(topics), list(intents)


def _correction(record: Foreign, status: Status) -> str | None:
    if status is Status.OPEN:
        return None
    said = text(record, "alert", 500).replace("{", "(").replace("}", ")")
    return said or ("It has ended." if status is Status.ENDED else None)


def _names(record: Foreign) -> list[str]:
    written = text(record, "alternate_name", 300).split(";")
    return [name.strip() for name in written if name.strip()]


def _named(records: Iterable[Foreign], longest: int = 60) -> list[str]:
    found = (text(one, "name", longest) for one in records)
    return list(dict.fromkeys(one for one in found if one))


def _area(record: Foreign) -> str:
    return "; ".join(_named(items(record, "service_areas"), 300))[:300] or "Not stated"


def _reach(record: Foreign) -> Reach:
    """Where it is not said as we say it, the farthest: it then gives way to what is near."""
    said = (text(one, "description") for one in items(record, "service_areas"))
    return next((_REACH[one] for one in said if one in _REACH), Reach.NATIONAL)


def _gender(record: Foreign) -> str | None:
    said = text(record, "eligibility_description", 500)
    return next((gender.value for gender, words in GENDERS.items() if words in said), None)


def _referral(record: Foreign) -> str | None:
    is_open_to_all = text(record, "application_process", 500).startswith(BY_THEMSELVES)
    return Referral.SELF.value if is_open_to_all else None


def _remarks(record: Foreign) -> Iterator[str]:
    """What the record says that has no place of its own here, for the editor to weigh."""
    told = {
        "Who it is for": text(record, "eligibility_description", 500),
        "How to apply": text(record, "application_process", 500),
        "What it costs": text(record, "fees_description", 500) or text(record, "fees", 500),
        "The feed warns": text(record, "alert", 500),
    }
    return (f"{what}: {said}" for what, said in told.items() if said)


def _sources(record: Foreign, foreign_id: str) -> list[Record]:
    """Where it came from. The first one is how it is known again when the feed is read anew."""
    dated = day(record, "last_modified") or day(record, "assured_date")
    page_date = dated.isoformat() if dated else "undated"
    quote = text(record, "name", LONGEST_NAME)
    pages = (f"urn:uuid:{foreign_id}" if foreign_id else "", text(record, "url"))
    urls = [page for page in pages if page] or ["an open feed"]
    return [{"url": url, "quote": quote, "page_date": page_date} for url in urls]


def _without_places(written: Record) -> Document:
    """The entry of a service that hides, less every text that gives its place away."""
    safe = without_addresses(written)
    for field in ("provider", "summary", "area"):
        safe.setdefault(field, "Not stated")
    contacts = safe.get("contacts")
    if isinstance(contacts, list):
        safe["contacts"] = [one for one in contacts if "value" in one]
    return safe
