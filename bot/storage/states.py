"""Turns what is kept of a conversation or a case into text to seal, and back. Pure.

Of a conversation nothing that was typed goes in but the draft's own words: of a concern only
what kind it is and how grave, not the words it was heard in.
"""

import json
from dataclasses import asdict
from typing import Any

from bot.casework import About, AgeBand, SafeTime, Told
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
            "sorting": asdict(conversation.sorting) if conversation.sorting else None,
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
            sorting=_sorting(kept["sorting"]) if kept["sorting"] else None,
        )
    except (KeyError, TypeError, ValueError):
        return Conversation()


def encode_told(told: Told) -> str:
    return json.dumps(asdict(told))


def decode_told(text: str) -> Told:
    return _told(json.loads(text))


def _kept_draft(draft: Draft) -> dict[str, Any]:
    told, concern = asdict(draft.told), _kept_concern(draft.concern)
    return {"id": draft.id, "told": told, "concern": concern}


def _draft(kept: dict[str, Any]) -> Draft:
    return Draft(str(kept["id"]), _told(kept["told"]), _concern(kept["concern"]))


def _sorting(kept: dict[str, Any]) -> Sorting:
    answers = tuple((str(asked), bool(said)) for asked, said in kept["answers"])
    return Sorting(str(kept["problem"]), answers, tuple(kept["asked"]))


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
    )


def _concern(kept: dict[str, Any]) -> Concern:
    hits = tuple(
        Hit(Category(category), Level(level), phrase="", words="")
        for category, level in kept["hits"]
    )
    return Concern.of(hits).raised_to(Level(kept["level"]))
