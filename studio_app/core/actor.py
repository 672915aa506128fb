"""Who acts: what the edges learnt about the caller, handed to every use case."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Literal

Role = Literal["user", "admin"]


@dataclass(frozen=True, slots=True)
class Actor:
    user_id: uuid.UUID
    session_id: uuid.UUID
    role: Role = "user"
