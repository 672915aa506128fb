from __future__ import annotations

import uuid
from datetime import datetime

from sqlmodel import Field, SQLModel

from studio_app.db.base import moment


class Turn(SQLModel, table=True):
    """How much of the workers' time one person has had, in jobs divided by the weight of her plan: the least served
    is next."""

    __tablename__ = "turns"

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    virtual_time: float = 0.0
    weight: int = 1
    served_at: datetime | None = moment()
