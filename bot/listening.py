"""What a text says: its danger first, by itself; then its meaning."""

from dataclasses import dataclass

from bot.conversation.intents import Intent
from bot.ports import Understand
from bot.safeguarding.levels import SECOND_OPINION, Category, Concern, Hit, Level
from bot.safeguarding.phrases import Phrases
from bot.safeguarding.points import ID as WORDS_THAT_ADD_UP
from bot.safeguarding.triage import assess
from bot.understanding.model import Ranked, Source, Understanding

# What a grave message is about when only the model heard it.
CATEGORY_OF = {
    Intent.EMERGENCY: Category.VIOLENCE,
    Intent.SUICIDE_SELF_HARM: Category.SUICIDE,
    Intent.DOMESTIC_ABUSE: Category.DOMESTIC_ABUSE,
    Intent.ABUSE_AT_HOME: Category.CHILD_ABUSE,
    Intent.ABUSE_OF_OTHER: Category.OTHER_ABUSE,
    Intent.SEXUAL_VIOLENCE: Category.SEXUAL_VIOLENCE,
    Intent.HONOUR_ABUSE: Category.HONOUR_ABUSE,
    Intent.STALKING: Category.STALKING,
    Intent.ONLINE_HARM: Category.ONLINE_HARM,
    Intent.OWN_BEHAVIOUR: Category.OWN_BEHAVIOUR,
    Intent.GANG_EXIT: Category.EXPLOITATION,
    Intent.COUNTY_LINES: Category.EXPLOITATION,
    Intent.EXPLOITATION_OF_OTHER: Category.EXPLOITATION,
    Intent.KNIFE_CARRYING: Category.WEAPON,
    Intent.MISSING_PERSON: Category.MISSING,
    Intent.MENTAL_HEALTH: Category.NOT_COPING,
    Intent.HOUSING: Category.NO_SAFE_HOME,
    Intent.REPORT_CRIME: Category.THREAT,
    Intent.HATE_CRIME: Category.THREAT,
}
# What the rules know better than the model: who does what to whom. It may raise these alone.
DOER_IS_KNOWN = {Category.OWN_BEHAVIOUR, Category.OTHER_ABUSE}
ENOUGH = 0.5  # of the model's belief on grave intents, for its level to count
# How much it must believe in one of them to say what the danger is about: a card on the wrong
# thing is a card on nothing. Suicide may be said sooner, as it has to be asked about.
NAMED = 0.5
SUICIDE_NAMED = 0.4

NOTHING_TYPED = Understanding(
    intent=Intent.OUT_OF_SCOPE,
    confidence=0.0,
    ranking=(Ranked(Intent.OUT_OF_SCOPE, 0.0),),
    level=Level.NONE,
    source=Source.KEYWORDS,
    threshold=1.0,
)


@dataclass(frozen=True)
class Heard:
    """One text, as far as it could be understood."""

    concern: Concern
    understanding: Understanding


async def listen(
    text: str, phrases: Phrases, understand: Understand, *, even_if_urgent: bool = False
) -> Heard:
    """Look for danger, then ask what the text means.

    An urgent text is not sent to Rasa, so that nothing can hold its answer up;
    `even_if_urgent` asks all the same, to explain how a text would be understood.
    """
    concern = assess(text, phrases)
    if concern.is_urgent and not even_if_urgent:
        return Heard(concern, NOTHING_TYPED)
    understanding = await understand.understand(text)
    return Heard(with_second_opinion(concern, understanding), understanding)


def with_second_opinion(concern: Concern, understanding: Understanding) -> Concern:
    """Add what the model heard: it may raise a concern, and never lowers one (standards B1).

    It has to find that the text is about something grave, whichever; and to call it a thing of
    this minute it has to be sure of what it is.
    """
    level = understanding.level
    category = _named(understanding)
    if understanding.source is not Source.MODEL or _share_of_grave(understanding) < ENOUGH:
        return concern
    if level is Level.IMMEDIATE and not (category and understanding.is_confident):
        level = Level.SERIOUS
    if level <= concern.level and not (category and _is_nameless(concern)):
        return concern
    if category is None or _is_settled(concern, category):
        return concern.raised_to(level)
    return Concern.of(
        (Hit(category, max(level, concern.level), SECOND_OPINION, ""), *concern.hits)
    )


def _named(understanding: Understanding) -> Category | None:
    """What the model says that the danger is about, where it is sure enough to say so."""
    category = CATEGORY_OF.get(understanding.intent)
    needed = SUICIDE_NAMED if category is Category.SUICIDE else NAMED
    return category if understanding.confidence >= needed else None


def _is_settled(concern: Concern, category: Category) -> bool:
    """Whether the rules heard who is the doer, and the model would only take it another way."""
    is_known = concern.category in DOER_IS_KNOWN and concern.level >= Level.SERIOUS
    return is_known and category is not Category.SUICIDE


def _is_nameless(concern: Concern) -> bool:
    """Whether the words only add up to something grave, and the model may say to what."""
    grave = [hit.phrase for hit in concern.hits if hit.level >= Level.SERIOUS]
    return grave == [WORDS_THAT_ADD_UP]


def _share_of_grave(understanding: Understanding) -> float:
    return sum(each.confidence for each in understanding.ranking if each.intent in CATEGORY_OF)
