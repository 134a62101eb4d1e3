"""Ten thousand people who do anything at all: nothing breaks, and help is always in reach."""

from tests.walks.long_work import WALKS, LongWork


def test_ten_thousand_random_walks_break_no_promise(long_work: LongWork) -> None:
    walked = [each.result() for each in long_work.wandering]
    assert sum(each.walks for each in walked) == WALKS
    assert sum(each.turns for each in walked) >= 4 * WALKS
    faults = [fault for each in walked for fault in each.faults]
    assert not faults, "\n".join(faults[:10])
