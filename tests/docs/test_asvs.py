"""docs/asvs.csv: every requirement of OWASP ASVS 5.0, levels 1 and 2, has an answer, and what is met names where."""

from __future__ import annotations

import csv
from collections import Counter

from tests.conftest import ROOT


def test_every_requirement_has_an_answer_that_leads_somewhere() -> None:
    with (ROOT / "docs" / "asvs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert Counter(row["level"] for row in rows) == {"1": 70, "2": 183}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["met"] in ("yes", "partly", "no", "operator", "n/a"), row
        assert row["how"] or row["met"] == "yes", row
        assert (row["met"] in ("yes", "partly", "operator")) == bool(row["where"]), row
        assert not row["where"] or (ROOT / row["where"]).is_file(), row
