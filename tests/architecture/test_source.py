"""What import contracts cannot say about the source: sizes, who commits, who reads the environment."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted([*(ROOT / "studio_app").rglob("*.py"), *(ROOT / "workers").rglob("*.py")])
FULL = [path for path in PRODUCT if path.read_text("utf-8").strip()]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
NAME = {path: path.relative_to(ROOT).as_posix() for path in [*PRODUCT, *TESTS]}


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def share(values: list[int], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text("utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(f"{NAME[path]}:{node.name}", (node.end_lineno or 0) - node.lineno + 1) for node in found]


def test_the_package_itself_imports_nothing() -> None:
    assert (ROOT / "studio_app/__init__.py").read_text() == ""


def test_a_worker_boots_without_the_web() -> None:
    program = "import sys, workers.registry; print([m for m in ('reflex', 'fastapi', 'starlette') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_only_the_unit_of_work_commits() -> None:
    found = {NAME[path] for path in PRODUCT if ".commit(" in path.read_text("utf-8")}
    assert found == {"studio_app/db/unit_of_work.py"}


def test_only_the_settings_read_the_environment() -> None:
    def reads(path: Path) -> bool:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv", "getenvb"):
                return True
            if isinstance(node, ast.ImportFrom) and node.module == "os" and {n.name for n in node.names} & {
                "environ", "getenv",
            }:
                return True
        return False

    assert {NAME[path] for path in PRODUCT if reads(path)} <= {"studio_app/core/config.py"}


def test_modules_keep_to_the_size_budget() -> None:
    sizes = {NAME[path]: lines(path) for path in FULL}
    assert {name: size for name, size in sizes.items() if size > 500} == {}
    assert statistics.median(sizes.values()) <= 90
    assert share(list(sizes.values()), 95) <= 330


def test_functions_keep_to_the_size_budget() -> None:
    sizes = [size for path in FULL for _, size in functions(path)]
    assert statistics.median(sizes) <= 10
    assert share(sizes, 95) <= 45


def test_every_module_of_a_feature_is_one_of_the_named_parts() -> None:
    """Knowing the noun is knowing the path: a new kind of module in a feature is a decision, not an accident."""
    parts = {"__init__", "rules", "service", "repository", "types", "pipeline", "prompts"}
    own = {
        "accounts": {
            "alarms", "authenticator", "avatars", "entry", "keys", "linking", "passwords", "recovery", "second_factor",
            "sessions", "tickets", "tokens",
        },
        "assets": {
            "delivery", "expiry", "exporting", "feedback", "marking", "orphans", "rating", "rendering", "scenes",
            "scoring",
        },
        "brand_kits": {"analysis", "kits", "logos"},
        "generation": {
            "admission", "briefs", "endings", "families", "ingredients", "lease", "making", "packs", "previews",
            "references", "results", "retention", "staging", "sweeper", "turns",
        },
        "mails": {"courier"},
        "privacy": {"exporting", "registry"},
        "webhooks": {"courier", "fan_out"},
    }
    found = {
        f"{folder.name}/{module.stem}"
        for folder in (ROOT / "studio_app/features").iterdir()
        if folder.is_dir()
        for module in folder.glob("*.py")
        if module.stem not in parts | own.get(folder.name, set())
    }
    assert found == set()


@pytest.mark.parametrize("folder", ["features", "api/v1"])
def test_one_noun_one_name(folder: str) -> None:
    """Every feature with an interface has its router under the same name."""
    nouns = {"accounts", "brand_kits", "assets", "generation", "webhooks"}
    here = ROOT / "studio_app" / folder
    assert nouns <= {path.stem for path in here.iterdir()}


UNFINISHED = re.compile(
    "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error", r"pytest\.sk" + "ip",
              r"mark\.(sk" + "ip|xf" + "ail)", "importor" + "skip", r"unittest\.sk" + "ip"])
)


def test_nothing_is_left_unfinished_and_no_test_is_passed_over() -> None:
    found = {
        NAME[path]: match.group()
        for path in [*PRODUCT, *TESTS]
        if (match := UNFINISHED.search(path.read_text("utf-8")))
    }
    found.pop("tests/imaging/test_native.py", None)  # mounts over system libraries, which not every machine allows
    assert found == {}


def test_every_queue_job_is_sent_by_name_only() -> None:
    """Features ring by `JobName`: none of them knows the workers."""
    knows = re.compile(r"^\s*(from|import) (workers|rq|redis)\b", re.M)
    features = (ROOT / "studio_app/features").rglob("*.py")
    assert [NAME[path] for path in features if knows.search(path.read_text("utf-8"))] == []
