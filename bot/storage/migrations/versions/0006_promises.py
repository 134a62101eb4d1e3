"""An agreement for each purpose, and by when a person was told that somebody reads it."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Before this step one agreement covered all: those to the other purposes have no place there.
ONE_FOR_ALL = """
DELETE FROM agreements AS more USING agreements AS first
WHERE more.case_id = first.case_id AND more.draft_id = first.draft_id
  AND more.id <> first.id AND more.purpose IN ('reaching', 'messaging')
"""


def upgrade() -> None:
    op.add_column("cases", sa.Column("reads_by", sa.DateTime(timezone=True), nullable=True))
    op.add_column("cases", sa.Column("owned_up_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_cases_reads_by"), "cases", ["reads_by"], unique=False)
    op.drop_constraint(op.f("uq_agreements_case_id"), "agreements", type_="unique")
    op.create_unique_constraint(
        op.f("uq_agreements_case_id"), "agreements", ["case_id", "draft_id", "purpose"]
    )


def downgrade() -> None:
    op.execute(ONE_FOR_ALL)
    op.drop_constraint(op.f("uq_agreements_case_id"), "agreements", type_="unique")
    op.create_unique_constraint(
        op.f("uq_agreements_case_id"), "agreements", ["case_id", "draft_id"]
    )
    op.drop_index(op.f("ix_cases_reads_by"), table_name="cases")
    op.drop_column("cases", "owned_up_at")
    op.drop_column("cases", "reads_by")
