# Two commands do all the set-up: `make brief` writes the sample edition, `make test` passes the tests.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_OF := 2022-01-06T18:00:00Z
# Where `make bench` keeps archives it made; ROWS="nothing growth" measures these alone (see tests/benchmarks/ratios).
BENCH ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/briefing-bench
ROWS ?=

.PHONY: brief test check quality bench docs newcomer clean

brief: $(VENV)/.run pango
	$(BIN)/briefing run --as-of $(AS_OF)

test: $(VENV)/.dev pango
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(VENV)/.dev pango
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tests.benchmarks.quality gate
	$(BIN)/python -m tests.benchmarks.made_stream --quick --gate

quality: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks.quality table

bench: $(VENV)/.dev pango
	$(BIN)/python -m tests.benchmarks.ratios --memory --folder $(BENCH) $(ROWS)
	$(BIN)/python -m tests.benchmarks.speed

docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

newcomer:
	@bash scripts/newcomer.sh

# What the system lacks for the environment and the PDF is installed as root on Debian and Ubuntu, and named elsewhere.
.PHONY: pango
pango:
	@bash scripts/system.sh pango

$(VENV)/bin/python:
	@bash scripts/system.sh venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.docs: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[docs]'
	@touch $@

clean:
	rm -rf $(VENV) out site .mypy_cache .ruff_cache .pytest_cache
