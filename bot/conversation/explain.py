"""How a text is understood and answered, and what led to it. Pure.

The answer is taken from decide() itself: what this says is what the bot does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bot.conversation.content import CARD, Content
from bot.conversation.decide import decide
from bot.conversation.flows import services
from bot.conversation.flows.crime import responsible
from bot.conversation.model import Conversation, Situation, StaffHours, Text
from bot.conversation.moment import Moment, read
from bot.effects import Message, Say
from bot.safeguarding.levels import Concern, Level
from bot.understanding.model import Understanding
from directory.matching.places import places_in
from directory.matching.seekers import seeker_in
from directory.responsible.responsibility import for_intent
from directory.responsible.responsibility import responsible as who_deals_with

NOBODY = Conversation()
LISTENER = UUID(int=0)
SAID_EVERYWHERE = "emergency-999"  # named in most answers, and so no sign of what one is about


@dataclass(frozen=True)
class Explanation:
    """One text, all the way. `answer` is the key of the words that answer it.

    `responsible` are codes (999, 101, council ...) and `services` ids of the directory, both
    most fitting first; `about` is what it names: whom (relation, ages, gender, language), places,
    services; `hits` are the phrases in which danger was heard; `why` is for people.
    """

    text: str
    level: str
    intent: str
    confidence: float
    answer: str
    responsible: tuple[str, ...]
    services: tuple[str, ...]
    reply: str
    about: Mapping[str, Any]
    hits: tuple[str, ...]
    why: tuple[str, ...]


def explain(
    text: str,
    concern: Concern,
    understanding: Understanding,
    content: Content,
    *,
    at: datetime,
    staff_hours: StaffHours,
) -> Explanation:
    """Answer a text as if it were the first of a conversation, and say how that came about."""
    now = Situation(
        said=Text(text),
        concern=concern,
        understanding=understanding,
        conversation=NOBODY,
        staff_hours=staff_hours,
        at=at,
        fresh_id=LISTENER,
        fresh_reference="WF-00000",
    )
    said = [each.message for each in decide(now, content).effects if isinstance(each, Say)]
    answer = _answer(said)
    moment = read(now, content)
    return Explanation(
        text=text,
        level=concern.level,
        intent=understanding.intent,
        confidence=round(understanding.confidence, 4),
        answer=answer,
        responsible=_responsible(moment, answer),
        services=_services(moment, said),
        reply="\n\n".join(message.text for message in said),
        about=_about(moment),
        hits=tuple(hit.phrase for hit in concern.hits),
        why=tuple(_why(moment, answer)),
    )


def _answer(said: list[Message]) -> str:
    """The key of the first words that are not a safety card; of the card if that is all."""
    keys = [message.key for message in said]
    return next((key for key in keys if not key.startswith(CARD)), keys[0] if keys else "")


def _responsible(moment: Moment, answer: str) -> tuple[str, ...]:
    level = moment.now.concern.level
    problem = responsible.found(moment)
    if problem and responsible.answers(problem, answer):
        return who_deals_with(problem, happening_now=level is Level.IMMEDIATE)
    return for_intent(moment.now.understanding.intent, level)


def _services(moment: Moment, said: list[Message]) -> tuple[str, ...]:
    """Return the services named in the reply: asked for, on the card, in the words, or offered."""
    content, ids = moment.content, list[str]()
    for message in said:
        entry = content.entry(message.key)
        card = content.signposts.cards.get(message.key.removeprefix(CARD))
        if message.key.startswith("service."):
            ids += [match.service.id for match in services.named(moment)]
        if entry and "{services}" in entry.text and message.key.startswith("intent."):
            offered = services.offered(moment, moment.now.understanding.intent)
            ids += [found.service.id for found in offered]
        if entry:
            ids += [each for each in entry.services if each != SAID_EVERYWHERE]
        elif card:
            ids += [contact.service for contact in card.contacts]
    return tuple(dict.fromkeys(ids))


def _about(moment: Moment) -> dict[str, Any]:
    """What a text names that may change its answer; what it does not say is left out."""
    seeker = seeker_in(moment.text)
    places = places_in(moment.content.directory.borough, moment.text)
    named = {
        "who": seeker.relation,
        "ages": list(seeker.ages),
        "gender": seeker.gender,
        "language": seeker.language,
        "places": [each.name for each in places if each.is_here],
        "places_elsewhere": [each.name for each in places if not each.is_here],
        "services": {match.words: match.service.id for match in services.named(moment)},
    }
    return {name: value for name, value in named.items() if value}


def _why(moment: Moment, answer: str) -> Iterator[str]:
    heard = moment.now.understanding
    for hit in moment.now.concern.hits:
        yield f"danger: {hit.phrase} ({hit.category}, {hit.level}) heard in {hit.words!r}"
    enough = "enough" if heard.is_confident else "not enough"
    yield (
        f"meaning: {heard.intent} by the {heard.source} at {heard.confidence:.2f},"
        f" {enough} for its threshold of {heard.threshold:.2f}"
    )
    for match in services.named(moment):
        yield f"service: {match.service.id} named in {match.words!r} ({match.score:.2f})"
    problem = responsible.found(moment)
    if problem:
        used = "the answer" if responsible.answers(problem, answer) else "not used"
        yield f"problem: {problem.id}, {used}"
