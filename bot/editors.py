"""An editor does something to the directory: what happens, from start to finish."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

import structlog

from bot.editing import EditorsStore, EditorsUnit, Progress, Report, Seeded
from bot.effects import Audit
from bot.errors import NotAllowed, StoreUnavailable
from bot.refusals import (
    LONGEST,
    check_applicable,
    check_borough,
    check_decidable,
    check_unchanged,
    contact_value,
    day,
    faults_with,
    given,
    refuse_for,
)
from directory.hours import LONDON
from directory.keeping.call_outcomes import CallOutcome, Rung, after_call
from directory.keeping.editing import Origin, Proposal, State, needs_another, undoing
from directory.keeping.seeding import CarriedOver, carried_over, is_as_last_time
from directory.records.documents import Document, Documents, EntryKind, Key

log = structlog.get_logger(__name__)

SHIPPED_BY = "waymark"
SHIPPED_WHY = "As the files have it"
AT_ONCE = 200  # proposals in one transaction of an import: between two, others get their turn
LATEST = 100
PAUSE = 1.0  # seconds between two tries to fill the directory at start


@dataclass(frozen=True)
class _Editor:
    """A member of staff who edits. `name` is their username."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Editors:
    """The only way to change what is stored. `by` is always the username of a staff account.

    Whatever is refused raises NotAllowed, which says what to do; each act leaves a line in the
    audit. Checking that the whole still holds together may take a while, so it is done in a
    thread with nothing held, and done again where somebody else was quicker.
    """

    store: EditorsStore
    now: Callable[[], datetime]

    async def documents(self) -> Documents:
        async with self.store.directory() as unit:
            return (await unit.documents())[1]

    async def propose(
        self,
        key: Key,
        after: Document | None,
        by: str,
        reason: str,
        origin: Origin = Origin.EDIT,
    ) -> Proposal:
        """Change an entry, or take it out: at once where one person is enough to do so.

        Where the entry has to be looked at by another, the proposal waits for `approve`.
        """
        made = await self._propose(key, lambda _: after, by, reason, origin)
        if made is None:
            raise NotAllowed(f"{key[1]} already says this. There is nothing to change.")
        return made

    async def approve(self, proposal_id: UUID, by: str) -> Proposal:
        return (await self.approve_together((proposal_id,), by))[0]

    async def approve_together(self, ids: Sequence[UUID], by: str) -> tuple[Proposal, ...]:
        """Apply proposals that were waiting: all of them, or none."""
        while True:
            async with self.store.directory() as unit:
                version, documents = await unit.documents()
                editor = await _editor(unit, by)
                proposals = await unit.proposals(ids)
            try:
                check_decidable(proposals, ids)
                check_applicable(proposals, documents, editor.name)
                changes = {each.key: each.after for each in proposals}
                refuse_for(await self._faults(documents, changes))
            except NotAllowed:
                await self._audit_refusal(editor, proposals)
                raise
            async with self.store.directory() as unit:
                if await unit.hold() != version:
                    continue
                check_decidable(await unit.proposals(ids), ids)
                at = self.now()
                await unit.put(changes, editor.name, at)
                await unit.decide(ids, State.APPLIED, editor.name, at)
                await unit.audit(_line(editor, "directory approve", proposals), at)
            return tuple(_applied(each, editor.name, at) for each in proposals)

    async def reject(self, proposal_id: UUID, by: str, reason: str) -> Proposal:
        """Turn a proposal down. Whoever made it may do so too."""
        return (await self.reject_together((proposal_id,), by, reason))[0]

    async def reject_together(
        self, ids: Sequence[UUID], by: str, reason: str
    ) -> tuple[Proposal, ...]:
        """Turn proposals down: all of them, or none."""
        why, at = given(reason), self.now()
        async with self.store.directory() as unit:
            editor = await _editor(unit, by)
            await unit.hold()
            proposals = await unit.proposals(ids)
            check_decidable(proposals, ids)
            await unit.decide(ids, State.REJECTED, editor.name, at, why)
            await unit.audit(_line(editor, "directory reject", proposals), at)
            return await unit.proposals(ids)

    async def undo(self, proposal_id: UUID, by: str) -> Proposal:
        """Take an applied change back, by a proposal that another has to approve if it matters."""
        async with self.store.directory() as unit:
            found = await unit.proposals((proposal_id,))
        if not found:
            raise NotAllowed("There is no such change. Look it up in the history.")
        (done,) = found
        if done.state is not State.APPLIED:
            raise NotAllowed("This change was never made, so there is nothing to take back.")
        key, after = undoing(done)

        def taken_back(stored: Document | None) -> Document | None:
            check_unchanged(key, done.after, stored)
            return after

        reason = f"Takes back the change of {day(done)} by {done.by}"
        made = await self._propose(key, taken_back, by, reason, Origin.UNDO)
        if made is None:
            raise NotAllowed(f"{key[1]} is as it was already. There is nothing to take back.")
        return made

    async def history(self, key: Key | None = None, limit: int = LATEST) -> tuple[Proposal, ...]:
        """What was proposed and decided, the latest first: for one entry, or for all."""
        async with self.store.directory() as unit:
            return await unit.history(key, limit)

    async def faults_of(self, new: Documents) -> tuple[str, ...]:
        """What these entries would break."""
        return await self._faults(await self.documents(), new)

    async def pending(self, limit: int | None = None) -> tuple[Proposal, ...]:
        """What waits for somebody to decide, the oldest first: all of it, or so many."""
        async with self.store.directory() as unit:
            return await unit.pending(limit)

    async def count_pending(self) -> int:
        async with self.store.directory() as unit:
            return await unit.count_pending()

    async def waiting(self, begins: str) -> tuple[Proposal, ...]:
        """What waits and has an id that begins so: two at most, for one is meant."""
        async with self.store.directory() as unit:
            return await unit.pending_that_begin(begins.strip().lower())

    async def of_import(self, by: str, reason: str | None = None) -> tuple[UUID, ...]:
        """The ids of what waits of an import: whose it was, and what reason was given for it."""
        async with self.store.directory() as unit:
            found = await unit.pending_of_import(by.strip().casefold(), reason)
        if not found:
            raise NotAllowed("Nothing of such an import waits. Look at what is waiting.")
        return found

    async def record_call(
        self, service_id: str, contact_id: str, outcome: CallOutcome, by: str, note: str = ""
    ) -> Proposal | None:
        """Keep what came of a call, and return what it changed about the entry, if it did.

        What it changes is done at once: the rule wants two callers for all that needs two.
        """
        key, at = (EntryKind.SERVICE, service_id), self.now()
        async with self.store.directory() as unit:
            editor = await _editor(unit, by)
            _, documents = await unit.documents()
            value = contact_value(documents.get(key), service_id, contact_id)
            rung = Rung(value, outcome, editor.name, at.astimezone(LONDON).date())
            await unit.note_call(service_id, contact_id, rung, at, note.strip()[:LONGEST])
            await unit.audit(Audit(editor.id, "directory call", None, service_id), at)
            rungs = await unit.rungs(service_id, contact_id)

        def called(stored: Document | None) -> Document | None:
            return None if stored is None else after_call(stored, contact_id, rungs)

        reason = f"Rang {contact_id}: {outcome}"
        return await self._propose(key, called, by, reason, Origin.CONFIRM, is_by_two=True)

    async def reports(self) -> tuple[Report, ...]:
        """What people tapped that did not work, and nobody has looked into yet."""
        async with self.store.directory() as unit:
            return await unit.reports()

    async def settle(self, ids: Sequence[UUID], by: str) -> int:
        """Mark reports as looked into. Returns how many services they were about."""
        async with self.store.directory() as unit:
            editor = await _editor(unit, by)
            services = await unit.settle(ids, self.now())
            for service_id in services:
                line = Audit(editor.id, "directory settle", None, service_id)
                await unit.audit(line, self.now())
        return len(services)

    async def bring_in(
        self, documents: Documents, by: str, reason: str
    ) -> AsyncIterator[Progress]:
        """Propose entries that come from elsewhere, and apply none: somebody approves each.

        Entries that say the same already, or already wait, are passed over: an import that was
        broken off can be started again. Nothing is proposed if the whole would not hold together.
        """
        why = given(reason)
        async with self.store.directory() as unit:
            _, stored = await unit.documents()
            editor = await _editor(unit, by)
            waiting = {each.key: each.after for each in await unit.pending()}
        new = {
            key: document
            for key, document in documents.items()
            if document not in (stored.get(key), waiting.get(key))
        }
        refuse_for(await self._faults(stored, new))
        yield Progress(0, len(new))
        keys = list(new)
        for start in range(0, len(keys), AT_ONCE):
            some = tuple(
                self._made(key, stored.get(key), new[key], editor.name, why, Origin.IMPORT)
                for key in keys[start : start + AT_ONCE]
            )
            async with self.store.directory() as unit:
                await unit.add(some)
                await unit.audit(_line(editor, "directory import", some), self.now())
            yield Progress(start + len(some), len(new))

    async def seed(self, shipped: Documents) -> Seeded:
        """Fill an empty directory; later, carry over what changed in the files.

        Entries that editors changed are left as they are, and named. The files were reviewed
        where they are kept, so that nobody needs to approve them here again. Raises NotAllowed
        where the files are another borough's.
        """
        while True:
            async with self.store.directory() as unit:
                last = await unit.shipped()
                if is_as_last_time(shipped, last):
                    return Seeded()
                version, stored = await unit.documents()
            check_borough(shipped, stored)
            plan = carried_over(shipped, stored, last)
            if plan.changes:
                faults = await self._faults(stored, plan.changes)
                if faults:
                    return Seeded(left=(*plan.changes, *plan.left), faults=faults)
            async with self.store.directory() as unit:
                if await unit.hold() != version:
                    continue
                if plan.changes:
                    await self._carry_over(unit, plan, stored)
                await unit.remember_shipped(plan.digests)
            return Seeded(tuple(plan.changes), plan.left)

    async def seed_in_time(self, shipped: Documents) -> None:
        """Seed as soon as the database is there, and log what came of it."""
        while True:
            try:
                seeded = await self.seed(shipped)
                break
            except StoreUnavailable as error:
                log.warning("the directory waits for the database", error=str(error))
                await asyncio.sleep(PAUSE)
            except NotAllowed as error:
                log.error("the files were not carried over", reason=str(error))
                return
        log.info("the directory is filled", count=len(seeded.changed))
        if seeded.left:
            log.warning("entries changed in the files and here", count=len(seeded.left))
        if seeded.faults:
            log.error("the files do not fit what is stored", reason=seeded.faults[0])

    async def _carry_over(self, unit: EditorsUnit, plan: CarriedOver, stored: Documents) -> None:
        at = self.now()
        await unit.put(plan.changes, SHIPPED_BY, at)
        proposals = tuple(
            _applied(
                self._made(key, stored.get(key), after, SHIPPED_BY, SHIPPED_WHY, Origin.SHIPPED),
                SHIPPED_BY,
                at,
            )
            for key, after in plan.changes.items()
        )
        await unit.add(proposals)
        await unit.audit(_line(None, "directory seed", proposals), at)

    async def _propose(
        self,
        key: Key,
        change: Callable[[Document | None], Document | None],
        by: str,
        reason: str,
        origin: Origin,
        *,
        is_by_two: bool = False,
    ) -> Proposal | None:
        """Propose what `change` makes of the entry as it is; None where that is no change.

        `is_by_two`: the rule behind `change` saw to it that two people stand behind it.
        """
        why = given(reason)
        while True:
            async with self.store.directory() as unit:
                version, documents = await unit.documents()
                editor = await _editor(unit, by)
            before = documents.get(key)
            after = change(before)
            if after == before:
                return None
            refuse_for(await self._faults(documents, {key: after}))
            proposal = self._made(key, before, after, editor.name, why, origin)
            if is_by_two or (
                origin is not Origin.IMPORT and not needs_another(before, after, key=key)
            ):
                proposal = _applied(proposal, editor.name, proposal.at)
            async with self.store.directory() as unit:
                if await unit.hold() != version:
                    continue
                if proposal.state is State.APPLIED:
                    await unit.put({key: after}, editor.name, proposal.at)
                await unit.add((proposal,))
                act = f"directory {proposal.origin}"
                await unit.audit(_line(editor, act, (proposal,)), proposal.at)
            return proposal

    def _made(
        self,
        key: Key,
        before: Document | None,
        after: Document | None,
        by: str,
        why: str,
        origin: Origin,
    ) -> Proposal:
        return Proposal(
            id=uuid4(),
            key=key,
            before=before,
            after=after,
            origin=origin,
            by=by,
            at=self.now(),
            reason=why,
            state=State.PROPOSED,
        )

    async def _faults(
        self, documents: Documents, changes: Mapping[Key, Document | None]
    ) -> tuple[str, ...]:
        today = self.now().astimezone(LONDON).date()
        return await asyncio.to_thread(faults_with, documents, changes, today)

    async def _audit_refusal(self, editor: _Editor, proposals: Sequence[Proposal]) -> None:
        async with self.store.directory() as unit:
            line = _line(editor, "directory approve_refused", proposals)
            await unit.audit(line, self.now())


async def _editor(unit: EditorsUnit, by: str) -> _Editor:
    """Who this is. Two people are two accounts, whatever the letters are typed like."""
    name = by.strip().casefold()
    found = await unit.staff_id(name)
    if found is None:
        raise NotAllowed(
            f"{by.strip() or 'Nobody'} has no staff account. Give the username of somebody who"
            " has one, or make one: waymark staff add."
        )
    return _Editor(found, name)


def _applied(proposal: Proposal, by: str, at: datetime) -> Proposal:
    return replace(proposal, state=State.APPLIED, decided_by=by, decided_at=at)


def _line(editor: _Editor | None, act: str, proposals: Sequence[Proposal]) -> Audit:
    """The audit names the entry; of many it says how many: the history has each."""
    what = proposals[0].key[1] if len(proposals) == 1 else f"{len(proposals)} entries"
    return Audit(editor.id if editor else None, act, None, what)
