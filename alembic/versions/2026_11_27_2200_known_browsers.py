"""by what a browser is known again"""

from __future__ import annotations

import sqlalchemy as sa

from alembic import op

revision = "a93d0b5c61ee"
down_revision = "e7b40c91d3a8"
branch_labels = None
depends_on = None

# The defaults stay in the database: the release before this one inserts rows without these columns.
ADDED = (
    sa.Column("browser", sa.String(length=64), nullable=False, server_default=""),
    sa.Column("known_again", sa.Boolean(), nullable=False, server_default=sa.true()),
)


def upgrade() -> None:
    for column in ADDED:
        op.add_column("sessions", column)


def downgrade() -> None:
    for column in reversed(ADDED):
        op.drop_column("sessions", column.name)
