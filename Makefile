PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/stamps
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport DJANGO_SETTINGS_MODULE

.PHONY: setup run test lint types contracts units debian bench lock messages clean

setup: $(STAMPS)/run $(STAMPS)/front

run: setup
	@exec $(BIN)/yixian serve

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit("Yixian needs Python 3.11 or later; name one with make PYTHON=…" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@mkdir -p $(STAMPS)
	@touch $@

$(STAMPS)/run: requirements/run.txt pyproject.toml $(STAMPS)/venv
	@echo "setup: Python packages"
	@$(BIN)/pip install -qq --progress-bar off --require-hashes -r requirements/run.txt
	@$(BIN)/pip install -qq --progress-bar off --no-deps -e .
	@touch $@

$(STAMPS)/test: requirements/test.txt $(STAMPS)/run
	@echo "setup: what the tests need"
	@$(BIN)/pip install -qq --progress-bar off --require-hashes -r requirements/test.txt
	@touch $@

$(STAMPS)/front: package.json package-lock.json $(STAMPS)/run
	@echo "setup: front-end parts"
	@$(BIN)/npm ci --ignore-scripts --no-progress --loglevel=error
	@touch $@

test: setup $(STAMPS)/test lint types contracts units debian
	@echo "test: everything passed"

lint: $(STAMPS)/test
	@echo "test: lint"
	@$(BIN)/ruff check src tests $(wildcard bench)
	@$(BIN)/ruff format --check --quiet src tests $(wildcard bench)
	@$(BIN)/yixian messages check

types: $(STAMPS)/test
	@echo "test: types"
	@$(BIN)/mypy

contracts: $(STAMPS)/test
	@echo "test: import contracts"
	@$(BIN)/lint-imports --no-cache

units: setup $(STAMPS)/test
	@echo "test: a browser, a Chinese font, LibreOffice"
	@.ci/browser
	@.ci/office
	@echo "test: on the embedded PostgreSQL"
	@$(BIN)/yixian messages compile
	@$(BIN)/pytest -n 2 --dist worksteal

debian: $(STAMPS)/test
	@.ci/debian-postgres

bench: setup $(STAMPS)/test
	@$(BIN)/python -m bench

lock: $(STAMPS)/test
	@for part in run test; do \
	  $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header requirements/$$part.in -o requirements/$$part.txt || exit 1; \
	done
	@$(BIN)/npm install --package-lock-only --ignore-scripts --loglevel=error

messages: setup
	@$(BIN)/yixian messages update
	@$(BIN)/yixian messages compile

clean:
	rm -rf .venv node_modules build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find src -name '*.mo' -delete
	@echo "The database and the keys in var/ are kept."
