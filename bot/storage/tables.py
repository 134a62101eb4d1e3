"""The tables. Whatever a person told, and where to write to them, is in sealed columns only."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Sequence,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: DateTime(timezone=True),
        bytes: LargeBinary,
        int: BigInteger,
    }


# Counts the changes of cases; each number goes out with NOTIFY so that a gap is seen.
CASE_CHANGES = Sequence("case_changes", metadata=Base.metadata)
CASE_MESSAGES_PLACE = Sequence("case_messages_place", metadata=Base.metadata)


class UpdateRow(Base):
    """A thing that a channel handed over, so that it is acted on once (C2)."""

    __tablename__ = "updates"

    update_id: Mapped[str] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class ConversationRow(Base):
    """Where a conversation stands. `last_seen` is a day, never a time (C30)."""

    __tablename__ = "conversations"

    person_key: Mapped[str] = mapped_column(primary_key=True)
    sealed_state: Mapped[bytes | None]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    last_seen: Mapped[date]


class ChatMessageRow(Base):
    """A message that is in a person's chat, whoever wrote it: its number, and never its words."""

    __tablename__ = "chat_messages"

    person_key: Mapped[str] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)


class ChatRow(Base):
    """How a person wants their chat to be kept. Who chose nothing and cleared nothing has none.

    `clear_after` is in minutes; of the decoy word there is only a keyed hash.
    """

    __tablename__ = "chats"

    person_key: Mapped[str] = mapped_column(primary_key=True)
    sealed_address: Mapped[bytes]
    clear_after: Mapped[int | None]
    clear_at: Mapped[datetime | None]
    cleared_at: Mapped[datetime | None]
    decoy: Mapped[str | None]
    is_decoyed: Mapped[bool]
    kept_until: Mapped[datetime] = mapped_column(index=True)


class CaseRow(Base):
    """What a person passed on. The level is in clear, to sort by; what happened never is.

    `read_place` is the place of the last line of the case that a member of staff has seen;
    `reads_by` is by when the person was told that somebody reads it, until somebody does, and
    `owned_up_at` when they were told that nobody had.
    """

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("person_key", "draft_id"),
        CheckConstraint("status IN ('waiting', 'claimed', 'closed')", name="status"),
        CheckConstraint("(status = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        CheckConstraint("status <> 'closed' OR sealed_reason IS NOT NULL", name="reason"),
        CheckConstraint("status <> 'claimed' OR claimed_by IS NOT NULL", name="owner"),
        # A person has one open case: what they send next joins it (C22).
        Index(
            "uq_cases_open_person",
            "person_key",
            unique=True,
            postgresql_where=text("status <> 'closed'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(unique=True)
    person_key: Mapped[str]
    draft_id: Mapped[str]
    sealed_address: Mapped[bytes]
    sealed_told: Mapped[bytes]
    sealed_signs: Mapped[bytes]
    sealed_reason: Mapped[bytes | None]
    level: Mapped[str]
    status: Mapped[str]
    opened_at: Mapped[datetime]
    first_opened_at: Mapped[datetime | None]
    read_place: Mapped[int]
    claimed_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    outcome: Mapped[str | None]
    withdrawal_asked_at: Mapped[datetime | None]
    can_be_reached: Mapped[bool]
    reads_by: Mapped[datetime | None] = mapped_column(index=True)
    owned_up_at: Mapped[datetime | None]


class AgreementRow(Base):
    """The person's yes to one purpose, and apart from it the council's lawful basis (A1, A6)."""

    __tablename__ = "agreements"
    __table_args__ = (UniqueConstraint("case_id", "draft_id", "purpose"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    draft_id: Mapped[str]
    purpose: Mapped[str]
    wording_key: Mapped[str]
    wording_version: Mapped[str]
    agreed_at: Mapped[datetime]
    lawful_basis: Mapped[str]


class CaseMessageRow(Base):
    """One line of a case. Lines are added and never changed, but for how far a reply got."""

    __tablename__ = "case_messages"
    __table_args__ = (
        CheckConstraint("author IN ('person', 'staff', 'bot')", name="author"),
        CheckConstraint("kind IN ('message', 'edit', 'note', 'event')", name="kind"),
        Index("ix_case_messages_case_id_place", "case_id", "place"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    case_id: Mapped[UUID] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    place: Mapped[int]
    author: Mapped[str]
    kind: Mapped[str]
    staff_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    sealed_text: Mapped[bytes | None]
    event: Mapped[str | None]
    at: Mapped[datetime]
    delivery: Mapped[str]
    send_after: Mapped[datetime | None]


class StaffRow(Base):
    """A member of staff. `password` is an Argon2id hash."""

    __tablename__ = "staff"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    role: Mapped[str]
    password: Mapped[str]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SessionRow(Base):
    """A signed-in session: the SHA-256 of its token, never the token."""

    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    used_at: Mapped[datetime] = mapped_column(index=True)


class SignInAttemptRow(Base):
    """A failed try, by keyed hashes of the username and of the address it came from."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_account", "account", "at"),
        Index("ix_sign_in_attempts_address", "address", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """Who did what to which case. Added to and nothing else: a trigger refuses the rest (A26)."""

    __tablename__ = "audit"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    staff_id: Mapped[UUID | None]
    act: Mapped[str]
    case_id: Mapped[UUID | None] = mapped_column(index=True)
    reason: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Base):
    """The audit's last line: locked by whoever adds the next one, and shows a cut-off end."""

    __tablename__ = "audit_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str]
