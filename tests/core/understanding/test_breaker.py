"""When Rasa is left alone, and when it is tried again."""

import pytest

from bot.understanding.breaker import Breaker


class HandClock:
    """A clock that moves when told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def open_breaker(clock: HandClock) -> Breaker:
    breaker = Breaker(clock, failures=3, rest=5.0)
    for _ in range(3):
        breaker.failed()
    return breaker


def test_two_failures_do_not_open_it(clock: HandClock) -> None:
    breaker = Breaker(clock, failures=3)
    breaker.failed()
    breaker.failed()
    assert not breaker.is_open


def test_three_failures_in_a_row_open_it(open_breaker: Breaker) -> None:
    assert open_breaker.is_open


def test_a_success_between_failures_starts_the_count_again(clock: HandClock) -> None:
    breaker = Breaker(clock, failures=3)
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert not breaker.is_open


def test_a_closed_breaker_is_never_probed(clock: HandClock) -> None:
    assert not Breaker(clock).take_probe()


def test_no_probe_is_due_before_the_rest_is_over(open_breaker: Breaker, clock: HandClock) -> None:
    clock.seconds += 4.9
    assert not open_breaker.take_probe()


def test_only_one_probe_at_a_time_is_let_through(open_breaker: Breaker, clock: HandClock) -> None:
    clock.seconds += 5
    assert open_breaker.take_probe()
    assert not open_breaker.take_probe()


def test_a_failed_probe_starts_the_rest_again(open_breaker: Breaker, clock: HandClock) -> None:
    clock.seconds += 5
    open_breaker.take_probe()
    open_breaker.failed()
    clock.seconds += 4.9
    assert not open_breaker.take_probe()
    clock.seconds += 0.1
    assert open_breaker.take_probe()


def test_a_probe_that_succeeds_closes_it(open_breaker: Breaker, clock: HandClock) -> None:
    clock.seconds += 5
    open_breaker.take_probe()
    open_breaker.succeeded()
    assert not open_breaker.is_open
