"""The directory in a real PostgreSQL: who may change what, and what is remembered of it."""

import asyncio
from datetime import timedelta
from time import perf_counter

import psycopg
import pytest
from psycopg.types.json import Jsonb

from bot.consent import DAY, Lifetimes
from bot.editing import Progress, Seeded
from bot.editors import Editors
from bot.effects import ReportService
from bot.errors import NotAllowed
from bot.storage.store import PostgresStore
from bot.upkeep import Upkeep
from directory.keeping.call_outcomes import CallOutcome
from directory.keeping.editing import Origin, Proposal, State
from directory.records.documents import (
    Document,
    Documents,
    EntryKind,
    Key,
    documents_of,
    load_documents,
)
from directory.shipped import shipped, shipped_files
from tests.adapters.entries import (
    CLUB,
    LINE,
    hidden,
    many,
    service,
    some_documents,
    with_number,
)
from tests.adapters.kept import Clock, Someone, rows, staff_member

BETTER = "0808 157 0199"
ADA, BEN = "ada", "ben"
SOMEBODY: Key = (EntryKind.SERVICE, "x")


async def _editors(
    store: PostgresStore, documents: Documents | None = None, clock: Clock | None = None
) -> Editors:
    """Editors of a filled directory, and the accounts of Ada and Ben."""
    for name in (ADA, BEN):
        await staff_member(store, name, exactly=True)
    editors = Editors(store, clock or Clock())
    await editors.seed(some_documents() if documents is None else documents)
    return editors


async def _line(editors: Editors) -> Document:
    return (await editors.documents())[LINE]


async def _number_proposed(editors: Editors, by: str = ADA) -> Proposal:
    after = with_number(await _line(editors), BETTER)
    return await editors.propose(LINE, after, by, "The line has a new number")


def _audit(url: str) -> list[tuple[object, ...]]:
    return rows(url, "SELECT act, reason FROM audit WHERE act LIKE 'directory%' ORDER BY seq")


async def test_what_ships_is_stored_and_read_back_the_same(store: PostgresStore) -> None:
    files = documents_of(shipped_files())
    editors = await _editors(store, files)
    stored = await editors.documents()
    assert stored == files
    assert load_documents(stored).services == shipped().services


async def test_seeding_twice_changes_nothing(store: PostgresStore, database_url: str) -> None:
    editors = await _editors(store)
    before = rows(database_url, "SELECT version FROM directory_head")
    assert await editors.seed(some_documents()) == Seeded()
    assert rows(database_url, "SELECT version FROM directory_head") == before
    assert len(await editors.history()) == 2
    assert _audit(database_url) == [("directory seed", "2 entries")]


async def test_two_processes_that_start_at_once_fill_it_once(
    store: PostgresStore, database_url: str
) -> None:
    editors = Editors(store, Clock())
    seeded = await asyncio.gather(*(editors.seed(some_documents()) for _ in range(4)))
    assert sorted(len(each.changed) for each in seeded) == [0, 0, 0, 2]
    assert rows(database_url, "SELECT version FROM directory_head") == [(1,)]


async def test_a_later_start_carries_over_what_nobody_here_edited(store: PostgresStore) -> None:
    editors = await _editors(store)
    new = service("new-club", "020 7946 0103")
    files = {**some_documents(), (CLUB[0], "new-club"): new}
    files[CLUB] = {**files[CLUB], "summary": "Chess for all."}
    seeded = await editors.seed(files)
    assert set(seeded.changed) == {CLUB, (CLUB[0], "new-club")}
    assert await editors.documents() == files
    assert (await editors.history(CLUB))[0].origin is Origin.SHIPPED


async def test_an_entry_that_was_edited_and_changed_is_left_and_named(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    ours = {**some_documents()[CLUB], "summary": "We play on Mondays."}
    await editors.propose(CLUB, ours, ADA, "They told us")
    files = {**some_documents(), CLUB: {**some_documents()[CLUB], "summary": "Chess for all."}}
    for _ in range(2):
        assert await editors.seed(files) == Seeded(left=(CLUB,))
    assert (await editors.documents())[CLUB] == ours


async def test_an_edited_entry_stays_where_the_files_did_not_change(store: PostgresStore) -> None:
    editors = await _editors(store)
    await editors.propose(CLUB, None, ADA, "The club is gone")
    assert await editors.seed(some_documents()) == Seeded()
    assert CLUB not in await editors.documents()


async def test_an_entry_that_left_the_files_goes_unless_somebody_edited_it(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    only_line = {LINE: some_documents()[LINE]}
    assert (await editors.seed(only_line)).changed == (CLUB,)
    assert await editors.documents() == only_line
    await _hide(editors)
    assert await editors.seed({CLUB: some_documents()[CLUB]}) == Seeded((CLUB,), (LINE,))
    assert LINE in await editors.documents()


async def test_files_that_would_not_hold_together_change_nothing(store: PostgresStore) -> None:
    editors = await _editors(store)
    files = {**some_documents(), CLUB: {**some_documents()[CLUB], "status": "nonsense"}}
    seeded = await editors.seed(files)
    assert seeded.changed == ()
    assert any("nonsense" in fault for fault in seeded.faults)
    assert await editors.documents() == some_documents()


async def test_one_person_is_enough_for_a_club(store: PostgresStore, database_url: str) -> None:
    editors = await _editors(store)
    after = with_number(some_documents()[CLUB], "020 7946 0109")
    done = await editors.propose(CLUB, after, ADA, "New number")
    assert (done.state, done.by, done.decided_by) == (State.APPLIED, ADA, ADA)
    assert (await editors.documents())[CLUB] == after
    assert (await editors.history(CLUB))[0] == done
    assert _audit(database_url)[-1] == ("directory edit", "chess-club")


async def test_a_crisis_number_waits_for_another_person(
    store: PostgresStore, database_url: str
) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    assert waiting.state is State.PROPOSED
    assert await editors.pending() == (waiting,)
    assert await _line(editors) == some_documents()[LINE]
    done = await editors.approve(waiting.id, BEN)
    assert (done.state, done.by, done.decided_by) == (State.APPLIED, ADA, BEN)
    assert await _line(editors) == waiting.after
    assert await editors.pending() == ()
    assert (await editors.history(LINE))[0] == done
    assert _audit(database_url)[-2:] == [
        ("directory edit", "night-line"),
        ("directory approve", "night-line"),
    ]


@pytest.mark.parametrize("by", [ADA, "Ada", " ADA "])
async def test_the_same_person_in_other_letters_is_no_other_person(
    store: PostgresStore, database_url: str, by: str
) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        await editors.approve(waiting.id, by)
    assert await _line(editors) == some_documents()[LINE]
    assert _audit(database_url)[-1] == ("directory approve_refused", "night-line")


async def test_only_somebody_with_an_account_may_do_anything(store: PostgresStore) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    for nobody in ("charlie", "", "  "):
        with pytest.raises(NotAllowed, match="no staff account"):
            await editors.approve(waiting.id, nobody)


async def test_a_disabled_account_approves_nothing(
    store: PostgresStore, database_url: str
) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE staff SET disabled_at = now() WHERE username = 'ben'")
    with pytest.raises(NotAllowed, match="ben has no staff account"):
        await editors.approve(waiting.id, BEN)


async def test_two_who_approve_at_once_do_it_once(store: PostgresStore, database_url: str) -> None:
    editors = await _editors(store)
    await staff_member(store, "cem", exactly=True)
    waiting = await _number_proposed(editors)
    done = await asyncio.gather(
        *(editors.approve(waiting.id, by) for by in (BEN, "cem") * 3), return_exceptions=True
    )
    refused = [each for each in done if isinstance(each, NotAllowed)]
    assert (len(refused), len(done)) == (5, 6)
    assert all("approved this already" in str(each) for each in refused)
    assert rows(database_url, "SELECT version FROM directory_head") == [(2,)]


async def test_a_new_name_for_a_club_waits_for_another_person(store: PostgresStore) -> None:
    editors = await _editors(store)
    after = {**some_documents()[CLUB], "name": "Draughts Club"}
    waiting = await editors.propose(CLUB, after, ADA, "They changed it")
    assert waiting.state is State.PROPOSED
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        await editors.approve(waiting.id, ADA)


async def test_nobody_takes_999_away_however_many_agree(store: PostgresStore) -> None:
    documents = {LINE: service("night-line", "0808 157 0101", urgency="emergency")}
    editors = await _editors(store, documents)
    for after in (None, hidden(documents[LINE]), {**documents[LINE], "status": "ended"}):
        with pytest.raises(NotAllowed, match="nobody can hide it"):
            await editors.propose(LINE, after, ADA, "A try")
    assert await editors.documents() == documents


async def test_a_strange_number_or_anothers_name_is_refused(store: PostgresStore) -> None:
    editors = await _editors(store)
    for changes in ({"summary": "Ring O8O8 157 0199."}, {"aka": ["Night line"]}):
        with pytest.raises(NotAllowed, match=r"no confirmed number|name of night-line"):
            await editors.propose(CLUB, {**some_documents()[CLUB], **changes}, ADA, "A try")
    assert await editors.documents() == some_documents()


async def test_an_entry_that_others_lead_to_is_not_taken_out(store: PostgresStore) -> None:
    clubs = {CLUB: {**some_documents()[CLUB], "replaced_by": "night-line"}}
    editors = await _editors(store, {**some_documents(), **clubs})
    await editors.propose(CLUB, {**clubs[CLUB], "summary": "Chess."}, ADA, "Plainer")
    with pytest.raises(NotAllowed, match="used by 1 entry, such as service chess-club") as said:
        await editors.propose(LINE, None, ADA, "Gone")
    assert len(str(said.value).splitlines()) == 2


async def test_who_imports_what_lives_hang_on_does_not_approve_it(store: PostgresStore) -> None:
    editors = await _editors(store)
    key = (CLUB[0], "new-line")
    new = {key: service("new-line", "0808 157 0103", intents=["stalking"])}
    _ = [each async for each in editors.bring_in(new, ADA, "From the county")]
    (waiting,) = await editors.pending()
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        await editors.approve(waiting.id, ADA)
    await editors.approve(waiting.id, BEN)
    assert key in await editors.documents()


async def _hide(editors: Editors) -> Proposal:
    return await editors.propose(LINE, hidden(await _line(editors)), ADA, "It is dead")


async def test_hiding_a_crisis_number_takes_one_person(store: PostgresStore) -> None:
    editors = await _editors(store)
    assert (await _hide(editors)).state is State.APPLIED
    directory = load_documents(await editors.documents())
    assert directory.services["night-line"].reachable == ()


async def test_a_proposal_is_refused_once_the_entry_says_something_else(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    await _hide(editors)
    with pytest.raises(NotAllowed, match="was changed since") as refused:
        await editors.approve(waiting.id, BEN)
    assert "verified" in str(refused.value)
    assert (await editors.pending()) == (waiting,)


async def test_a_change_is_taken_back_and_both_stay_in_the_history(store: PostgresStore) -> None:
    editors = await _editors(store)
    after = {**some_documents()[CLUB], "summary": "Chess for all."}
    done = await editors.propose(CLUB, after, ADA, "Plainer")
    back = await editors.undo(done.id, BEN)
    assert (back.origin, back.state) == (Origin.UNDO, State.APPLIED)
    assert (await editors.documents())[CLUB] == some_documents()[CLUB]
    assert [each.id for each in await editors.history(CLUB)][:2] == [back.id, done.id]
    with pytest.raises(NotAllowed, match="changed since"):
        await editors.undo(done.id, BEN)


async def test_taking_back_the_hiding_of_a_crisis_number_needs_another(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    back = await editors.undo((await _hide(editors)).id, ADA)
    assert back.state is State.PROPOSED
    with pytest.raises(NotAllowed):
        await editors.approve(back.id, ADA)
    await editors.approve(back.id, BEN)
    assert await _line(editors) == some_documents()[LINE]


async def test_two_proposals_for_one_entry_are_not_approved_together(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    both = [await _number_proposed(editors), await _number_proposed(editors)]
    with pytest.raises(NotAllowed, match="one by one"):
        await editors.approve_together([each.id for each in both], BEN)
    assert await _line(editors) == some_documents()[LINE]


async def test_what_waits_or_was_turned_down_cannot_be_taken_back(store: PostgresStore) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    with pytest.raises(NotAllowed, match="never made"):
        await editors.undo(waiting.id, BEN)
    turned_down = await editors.reject(waiting.id, BEN, "Not what they told me")
    assert turned_down.state is State.REJECTED
    assert "Not what they told me" in turned_down.reason
    for act in (editors.approve, editors.undo):
        with pytest.raises(NotAllowed):
            await act(waiting.id, BEN)


async def test_a_change_that_breaks_the_directory_is_refused_and_says_where(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    for after in (
        with_number(some_documents()[CLUB], "020 7946"),
        {**some_documents()[CLUB], "id": "another"},
        {**some_documents()[CLUB], "status": "sleeping"},
    ):
        with pytest.raises(NotAllowed, match=r"chess-club|another"):
            await editors.propose(CLUB, after, ADA, "A try")
    assert await editors.documents() == some_documents()


async def test_a_change_that_changes_nothing_or_has_no_reason_is_refused(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    with pytest.raises(NotAllowed, match="nothing to change"):
        await editors.propose(CLUB, some_documents()[CLUB], ADA, "A try")
    with pytest.raises(NotAllowed, match="why"):
        await editors.propose(CLUB, None, ADA, " ")


async def test_a_check_on_a_day_still_to_come_is_refused(store: PostgresStore) -> None:
    editors = await _editors(store)
    with pytest.raises(NotAllowed, match="still to come"):
        await editors.propose(
            CLUB, {**some_documents()[CLUB], "checked": "2030-01-01"}, ADA, "Rang them"
        )


async def test_a_character_that_cannot_be_kept_is_refused(store: PostgresStore) -> None:
    editors = await _editors(store)
    for odd in ("\x00", "\ud800"):
        after = {**some_documents()[CLUB], "summary": f"We{odd}help"}
        with pytest.raises(NotAllowed):
            await editors.propose(CLUB, after, ADA, "A try")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM directory_proposals",
        "TRUNCATE directory_proposals",
        "UPDATE directory_proposals SET reason = 'x'",
        "UPDATE directory_proposals SET state = 'proposed', decided_at = NULL",
        "DELETE FROM directory_checks",
        "UPDATE directory_checks SET outcome = 'works'",
        "DELETE FROM directory_head",
    ],
)
async def test_the_database_refuses_to_rewrite_the_history(
    store: PostgresStore, database_url: str, statement: str
) -> None:
    editors = await _editors(store)
    await _number_proposed(editors)
    await editors.record_call("night-line", "phone", CallOutcome.NO_ANSWER, ADA)
    with (
        psycopg.connect(database_url) as connection,
        pytest.raises(psycopg.errors.RaiseException, match="added to"),
    ):
        connection.execute(statement.encode())


async def test_two_people_who_ring_a_crisis_line_make_it_rung_by_two(
    store: PostgresStore, database_url: str
) -> None:
    clock = Clock()
    editors = await _editors(store, clock=clock)
    assert await editors.record_call("night-line", "phone", CallOutcome.WORKS, ADA) is None
    clock.pass_(DAY)
    assert await editors.record_call("night-line", "phone", CallOutcome.WORKS, "Ada") is None
    done = await editors.record_call("night-line", "phone", CallOutcome.WORKS, BEN, "A woman")
    assert done is not None
    assert (done.state, done.origin) == (State.APPLIED, Origin.CONFIRM)
    check = load_documents(await editors.documents()).services["night-line"].contacts[0].check
    assert check is not None
    assert check.by == (ADA, BEN)
    kept = rows(database_url, "SELECT rung_by, outcome, note FROM directory_checks ORDER BY place")
    assert kept == [(ADA, "works", ""), (ADA, "works", ""), (BEN, "works", "A woman")]


async def test_a_wrong_number_is_hidden_by_the_first_who_hears_it(store: PostgresStore) -> None:
    editors = await _editors(store)
    done = await editors.record_call("night-line", "phone", CallOutcome.WRONG_NUMBER, ADA)
    assert done is not None
    assert done.state is State.APPLIED
    assert load_documents(await editors.documents()).services["night-line"].reachable == ()


async def test_a_call_to_nobody_is_refused(store: PostgresStore, database_url: str) -> None:
    editors = await _editors(store)
    for service_id, contact_id in (("night-line", "fax"), ("no-line", "phone")):
        with pytest.raises(NotAllowed, match=f"{service_id}.{contact_id}"):
            await editors.record_call(service_id, contact_id, CallOutcome.WORKS, ADA)
    assert rows(database_url, "TABLE directory_checks") == []


async def test_a_tap_leaves_the_day_and_the_service_and_nothing_of_the_person(
    store: PostgresStore, database_url: str
) -> None:
    editors = await _editors(store)
    person = Someone(store)
    for contact_id in ("phone", "phone", None):
        await person.does(ReportService("night-line", contact_id))
    found = await editors.reports()
    assert {(each.service_id, each.contact_id, each.times) for each in found} == {
        ("night-line", "phone", 2),
        ("night-line", None, 1),
    }
    assert {each.day for each in found} == {person.clock().date()}
    kept = str(rows(database_url, "TABLE directory_reports"))
    assert person.person.key not in kept
    assert person.person.chat not in kept


async def test_a_settled_report_is_a_task_no_more_and_gone_after_a_month(
    store: PostgresStore, database_url: str
) -> None:
    clock = Clock()
    editors = await _editors(store, clock=clock)
    person = Someone(store, clock=clock)
    await person.does(ReportService("night-line"))
    (report,) = await editors.reports()
    assert await editors.settle((report.id,), ADA) == 1
    assert await editors.reports() == ()
    assert _audit(database_url)[-1] == ("directory settle", "night-line")
    await person.does(ReportService("night-line"))
    assert len(await editors.reports()) == 1
    upkeep = Upkeep(store, Lifetimes(), clock)
    clock.pass_(30 * DAY - timedelta(minutes=1))
    await upkeep.round()
    assert len(rows(database_url, "TABLE directory_reports")) == 2
    clock.pass_(timedelta(minutes=1))
    await upkeep.round()
    assert len(rows(database_url, "TABLE directory_reports")) == 1


async def test_what_is_brought_in_waits_until_somebody_approves_it(store: PostgresStore) -> None:
    editors = await _editors(store)
    new = many(3)
    steps = [each async for each in editors.bring_in(new, ADA, "From the county")]
    assert steps[-1] == Progress(3, 3)
    assert await editors.documents() == some_documents()
    waiting = await editors.pending()
    assert {each.key for each in waiting} == set(new)
    assert {each.origin for each in waiting} == {Origin.IMPORT}
    again = [each async for each in editors.bring_in(new, ADA, "From the county")]
    assert again == [Progress(0, 0)]
    await editors.approve_together([each.id for each in waiting], BEN)
    assert await editors.documents() == {**some_documents(), **new}


async def test_an_import_that_would_not_hold_together_proposes_nothing(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    new = {**many(2), CLUB: {**some_documents()[CLUB], "urgency": "whatever"}}
    with pytest.raises(NotAllowed, match="whatever"):
        _ = [each async for each in editors.bring_in(new, ADA, "From the county")]
    assert await editors.pending() == ()


async def test_ten_thousand_entries_come_in_within_a_minute(store: PostgresStore) -> None:
    editors = await _editors(store)
    start = perf_counter()
    steps = [each async for each in editors.bring_in(many(10_000), ADA, "All of England")]
    waiting = await editors.pending()
    await editors.approve_together([each.id for each in waiting], BEN)
    assert perf_counter() - start < 60
    assert [each.done for each in steps] == list(range(0, 10_001, 200))
    assert len(await editors.documents()) == 10_002
    number = await _number_proposed(editors)
    start = perf_counter()
    await editors.approve(number.id, BEN)
    assert perf_counter() - start < 2


async def test_what_waits_is_listed_and_found_fast_when_ten_thousand_wait(
    store: PostgresStore,
) -> None:
    editors = await _editors(store)
    async for _ in editors.bring_in(many(10_000), ADA, "All of England"):
        continue
    start = perf_counter()
    first = await editors.pending(20)
    assert (len(first), await editors.count_pending()) == (20, 10_000)
    assert await editors.waiting(str(first[7].id)) == (first[7],)
    await editors.approve(first[7].id, BEN)
    assert perf_counter() - start < 2
    assert await editors.count_pending() == 9_999


async def test_the_whole_of_an_import_is_turned_down_together(
    store: PostgresStore, database_url: str
) -> None:
    editors = await _editors(store)
    waiting = await _number_proposed(editors)
    for reason, new in (
        ("County", many(3)),
        ("Charity", {SOMEBODY: service("x", "020 7946 0111")}),
    ):
        async for _ in editors.bring_in(new, ADA, reason):
            continue
    assert len(await editors.of_import(" Ada ")) == 4
    ids = await editors.of_import(ADA, "County")
    done = await editors.reject_together(ids, BEN, "Too old")
    assert {each.state for each in done} == {State.REJECTED}
    assert [each.key for each in await editors.pending()] == [waiting.key, SOMEBODY]
    assert _audit(database_url)[-1] == ("directory reject", "3 entries")
    with pytest.raises(NotAllowed, match="Nothing of such an import"):
        await editors.of_import(BEN)


@pytest.mark.parametrize("broken", [None, [1, 2], "text", {}, {"id": "chess-club", "contacts": 7}])
async def test_beside_a_broken_entry_all_others_can_be_edited_and_it_can_be_mended(
    store: PostgresStore, database_url: str, broken: object
) -> None:
    editors = await _editors(store)
    _break_the_club(database_url, broken)
    assert (await _hide(editors)).state is State.APPLIED
    await editors.record_call("night-line", "phone", CallOutcome.NO_ANSWER, ADA)
    assert (await _number_proposed(editors)).state is State.PROPOSED
    mended = await editors.propose(CLUB, some_documents()[CLUB], ADA, "Mended")
    await editors.approve(mended.id, BEN)
    assert set(load_documents(await editors.documents()).services) == {"night-line", "chess-club"}


async def test_a_broken_entry_may_be_taken_out(store: PostgresStore, database_url: str) -> None:
    editors = await _editors(store)
    _break_the_club(database_url, None)
    await editors.propose(CLUB, None, ADA, "It is broken")
    assert await editors.documents() == {LINE: some_documents()[LINE]}


async def test_a_broken_entry_excuses_no_new_fault(
    store: PostgresStore, database_url: str
) -> None:
    editors = await _editors(store)
    _break_the_club(database_url, {})
    with pytest.raises(NotAllowed, match="sleeping") as refused:
        await editors.propose(LINE, {**await _line(editors), "status": "sleeping"}, ADA, "A try")
    assert "chess-club" not in str(refused.value)


async def test_another_boroughs_files_are_never_mixed_in(store: PostgresStore) -> None:
    editors = await _editors(store, {**some_documents(), **_borough("camelot")})
    with pytest.raises(
        NotAllowed, match="directory of camelot, and the files are those of avalon"
    ):
        await editors.seed({**some_documents(), **_borough("avalon")})
    await editors.seed_in_time({**some_documents(), **_borough("avalon")})  # logs it
    assert await editors.documents() == {**some_documents(), **_borough("camelot")}


def _borough(name: str) -> Documents:
    value = {"id": name, "name": name.title(), "council": "Its Council", "run_by": "Its Council"}
    return {(EntryKind.SETTING, "borough"): {"value": value}}


def _break_the_club(url: str, document: object) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(
            "UPDATE directory_entries SET document = %s WHERE id = 'chess-club'",
            (Jsonb(document),),
        )
