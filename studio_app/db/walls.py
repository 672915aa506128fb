"""The second wall between people: on PostgreSQL each transaction takes a role, whose policies show it only its rows.

The policies are in the migrations. SQLite has none; there the repositories' own conditions are the only wall.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from studio_app.core.actor import Acting, Actor, System

PERSON: Final = "studio_app"
ROLES: Final = (PERSON, *(system.value for system in System))
# Both last until the transaction ends, however it ends: the next one on the same connection begins without them.
_TAKE: Final = sa.text("SELECT set_config('role', :role, true), set_config('studio.user_id', :user_id, true)")


def stand_as(connection: sa.Connection, acting: Acting) -> None:
    """Take the role of `acting` for the rest of the transaction."""
    if connection.dialect.name != "postgresql":
        return
    if isinstance(acting, System):
        role, user_id = acting.value, ""
    else:
        role, user_id = PERSON, str(acting.user_id if isinstance(acting, Actor) else acting)
    connection.execute(_TAKE, {"role": role, "user_id": user_id})
