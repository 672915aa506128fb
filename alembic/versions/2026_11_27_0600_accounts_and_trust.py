"""mail tokens, linked sign-ins, API keys, exports and the audit log"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "d5e1a9c07f22"
down_revision = "c4a05e7b2d11"
branch_labels = None
depends_on = None

# The default stays in the database: the release before this one inserts rows without this column.
ADDED = (
    sa.Column("muted_mails", JSON, nullable=False, server_default=sa.text("'[]'")),
    sa.Column("avatar_key", sa.String(length=200), nullable=True),
    sa.Column("expiry_told_until", sa.DateTime(timezone=True), nullable=True),
    sa.Column("purge_after", sa.DateTime(timezone=True), nullable=True),
)
# Entries are only added; after a year they may go.
GUARD_SQLITE = (
    "CREATE TRIGGER audit_log_fixed BEFORE UPDATE ON audit_log "
    "BEGIN SELECT RAISE(ABORT, 'audit_log is append only'); END",
    "CREATE TRIGGER audit_log_kept BEFORE DELETE ON audit_log WHEN OLD.created_at > datetime('now', '-365 days') "
    "BEGIN SELECT RAISE(ABORT, 'audit_log is append only'); END",
)
GUARD_POSTGRESQL = (
    """CREATE FUNCTION audit_log_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.created_at < now() - interval '365 days' THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'audit_log is append only';
    END $$""",
    "CREATE TRIGGER audit_log_guard BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_guard()",
    "CREATE TRIGGER audit_log_whole BEFORE TRUNCATE ON audit_log EXECUTE FUNCTION audit_log_guard()",
)


def _row() -> tuple[sa.Column, ...]:
    return (
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
    )


def _time(name: str, *, nullable: bool = True) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _owned(table: str, *parts: sa.schema.SchemaItem) -> None:
    """A table whose rows belong to a person and go with her."""
    op.create_table(
        table,
        *_row(),
        *parts,
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{table}_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_user_id"), table, ["user_id"])


def upgrade() -> None:
    for column in ADDED:
        op.add_column("users", column.copy())
    _owned(
        "auth_tokens",
        sa.Column("token_type", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        _time("expires_at", nullable=False),
        _time("used_at"),
        sa.CheckConstraint(
            "token_type IN ('password_reset', 'email_verification')", name=op.f("ck_auth_tokens_token_type")
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_auth_tokens_token_hash")),
    )
    _owned(
        "oauth_accounts",
        sa.Column("provider", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        _time("last_used_at"),
        sa.UniqueConstraint("provider", "subject", name=op.f("uq_oauth_accounts_provider_subject")),
        sa.UniqueConstraint("user_id", "provider", name=op.f("uq_oauth_accounts_user_id_provider")),
    )
    _owned(
        "api_keys",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column("scopes", JSON, nullable=False),
        _time("last_used_at"),
        _time("expires_at"),
        _time("revoked_at"),
        sa.UniqueConstraint("key_hash", name=op.f("uq_api_keys_key_hash")),
    )
    _owned(
        "data_exports",
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("object_key", sa.String(length=512), nullable=True),
        sa.Column("file_size", sa.Integer(), nullable=True),
        _time("expires_at"),
        sa.CheckConstraint("status IN ('queued', 'ready', 'failed')", name=op.f("ck_data_exports_status")),
    )
    _second_factors()
    _audit_log()


def _second_factors() -> None:
    op.create_table(
        "second_factors",
        *_row(),
        sa.Column("secret", sa.String(length=200), nullable=False),
        _time("confirmed_at"),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("recovery_hashes", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_second_factors")),
        sa.UniqueConstraint("user_id", name=op.f("uq_second_factors_user_id")),
    )


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        _time("created_at", nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(length=20), nullable=False),
        sa.Column("target", sa.String(length=80), nullable=False),
        sa.Column("ip_hint", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=80), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_log")),
        sa.UniqueConstraint("number", name=op.f("uq_audit_log_number")),
    )
    op.create_index("ix_audit_log_user_id_created_at", "audit_log", ["user_id", "created_at"])
    for statement in GUARD_POSTGRESQL if op.get_bind().dialect.name == "postgresql" else GUARD_SQLITE:
        op.execute(statement)


def downgrade() -> None:
    for table in ("audit_log", "second_factors", "data_exports", "api_keys", "oauth_accounts", "auth_tokens"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_log_guard()")
    for column in reversed(ADDED):
        op.drop_column("users", column.name)
