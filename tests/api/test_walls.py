"""The tests of who may call what, on PostgreSQL, by a login that owns nothing: with both walls between people, and with
the repositories' own conditions taken away. That these conditions suffice alone, `test_access` shows on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.sql import operators, visitors

from tests.api.test_access import (  # noqa: F401
    test_a_cursor_of_one_list_shows_only_ones_own,
    test_fields_that_are_not_ones_own_to_set_stay,
    test_foreign_references_in_a_body_are_not_found,
    test_one_key_of_two_people_is_two_jobs,
    test_the_matrix_would_notice,
    test_what_is_somebody_elses_does_not_exist,
    test_without_a_session_only_public_routes_answer,
)
from tests.conftest import make_settings, make_world
from tests.postgres import PostgresServer
from tests.world import Painter, Shelf, World


def without_owner(statement: Any) -> Any:
    """The statement as if whoever wrote it had forgotten every `user_id = :somebody`."""

    def replaced(element: Any, **_: Any) -> Any:
        if (
            isinstance(element, sa.BinaryExpression) and element.operator is operators.eq
            and getattr(element.left, "key", "") == "user_id" and isinstance(element.right, sa.BindParameter)
        ):
            return sa.true()
        return None

    return visitors.replacement_traverse(statement, {}, replaced)


def forget_owners(engine: sa.Engine, *, of: str = "studio_app") -> list[str]:
    """Strip what is asked as `of` on `engine`; returns a list to which every stripped statement is added."""
    forgotten: list[str] = []

    @sa.event.listens_for(engine, "before_execute", retval=True)
    def _strip(connection: sa.Connection, clause: Any, many: Any, params: Any, options: Any) -> Any:
        asked = params or (many[0] if many else {})
        if "role" in asked and "set_config" in str(clause):
            connection.info["role"] = asked["role"]
        elif connection.info.get("role") == of and isinstance(clause, sa.Select | sa.Update | sa.Delete):
            stripped = without_owner(clause)
            if str(stripped) != str(clause):
                forgotten.append(str(clause))
            clause = stripped
        return clause, many, params

    return forgotten


@pytest.fixture(params=["both walls", "the database alone"])
def world(request: pytest.FixtureRequest, tmp_path: Path, postgres: PostgresServer) -> Iterator[World]:
    url = postgres.login(postgres.copy("template"))
    made = make_world(make_settings(tmp_path, url), painter=Painter(), storage=Shelf())
    engine = made.services.uow._engine
    forgotten = forget_owners(engine) if request.param == "the database alone" else None
    yield made
    made.close()
    assert forgotten is None or len(forgotten) > 5


def test_without_any_wall_the_matrix_fails(
    scripted: World, tmp_path: Path
) -> None:
    """On SQLite, where conditions are all there is: so it is these that `forget_owners` takes away."""
    from tests.api.conftest import belongings, checked_client
    from tests.people import sign_up

    engine = scripted.services.uow._engine
    with checked_client(scripted) as http:
        alice, bob = sign_up(http, "alice"), sign_up(http, "bob")
        owned = belongings(alice, scripted)

        @sa.event.listens_for(engine, "before_execute", retval=True)
        def _strip(connection: sa.Connection, clause: Any, many: Any, params: Any, options: Any) -> Any:
            wanted = isinstance(clause, sa.Select | sa.Update | sa.Delete)
            return (without_owner(clause) if wanted else clause), many, params

        assert bob.get(f"/assets/{owned.asset_id}").status_code == 200
        assert bob.get(f"/brand-kits/{owned.kit_id}").status_code == 200
        assert bob.get(f"/jobs/{owned.job_id}").status_code == 200


