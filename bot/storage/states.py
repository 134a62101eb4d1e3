"""Turns what is kept of a conversation or a case into text to seal, and back. Pure.

Of a conversation nothing that was typed goes in but the draft's own words: of a concern only
what kind it is and how grave, not the words it was heard in.
"""

import json
from dataclasses import asdict
from typing import Any

from bot.casework import About, AgeBand, InDanger, SafeTime, Told
from bot.conversation.model import Conversation, Draft, Sorting, Step
from bot.safeguarding.levels import Category, Concern, Hit, Level

VERSION = 5


def encode_conversation(conversation: Conversation) -> str:
    return json.dumps(
        {
            "version": VERSION,
            "step": asdict(conversation.step) if conversation.step else None,
            "draft": _kept_draft(conversation.draft) if conversation.draft else None,
            "said": conversation.said,
            "misunderstood": conversation.misunderstood,
            "declined": conversation.declined,
            "asked": conversation.asked,
            "more": conversation.more,
            "shown": conversation.shown,
            "trail": conversation.trail,
            "language": conversation.language,
            "sent": conversation.sent,
            "sorting": asdict(conversation.sorting) if conversation.sorting else None,
            "is_safe_to_chat": conversation.is_safe_to_chat,
            "concern": _kept_concern(conversation.concern),
        }
    )


def decode_conversation(text: str) -> Conversation:
    """Return what was remembered; a fresh conversation where an old version cannot be read."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            return Conversation()
        return Conversation(
            step=Step(**kept["step"]) if kept["step"] else None,
            draft=_draft(kept["draft"]) if kept["draft"] else None,
            said=tuple(kept["said"]),
            misunderstood=int(kept["misunderstood"]),
            declined=int(kept["declined"]),
            concern=_concern(kept["concern"]),
            asked=str(kept["asked"]),
            more=tuple(kept["more"]),
            shown=tuple(kept["shown"]),
            trail=tuple(kept["trail"]),
            language=str(kept["language"]),
            sent=tuple(kept.get("sent", ())),
            sorting=_sorting(kept["sorting"]) if kept["sorting"] else None,
            is_safe_to_chat=bool(kept.get("is_safe_to_chat", False)),
        )
    except (KeyError, TypeError, ValueError):
        return Conversation()


def encode_told(told: Told) -> str:
    return json.dumps(asdict(told))


def decode_told(text: str) -> Told:
    return _told(json.loads(text))


def _kept_draft(draft: Draft) -> dict[str, Any]:
    return {
        "id": draft.id,
        "told": asdict(draft.told),
        "heard": [(answer, _kept_concern(concern)) for answer, concern in draft.heard],
        "sources": draft.sources,
        "asked": draft.asked,
    }


def _draft(kept: dict[str, Any]) -> Draft:
    return Draft(
        id=str(kept["id"]),
        told=_told(kept["told"]),
        heard=tuple((str(answer), _concern(concern)) for answer, concern in kept["heard"]),
        sources=tuple(kept["sources"]),
        asked=str(kept["asked"]),
    )


def _sorting(kept: dict[str, Any]) -> Sorting:
    answers = tuple((str(asked), bool(said)) for asked, said in kept["answers"])
    others = tuple(kept.get("others", ()))
    return Sorting(str(kept["problem"]), answers, tuple(kept["asked"]), others)


def _kept_concern(concern: Concern) -> dict[str, Any]:
    return {"level": concern.level, "hits": [(hit.category, hit.level) for hit in concern.hits]}


def _told(kept: dict[str, Any]) -> Told:
    return Told(
        story=tuple(kept.get("story", ())),
        about=About(kept.get("about", About.NOT_SAID)),
        age_band=AgeBand(kept.get("age_band", AgeBand.NOT_SAID)),
        name=kept.get("name", ""),
        wish=kept.get("wish", ""),
        may_message=bool(kept.get("may_message", False)),
        safe_time=SafeTime(kept["safe_time"]) if kept.get("safe_time") else None,
        in_danger=InDanger(kept.get("in_danger", InDanger.NOT_SAID)),
        # A yes to messages was one to the chat as a way to reach them, before these were two.
        agreed_to_reach=bool(kept.get("agreed_to_reach", kept.get("may_message", False))),
        reach=kept.get("reach", ""),
        code_word=kept.get("code_word", ""),
    )


def _concern(kept: dict[str, Any]) -> Concern:
    hits = tuple(
        Hit(Category(category), Level(level), phrase="", words="")
        for category, level in kept["hits"]
    )
    return Concern.of(hits).raised_to(Level(kept["level"]))
