# Waymark. `make run` starts all of it on this machine; `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help setup run chat test check format bench-directory bench-nlu clean

UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
WAYMARK := .venv/bin/waymark

# Rasa needs CPython 3.10: on PATH (a shim that does not run does not count), under pyenv, or
# fetched by uv.
PYTHON_3_10 = $(shell \
	for python in python3.10 $$(ls -d $${PYENV_ROOT:-$$HOME/.pyenv}/versions/3.10.*/bin/python3.10 2>/dev/null | sort -rV); do \
		"$$python" -c '' 2>/dev/null && { command -v "$$python"; exit; }; \
	done; echo 3.10)

help: ## List what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

setup: .venv/.ready nlu/.venv/.ready ## Prepare everything, and start nothing
	@$(WAYMARK) train

run: .venv/.ready nlu/.venv/.ready ## Start database, Rasa, bot and inbox
	@exec $(WAYMARK) run

chat: .venv/.ready nlu/.venv/.ready ## Talk to the same bot in this terminal
	@exec $(WAYMARK) chat

test: setup ## Run all tests
	@.venv/bin/pytest

check: setup ## What CI runs: format, lint, types, imports, dependencies, compose file, tests
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@$(UV) export --quiet --frozen --no-emit-project | .venv/bin/python .ci/audit.py
	@.venv/bin/pytest

format: .venv/.ready ## Format and mend what can be mended
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench-directory: .venv/.ready ## Time the directory at 100, 1,000 and 10,000 services
	@.venv/bin/python -m tests.bench.directory

bench-nlu: setup ## Time the language model as it is served, beside Rasa's default pipeline
	@nlu/.venv/bin/python -m nlu.evaluation bench

clean: ## Remove the environments and everything built; data under .waymark stays
	rm -rf .venv .tools nlu/.venv nlu/models .mypy_cache .ruff_cache .pytest_cache .hypothesis

.tools/bin/uv:
	@echo "Fetching uv $(UV_VERSION)…"
	@python3 -m venv .tools
	@.tools/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@echo "Setting up the application (Python 3.11 or later)…"
	@$(UV) sync --frozen --quiet --compile-bytecode
	@touch $@

nlu/.venv/.ready: nlu/pyproject.toml nlu/uv.lock | $(UV)
	@echo "Setting up Rasa (Python 3.10; about 2 GB, a minute or more)…"
	@$(UV) sync --project nlu --frozen --quiet --compile-bytecode --python "$(PYTHON_3_10)"
	@touch $@
