"""batches, turns, outbox, provider calls and webhooks"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "c4a05e7b2d11"
down_revision = "a55e7ed17501"
branch_labels = None
depends_on = None

# The defaults stay in the database: the release before this one inserts rows without these columns. Columns are added
# without batches: SQLite would copy the table, and dropping the old one would delete what refers to it.
ADDED = (
    sa.Column("slot", sa.Integer(), nullable=False, server_default=sa.text("0")),
    sa.Column("pack", sa.String(length=40), nullable=False, server_default=sa.text("''")),
    sa.Column("master_asset_id", sa.Uuid(), nullable=True),
    sa.Column("retry_of", sa.Uuid(), nullable=True),
    sa.Column("delay_notified_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("0")),
)


def _row() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    )


def _owner(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    name = op.f(f"fk_{table}_user_id_users")
    return (
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE"),
    )


def _time(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    for column in ADDED:
        op.add_column("generation_jobs", column.copy())
    op.drop_column("generation_jobs", "dispatched_at")
    op.create_index("ix_generation_jobs_retry_of", "generation_jobs", ["retry_of"], unique=True)
    op.create_index(
        "ix_generation_jobs_waiting", "generation_jobs", ["user_id", "queued_at"],
        sqlite_where=sa.text("status = 'queued'"), postgresql_where=sa.text("status = 'queued'"),
    )
    op.create_table(
        "turns",
        *_owner("turns"),
        sa.Column("virtual_time", sa.Float(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        _time("served_at"),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_turns")),
    )
    op.create_table(
        "outbox",
        *_row(),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("dedupe_key", sa.String(length=200), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        _time("next_at", nullable=False),
        _time("locked_until"),
        _time("done_at"),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("dedupe_key", name=op.f("uq_outbox_dedupe_key")),
    )
    op.create_index(
        "ix_outbox_due", "outbox", ["next_at"],
        sqlite_where=sa.text("done_at IS NULL"), postgresql_where=sa.text("done_at IS NULL"),
    )
    op.create_table(
        "provider_calls",
        *_row(),
        *_owner("provider_calls"),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=80), nullable=False),
        _time("finished_at"),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["generation_jobs.id"], name=op.f("fk_provider_calls_job_id_generation_jobs"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_calls")),
    )
    op.create_index(op.f("ix_provider_calls_job_id"), "provider_calls", ["job_id"])
    op.create_index(op.f("ix_provider_calls_user_id"), "provider_calls", ["user_id"])
    op.create_table(
        "webhook_endpoints",
        *_row(),
        *_owner("webhook_endpoints"),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("events", JSON, nullable=False),
        sa.Column("secret", sa.String(length=500), nullable=False),
        sa.Column("old_secret", sa.String(length=500), nullable=True),
        _time("old_secret_until"),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("disabled_reason", sa.String(length=200), nullable=True),
        _time("failing_since"),
        sa.CheckConstraint("status IN ('enabled', 'disabled')", name=op.f("ck_webhook_endpoints_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_endpoints")),
    )
    op.create_index(op.f("ix_webhook_endpoints_user_id"), "webhook_endpoints", ["user_id"])
    op.create_table(
        "webhook_deliveries",
        *_row(),
        *_owner("webhook_deliveries"),
        sa.Column("endpoint_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.String(length=60), nullable=False),
        sa.Column("event_type", sa.String(length=40), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("response_status", sa.Integer(), nullable=True),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("milliseconds", sa.Integer(), nullable=True),
        _time("next_at"),
        _time("delivered_at"),
        sa.CheckConstraint(
            "status IN ('pending', 'delivered', 'failed')", name=op.f("ck_webhook_deliveries_status")
        ),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["webhook_endpoints.id"],
            name=op.f("fk_webhook_deliveries_endpoint_id_webhook_endpoints"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint("endpoint_id", "message_id", name=op.f("uq_webhook_deliveries_endpoint_id_message_id")),
    )
    op.create_index("ix_webhook_deliveries_endpoint_id_created_at", "webhook_deliveries", ["endpoint_id", "created_at"])
    op.create_index(op.f("ix_webhook_deliveries_user_id"), "webhook_deliveries", ["user_id"])


def downgrade() -> None:
    for table in ("webhook_deliveries", "webhook_endpoints", "provider_calls", "outbox", "turns"):
        op.drop_table(table)
    # What the older release has no place for goes first.
    op.execute("DELETE FROM generation_jobs WHERE job_type = 'batch'")
    op.drop_index("ix_generation_jobs_waiting", "generation_jobs")
    op.drop_index("ix_generation_jobs_retry_of", "generation_jobs")
    op.add_column("generation_jobs", sa.Column("dispatched_at", sa.DateTime(timezone=True), nullable=True))
    for column in reversed(ADDED):
        op.drop_column("generation_jobs", column.name)
