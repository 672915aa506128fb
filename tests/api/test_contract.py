"""What the published document promises, held by an independent program: schemathesis makes requests from it, good and
bad ones, as two people, and checks every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core import NotSet
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from studio_app.api.app import create_api
from tests.api.conftest import Belongings, belongings, checked_client
from tests.conftest import edge_of
from tests.people import Person, sign_up
from tests.world import World

PARTS = 8
EXAMPLES = 52
REQUESTS = 5_000
# What ends the session that asks, or the account, is tried elsewhere: everything after it would be a 401.
ENDING = {
    ("POST", "/api/v1/auth/logout"), ("DELETE", "/api/v1/auth/me"), ("DELETE", "/api/v1/auth/sessions"),
    ("DELETE", "/api/v1/auth/sessions/{session_id}"),
}


@pytest.fixture
def two(world: World, tmp_path: Path) -> tuple[Person, Person, Belongings]:
    with checked_client(world) as http:
        alice, bob = sign_up(http, "alice"), sign_up(http, "bob")
        return alice, bob, belongings(alice, world)


@pytest.fixture
def document(world: World, tmp_path: Path) -> BaseSchema:
    edge = edge_of(create_api(world.services), world)
    found = schemathesis.openapi.from_asgi("/api/openapi.json", edge)
    found.config.generation.update(allow_extra_parameters=False)  # as everywhere, unknown ones are passed over
    refused = found.config.checks.negative_data_rejection
    refused.expected_statuses = [*refused.expected_statuses, "413"]  # too large may be said before anything else
    return found


def unchecked(case: Case) -> list[CheckFunction]:
    """What is no promise: there are more rules than a schema can say, so what fits it may still be refused; and an
    address cannot show every type, so what does not fit may arrive as something that does."""
    whole = not isinstance(case.body, NotSet)
    return [positive_data_acceptance] if whole else [positive_data_acceptance, negative_data_rejection]


@pytest.mark.parametrize("part", range(PARTS))
def test_the_document_holds(document: BaseSchema, two: tuple[Person, Person, Belongings], part: int) -> None:
    alice, bob, owned = two
    operations = [result.ok() for result in document.get_all_operations()]
    mine = [op for op in operations if (op.method.upper(), op.path) not in ENDING][part::PARTS]
    assert len(operations) > 80
    sent = 0
    for operation in mine:
        good, bad = (operation.as_strategy(mode) for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE))
        asked = st.tuples(good, st.booleans()) | st.tuples(bad, st.just(False))

        @settings(
            max_examples=EXAMPLES, phases=[Phase.generate], deadline=None, suppress_health_check=[*HealthCheck],
            derandomize=True,
        )
        @given(asked, st.booleans())
        def holds(wanted: tuple[Case, bool], as_alice: bool) -> None:
            nonlocal sent
            sent += 1
            case, known = wanted
            if known:  # alice's own things instead of ids that nobody has
                for name in case.path_parameters or {}:
                    case.path_parameters[name] = getattr(owned, name, case.path_parameters[name])
            person = alice if as_alice else bob
            case.call_and_validate(headers=person.headers, excluded_checks=unchecked(case))

        holds()
    assert sent * PARTS >= REQUESTS
