"""A member of staff does something: what happens, from start to finish."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.casework import NeutralLines, Outcome, Staff, rules
from bot.casework.rules import Followed, Reason, Refused, Standing
from bot.casework.views import CaseSummary, CaseView, in_order
from bot.effects import Audit, Effect


class DeskUnit(Protocol):
    """One transaction of the desk: everything done in it becomes real together, or not at all."""

    async def cases(self, at: datetime) -> tuple[CaseSummary, ...]: ...

    async def view(self, case_id: UUID, staff: Staff, at: datetime) -> CaseView | None:
        """Read a whole case, and mark it as opened and read by staff."""
        ...

    async def standing(self, case_id: UUID) -> Standing | None:
        """Lock the case until the unit ends, so that two staff cannot both claim it."""
        ...

    async def apply(
        self, effects: Sequence[Effect], lines: NeutralLines, at: datetime
    ) -> None: ...


class DeskStore(Protocol):
    """Opens the desk's units, and tells of changes. Raises StoreUnavailable."""

    def desk(self) -> AbstractAsyncContextManager[DeskUnit]: ...

    def changes(self) -> AsyncIterator[int]: ...


@dataclass(frozen=True)
class Desk:
    """The only way for staff to see a case or to do anything with it.

    Every look and every act leaves one line in the audit, in the same transaction (A26). What
    is refused comes back as a value; StoreUnavailable is raised where the database is away.
    """

    store: DeskStore
    lines: NeutralLines
    now: Callable[[], datetime]

    async def cases(self, staff: Staff) -> tuple[CaseSummary, ...]:
        """Every case that is kept, in the order in which to look at them."""
        async with self.store.desk() as unit:
            cases = await unit.cases(self.now())
            await self._audit(unit, Audit(staff.id, "list"))
        return in_order(cases)

    async def case(self, staff: Staff, case_id: UUID) -> CaseView | None:
        """One whole case; None where there is none. From now on it counts as opened (A7)."""
        async with self.store.desk() as unit:
            view = await unit.view(case_id, staff, self.now())
            act = "view" if view else "view_nothing"
            await self._audit(unit, Audit(staff.id, act, case_id))
        return view

    async def claim(self, staff: Staff, case_id: UUID) -> Refused | None:
        return await self._act("claim", staff, case_id, lambda case: rules.claim(case, staff))

    async def reply(self, staff: Staff, case_id: UUID, text: str) -> Refused | None:
        return await self._act(
            "reply", staff, case_id, lambda case: rules.reply(case, staff, text)
        )

    async def note(self, staff: Staff, case_id: UUID, text: str) -> Refused | None:
        return await self._act("note", staff, case_id, lambda case: rules.note(case, staff, text))

    async def close(
        self, staff: Staff, case_id: UUID, outcome: Outcome, reason: str
    ) -> Refused | None:
        return await self._act(
            "close",
            staff,
            case_id,
            lambda case: rules.close(case, staff, outcome, reason),
            audited=outcome,
        )

    def changes(self) -> AsyncIterator[int]:
        """Give a growing number each time any case changes, for as long as somebody listens."""
        return self.store.changes()

    async def _act(
        self,
        act: str,
        staff: Staff,
        case_id: UUID,
        rule: Callable[[Standing], Followed],
        *,
        audited: str = "",
    ) -> Refused | None:
        """Do one act, or say why not. Returns None when it was done."""
        async with self.store.desk() as unit:
            standing = await unit.standing(case_id)
            followed = rule(standing) if standing else Refused(Reason.NOT_FOUND)
            if isinstance(followed, Refused):
                refusal = Audit(staff.id, f"{act}_refused", case_id, followed.reason)
                await self._audit(unit, refusal)
                return followed
            await unit.apply(followed, self.lines, self.now())
            await self._audit(unit, Audit(staff.id, act, case_id, audited))
            return None

    async def _audit(self, unit: DeskUnit, line: Audit) -> None:
        await unit.apply((line,), self.lines, self.now())
