"""Writes one service as an HSDS record, whole or in brief. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from directory.freshness import days_allowed, due, last_check
from directory.hsds import saying
from directory.hsds.blanks import Record, without_blanks
from directory.hsds.details import area, languages, page
from directory.hsds.ids import id_of
from directory.hsds.locations import service_at_location
from directory.hsds.places import (
    NAMELESS,
    hides_address,
    holds_address,
    public_places,
    shown_contacts,
    without_addresses,
)
from directory.hsds.taxonomy import Term, Terms
from directory.hsds.ways_in import (
    cost_options,
    fees,
    first_value,
    hours,
    other_contacts,
    phones,
)
from directory.model import Directory, Service
from directory.terms import ContactKind, HowChecked, Standing


@dataclass(frozen=True, slots=True)
class Writer:
    """What has to be known to write any service of one directory."""

    directory: Directory
    terms: Terms
    base_url: str
    assurer_email: str | None
    changed: Mapping[str, datetime]
    """For a service's id, when its entry was last changed, where that is known."""
    hidden: frozenset[str]
    """The services that hide where they are."""
    hiding: frozenset[str]
    """Who runs them."""

    @classmethod
    def of(
        cls,
        directory: Directory,
        base_url: str,
        assurer_email: str | None,
        changed: Mapping[str, datetime],
    ) -> "Writer":
        services = directory.services.values()
        hidden = frozenset(one.id for one in services if hides_address(one))
        hiding = frozenset(directory.services[one].provider for one in hidden)
        terms = Terms.of(directory)
        return cls(directory, terms, base_url, assurer_email, changed, hidden, hiding)

    def whole(self, service: Service) -> Record:
        return self._kept_safe(service, {**self._brief(service), **self._nested(service)})

    def brief(self, service: Service) -> Record:
        return self._kept_safe(service, self._brief(service))

    def minimal(self, service: Service) -> Record:
        return {
            "id": id_of("service", service.id),
            "last_modified": self.modified(service).isoformat(),
        }

    def modified(self, service: Service) -> datetime:
        """When what we say of it last changed; growing old is a change too."""
        checks = [service.check.on, *(one.check.on for one in service.contacts if one.check)]
        moments = [_start(max(checks)), _aged(service)]
        if (changed := self.changed.get(service.id)) is not None:
            moments.append(changed.astimezone(UTC).replace(microsecond=0))
        return max(moments)

    def _kept_safe(self, service: Service, record: Record) -> Record:
        return without_addresses(record) if service.id in self.hidden else record

    def _brief(self, service: Service) -> Record:
        shown = shown_contacts(service)
        return without_blanks(
            id=id_of("service", service.id),
            organization_id=id_of("organization", service.provider),
            name=service.name,
            alternate_name="; ".join(filter(_is_name, service.aka)),
            description=service.summary,
            url=page(service),
            email=first_value(shown, ContactKind.EMAIL),
            status=saying.status(service),
            alert=saying.alert(service, self.directory),
            interpretation_services=(
                "Interpreters can help." if service.access.interpreters else None
            ),
            application_process=saying.application(service.eligibility),
            fees_description=fees(shown),
            fees=fees(shown),
            eligibility_description=saying.eligibility(service.eligibility),
            minimum_age=service.eligibility.minimum_age,
            maximum_age=service.eligibility.maximum_age,
            assured_date=last_check(service).on.isoformat(),
            assurer_email=self.assurer_email,
            last_modified=self.modified(service).isoformat(),
            organization=self.organization(service),
        )

    def _nested(self, service: Service) -> Record:
        shown = shown_contacts(service)
        places = public_places(service)
        return without_blanks(
            phones=phones(service, shown),
            contacts=other_contacts(service, shown),
            schedules=hours(service, shown),
            cost_options=cost_options(service, shown),
            languages=languages(service),
            service_areas=[area(service)],
            service_at_locations=[service_at_location(service, place) for place in places],
            attributes=[self._attribute(service, one) for one in self.terms.of_service(service)],
            metadata=[self._last_check(service)] if _is_confirmed(service) else [],
        )

    def organization(self, service: Service) -> Record:
        """Who runs it; where they hide people, without any place in their name."""
        provider = service.provider
        record: Record = {
            "id": id_of("organization", provider),
            "name": provider,
            "description": f"{provider} runs services that are listed here.",
        }
        if provider in self.hiding and holds_address(provider):
            record |= {"name": NAMELESS, "description": f"{NAMELESS}."}
        return record

    def term(self, term: Term) -> Record:
        return without_blanks(
            id=term.id,
            code=term.published_code,
            name=term.name,
            description=term.description,
            parent_id=term.parent_id,
            taxonomy=term.taxonomy.name,
            taxonomy_id=term.taxonomy.id,
            term_uri=f"{self.base_url}/taxonomy_terms/{term.id}" if self.base_url else None,
        )

    def _attribute(self, service: Service, term: Term) -> Record:
        return {
            "id": id_of("attribute", service.id, term.id),
            "link_id": id_of("service", service.id),
            "link_type": "service",
            "link_entity": "service",
            "taxonomy_term_id": term.id,
            "taxonomy_term": self.term(term),
        }

    def _last_check(self, service: Service) -> Record:
        """How sure we are of it. Nobody is named: editors are not part of the open data."""
        borough = self.directory.borough
        check = last_check(service)
        return {
            "id": id_of("check", service.id, check.on.isoformat()),
            "resource_id": id_of("service", service.id),
            "resource_type": "service",
            "last_action_date": check.on.isoformat(),
            "last_action_type": "check",
            "field_name": "assured_date",
            "previous_value": HowChecked.NOT_CONFIRMED.value,
            "replacement_value": check.how.value,
            "updated_by": borough.run_by if borough else "The editors of this directory",
        }


def _is_confirmed(service: Service) -> bool:
    return last_check(service).how is not HowChecked.NOT_CONFIRMED


def _aged(service: Service) -> datetime:
    """When it became overdue or was withdrawn; the beginning of time where it is neither."""
    match service.standing:
        case Standing.FRESH:
            return datetime.min.replace(tzinfo=UTC)
        case Standing.OVERDUE:
            return _start(due(service) + timedelta(days=1))
        case Standing.WITHDRAWN:
            return _start(due(service) + timedelta(days=days_allowed(service) + 1))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_name(text: str) -> bool:
    """Whether it is more than a number: people ask for those by heart, right or wrong."""
    return any(map(str.isalpha, text))
