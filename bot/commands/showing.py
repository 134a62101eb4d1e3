"""How the directory's commands put things: lines to read in a terminal."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from bot.conversation import wording
from bot.conversation.content import Content
from bot.editing import Report
from bot.launch.missing import Missing, counted
from directory.freshness import due
from directory.hours import LONDON
from directory.keeping.changes import differences, in_words
from directory.keeping.editing import Proposal, State
from directory.keeping.ringing import Call
from directory.matching.finding import Found
from directory.model import Contact, Service
from directory.records.documents import Document, Documents, Key
from directory.responsible.resolver import Resolution
from directory.terms import Asks, HowChecked, Status, Urgency

_QUESTIONS = {
    Asks.DANGER: "Is anyone in danger?",
    Asks.NOW: "Is it happening now?",
    Asks.LANDLORD: "Is it the home or land of a council or housing association landlord?",
    Asks.WEAPON: "Is there a weapon?",
    Asks.THREAT: "Did anyone make a threat?",
    Asks.HATE: "Is it because of who they are?",
}
_SITTING = 40  # lines
_SHORT = 8  # letters of a proposal's id: enough to tell one from another


def as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


def service_lines(content: Content, service: Service, today: date) -> Iterator[str]:
    checked = f"{service.check.how}, {wording.ago(content, service.check.on, today)}"
    ages = (service.eligibility.ages or "not stated").rstrip(".")
    yield f"{service.name} ({service.id})"
    yield f"  {service.summary}"
    yield f"  Run by {service.provider}. For: {ages}."
    if service.status is not Status.OPEN:
        yield f"  Status: {service.status}"
    yield f"  Checked: {checked}. Due: {due(service).isoformat()}. Now: {service.standing}."
    for contact in service.contacts:
        yield f"  {_contact_line(service, contact)}"


def found_lines(content: Content, found: Sequence[Found], at: datetime) -> Iterator[str]:
    for each in found:
        yield f"{each.service.name} ({each.service.id})"
        if each.contact is not None:
            yield f"  {each.contact.value}"
        yield from (f"  {why}" for why in wording.reasons(content, each, at))


def found_json(content: Content, each: Found, at: datetime) -> dict[str, object]:
    return {
        "id": each.service.id,
        "name": each.service.name,
        "contact": each.contact and each.contact.value,
        "is_open": each.opening and each.opening.is_open,
        "why": list(wording.reasons(content, each, at)),
    }


def resolution_lines(
    content: Content, resolution: Resolution, question: Asks | None
) -> Iterator[str]:
    directory = content.directory
    yield wording.because(content, resolution.problem, resolution)
    for route in resolution.routes:
        service = directory.service(route.service) if route.service else None
        reach = next(iter(service.reachable), None) if service else None
        name = f"{service.name}: " if service else ""
        value = f"{reach.value}. " if reach else ""
        yield f"  {route.to}: {name}{value}{wording.when(content, resolution, route)}"
    yield wording.name(content, resolution)
    yield from (f"  Next: {step}" for step in wording.steps(content, resolution))
    if question:
        yield f"To ask: {_QUESTIONS[question]}"


def resolution_json(
    content: Content, resolution: Resolution, question: Asks | None
) -> dict[str, object]:
    return {
        "kind": str(resolution.kind),
        "codes": list(resolution.codes),
        "because": wording.because(content, resolution.problem, resolution),
        "anonymous": str(resolution.anonymous),
        "next_steps": list(wording.steps(content, resolution)),
        "to_be_asked": question,
    }


def call_lines(call: Call, place: int) -> Iterator[str]:
    service, contact = call.service, call.contact
    late = (
        counted(call.days_overdue, "day late", "days late")
        if call.days_overdue > 0
        else "Due today"
    )
    urgency = "" if service.urgency is Urgency.USUAL else f" ({service.urgency})"
    yield f"{place}. {service.name}: {contact.value}{urgency}. {late}."
    yield from (f"   {line}" for line in call.script)
    yield from (f"   Listen for this wrong number. {line}." for line in call.listen_for)
    yield from (f"   The same number is under {each}: confirm it there too." for each in call.also)
    yield f"   Then: waymark directory confirm {service.id} {contact.id} --outcome … --by …"


def call_json(call: Call) -> dict[str, object]:
    return {
        "service": call.service.id,
        "contact": call.contact.id,
        "value": call.contact.value,
        "urgency": str(call.service.urgency),
        "days_overdue": call.days_overdue,
        "script": list(call.script),
        "listen_for": list(call.listen_for),
        "also": list(call.also),
    }


def at_most(lines: Sequence[str], most: int) -> Iterator[str]:
    """The first of these lines, and how many there are besides; all of them where most is 0."""
    yield from lines[: most or None]
    if most and len(lines) > most:
        yield f"... and {len(lines) - most} more (all of them: --all)"


def difference_lines(before: Documents, after: Documents) -> tuple[str, ...]:
    """What becomes of the entries that are in `after`."""
    same = {key: document for key, document in before.items() if key in after}
    return in_words(differences(same, after))


def proposed_lines(key: Key, before: Document, after: Document | None) -> tuple[str, ...]:
    return in_words(differences({key: before}, _only(key, after)))


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    day = proposal.at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
    yield f"{str(proposal.id)[:_SHORT]}  {proposal.state}  {proposal.by}, {day}: {proposal.reason}"
    if proposal.state is not State.PROPOSED and proposal.decided_by != proposal.by:
        yield f"  Decided by {proposal.decided_by}."
    key, before, after = proposal.key, proposal.before, proposal.after
    lines = in_words(differences(_only(key, before), _only(key, after)))
    yield from (f"  {line}" for line in lines)


def decided_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    """One as it is; of many, as many lines as can be read at a sitting."""
    lines = tuple(line for each in proposals for line in proposal_lines(each))
    if len(proposals) == 1:
        yield from lines
        return
    yield from lines[:_SITTING]
    if len(lines) > _SITTING:
        yield "... and more: waymark directory history"
    yield f"{len(proposals)} were decided together."


def proposal_json(proposal: Proposal) -> dict[str, object]:
    return {
        "id": str(proposal.id),
        "kind": str(proposal.key[0]),
        "entry": proposal.key[1],
        "origin": str(proposal.origin),
        "by": proposal.by,
        "at": proposal.at.isoformat(),
        "reason": proposal.reason,
        "state": str(proposal.state),
        "decided_by": proposal.decided_by,
        "before": proposal.before,
        "after": proposal.after,
    }


def report_lines(reports: Sequence[Report]) -> Iterator[str]:
    for each in reports:
        where = f"{each.service_id} {each.contact_id or ''}".strip()
        times = "once" if each.times == 1 else f"{each.times} times"
        yield f"{each.day.isoformat()}  {where}: {times}"


def report_json(each: Report) -> dict[str, object]:
    return {
        "service": each.service_id,
        "contact": each.contact_id,
        "day": each.day.isoformat(),
        "times": each.times,
    }


def missing_lines(missing: Sequence[Missing]) -> Iterator[str]:
    blocking = [each for each in missing if each.blocks]
    others = [each for each in missing if not each.blocks]
    if blocking:
        yield f"Not yet: {counted(len(blocking), 'thing has', 'things have')} to be done first."
        yield from _listed(blocking)
    else:
        yield "Nothing stands in the way."
    if others:
        yield ""
        yield f"{len(others)} more to look at:"
        yield from _listed(others)


def _listed(missing: Sequence[Missing]) -> Iterator[str]:
    """What is missing, with the reason and the remedy said once for all that share them."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in missing:
        groups.setdefault((each.why, each.what_to_do), []).append(each.what)
    for (why, what_to_do), group in groups.items():
        yield ""
        yield from (f"- {what}" for what in group)
        yield f"  {why} {what_to_do}"


def missing_json(each: Missing) -> dict[str, object]:
    return {
        "what": each.what,
        "why": each.why,
        "what_to_do": each.what_to_do,
        "blocks": each.blocks,
    }


def _contact_line(service: Service, contact: Contact) -> str:
    check = service.check_of(contact)
    rung = "" if check.how is not HowChecked.RUNG else f", rung by {' and '.join(check.by)}"
    shown = "" if contact in service.reachable else " (not shown to anybody)"
    hours = (contact.hours or "Hours not known").rstrip(".")
    return f"{contact.id}: {contact.value}{shown}. {hours}{rung}."


def _only(key: Key, document: Document | None) -> Documents:
    return {} if document is None else {key: document}
