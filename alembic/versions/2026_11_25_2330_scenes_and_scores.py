"""scenes, scores, feedback and references"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

revision = "a55e7ed17501"
down_revision = "b7a1c0ffee01"
branch_labels = None
depends_on = None

# The defaults stay in the database: the release before this one inserts rows without these columns. Columns are added
# without batches: SQLite would copy the table, and dropping the old one would delete what refers to it.
ADDED = {
    "assets": (
        sa.Column("scene", JSON, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("revision", sa.Integer(), nullable=False, server_default=sa.text("1")),
        sa.Column("consistency_score", sa.Integer(), nullable=True),
        sa.Column("report", JSON, nullable=False, server_default=sa.text("'{}'")),
        sa.Column("prompt_version", sa.String(length=20), nullable=False, server_default=sa.text("'v1'")),
    ),
    "generation_jobs": (
        sa.Column("subtitle", sa.String(length=200), nullable=False, server_default=sa.text("''")),
        sa.Column("items", JSON, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("reference_images", JSON, nullable=False, server_default=sa.text("'[]'")),
        sa.Column("hook", sa.String(length=40), nullable=False, server_default=sa.text("''")),
        sa.Column("prompt_version", sa.String(length=20), nullable=False, server_default=sa.text("''")),
        sa.Column("edit_of", sa.Uuid(), nullable=True),
    ),
}


def _of_asset(name: str, *columns: sa.Column, unique: tuple[str, ...] = ()) -> None:
    """A table whose rows belong to an asset and, through it, to a person."""
    constraints = [sa.UniqueConstraint(*unique, name=op.f(f"uq_{name}_{'_'.join(unique)}"))] if unique else []
    op.create_table(
        name,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("asset_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["asset_id"], ["assets.id"], name=op.f(f"fk_{name}_asset_id_assets"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f(f"fk_{name}_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *constraints,
    )
    op.create_index(op.f(f"ix_{name}_user_id"), name, ["user_id"])


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column.copy())
    with op.batch_alter_table("asset_files") as batch_op:
        batch_op.drop_constraint(op.f("uq_asset_files_asset_id_kind_format"), type_="unique")
        batch_op.create_unique_constraint(
            op.f("uq_asset_files_asset_id_kind_format_width_height"), ["asset_id", "kind", "format", "width", "height"]
        )
    _of_asset(
        "asset_revisions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("scene", JSON, nullable=False),
        unique=("asset_id", "number"),
    )
    _of_asset(
        "asset_scores",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("profile", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("consistency", sa.Integer(), nullable=True),
        sa.Column("parts", JSON, nullable=False),
    )
    op.create_index("ix_asset_scores_asset_id_created_at", "asset_scores", ["asset_id", "created_at"])
    _of_asset(
        "asset_feedback",
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("comment", sa.String(length=500), nullable=False),
        sa.Column("asset_type", sa.String(length=40), nullable=False),
        sa.Column("style", sa.String(length=40), nullable=False),
        sa.Column("prompt_version", sa.String(length=20), nullable=False),
        sa.CheckConstraint("rating IN (-1, 1)", name=op.f("ck_asset_feedback_rating")),
        unique=("asset_id",),
    )
    op.create_index("ix_asset_feedback_prompt_version", "asset_feedback", ["prompt_version", "asset_type"])
    op.create_table(
        "reference_images",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("object_key", sa.String(length=200), nullable=False),
        sa.Column("content_type", sa.String(length=50), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_reference_images_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_images")),
        sa.UniqueConstraint("object_key", name=op.f("uq_reference_images_object_key")),
    )
    op.create_index("ix_reference_images_user_id_created_at", "reference_images", ["user_id", "created_at"])


def downgrade() -> None:
    for table in ("reference_images", "asset_feedback", "asset_scores", "asset_revisions"):
        op.drop_table(table)
    # What the older release has no place for goes first.
    op.execute("DELETE FROM asset_files WHERE kind NOT IN ('export', 'preview')")
    with op.batch_alter_table("asset_files") as batch_op:
        batch_op.drop_constraint(op.f("uq_asset_files_asset_id_kind_format_width_height"), type_="unique")
        batch_op.create_unique_constraint(op.f("uq_asset_files_asset_id_kind_format"), ["asset_id", "kind", "format"])
    for table, columns in ADDED.items():
        for column in reversed(columns):
            op.drop_column(table, column.name)
