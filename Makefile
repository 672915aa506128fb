# Streamer Studio. `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.installed-run
DEV_STAMP := $(VENV)/.installed-dev
# Beside the packages of tests/vendors/peers.py: both speak with our own code in tests, and are never imported by it.
EMULATE := emulate@0.12.2

.DEFAULT_GOAL := help
.PHONY: help run dev test check bench chaos screenshots gallery format clean

help: ## What there is to do
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(RUN_STAMP) ## Install, migrate, build, then serve on http://localhost:3000 (PORT=… to change)
	@$(PY) scripts/serve.py

dev: $(RUN_STAMP) ## The same, starting again whenever a source changes
	@$(PY) scripts/serve.py --dev

test: $(DEV_STAMP) ## Everything that CI checks: lint, types, contracts, tests, browser journey
	@$(PY) scripts/check.py
	@$(PY) scripts/run_tests.py

check: $(DEV_STAMP) ## Lint, types, import contracts
	@$(PY) scripts/check.py

bench: $(DEV_STAMP) ## Speed and memory, as ratios within one run
	@$(PY) -m tests.bench

chaos: $(DEV_STAMP) ## Kill workers and Redis, stop the clock of others, try 2,000 histories: nothing is lost or doubled
	@$(PY) -m tests.chaos

screenshots: $(DEV_STAMP) ## Every page at 1440 and 390 px, dark and light, into ./screenshots
	@$(PY) scripts/screenshots.py

gallery: $(RUN_STAMP) ## Contact sheets of everything the renderer draws, into ./gallery
	@$(PY) scripts/gallery.py

format: $(DEV_STAMP) ## Sort imports and format
	@$(PY) -m ruff check --fix --select I . && $(PY) -m ruff format .

clean: ## Remove what was built; data and the virtual environment stay
	rm -rf .web .states .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis screenshots gallery

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=… to one."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements-dev.txt requirements-peers.txt requirements.txt constraints.txt | $(VENV)/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(PY) -m pip install -qq --disable-pip-version-check --upgrade --target $(VENV)/peers -r requirements-peers.txt
	$(VENV)/bin/npm install --silent --no-audit --no-fund --prefix $(VENV)/peers $(EMULATE)
	@touch $@ $(RUN_STAMP)
