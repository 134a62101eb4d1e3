"""What turning an effect into rows and jobs needs to have at hand."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.casework import NeutralLines
from bot.conversation.model import Inbound
from bot.effects import Audit
from bot.storage import audit
from bot.storage.outbox import Outbox
from bot.storage.sealed import Seal
from bot.storage.tables import CASE_CHANGES

CHANNEL = "waymark_cases"
DIRECTORY_CHANNEL = "directory_changed"
UNSAID = NeutralLines("", "")


@dataclass(frozen=True)
class Work:
    """One transaction's work: on behalf of a person (`inbound`) or of staff (`lines`)."""

    session: AsyncSession
    seal: Seal
    outbox: Outbox
    audit_key: bytes
    at: datetime
    inbound: Inbound | None = None
    lines: NeutralLines = UNSAID

    @property
    def heard(self) -> Inbound:
        """What the person did that led to this effect."""
        if self.inbound is None:
            raise ValueError("this effect belongs to a person's turn")
        return self.inbound

    async def audited(self, line: Audit) -> None:
        await audit.append(self.session, self.audit_key, line, self.at)


async def cases_changed(session: AsyncSession) -> None:
    """Tell every inbox, when and only when this transaction commits."""
    number = await session.scalar(select(CASE_CHANGES.next_value()))
    await session.execute(select(func.pg_notify(CHANNEL, str(number))))
