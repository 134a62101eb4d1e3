"""What a Telegram update means, whatever it looks like."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram_inbound import KINDS, kind_of, read
from bot.conversation.model import (
    Blocked,
    Command,
    Edited,
    Inbound,
    InGroup,
    Person,
    Returned,
    Said,
    Tap,
    Text,
    Unreadable,
)
from bot.effects import Sent
from tests.telegram_chats import NOT_TEXT

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
ID = 7_001_002_003
PRIVATE = {"id": ID, "type": "private", "first_name": "Zed", "username": "zed_canary"}
GROUP = {"id": -100, "type": "supergroup", "title": "Class 9B"}
SENDER = {"id": ID, "is_bot": False, "first_name": "Zed", "username": "zed_canary"}


def pseudonym(chat: str) -> str:
    return f"person-{chat}"


def message(chat: Mapping[str, object] = PRIVATE, **content: object) -> dict[str, Any]:
    return {"message_id": 9, "date": 1, "from": SENDER, "chat": chat, **content}


def heard(kind: str, body: object) -> Inbound | None:
    return read({"update_id": 42, kind: body}, pseudonym, NOW)


def said(kind: str, body: object) -> Said | None:
    inbound = heard(kind, body)
    return None if inbound is None else inbound.said


def test_a_typed_message_is_text_from_a_person_without_a_name() -> None:
    assert heard("message", message(text="help me")) == Inbound(
        update_id="telegram:42",
        person=Person(key=f"person-{ID}", channel="telegram", chat=str(ID)),
        said=Text("help me"),
        at=NOW,
        message_id="9",
    )
    assert "zed" not in repr(heard("message", message(text="help me"))).lower()


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("/start", Command("start")),
        ("/START", Command("start")),
        ("/help@wf_help_bot", Command("help")),
        ("/Start@WF_Help_Bot a7k ", Command("start", "a7k")),
        ("/delete\nplease now", Command("delete", "please now")),
        ("/nonsense i am not safe", Command("nonsense", "i am not safe")),
        ("/", Text("/")),
        ("/ start", Text("/ start")),
        ("/he's here", Text("/he's here")),
        ("and/or", Text("and/or")),
        ("/éclair", Text("/éclair")),
    ],
)
def test_a_command_is_one_in_any_case_and_with_the_bots_name(typed: str, command: Said) -> None:
    assert said("message", message(text=typed)) == command


@pytest.mark.parametrize("kind", NOT_TEXT)
def test_whatever_is_not_text_is_named_and_nothing_of_it_is_kept(kind: str) -> None:
    assert said("message", message(**{kind: NOT_TEXT[kind]})) == Unreadable(kind)


def test_a_message_of_two_kinds_goes_by_the_plainer_name() -> None:
    moving = message(animation=NOT_TEXT["animation"], document=NOT_TEXT["document"])
    assert said("message", moving) == Unreadable("animation")
    place = message(venue=NOT_TEXT["venue"], location=NOT_TEXT["location"])
    assert said("message", place) == Unreadable("venue")


def test_a_kind_that_did_not_exist_yet_gets_the_safe_path_too() -> None:
    assert said("message", message(hologram={"file_id": "f"})) == Unreadable("other")


def test_words_under_a_picture_and_forwarded_words_are_words() -> None:
    picture = message(photo=NOT_TEXT["photo"], caption="he has this knife", media_group_id="1")
    assert said("message", picture) == Text("he has this knife", beside="photo")
    forwarded = message(text="we know where you live", forward_origin={"type": "hidden_user"})
    assert said("message", forwarded) == Text("we know where you live")


def test_edited_words_are_heard_and_a_moving_location_is_not_answered_each_time() -> None:
    assert said("edited_message", message(text="now", edit_date=2)) == Edited("now")
    picture = message(photo=NOT_TEXT["photo"], caption="now")
    assert said("edited_message", picture) == Edited("now")
    assert said("edited_message", message(location=NOT_TEXT["location"])) is None


@pytest.mark.parametrize("note", ["pinned_message", "message_auto_delete_timer_changed"])
def test_telegrams_own_notes_in_a_chat_are_not_answered(note: str) -> None:
    assert said("message", {**message(), note: {}}) is None


def test_a_tap_brings_its_button_its_message_and_its_chat() -> None:
    query = {"id": "77", "from": SENDER, "data": "s:1", "message": message(text="?")}
    inbound = heard("callback_query", query)
    assert inbound is not None
    assert (inbound.said, inbound.tap_id, inbound.message_id) == (Tap("s:1"), "77", "9")
    assert inbound.person.chat == str(ID)


@pytest.mark.parametrize("gone", [{}, {"message": None}, {"message": "hidden"}])
def test_a_tap_under_a_message_that_is_gone_is_still_a_tap(gone: dict[str, object]) -> None:
    inbound = heard("callback_query", {"id": "77", "from": SENDER, "data": "s:1", **gone})
    assert inbound is not None
    assert (inbound.said, inbound.message_id, inbound.person.chat) == (Tap("s:1"), "", str(ID))


@pytest.mark.parametrize(
    ("chat", "status", "expected"),
    [
        (PRIVATE, "kicked", Blocked()),
        (PRIVATE, "member", Returned()),
        (GROUP, "member", InGroup()),
        (GROUP, "administrator", InGroup()),
        (GROUP, "left", None),
        ({"id": -5, "type": "channel"}, "administrator", None),
    ],
)
def test_blocking_coming_back_and_being_added_to_a_group(
    chat: dict[str, object], status: str, expected: Said | None
) -> None:
    member = {"chat": chat, "from": SENDER, "new_chat_member": {"status": status}}
    assert said("my_chat_member", member) == expected


def test_in_a_group_nothing_is_heard_but_that_it_is_a_group() -> None:
    spoken = heard("message", message(GROUP, text="/start i was attacked"))
    assert spoken is not None
    assert (spoken.said, spoken.person) == (InGroup(), Person("person--100", "telegram", "-100"))
    assert said("message", message(GROUP, new_chat_members=[SENDER])) == InGroup()
    assert said("message", message(GROUP, left_chat_member=SENDER)) is None
    query = {"id": "77", "from": SENDER, "data": "s:1", "message": message(GROUP)}
    assert said("callback_query", query) == InGroup()


@pytest.mark.parametrize(
    "kind",
    [
        *("channel_post", "edited_channel_post", "inline_query", "chosen_inline_result", "poll"),
        *("poll_answer", "business_message", "message_reaction", "chat_boost", "guest_message"),
    ],
)
def test_what_is_not_said_to_the_bot_in_private_is_ignored(kind: str) -> None:
    update = {"update_id": 42, kind: message(text="hello")}
    assert read(update, pseudonym, NOW) is None
    assert kind_of(update) == "other"


def test_another_bot_is_not_answered() -> None:
    assert said("message", message(text="hi", **{"from": {"id": 5, "is_bot": True}})) is None


def test_halves_of_characters_and_nul_never_get_further() -> None:
    inbound = said("message", message(text="a\ud83db\0c"))
    assert inbound == Text("a\ufffdbc")
    assert said("message", message(text=" \0 ")) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *("update_id", "message", "callback_query", "my_chat_member", "chat", "id"),
                    *("type", "from", "text", "caption", "data", "new_chat_member", "status"),
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(KINDS), JSON)
def test_a_malformed_update_never_raises(kind: str, body: object) -> None:
    for update in ({"update_id": 1, kind: body}, {kind: body}, {"update_id": body}):
        inbound = read(update, pseudonym, NOW)
        assert inbound is None or inbound.update_id == "telegram:1"


@given(
    st.dictionaries(st.sampled_from(["text", "caption", "photo", "message_id", "from"]), JSON),
    st.sampled_from(["message", "edited_message"]),
)
def test_a_malformed_message_in_a_real_chat_never_raises(
    content: dict[str, object], kind: str
) -> None:
    heard(kind, {"chat": PRIVATE, **content})
    heard("callback_query", {"id": "1", "from": {"id": ID}, "data": "d", "message": content})


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("message", {"text": "hi"}),
        ("message", {"text": "/exit"}),
        ("message", {"sticker": {}}),
        ("message", {"photo": [], "caption": "look"}),
        ("edited_message", {"text": "hi"}),
    ],
)
def test_every_message_of_a_person_has_its_number_and_time(
    kind: str, content: dict[str, Any]
) -> None:
    inbound = heard(kind, {**message(**content), "date": 1_700_000_000})
    assert inbound is not None
    sent_at = datetime.fromtimestamp(1_700_000_000, UTC)
    assert inbound.own_message == Sent("9", sent_at)


def test_a_tapped_message_is_not_the_persons_own() -> None:
    tap = {"id": "t", "from": SENDER, "data": "x", "message": message()}
    inbound = heard("callback_query", tap)
    assert inbound is not None
    assert (inbound.message_id, inbound.own_message) == ("9", None)


@pytest.mark.parametrize("date", [None, 0, -1, 10**12, "soon"])
def test_a_message_without_a_time_was_sent_when_it_came(date: object) -> None:
    inbound = heard("message", {**message(text="hi"), "date": date})
    assert inbound is not None
    assert inbound.own_message == Sent("9", NOW)
