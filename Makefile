# Everything runs in a virtual environment of its own; only Python 3.11+, git and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help site serve test check format lint types layers own-site own-gate bench bench-search screenshots clean

help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

site: $(READY) ## Build the site of this repository into site/
	$(BIN)/mkdocs build --quiet
	@echo "The site is in site/; open file://$(CURDIR)/site/index.html, or run 'make serve'."

serve: $(READY) ## Serve the site at http://127.0.0.1:8000 and rebuild on change
	$(BIN)/mkdocs serve

test: $(READY) ## Run all tests
	$(BIN)/python -m pytest -n 2

format: $(READY) ## Format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix-only .

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/deno lint --quiet --rules-exclude=no-window,no-window-prefix plugins tests

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

own-site: $(READY)
	$(BIN)/mkdocs build --strict

own-gate: $(READY)
	$(BIN)/gazetteer check --fail-on warning

check: lint types layers test own-site own-gate ## Format, lint, types, layers, tests, own site, own gate

bench: $(READY) ## Measure: estates of 100, 1,000 and 10,000 services
	$(BIN)/python -m bench

bench-search: $(READY) ## Measure searching 20,000 pages in Chromium
	$(BIN)/python -m bench.search

screenshots: $(READY) ## Take the pictures of docs/assets/screenshots anew (needs Chromium)
	-$(BIN)/mkdocs build --quiet
	$(BIN)/python -m tests.browser.screenshots site

clean: ## Remove what was made
	rm -rf $(VENV) site build dist .mypy_cache .ruff_cache .pytest_cache
