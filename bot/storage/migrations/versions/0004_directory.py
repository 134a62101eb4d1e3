"""The live directory, with its history, which the database itself lets nobody change."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "directory_head",
    "directory_entries",
    "directory_proposals",
    "directory_checks",
    "directory_reports",
    "directory_shipped",
)
REFUSE = """
CREATE FUNCTION refuse_to_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the history of the directory is added to and nothing else';
END $$
"""
# Deciding is the one change that a proposal may go through, and only once.
ONCE = """
CREATE FUNCTION decide_only_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'proposed' OR
        to_jsonb(OLD) - ARRAY['state', 'decided_by', 'decided_at', 'decided_why'] <>
        to_jsonb(NEW) - ARRAY['state', 'decided_by', 'decided_at', 'decided_why']
    THEN
        RAISE EXCEPTION 'the history of the directory is added to and nothing else';
    END IF;
    RETURN NEW;
END $$
"""
TRIGGERS = (
    """
    CREATE TRIGGER directory_proposals_stay BEFORE DELETE OR TRUNCATE ON directory_proposals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite()
    """,
    """
    CREATE TRIGGER directory_proposals_decided_once BEFORE UPDATE ON directory_proposals
    FOR EACH ROW EXECUTE FUNCTION decide_only_once()
    """,
    """
    CREATE TRIGGER directory_checks_append_only
    BEFORE UPDATE OR DELETE OR TRUNCATE ON directory_checks
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite()
    """,
    """
    CREATE TRIGGER directory_head_stays BEFORE DELETE OR TRUNCATE ON directory_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite()
    """,
)


def upgrade() -> None:
    _create_entries()
    _create_proposals()
    _create_checks_and_reports()
    for statement in (REFUSE, ONCE, *TRIGGERS):
        op.execute(statement)


def _create_entries() -> None:
    head = op.create_table(
        "directory_head",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_head")),
    )
    op.bulk_insert(head, [{"id": 1, "version": 0}])
    op.create_table(
        "directory_entries",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_directory_entries")),
    )
    op.create_table(
        "directory_shipped",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name=op.f("pk_directory_shipped")),
    )


def _create_proposals() -> None:
    op.create_table(
        "directory_proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("entry_id", sa.String(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_why", sa.String(), nullable=False),
        sa.CheckConstraint(
            "state IN ('proposed', 'applied', 'rejected')",
            name=op.f("ck_directory_proposals_state"),
        ),
        sa.CheckConstraint(
            "(state = 'proposed') = (decided_at IS NULL)",
            name=op.f("ck_directory_proposals_decided"),
        ),
        sa.CheckConstraint(
            "before IS NOT NULL OR after IS NOT NULL",
            name=op.f("ck_directory_proposals_change"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_proposals")),
        sa.UniqueConstraint("place", name=op.f("uq_directory_proposals_place")),
    )
    op.create_index(
        "ix_directory_proposals_entry", "directory_proposals", ["kind", "entry_id", "place"]
    )
    op.create_index(
        "ix_directory_proposals_waiting",
        "directory_proposals",
        ["place"],
        postgresql_where=sa.text("state = 'proposed'"),
    )


def _create_checks_and_reports() -> None:
    op.create_table(
        "directory_checks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("contact_value", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("rung_by", sa.String(), nullable=False),
        sa.Column("rung_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_checks")),
    )
    op.create_index(
        "ix_directory_checks_contact", "directory_checks", ["service_id", "contact_id", "place"]
    )
    op.create_table(
        "directory_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("contact_id", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_reports")),
    )
    op.create_index(op.f("ix_directory_reports_settled_at"), "directory_reports", ["settled_at"])
    op.create_index(
        "uq_directory_reports_open",
        "directory_reports",
        ["service_id", "contact_id", "day"],
        unique=True,
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION decide_only_once")
    op.execute("DROP FUNCTION refuse_to_rewrite")
