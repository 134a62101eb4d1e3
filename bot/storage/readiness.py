"""Counts what has to be there before people may use Waymark."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables import StaffRow


async def staff_able_to_sign_in(session: AsyncSession) -> int:
    able = select(func.count()).select_from(StaffRow).where(StaffRow.disabled_at.is_(None))
    return await session.scalar(able) or 0
