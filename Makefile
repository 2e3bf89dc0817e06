# The whole work in named commands. A machine needs Python 3.11 and its pip; the rest is fetched.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SCRIPT_TOOLS := tests/scripts/node_modules
BIOME := $(BIN)/node $(SCRIPT_TOOLS)/@biomejs/biome/bin/biome
TSC := $(BIN)/node $(SCRIPT_TOOLS)/typescript/bin/tsc

unexport PYTHONDONTWRITEBYTECODE  # else every worker and server compiles everything anew

.DEFAULT_GOAL := help
.PHONY: help run dev test test-quick check format bench screenshots clean

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/run-ready ## set everything up and serve http://127.0.0.1:3000
	@$(BIN)/python -m oreai --fetch

dev: $(VENV)/test-ready ## the same, begun anew after each change of the code
	@$(BIN)/python -m oreai.client_build
	@$(BIN)/python -m oreai.dev

# The client is built before: no test waits for it.
test: $(VENV)/test-ready $(SCRIPT_TOOLS)/.package-lock.json ## every test; some need chromium-headless-shell, mariadb-server, redis-server
	@$(BIN)/python -m oreai.client_build
	@$(BIN)/python -m tests

test-quick: $(VENV)/test-ready $(SCRIPT_TOOLS)/.package-lock.json ## the tests without browsers and MariaDB
	@$(BIN)/python -m oreai.client_build
	@$(BIN)/python -m tests --quick

bench: $(VENV)/test-ready ## measure what a reply costs, into bench/results.md
	@$(BIN)/python -m bench

screenshots: $(VENV)/test-ready ## render every screen, into screenshots/out/index.html
	@$(BIN)/python -m screenshots

check: $(VENV)/test-ready $(SCRIPT_TOOLS)/.package-lock.json ## lint, format and types of Python, scripts and styles
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIOME) ci
	@$(TSC) --project tsconfig.json

format: $(VENV)/test-ready $(SCRIPT_TOOLS)/.package-lock.json ## mend what they can mend by themselves
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .
	@$(BIOME) check --write

$(VENV)/run-ready: requirements.lock
	@echo "OreAI: installing packages into $(VENV) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/test-ready: $(VENV)/run-ready requirements-dev.txt requirements-box.txt
	@echo "OreAI: installing what tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r requirements-box.txt
	@touch $@

# npm comes with the Python packages; it writes this file last.
$(SCRIPT_TOOLS)/.package-lock.json: tests/scripts/package.json tests/scripts/package-lock.json | $(VENV)/run-ready
	@echo "OreAI: installing what checks and tests need in Node ..."
	@$(BIN)/npm ci --prefix tests/scripts --no-audit --no-fund --loglevel=error
	@touch $@

clean: ## throw away what was installed and built; chats stay
	rm -rf $(VENV) $(SCRIPT_TOOLS) .web .states .pytest_cache .mypy_cache .ruff_cache
