# Everything a newcomer types. `make demo` and `make test` need Python 3.11+, pip, make and git only.

.DEFAULT_GOAL := help
SHELL := /bin/sh

UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
OUT ?= out

# Never fetch another Python; never let a surrounding environment choose ours.
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export DO_NOT_TRACK := 1
unexport VIRTUAL_ENV

.PHONY: help setup demo ui test stories test-fast check fix bench browser clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.tools/uv/bin/uv:
	@echo "Installing uv into .tools (private to this folder)"
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools/uv 'uv>=0.8'

.venv/.ready: pyproject.toml uv.lock | $(filter .tools/uv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet
	@touch $@

setup: .venv/.ready ## the private environment, from uv.lock

demo: .venv/.ready ## six nights of the sample story on a sandbox, then stop
	@$(RUN) relocalisons demo --out $(OUT)/demo

ui: .venv/.ready ## the same, then Prefect's pages, the Drive and the mailbox stay up
	@$(RUN) relocalisons demo --out $(OUT)/ui --stay

# A file's tests stay together, in the order of the folders: its workspace is played once.
TEST := $(RUN) pytest -n 2 --dist loadfile --no-loadscope-reorder

test: .venv/.ready ## every test but the long stories and those in a browser
	@$(TEST)

stories: .venv/.ready ## weeks of a programme through the real flows, and all its documents
	@$(TEST) -m story tests/run_flows

browser: .venv/.ready ## the pages in a real headless Chromium (installed on Debian when root)
	@command -v chromium >/dev/null || { apt-get update -q && apt-get install -y -q chromium; }
	@$(RUN) pytest -m browser

test-fast: .venv/.ready ## the rules only: no Prefect, no server
	@$(RUN) pytest tests/spec tests/architecture tests/unit_core tests/unit_reading tests/unit_rendering

check: .venv/.ready ## format, lint, imports, types: all of them, then the count of failures
	@failures=0; \
	step() { echo "== $$1"; shift; "$$@" || failures=$$((failures + 1)); }; \
	step format $(RUN) ruff format --check .; \
	step lint $(RUN) ruff check .; \
	step imports $(RUN) lint-imports; \
	step types $(RUN) pyright; \
	step lock $(UV) lock --check; \
	echo "== $$failures failed"; test $$failures -eq 0

fix: .venv/.ready ## format, and what ruff can repair
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: .venv/.ready ## measured budgets, side by side with peers in one run
	@$(UV) run --frozen --group bench relocalisons bench

clean: ## what the demo and the tools left
	rm -rf $(OUT) .venv .tools
