"""Writes what the directory knows back as entries: the other way round of `entries`. Pure."""

from collections.abc import Mapping

from directory.model import Check, Contact, Guidance, Problem, Route, Service, Source
from directory.terms import HowChecked, Referral, ShowsOnBill, Tells

_UNSAID: tuple[object, ...] = (None, "", (), [], False)


def document(item: Service | Problem | Guidance) -> Mapping[str, object]:
    """The entry that this was, or could have been, read from: only what is known is in it."""
    match item:
        case Service():
            return _service(item)
        case Problem():
            return _problem(item)
        case Guidance():
            return _guidance(item)


def _service(item: Service) -> Mapping[str, object]:
    return {
        "id": item.id,
        "name": item.name,
        "provider": item.provider,
        "status": str(item.status),
        **_said(status_note=item.status_note, replaced_by=item.replaced_by),
        **_said(correction=item.correction),
        "verified": item.verified,
        "summary": item.summary,
        **_said(aka=item.aka, former_names=item.former_names),
        **_eligibility(item),
        "area": item.area,
        "reach": str(item.reach),
        "urgency": str(item.urgency),
        **_said(topics=item.topics, intents=item.intents, fits_when=item.fits_when),
        **_said(contacts=[_contact(each) for each in item.contacts]),
        **_privacy(item),
        **_access(item),
        **_said(unverified=item.unverified, sources=_sources(item.sources)),
        **_check(item.check, verified=item.verified),
    }


def _eligibility(item: Service) -> Mapping[str, object]:
    who = item.eligibility
    limits = {"minimum_age": who.minimum_age, "maximum_age": who.maximum_age}
    return {
        **_said(audience=who.audience, ages=who.ages),
        **{name: age for name, age in limits.items() if age is not None},
        **_said(gender=who.gender and str(who.gender), relations=[str(r) for r in who.relations]),
        **_said(referral=_unless(who.referral, Referral.UNKNOWN), through=who.through),
    }


def _privacy(item: Service) -> Mapping[str, object]:
    return _said(
        tells_parents=_unless(item.privacy.tells_parents, Tells.UNKNOWN),
        tells_police=_unless(item.privacy.tells_police, Tells.UNKNOWN),
        confidentiality=item.privacy.note,
    )


def _access(item: Service) -> Mapping[str, object]:
    ways = {
        "bsl": item.access.bsl,
        "textphone": item.access.textphone,
        "interpreters": item.access.interpreters,
    }
    return {
        **_said(languages=item.access.languages),
        **{name: has for name, has in ways.items() if has is not None},
        **_said(accessibility=item.access.note),
    }


def _contact(item: Contact) -> Mapping[str, object]:
    return {
        "id": item.id,
        "kind": str(item.kind),
        "value": item.value,
        "verified": item.verified,
        **_said(
            hours=item.hours,
            cost=item.cost,
            note=item.note,
            remarks=item.remarks,
            opening=item.opening,
            term_time=item.term_time,
            shows_on_bill=_unless(item.shows_on_bill, ShowsOnBill.UNKNOWN),
            who=item.who,
            keeps=item.keeps,
        ),
        **(_check(item.check, verified=item.verified) if item.check else {}),
    }


def _check(check: Check, *, verified: bool) -> Mapping[str, object]:
    usual = HowChecked.READ if verified else HowChecked.NOT_CONFIRMED
    return {
        "checked": check.on.isoformat(),
        **_said(how_checked=_unless(check.how, usual), checked_by=check.by),
    }


def _problem(item: Problem) -> Mapping[str, object]:
    return {
        "id": item.id,
        "name": item.name,
        "kind": str(item.kind),
        "kind_note": item.kind_note,
        "now": item.now,
        "who": item.who,
        **_said(asks=[str(each) for each in item.asks]),
        "routes": [_route(each) for each in item.routes],
        "anonymous": str(item.anonymous),
        "anonymous_note": item.anonymous_note,
        **_said(next_steps=item.next_steps, if_nothing=item.if_nothing),
        **_said(people_say=item.people_say, listen_for=item.listen_for),
        "confidence": str(item.confidence),
        **_said(notes=item.notes, sources=_sources(item.sources)),
    }


def _route(item: Route) -> Mapping[str, object]:
    return {"to": str(item.to), **_said(service=item.service), "when": item.when}


def _guidance(item: Guidance) -> Mapping[str, object]:
    return {
        "id": item.id,
        "topic": item.topic,
        "fact": item.fact,
        "confidence": str(item.confidence),
        "sources": _sources(item.sources),
    }


def _sources(pages: tuple[Source, ...]) -> list[object]:
    return [{"url": one.url, "quote": one.quote, "page_date": one.page_date} for one in pages]


def _unless(value: object, unknown: object) -> str | None:
    return None if value == unknown else str(value)


def _said(**fields: object) -> Mapping[str, object]:
    """The fields that say something, with lists as the files have them."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in fields.items()
        if value not in _UNSAID
    }
