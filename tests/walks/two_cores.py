"""Long work shared out between two processes."""

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Found = TypeVar("Found")
AT_ONCE = 2


def shared_out(work: Callable[[Part], Found], parts: Iterable[Part]) -> list[Found]:
    """What the work finds in each part, in their order."""
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as workers:
        return list(workers.map(work, parts))
