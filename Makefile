# Two commands matter: `make demo` shows the service, `make test` proves it.
# Both work on a fresh Debian 12 with git, make, python3 (3.11 or later) and python3-venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
WORKERS ?= 2

# The stamps stand inside the virtual environment: throwing it away throws them away.
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
LOCKING := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: demo test check unit bench format lock system audit coverage clean

## Make a fresh demo and serve it on 127.0.0.1 until Ctrl-C.
demo: $(RUNS)
	$(BIN)/mediation demo $(if $(PORT),--port $(PORT)) $(DEMO)

## Run every check and every test, the fastest first.
test: system check unit

## The checks that read the code without running it, the fastest first.
check: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/vulture
	$(BIN)/djlint --lint templates
	$(BIN)/mypy
	$(PIP) check

unit: $(TESTS)
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

## Measure the service over HTTP with small and large districts (BENCH="--sizes 1000 --check").
bench: $(TESTS)
	$(BIN)/python -m tests.bench $(BENCH)

## Which lines and branches the tests of the pure rooms and the gate reach.
coverage: $(TESTS)
	$(BIN)/pytest -n $(WORKERS) --cov --cov-report=term-missing:skip-covered

format: $(TESTS)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

## Ask the registry whether a locked part has a known weakness.
audit: $(TESTS)
	$(BIN)/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

# The lock has two parts, what the service runs on first.  hatchling belongs to it, so that
# building the project needs nothing that is not locked.
lock: $(TESTS)
	$(PIP) install --quiet uv
	$(BIN)/uv pip compile $(LOCKING) --all-extras pyproject.toml -o $(VENV)/all.lock
	echo hatchling | $(BIN)/uv pip compile $(LOCKING) -c $(VENV)/all.lock pyproject.toml - \
		-o $(VENV)/runs.lock
	awk '/^[a-z]/ { split($$1, part, "=="); name = part[1] } \
		FNR == NR { if (/^[a-z]/) runs[name]; next } \
		{ if (name in runs) print; else rest = rest $$0 "\n" } \
		END { printf "# Tests and checks only:\n%s", rest }' \
		$(VENV)/runs.lock $(VENV)/all.lock > requirements.lock



$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUNS): requirements.lock pyproject.toml | $(BIN)/python
	sed '/^# Tests and checks/,$$d' requirements.lock > $(VENV)/runs.lock
	$(PIP) install --quiet --require-hashes --no-deps -r $(VENV)/runs.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(TESTS): requirements.lock | $(RUNS)
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.lock
	touch $@

# A browser, Chinese fonts and what the browser's driver links to, through apt when it may; the
# tests say so themselves when they still miss one.
system:
	@if command -v chromium >/dev/null && fc-list :lang=zh 2>/dev/null | grep -q . \
		&& /sbin/ldconfig -p | grep -q libatomic.so.1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -qq -y --no-install-recommends \
		chromium fontconfig fonts-noto-cjk libatomic1 >/dev/null; \
	else echo "Please install: apt-get install chromium fontconfig fonts-noto-cjk libatomic1"; fi

clean:
	rm -rf $(VENV) build dist
