"""brand kit versions"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
DETAILS = ("colors", "typography", "voice", "guidelines")

revision = "b7a1c0ffee01"
down_revision = "c5b13946acbe"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The defaults stay in the database: the release before this one inserts kits without these columns.
    # Not in batches: SQLite would copy the table, and dropping the old one would delete every logo with it.
    for name in DETAILS:
        op.add_column("brand_kits", sa.Column(name, JSON, nullable=False, server_default=sa.text("'{}'")))
    op.add_column(
        "brand_kits",
        sa.Column("default_logo_type", sa.String(length=20), nullable=False, server_default=sa.text("'primary'")),
    )

    op.create_table(
        "brand_kit_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("brand_kit_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("snapshot", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["brand_kit_id"],
            ["brand_kits.id"],
            name=op.f("fk_brand_kit_versions_brand_kit_id_brand_kits"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_brand_kit_versions_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brand_kit_versions")),
        sa.UniqueConstraint("brand_kit_id", "version", name=op.f("uq_brand_kit_versions_brand_kit_id_version")),
    )
    with op.batch_alter_table("brand_kit_versions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brand_kit_versions_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("brand_kit_versions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brand_kit_versions_user_id"))

    op.drop_table("brand_kit_versions")
    op.drop_column("brand_kits", "default_logo_type")
    for name in reversed(DETAILS):
        op.drop_column("brand_kits", name)
