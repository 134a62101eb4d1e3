"""The tables of the live directory: what is so now, and how it came to be so."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Identity, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.tables import Base


class DirectoryHeadRow(Base):
    """The number of the latest change: locked by whoever makes the next one."""

    __tablename__ = "directory_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]


class DirectoryEntryRow(Base):
    """One service, problem, fact or setting as it is now. `version` is the change that made it."""

    __tablename__ = "directory_entries"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class DirectoryProposalRow(Base):
    """A change that somebody asked for. Once decided it is history, which a trigger protects."""

    __tablename__ = "directory_proposals"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'applied', 'rejected')", name="state"),
        CheckConstraint("(state = 'proposed') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="change"),
        Index("ix_directory_proposals_entry", "kind", "entry_id", "place"),
        Index(
            "ix_directory_proposals_waiting",
            "place",
            postgresql_where=text("state = 'proposed'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Identity(always=True), unique=True)
    kind: Mapped[str]
    entry_id: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    origin: Mapped[str]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime]
    reason: Mapped[str]
    state: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_why: Mapped[str]


class DirectoryCheckRow(Base):
    """A call to a service, by whom and what came of it. Added to and nothing else."""

    __tablename__ = "directory_checks"
    __table_args__ = (Index("ix_directory_checks_contact", "service_id", "contact_id", "place"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    place: Mapped[int] = mapped_column(Identity(always=True))
    service_id: Mapped[str]
    contact_id: Mapped[str]
    contact_value: Mapped[str]
    outcome: Mapped[str]
    rung_by: Mapped[str]
    rung_at: Mapped[datetime]
    note: Mapped[str]


class DirectoryReportRow(Base):
    """How often people tapped "This didn't work" on a day. Nothing about who they are.

    `contact_id` is empty where the tap was about the whole service.
    """

    __tablename__ = "directory_reports"
    __table_args__ = (
        Index(
            "uq_directory_reports_open",
            "service_id",
            "contact_id",
            "day",
            unique=True,
            postgresql_where=text("settled_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    service_id: Mapped[str]
    contact_id: Mapped[str]
    day: Mapped[date]
    times: Mapped[int]
    settled_at: Mapped[datetime | None] = mapped_column(index=True)


class DirectoryShippedRow(Base):
    """What an entry was in the files when it was last brought over, as a digest."""

    __tablename__ = "directory_shipped"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
