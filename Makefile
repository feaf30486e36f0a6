# Everything a newcomer types. `make demo` and `make test` need Python 3.11+, pip, make and git only.

.DEFAULT_GOAL := help
SHELL := /bin/sh

UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
RUN := $(UV) run --frozen --no-sync
OUT ?= out
# Another Python in an environment of its own: `make test PYTHON=3.13 VENV=.venv-3.13`.
VENV ?= .venv
PYTHON ?=
ROWS ?=
SUBJECTS ?=

# Never fetch another Python; never let a surrounding environment choose ours.
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := $(VENV)
ifneq ($(PYTHON),)
export UV_PYTHON := $(PYTHON)
endif
export DO_NOT_TRACK := 1
unexport VIRTUAL_ENV
# Behind a company's TLS proxy only the system's certificates are right; uv asks for them under either name.
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true
# Each sandbox, Prefect server and killed process of the tests imports the same libraries: without
# bytecode on disk (an image's PYTHONDONTWRITEBYTECODE) each of them compiles all of it again.
unexport PYTHONDONTWRITEBYTECODE
export UV_COMPILE_BYTECODE := true

.PHONY: help setup demo ui test stories test-fast check fix bench bench-quick flames storm browser soak clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.tools/uv/bin/uv:
	@echo "Installing uv into .tools (private to this folder)"
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools/uv 'uv>=0.8'

$(VENV)/.ready: pyproject.toml packages/vendor_sandbox/pyproject.toml uv.lock tasks/run/made_database.py | $(filter .tools/uv/bin/uv,$(UV))
	@$(UV) sync --frozen --quiet
	@$(RUN) python -m compileall -q flows tasks relocalisons packages
	@$(RUN) python -m tasks.run.made_database
	@touch $@

setup: $(VENV)/.ready ## the private environment, from uv.lock

demo: $(VENV)/.ready ## six nights of the sample story on a sandbox, then stop
	@$(RUN) relocalisons demo --out $(OUT)/demo

ui: $(VENV)/.ready ## the same, then Prefect's pages, the Drive and the mailbox stay up
	@$(RUN) relocalisons demo --out $(OUT)/ui --stay

# A file's tests stay together, in the order of the folders: its workspace is played once. More workers than
# cores, since servers and killed processes are waited for: 3 for two cores, 4 for the stories.
TEST := $(RUN) pytest --dist loadfile --no-loadscope-reorder

test: $(VENV)/.ready ## every test but the long stories and those in a browser
	@$(TEST) -n 3

stories: $(VENV)/.ready ## weeks of a programme through the real flows, and all its documents
	@$(TEST) -n 4 -m story

browser: $(VENV)/.ready ## the pages in a real headless Chromium, through the proxies (installed on Debian when root)
	@for one in chromium caddy nginx; do \
	  PATH=$$PATH:/usr/sbin command -v $$one >/dev/null || { apt-get update -q && apt-get install -y -q $$one; } || exit 1; \
	done
	@$(RUN) pytest -m browser

soak: $(VENV)/.ready ## fifty nights with random kills of worker, server, vendors and database (25 min); NIGHTS=5 plays fewer
	@ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || { apt-get update -q && apt-get install -y -q postgresql; }
	@$(RUN) python tests/soak/soak.py

test-fast: $(VENV)/.ready ## the rules only: no Prefect, no server
	@$(RUN) pytest tests/spec tests/architecture tests/unit_core tests/unit_reading tests/unit_rendering

check: $(VENV)/.ready ## format, lint, imports, types: all of them, then the count of failures
	@failures=0; \
	step() { echo "== $$1"; shift; "$$@" || failures=$$((failures + 1)); }; \
	step format $(RUN) ruff format --check .; \
	step lint $(RUN) ruff check .; \
	step imports $(RUN) lint-imports; \
	step types $(RUN) pyright; \
	step lock $(UV) lock --check; \
	echo "== $$failures failed"; test $$failures -eq 0

fix: $(VENV)/.ready ## format, and what ruff can repair
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

bench: $(VENV)/.ready ## the table of docs/performance.md, beside peers, in one run (15 min); ROWS=network,cells measures some anew
	@$(UV) run --frozen --group bench relocalisons bench --rows '$(ROWS)'

bench-quick: $(VENV)/.ready ## every row of it at a small size: are the results the same? No times (2 min)
	@$(UV) run --frozen --group bench relocalisons bench --quick --rows '$(ROWS)'

flames: $(VENV)/.ready ## flame graphs of a night, its imports, the demo and the tests (8 min); SUBJECTS=flamme-nuit draws one
	@PYTHONPATH=tests $(UV) run --frozen --group bench python -m benchmarks.flames.draw $(SUBJECTS)

storm: $(VENV)/.ready ## 10,000 mails and 200 kills a policy (an hour)
	@$(UV) run --frozen --group bench relocalisons bench --rows storm

clean: ## what the demo and the tools left
	rm -rf $(OUT) .venv .venv-* .tools
