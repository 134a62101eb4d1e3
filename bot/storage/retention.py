"""Deletes what has been kept long enough: one function for each rule of consent.schedule."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Delete, delete, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.casework import CaseStatus
from bot.effects import Audit
from bot.storage import audit
from bot.storage.directory_tables import DirectoryReportRow
from bot.storage.tables import (
    CaseRow,
    ChatMessageRow,
    ChatRow,
    ConversationRow,
    SessionRow,
    SignInAttemptRow,
    UpdateRow,
)
from bot.storage.work import cases_changed

# A job's end is its latest event. What is still to be delivered is never touched.
DROP_FINISHED = text(
    """
    DELETE FROM procrastinate_jobs AS job
    WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
      AND (SELECT max(at) FROM procrastinate_events WHERE job_id = job.id) <= :before
    RETURNING job.id
    """
)


@dataclass(frozen=True)
class Sweep:
    """One sweep of one rule, at a time: what is as old as `before` goes."""

    session: AsyncSession
    audit_key: bytes
    at: datetime
    before: datetime

    async def delete(self, rows: Delete, key: InstrumentedAttribute[Any]) -> list[Any]:
        """Delete, and return the keys of what was deleted."""
        return list(await self.session.scalars(rows.returning(key)))

    async def erase(self, cases: Delete, reason: str) -> int:
        """Erase cases with all that belongs to them; of each the audit keeps that it was."""
        erased = await self.delete(cases, CaseRow.id)
        for case_id in erased:
            line = Audit(None, "erased", case_id, reason)
            await audit.append(self.session, self.audit_key, line, self.at)
        if erased:
            await cases_changed(self.session)
        return len(erased)


async def forget_states(sweep: Sweep) -> int:
    """Forget conversations whose hour is over, and the drafts in them."""
    over = delete(ConversationRow).where(ConversationRow.expires_at <= sweep.at)
    return len(await sweep.delete(over, ConversationRow.person_key))


async def forget_messages(sweep: Sweep) -> int:
    """Forget the numbers of messages that no bot can delete any more."""
    old = delete(ChatMessageRow).where(ChatMessageRow.at <= sweep.before)
    return len(await sweep.delete(old, ChatMessageRow.message_id))


async def forget_chats(sweep: Sweep) -> int:
    """Forget what a person chose for their chat, once they have been away for long."""
    old = delete(ChatRow).where(ChatRow.kept_until <= sweep.at)
    return len(await sweep.delete(old, ChatRow.person_key))


async def forget_updates(sweep: Sweep) -> int:
    old = delete(UpdateRow).where(UpdateRow.seen_at <= sweep.before)
    return len(await sweep.delete(old, UpdateRow.update_id))


async def erase_closed_cases(sweep: Sweep) -> int:
    return await sweep.erase(
        delete(CaseRow).where(CaseRow.closed_at <= sweep.before), "closed_long_ago"
    )


async def erase_untaken_cases(sweep: Sweep) -> int:
    untaken = delete(CaseRow).where(
        CaseRow.status == CaseStatus.WAITING, CaseRow.opened_at <= sweep.before
    )
    return await sweep.erase(untaken, "never_taken")


async def drop_finished_jobs(sweep: Sweep) -> int:
    dropped = await sweep.session.execute(DROP_FINISHED, {"before": sweep.before})
    return len(dropped.all())


async def end_sessions(sweep: Sweep) -> int:
    old = delete(SessionRow).where(SessionRow.created_at <= sweep.before)
    return len(await sweep.delete(old, SessionRow.token_hash))


async def forget_tries(sweep: Sweep) -> int:
    old = delete(SignInAttemptRow).where(SignInAttemptRow.at <= sweep.before)
    return len(await sweep.delete(old, SignInAttemptRow.id))


async def forget_reports(sweep: Sweep) -> int:
    old = delete(DirectoryReportRow).where(DirectoryReportRow.settled_at <= sweep.before)
    return len(await sweep.delete(old, DirectoryReportRow.id))


SWEEPS: Mapping[str, Callable[[Sweep], Awaitable[int]]] = {
    sweep.__name__: sweep
    for sweep in (
        forget_states,
        forget_messages,
        forget_chats,
        forget_updates,
        erase_closed_cases,
        erase_untaken_cases,
        drop_finished_jobs,
        end_sessions,
        forget_tries,
        forget_reports,
    )
}
