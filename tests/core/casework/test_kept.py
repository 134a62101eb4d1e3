"""What is kept, as text and sealed: it comes back the same, or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.casework import About as Whom
from bot.casework import AgeBand, InDanger, SafeTime, Told
from bot.conversation.model import Conversation, Draft, OpenCase, Step
from bot.effects import Button, Message, Parcel
from bot.errors import SealBroken
from bot.passwords import Weakness, new_password, weakness
from bot.safeguarding.levels import Category, Concern, Hit, Level
from bot.storage.parcels import open_parcel, seal_parcel
from bot.storage.sealed import About, Seal, pseudonym
from bot.storage.states import (
    decode_conversation,
    decode_told,
    encode_conversation,
    encode_told,
)

SEAL = Seal({"now": b"n" * 32, "before": b"b" * 32})
HERE = About("cases", "1", "told")
TYPED = "typed words"

told = st.builds(
    Told,
    story=st.lists(st.text()).map(tuple),
    about=st.sampled_from(Whom),
    age_band=st.sampled_from(AgeBand),
    name=st.text(),
    wish=st.text(),
    may_message=st.booleans(),
    safe_time=st.none() | st.sampled_from(SafeTime),
    in_danger=st.sampled_from(InDanger),
    agreed_to_reach=st.booleans(),
    reach=st.text(),
    code_word=st.text(),
)
hits = st.builds(Hit, st.sampled_from(Category), st.sampled_from(Level), st.just(""), st.just(""))
conversations = st.builds(
    Conversation,
    step=st.none() | st.builds(Step, st.text(), st.text()),
    draft=st.none()
    | st.builds(
        Draft,
        st.text(),
        told,
        heard=st.lists(st.tuples(st.text(), st.lists(hits).map(tuple).map(Concern.of))).map(tuple),
        sources=st.lists(st.text()).map(tuple),
        asked=st.text(),
    ),
    sent=st.lists(st.text()).map(tuple),
    said=st.lists(st.text()).map(tuple),
    misunderstood=st.integers(0),
    declined=st.integers(0),
    concern=st.lists(hits).map(lambda found: Concern.of(tuple(found))),
    asked=st.text(),
)


@given(told)
def test_what_was_told_comes_back_the_same(told: Told) -> None:
    assert decode_told(encode_told(told)) == told


@given(conversations)
def test_a_conversation_comes_back_the_same(conversation: Conversation) -> None:
    assert decode_conversation(encode_conversation(conversation)) == conversation


def test_what_is_remembered_holds_typed_words_in_the_draft_alone() -> None:
    heard = Concern.of((Hit(Category.THREAT, Level.SERIOUS, TYPED, TYPED),))
    assert TYPED not in encode_conversation(Conversation(concern=heard))
    assert TYPED in encode_conversation(Conversation(draft=Draft("d", Told((TYPED,)))))


def test_a_level_without_a_hit_is_remembered() -> None:
    raised = Conversation(concern=Concern(Level.SERIOUS))
    assert decode_conversation(encode_conversation(raised)) == raised


def test_the_case_is_not_remembered_but_read_anew() -> None:
    case = OpenCase(uuid4(), "WF-1", "d", is_claimed=False, is_opened=False)
    assert decode_conversation(encode_conversation(Conversation(case=case))).case is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 0}', '{"version": 1}', "null"])
def test_what_cannot_be_read_is_forgotten(text: str) -> None:
    assert decode_conversation(text) == Conversation()


@given(st.text())
def test_what_is_sealed_opens_again_and_shows_nothing(text: str) -> None:
    sealed = SEAL.seal(text, HERE)
    assert SEAL.open(sealed, HERE) == text
    assert len(text) < 4 or text.encode() not in sealed


def test_half_a_character_pair_is_kept_too() -> None:
    assert SEAL.open(SEAL.seal("\ud83d", HERE), HERE) == "\ud83d"
    assert decode_told(encode_told(Told(("\ud83d",)))).story == ("\ud83d",)


def test_the_same_words_never_look_the_same() -> None:
    assert SEAL.seal("words", HERE) != SEAL.seal("words", HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [replace(HERE, table="x"), replace(HERE, row="2"), replace(HERE, column="wish")],
)
def test_a_sealed_value_opens_in_its_own_place_alone(elsewhere: About) -> None:
    with pytest.raises(SealBroken):
        SEAL.open(SEAL.seal("words", HERE), elsewhere)


@given(st.binary(max_size=60))
def test_nonsense_does_not_open_and_breaks_nothing_else(nonsense: bytes) -> None:
    with pytest.raises(SealBroken):
        SEAL.open(nonsense, HERE)


def test_an_altered_value_does_not_open() -> None:
    sealed = bytearray(SEAL.seal("words", HERE))
    sealed[-1] ^= 1
    with pytest.raises(SealBroken):
        SEAL.open(bytes(sealed), HERE)


def test_an_older_key_still_opens_and_the_first_one_seals() -> None:
    old = Seal({"before": b"b" * 32}).seal("words", HERE)
    assert SEAL.open(old, HERE) == "words"
    assert not SEAL.is_current(old)
    assert SEAL.is_current(SEAL.seal("words", HERE))


def test_a_lost_key_is_named() -> None:
    lost = Seal({"lost": b"l" * 32}).seal("words", HERE)
    with pytest.raises(SealBroken, match="lost"):
        SEAL.open(lost, HERE)


def test_a_pseudonym_is_steady_and_depends_on_everything() -> None:
    parts = (b"k" * 32, "telegram", "1", "42")
    assert pseudonym(*parts) == pseudonym(*parts)
    others = [
        (b"x" * 32, *parts[1:]),
        (parts[0], "web", "1", "42"),
        (parts[0], "telegram", "14", "2"),
    ]
    assert len({pseudonym(*parts), *(pseudonym(*other) for other in others)}) == 4


def test_a_parcel_comes_back_the_same() -> None:
    message = Message("k", "text", ((Button("Yes", "y"), Button("No", "n")),), "covered")
    at = datetime(2026, 11, 23, tzinfo=UTC)
    full = Parcel(
        "web", "7", "key", "say", message, "t", "m", "n", uuid4(), urgent=True, written_at=at
    )
    for parcel in (full, Parcel("web", "7", "key", "leave")):
        assert open_parcel(seal_parcel(parcel, SEAL), SEAL) == parcel


@pytest.mark.parametrize(
    ("password", "found"),
    [
        ("short", Weakness.TOO_SHORT),
        ("x" * 129, Weakness.TOO_LONG),
        ("password1234", Weakness.TOO_COMMON),
        ("Waltham-Forest-2026", Weakness.TOO_COMMON),
        ("waymark waymark!", Weakness.TOO_COMMON),
        ("123456789012345", Weakness.TOO_COMMON),
        ("aaaaaaaaaaaaaaaa", Weakness.TOO_COMMON),
        ("adalovelace-ada", Weakness.TOO_COMMON),
        ("correct-horse-battery", None),
        ("ünïcode wörds éverywhere", None),
        ("x9!" * 20 + "qwlzkvt", None),
    ],
)
def test_passwords_that_anybody_would_guess_are_refused(
    password: str, found: Weakness | None
) -> None:
    assert weakness(password, "adalovelace", "Ada Lovelace") is found


def test_made_up_passwords_are_good_and_never_the_same() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    assert {weakness(password) for password in made} == {None}
