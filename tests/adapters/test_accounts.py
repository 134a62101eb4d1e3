"""Signing in, against a real PostgreSQL and real Argon2."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from time import perf_counter

import argon2
import pytest
import pytest_asyncio

from bot.access import LONGEST_DELAY, Tries, delay_after, seconds_to_wait
from bot.accounts import AccountReason, AccountRefused, Accounts, SignedIn, SignInRefused
from bot.casework import CaseStatus
from bot.passwords import Hashing
from bot.storage.store import PostgresStore
from tests.adapters.kept import MONDAY, Clock, Someone, desk, everything, rows

PASSWORD = "correct-horse-battery-staple"


@pytest.fixture(scope="module")
def hashing() -> Hashing:
    return Hashing()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def accounts(
    store: PostgresStore, clock: Clock, hashing: Hashing
) -> AsyncIterator[Accounts]:
    accounts = Accounts(store, clock, hashing)
    assert await accounts.create_staff("Ada", "Youth worker", "ada", PASSWORD) == PASSWORD
    yield accounts


async def _signed_in(accounts: Accounts) -> SignedIn:
    result = await accounts.sign_in("ada", PASSWORD, "here")
    assert isinstance(result, SignedIn)
    return result


async def test_the_right_password_lets_in(accounts: Accounts) -> None:
    result = await accounts.sign_in(" Ada ", PASSWORD, "here")
    assert isinstance(result, SignedIn)
    session = await accounts.session(result.token)
    assert session is not None
    assert (session.staff.name, session.staff.role) == ("Ada", "Youth worker")
    assert len(result.token) >= 43  # 256 bits


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("ada", "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("a\0da", PASSWORD),
        ("ada' OR '1'='1", PASSWORD),
        ("x" * 100_000, "y" * 100_000),
    ],
)
async def test_everything_else_gets_the_same_answer(
    accounts: Accounts, name: str, password: str
) -> None:
    assert await accounts.sign_in(name, password, "here") == SignInRefused(0)


async def test_an_unknown_name_takes_as_long_as_a_wrong_password(accounts: Accounts) -> None:
    async def time(name: str) -> float:
        start = perf_counter()
        await accounts.sign_in(name, "wrong", name)
        return perf_counter() - start

    known = min([await time("ada") for _ in range(3)])
    unknown = min([await time("nobody") for _ in range(3)])
    assert 0.4 < known / unknown < 2.5


async def test_passwords_are_hashed_with_argon2id_and_enough_of_it(
    accounts: Accounts, database_url: str
) -> None:
    ((hashed,),) = rows(database_url, "SELECT password FROM staff")
    parameters = argon2.extract_parameters(str(hashed))
    assert parameters.type is argon2.Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert (parameters.time_cost, parameters.parallelism) == (2, 1)


async def test_a_cheaper_old_hash_is_replaced_at_sign_in(
    accounts: Accounts, store: PostgresStore, database_url: str
) -> None:
    cheap = argon2.PasswordHasher(1, 8192, 1).hash(PASSWORD)
    async with store.accounts() as unit:
        account = await unit.account("ada")
        assert account is not None
        await unit.set_password(account.staff.id, cheap)
    await _signed_in(accounts)
    ((hashed,),) = rows(database_url, "SELECT password FROM staff")
    assert hashed != cheap


async def test_neither_passwords_nor_tokens_nor_addresses_are_kept(
    accounts: Accounts, database_url: str
) -> None:
    signed_in = await _signed_in(accounts)
    await accounts.sign_in("typo-of-ada", PASSWORD, "192.0.2.77")
    found = everything(database_url)
    for secret in (PASSWORD, signed_in.token, "192.0.2.77", "typo-of-ada"):
        assert secret not in found


async def test_twenty_bad_tries_are_held_off_longer_and_longer_and_then_the_right_one_works(
    accounts: Accounts, clock: Clock
) -> None:
    waits = []
    for _ in range(20):
        while (result := await accounts.sign_in("ada", "wrong", "here")) != SignInRefused(0):
            assert isinstance(result, SignInRefused)
            waits.append(result.wait)
            clock.pass_(timedelta(seconds=result.wait))
    assert waits[:4] == [1, 2, 4, 8]
    assert max(waits) <= LONGEST_DELAY.total_seconds()
    held_off = await accounts.sign_in("ada", PASSWORD, "here")
    assert isinstance(held_off, SignInRefused)
    clock.pass_(timedelta(seconds=held_off.wait))
    await _signed_in(accounts)


async def test_an_unknown_name_is_held_off_just_the_same(accounts: Accounts, clock: Clock) -> None:
    async def answers(name: str) -> list[object]:
        return [await accounts.sign_in(name, "wrong", name) for _ in range(5)]

    assert await answers("ada") == await answers("nobody")


async def test_other_accounts_are_not_held_off(accounts: Accounts) -> None:
    for _ in range(6):
        await accounts.sign_in("bob", "wrong", "elsewhere")
    await _signed_in(accounts)


async def test_one_address_cannot_try_every_name(accounts: Accounts, clock: Clock) -> None:
    for number in range(30):
        assert await accounts.sign_in(f"name{number}", "wrong", "there") == SignInRefused(0)
    refused = await accounts.sign_in("ada", PASSWORD, "there")
    assert isinstance(refused, SignInRefused)
    assert 0 < refused.wait <= 900
    await _signed_in(accounts)
    clock.pass_(timedelta(seconds=refused.wait))
    assert isinstance(await accounts.sign_in("ada", PASSWORD, "there"), SignedIn)


async def test_many_tries_at_once_are_counted_before_they_are_checked(
    accounts: Accounts,
) -> None:
    results = await asyncio.gather(*(accounts.sign_in("ada", "wrong", "here") for _ in range(12)))
    assert sum(result == SignInRefused(0) for result in results) == 3


def test_delays_grow_and_end_at_a_minute() -> None:
    delays = [delay_after(failures) for failures in range(3, 40)]
    assert all(before <= after for before, after in pairwise(delays))
    assert delays[-1] == LONGEST_DELAY


def test_nobody_waits_who_has_not_failed() -> None:
    assert seconds_to_wait(Tries((), ()), MONDAY) == 0


async def test_a_session_ends_after_a_quarter_of_an_hour_without_use(
    accounts: Accounts, clock: Clock
) -> None:
    token = (await _signed_in(accounts)).token
    clock.pass_(timedelta(minutes=14))
    assert await accounts.session(token)
    clock.pass_(timedelta(minutes=14))
    assert await accounts.session(token)
    clock.pass_(timedelta(minutes=15))
    assert await accounts.session(token) is None


async def test_a_page_that_refreshes_itself_does_not_keep_a_session_alive(
    accounts: Accounts, clock: Clock
) -> None:
    token = (await _signed_in(accounts)).token
    for _ in range(2):
        clock.pass_(timedelta(minutes=7))
        assert await accounts.session(token, is_use=False)
    clock.pass_(timedelta(minutes=1))
    assert await accounts.session(token) is None


async def test_a_session_ends_after_eight_hours_however_busy(
    accounts: Accounts, clock: Clock
) -> None:
    token = (await _signed_in(accounts)).token
    for _ in range(47):
        clock.pass_(timedelta(minutes=10))
        assert await accounts.session(token)
    clock.pass_(timedelta(minutes=10))
    assert await accounts.session(token) is None


async def test_signing_out_ends_the_session_and_no_other(accounts: Accounts) -> None:
    one, other = await _signed_in(accounts), await _signed_in(accounts)
    assert one.token != other.token
    await accounts.sign_out(one.token)
    assert await accounts.session(one.token) is None
    assert await accounts.session(other.token)
    await accounts.sign_out(one.token)


async def test_each_session_has_a_form_token_of_its_own(accounts: Accounts) -> None:
    sessions = [await accounts.session((await _signed_in(accounts)).token) for _ in range(2)]
    assert sessions[0]
    assert sessions[1]
    assert sessions[0].form_token != sessions[1].form_token


async def test_a_new_password_ends_all_sessions(accounts: Accounts) -> None:
    token = (await _signed_in(accounts)).token
    password = await accounts.change_password("ada")
    assert isinstance(password, str)
    assert await accounts.session(token) is None
    assert await accounts.sign_in("ada", PASSWORD, "here") == SignInRefused(0)
    assert isinstance(await accounts.sign_in("ada", password, "here"), SignedIn)


async def test_somebody_disabled_is_out_at_once_and_their_cases_wait_again(
    accounts: Accounts, store: PostgresStore
) -> None:
    signed_in = await _signed_in(accounts)
    case_id = await Someone(store).sends()
    await desk(store).claim(signed_in.staff, case_id)
    assert await accounts.disable("ada") is None
    assert await accounts.session(signed_in.token) is None
    assert await accounts.sign_in("ada", PASSWORD, "here") == SignInRefused(0)
    (case,) = await desk(store).cases(signed_in.staff)
    assert (case.status, case.owner) == (CaseStatus.WAITING, None)


@pytest.mark.parametrize(
    ("username", "name", "reason"),
    [
        ("ada", "Ada", AccountReason.USERNAME_TAKEN),
        ("a b", "Bo", AccountReason.BAD_USERNAME),
        ("", "Bo", AccountReason.BAD_USERNAME),
        ("bob", " ", AccountReason.NO_NAME),
    ],
)
async def test_an_account_that_makes_no_sense_is_not_made(
    accounts: Accounts, username: str, name: str, reason: AccountReason
) -> None:
    result = await accounts.create_staff(name, "Youth worker", username, PASSWORD)
    assert result == AccountRefused(reason)


async def test_accounts_that_do_not_exist_are_not_changed(accounts: Accounts) -> None:
    refused = AccountRefused(AccountReason.NO_SUCH_ACCOUNT)
    assert await accounts.change_password("nobody") == refused
    assert await accounts.disable("nobody") == refused


async def test_what_happens_to_accounts_is_audited(
    accounts: Accounts, store: PostgresStore, database_url: str
) -> None:
    await accounts.sign_in("ada", "wrong", "here")
    await accounts.sign_in("nobody", "wrong", "here")
    await accounts.sign_out((await _signed_in(accounts)).token)
    await accounts.change_password("ada")
    await accounts.disable("ada")
    acts = [act for (act,) in rows(database_url, "SELECT act FROM audit ORDER BY seq")]
    assert acts == [
        "account_added",
        "sign_in_failed",
        "sign_in_failed",
        "sign_in",
        "sign_out",
        "password_changed",
        "account_disabled",
    ]
    assert await store.verify_audit() is None
