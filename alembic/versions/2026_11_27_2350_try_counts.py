"""counts of tries, for when Redis is away"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "c17f2d90a4be"
down_revision = "a93d0b5c61ee"
branch_labels = None
depends_on = None

TABLE, WORKER = "try_counts", "studio_worker"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("times", sa.JSON().with_variant(JSONB(), "postgresql"), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_try_counts"),
        sa.UniqueConstraint("key", name="uq_try_counts_key"),
    )
    op.create_index("ix_try_counts_ends_at", TABLE, ["ends_at"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
        op.execute(f"REVOKE ALL ON {TABLE} FROM PUBLIC")
        op.execute(f"CREATE POLICY {WORKER}_rows ON {TABLE} TO {WORKER} USING (true) WITH CHECK (true)")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {TABLE} TO {WORKER}")


def downgrade() -> None:
    op.drop_table(TABLE)
