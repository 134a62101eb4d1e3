"""Ten thousand people who do anything at all: nothing breaks, and help is always in reach."""

from tests.walks.two_cores import AT_ONCE, shared_out
from tests.walks.wandering import wander

WALKS = 10_000


def test_ten_thousand_random_walks_break_no_promise() -> None:
    walked = shared_out(wander, [range(part, WALKS, AT_ONCE) for part in range(AT_ONCE)])
    assert sum(each.walks for each in walked) == WALKS
    assert sum(each.turns for each in walked) >= 4 * WALKS
    faults = [fault for each in walked for fault in each.faults]
    assert not faults, "\n".join(faults[:10])
