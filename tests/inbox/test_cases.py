"""The list, one case, and what staff do with it."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.casework import About, AgeBand, InDanger, SafeTime, Told
from bot.effects import AddToCase, AskToWithdraw, NoteReach
from bot.safeguarding.levels import Level
from tests.adapters.kept import LINES, Someone
from tests.inbox.conftest import Browser, Inbox

ORDER = re.compile(r'data-case="(WF-\d+)"')
TOLD = Told(
    story=("they  make me\ncarry it", "please"),
    about=About.ME,
    age_band=AgeBand.FROM_13_TO_15,
    name="Jay",
    wish="for it to stop",
    may_message=True,
    safe_time=SafeTime.ANY_TIME,
)


@pytest.fixture
def jay(inbox: Inbox) -> Someone:
    return Someone(inbox.store, clock=inbox.clock)


async def reference_of(browser: Browser, case_id: UUID) -> str:
    found = re.search(r"<title>Case (\S+)", await browser.text(f"/cases/{case_id}"))
    assert found
    return found[1]


async def test_the_list_puts_the_gravest_first_and_then_the_oldest(
    inbox: Inbox, ada: Browser
) -> None:
    opened = []
    for level in (Level.NONE, Level.SERIOUS, Level.IMMEDIATE, Level.SERIOUS):
        inbox.clock.pass_(timedelta(minutes=1))
        case_id = await Someone(inbox.store, clock=inbox.clock).sends(level=level)
        opened.append(await reference_of(ada, case_id))
    shown = ORDER.findall(await ada.text("/"))
    assert shown == [opened[2], opened[1], opened[3], opened[0]]


async def test_the_list_can_be_narrowed(inbox: Inbox, ada: Browser, bea: Browser) -> None:
    cases = [await Someone(inbox.store, clock=inbox.clock).sends() for _ in range(4)]
    waiting, mine, hers, closed = [await reference_of(ada, case_id) for case_id in cases]
    await ada.post(f"/cases/{cases[1]}/claim")
    await bea.post(f"/cases/{cases[2]}/claim")
    await ada.post(f"/cases/{cases[3]}/claim")
    await ada.post(f"/cases/{cases[3]}/close", outcome="no_action", reason="a mistake")
    expected = {
        "all": {waiting, mine, hers},
        "waiting": {waiting},
        "mine": {mine},
        "closed": {closed},
        "<nonsense>": {waiting, mine, hers},
    }
    for show, cases_shown in expected.items():
        assert set(ORDER.findall(await ada.text(f"/?show={show}"))) == cases_shown


async def test_the_list_says_nothing_of_what_happened(
    inbox: Inbox, ada: Browser, jay: Someone
) -> None:
    await jay.sends(TOLD)
    text = await ada.text("/")
    for told in (*TOLD.story, TOLD.name, TOLD.wish):
        assert told not in text


async def test_a_case_shows_all_that_was_told_in_their_own_words(
    ada: Browser, jay: Someone
) -> None:
    text = await ada.text(f"/cases/{await jay.sends(TOLD, signs=('exploitation', 'weapon'))}")
    for shown in (
        ">they  make me\ncarry it<",
        ">please<",
        ">for it to stop<",
        ">Jay<",
        "13 to 15",
        "Competence not assessed by the bot: assess (Gillick).",
        "The person who wrote",
        "At any time",
        "<code>person.preview</code>, version <code>1</code>",
        "Public task: UK GDPR Article 6(1)(e)",
        "Automated guess, may be wrong.",
        "being used or controlled by others, a weapon",
    ):
        assert shown in text, shown


@pytest.mark.parametrize(
    ("band", "is_child"),
    [
        (AgeBand.UNDER_13, True),
        (AgeBand.FROM_13_TO_15, True),
        (AgeBand.FROM_16_TO_17, False),
        (AgeBand.NOT_SAID, False),
    ],
)
async def test_competence_is_left_to_staff_for_those_under_sixteen(
    ada: Browser, jay: Someone, band: AgeBand, is_child: bool
) -> None:
    text = await ada.text(f"/cases/{await jay.sends(Told(('help',), age_band=band))}")
    assert ("Gillick" in text) is is_child


async def test_only_the_owner_sees_the_reply_form(
    ada: Browser, bea: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    form = f'action="/cases/{case_id}/reply"'
    assert form not in await ada.text(f"/cases/{case_id}")
    await ada.post(f"/cases/{case_id}/claim")
    assert form in await ada.text(f"/cases/{case_id}")
    page = await bea.text(f"/cases/{case_id}")
    assert form not in page
    assert "Only Ada can reply" in page


async def test_of_two_who_take_a_case_at_once_one_has_it_and_the_other_is_told(
    ada: Browser, bea: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    answers = await asyncio.gather(
        ada.post(f"/cases/{case_id}/claim"), bea.post(f"/cases/{case_id}/claim")
    )
    assert sorted(answer.status for answer in answers) == [303, 409]
    late = next(answer for answer in answers if answer.status == 409)
    assert re.search(r"(Ada|Bea) took this case just before you", await late.text())


async def test_a_reply_is_kept_and_shown_as_not_sent_yet(ada: Browser, jay: Someone) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/claim")
    page = await ada.text(f"/cases/{case_id}")
    assert f'<span class="phone__line">{LINES.reply}</span>' in page
    answer = await ada.post(f"/cases/{case_id}/reply", text="I can talk\r\ntoday.")
    assert answer.headers["Location"] == f"/cases/{case_id}?done=replied"
    page = await ada.text(answer.headers["Location"])
    assert "I can talk\ntoday." in page
    assert "Waiting to be sent" in page
    assert "Your reply is saved." in page


async def test_a_reply_that_waits_for_a_safe_hour_says_when_it_leaves(
    inbox: Inbox, ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(replace(TOLD, safe_time=SafeTime.EVENING))
    await ada.post(f"/cases/{case_id}/claim")
    inbox.clock.pass_(timedelta(hours=1))
    await ada.sign_in("ada")
    await ada.post(f"/cases/{case_id}/reply", text="I can talk.")
    page = await ada.text(f"/cases/{case_id}")
    assert re.search(r"It leaves <time[^>]*>today at 6pm</time>, when they said it is safe", page)


async def test_a_note_is_marked_as_one_and_never_delivered(ada: Browser, jay: Someone) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/note", text="rang the school")
    page = await ada.text(f"/cases/{case_id}")
    assert "Note by Ada" in page
    assert "rang the school" in page
    assert "Waiting to be sent" not in page


async def test_a_reply_with_their_name_is_held_back_until_staff_are_sure(
    ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/claim")
    answer = await ada.post(f"/cases/{case_id}/reply", text="Hi jay, hope this helps")
    page = await answer.text()
    assert answer.status == 409
    assert "Your reply says the name they gave" in page
    assert "Hi jay, hope this helps</textarea>" in page
    assert "Waiting to be sent" not in page
    answer = await ada.post(f"/cases/{case_id}/reply", text="Hi jay", sure="yes")
    assert answer.status == 303


@pytest.mark.parametrize(
    ("act", "fields", "words"),
    [
        ("reply", {"text": " \n"}, "Write your reply."),
        ("reply", {"text": "a" * 3001}, "This is too long."),
        ("note", {"text": ""}, "Write your note."),
        ("close", {"reason": "done"}, "Choose how the case ended."),
        ("close", {"reason": "done", "outcome": "nonsense"}, "Choose how the case ended."),
        ("close", {"reason": "", "outcome": "no_action"}, "Write the reason for closing."),
    ],
)
async def test_what_is_missing_is_named_and_what_was_written_stays(
    ada: Browser, jay: Someone, act: str, fields: dict[str, str], words: str
) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/claim")
    answer = await ada.post(f"/cases/{case_id}/{act}", **fields)
    page = await answer.text()
    assert answer.status == 400
    assert words in page.split('class="govuk-error-summary"')[1]
    assert "<title>Error: " in page
    if fields.get("reason"):
        assert "\ndone</textarea>" in page


async def test_closing_needs_an_outcome_and_a_reason_and_shows_both(
    ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/claim")
    answer = await ada.post(
        f"/cases/{case_id}/close", outcome="referred_mash", reason="risk at home"
    )
    assert answer.status == 303
    page = await ada.text(f"/cases/{case_id}")
    assert "Passed to MASH" in page
    assert "risk at home" in page
    assert f'action="/cases/{case_id}/reply"' not in page
    assert f'action="/cases/{case_id}/close"' not in page


async def test_what_somebody_else_did_first_is_said_in_words(
    ada: Browser, bea: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    answer = await bea.post(f"/cases/{case_id}/reply", text="hello")
    assert "Nobody has this case yet. Take it first." in await answer.text()
    await ada.post(f"/cases/{case_id}/claim")
    answer = await bea.post(f"/cases/{case_id}/reply", text="hello")
    assert answer.status == 409
    assert "Only Ada can do this: they have this case." in await answer.text()
    await ada.post(f"/cases/{case_id}/close", outcome="no_action", reason="done")
    answer = await bea.post(f"/cases/{case_id}/claim")
    assert "This case is closed." in await answer.text()


async def test_a_person_who_did_not_agree_to_messages_cannot_be_replied_to(
    ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(Told(("help",), may_message=False))
    await ada.post(f"/cases/{case_id}/claim")
    page = await ada.text(f"/cases/{case_id}")
    assert "No. Do not contact them first." in page
    assert "They did not agree to messages" in page
    assert f'action="/cases/{case_id}/reply"' not in page


async def test_what_the_person_did_since_is_in_the_thread(
    inbox: Inbox, ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    await ada.get(f"/cases/{case_id}")
    inbox.clock.pass_(timedelta(minutes=2))
    await jay.does(AddToCase(case_id, "he is back"))
    await jay.does(AddToCase(case_id, "she is back", is_edit=True))
    await jay.does(AskToWithdraw(case_id))
    await jay.does(NoteReach(case_id, can_be_reached=False))
    assert "New message" in await ada.text("/")
    page = await ada.text(f"/cases/{case_id}")
    assert ">he is back<" in page
    assert "changed an earlier message to:" in page
    assert ">she is back<" in page
    assert "The person asked to take this case back. Decide" in page
    assert "Cannot be reached" in page
    assert "New message" not in await ada.text("/")


async def test_a_case_that_is_not_there_is_said_to_be_gone(ada: Browser) -> None:
    answer = await ada.get("/cases/00000000-0000-4000-8000-000000000000")
    assert answer.status == 404
    assert "The case may have been erased" in await answer.text()
    answer = await ada.post("/cases/00000000-0000-4000-8000-000000000000/claim")
    assert answer.status == 404


SAFELY = replace(
    TOLD, about=About.MY_WORK, in_danger=InDanger.YES, agreed_to_reach=True, code_word="ro<b>in"
)


async def test_the_page_says_how_to_reach_them_safely_and_what_they_agreed_to(
    ada: Browser, jay: Someone
) -> None:
    page = await ada.text(f"/cases/{await jay.sends(SAFELY)}")
    for shown in (
        "Somebody they work with",
        "Yes, they said so",
        "This chat",
        "ro&lt;b&gt;in",
        "Say this first, so that they know it is you.",
        "To pass this on to staff",
        "The bot does not ask for an address",
    ):
        assert shown in page, shown


async def test_another_way_to_reach_them_is_shown_with_when_it_is_safe(
    ada: Browser, jay: Someone
) -> None:
    told = replace(
        TOLD, agreed_to_reach=True, reach="020 7946 0000", may_message=False,
        safe_time=SafeTime.EVENING,
    )  # fmt: skip
    page = await ada.text(f"/cases/{await jay.sends(told)}")
    assert ">020 7946 0000<" in page
    assert "Evening, 6pm to 9pm" in page
    assert "No. Do not contact them first." in page


async def test_the_reply_form_reminds_staff_of_the_code_word_and_the_phone_does_not_show_it(
    ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(replace(SAFELY, code_word="robin"))
    await ada.post(f"/cases/{case_id}/claim")
    page = await ada.text(f"/cases/{case_id}")
    form = page.split('aria-labelledby="reply"')[1]
    assert "They chose a code word" in form
    assert ">robin<" in form
    [line] = re.findall(r'class="phone__line">([^<]*)<', form)
    assert "robin" not in line


async def test_no_code_word_is_no_reminder(ada: Browser, jay: Someone) -> None:
    case_id = await jay.sends(TOLD)
    await ada.post(f"/cases/{case_id}/claim")
    assert "They chose a code word" not in await ada.text(f"/cases/{case_id}")


async def test_staff_see_by_when_the_person_was_told_that_somebody_reads_it(
    inbox: Inbox, ada: Browser, jay: Someone
) -> None:
    by = inbox.clock.at + timedelta(hours=5)
    case_id = await jay.sends(TOLD, reads_by=by)
    assert re.search(r"Due <time[^>]*>today at 3pm", await ada.text("/"))
    first = await ada.text(f"/cases/{case_id}")
    assert re.search(r"a person reads it by <time[^>]*>today at 3pm", first)
    assert "a person reads it by" not in await ada.text(f"/cases/{case_id}")


async def test_who_cannot_be_reached_is_not_shown_as_overdue_once_it_was_read(
    inbox: Inbox, ada: Browser, jay: Someone
) -> None:
    case_id = await jay.sends(TOLD)
    await jay.does(NoteReach(case_id, can_be_reached=False))
    inbox.clock.pass_(timedelta(days=4))
    await ada.sign_in("ada")
    assert "Overdue" in await ada.text("/")
    page = await ada.text(f"/cases/{case_id}")
    page = await ada.text(f"/cases/{case_id}")
    assert "Overdue" not in page
    assert "They cannot be reached, so no answer is due." in page
    assert "Overdue" not in await ada.text("/")
