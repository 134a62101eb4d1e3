"""Work that takes long, done by other processes from the moment that a test asks for any of it."""

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from tests.walks.explored import Explored
from tests.walks.vera import FOLDER, Held, hold_all
from tests.walks.wandering import Wandered, wander

AT_ONCE = 2  # processes
WALKS = 10_000
A_PART = 1_250  # walks
SAMPLES = range(0, 105, 15)


@dataclass(frozen=True)
class LongWork:
    """What is under way; each part is waited for where it is asked for."""

    exploring: Future[Explored] | None
    wandering: tuple[Future[Wandered], ...]
    held: tuple[Future[list[Held]], ...]


@contextmanager
def under_way(modules: Iterable[str]) -> Iterator[LongWork]:
    """Begin what the tests of these modules will ask for."""
    wanted = set(modules)
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as workers:
        yield LongWork(
            workers.submit(Explored.whole) if "test_every_state" in wanted else None,
            tuple(
                workers.submit(wander, range(first, first + A_PART))
                for first in range(0, WALKS, A_PART)
                if "test_random_walks" in wanted
            ),
            tuple(
                workers.submit(hold_all, range(first, first + SAMPLES.step))
                for first in SAMPLES
                if "test_vera_mh" in wanted and FOLDER
            ),
        )
