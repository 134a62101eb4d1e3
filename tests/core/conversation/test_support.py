"""Help for oneself, rights, and worry about others: each screen leads on, back and to safety."""

import pytest

from bot.conversation.decide import PLACES, TAPPED
from bot.conversation.flows import rights, support, worried
from bot.conversation.intents import Intent
from bot.conversation.model import Tap
from bot.effects import Message, Say
from bot.safeguarding.levels import Category, Level
from tests.talk import Talk, content

ROOTS = ("menu.support", "menu.rights", "menu.worried")
SCREENS = (*ROOTS, *support.SCREENS, *rights.SCREENS, *worried.LEADS)
ANSWERS = (*support.ANSWERS, *rights.ANSWERS, *worried.SHARED, *worried.OF_THEIR_OWN)
OURS = (
    *("mental_health", "trauma_bereavement", "victim_support", "drugs_alcohol", "school"),
    *("work_training", "parenting", "housing", "activities", "get_involved", "find_service"),
    *("area_safety", "stop_and_search"),
)
MOST_CHOICES = 8
MOST_WORDS = 60
MOST_ROWS = 8
WAYS_OUT = ("talk_to_person", "danger", "back", "menu", "exit")


def tap(talk: Talk, button: str) -> list[Message]:
    return talk.does(Tap(content().buttons.make(button).data))


def labels(message: Message) -> set[str]:
    return {button.label for row in message.buttons for button in row}


@pytest.mark.parametrize("key", SCREENS)
def test_a_screen_leads_on_to_a_few_things_and_always_to_a_person_and_safety(key: str) -> None:
    entry = content().words.entries[key]
    buttons = [each for row in entry.rows for each in row]
    assert entry.is_screen
    assert set(WAYS_OUT) <= set(buttons)
    assert 3 <= len(set(buttons) - set(WAYS_OUT)) <= MOST_CHOICES
    assert len(entry.rows) <= MOST_ROWS


def test_the_first_screen_of_help_has_seven_choices_at_most() -> None:
    rows = content().words.entries["menu.support"].rows
    assert len({each for row in rows for each in row} - set(WAYS_OUT)) == 7


@pytest.mark.parametrize("button", ANSWERS)
def test_an_answer_has_every_way_out(button: str) -> None:
    talk = Talk()
    tap(talk, "menu.support")
    *_, last = tap(talk, button)
    assert {"Talk to a person", "I'm not safe", "Back", "Home"} <= labels(last)


@pytest.mark.parametrize("key", [*support.ANSWERS, *rights.ANSWERS, *worried.OF_THEIR_OWN])
def test_an_answer_keeps_to_sixty_words_and_offers_something_to_ask_next(key: str) -> None:
    entry = content().words.entries[key]
    assert len(entry.text.split()) <= MOST_WORDS
    assert not entry.is_screen
    asked_next = {each for row in entry.rows for each in row} - set(WAYS_OUT)
    assert 1 <= len(asked_next) <= 4


@pytest.mark.parametrize("intent", OURS)
def test_what_is_typed_is_answered_at_once_and_not_with_a_screen(intent: str) -> None:
    entry = content().words.entries[f"intent.{intent}"]
    assert not entry.is_screen
    if intent != Intent.FIND_SERVICE:
        assert not entry.text.rstrip().endswith("?")


def test_every_one_of_these_buttons_can_be_reached_by_tapping_from_the_menus() -> None:
    entries, reached = content().words.entries, set[str]()
    waiting = [*ROOTS]
    while waiting:
        button = waiting.pop()
        if button in reached:
            continue
        reached.add(button)
        key = button.replace("topic.", "intent.", 1)
        waiting += [each for row in entries[key].rows for each in row] if key in entries else []
    own = {*support.TAPPED, *rights.TAPPED, *worried.TAPPED}
    assert own <= reached
    assert own <= TAPPED.keys()
    assert own - PLACES == set(support.TELLS_OF)


@pytest.mark.parametrize("button", [*support.ANSWERS, *rights.ANSWERS])
def test_the_same_answer_twice_is_not_the_same_block(button: str) -> None:
    talk = Talk()
    [first] = tap(talk, button)
    [second] = tap(talk, button)
    assert len(second.text) < len(first.text)


@pytest.mark.parametrize("key", [*support.ANSWERS, *rights.ANSWERS, *worried.OF_THEIR_OWN])
def test_only_confirmed_contacts_are_named_and_three_at_most(key: str) -> None:
    entry = content().words.entries[key]
    services = content().directory.services
    assert all(services[each].reachable for each in entry.services)
    helpers = set(entry.services) - {"emergency-999"}
    assert len(helpers) <= (4 if key == "feel.free" else 3)


@pytest.mark.parametrize(
    ("button", "category", "asks"),
    [
        ("feel.hurt", Category.SELF_HARM, "Is there a cut or burn that needs care now?"),
        ("feel.die", Category.SUICIDE, "are you thinking about killing yourself?"),
    ],
)
def test_pain_that_is_tapped_is_met_like_pain_that_is_typed(
    button: str, category: Category, asks: str
) -> None:
    talk = Talk()
    tap(talk, "support.feel")
    [card] = tap(talk, button)
    assert card.key.startswith("card.")
    assert asks in card.text
    assert talk.conversation.concern.category is category
    assert talk.conversation.concern.level is Level.SERIOUS
    assert any(isinstance(each, Say) for each in talk.latest)  # it never takes a screen's place
    assert not talk.opened


def test_a_tapped_pain_keeps_help_in_sight_after_it_is_waved_away() -> None:
    talk = Talk()
    tap(talk, "feel.die")
    assert [each.key for each in talk.says("jk")] == ["still_here"]


@pytest.mark.parametrize("role", worried.LEADS)
@pytest.mark.parametrize("button", [*worried.SHARED, *worried.OF_THEIR_OWN])
def test_an_answer_is_led_in_by_words_for_who_asks(role: str, button: str) -> None:
    talk = Talk()
    tap(talk, "menu.worried")
    tap(talk, role)
    lead, answer = tap(talk, button)
    assert lead.key == worried.LEADS[role]
    own = f"intent.{worried.SHARED[button]}" if button in worried.SHARED else button
    assert answer.key == own


def test_who_is_worried_about_is_the_latest_that_was_chosen() -> None:
    talk = Talk()
    for button in ("menu.worried", "worried.child", "menu.worried", "worried.work"):
        tap(talk, button)
    assert tap(talk, "worried.knife")[0].key == "worried.work.lead"


def test_without_a_way_here_the_answer_stands_alone() -> None:
    assert [each.key for each in tap(Talk(), "worried.online")] == ["worried.online"]


def test_the_welcome_says_what_it_is_what_it_is_not_and_what_is_private() -> None:
    talk = Talk()
    said = "\n".join(each.text for each in talk.commands("/start"))
    for words in (
        *("I am a bot, not a person", "Waltham Forest Council", "or just type"),
        *("I am not 999", "no one watches this chat all the time", "Staff work Monday to Friday"),
        *("I do not keep what you type", "staff may have to tell others"),
    ):
        assert words in said
    assert all(len(each.text.split()) <= MOST_WORDS for each in talk.heard)
    choices = [each for each in labels(talk.heard[-1]) if each in menus()]
    assert len(choices) == 5


def menus() -> set[str]:
    return {
        label for button, label in content().words.labels.items() if button.startswith("menu.")
    }
