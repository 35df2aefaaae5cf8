# On a fresh machine: `make build` builds the sample papers, `make test` passes the tests, `make quick` most of them.
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -n auto --dist loadgroup

.PHONY: build test quick coverage lint bench supply audit words fuzz anything secrets hostile faults together attacks clean

build: .venv/ready
	$(BIN)/papers build

test: .venv/ready lint
	$(PYTEST)

# What needs no other program, does not start our own many times, and tries little at random.
quick: .venv/ready lint
	$(PYTEST) -m 'not slow'

coverage: .venv/ready lint
	$(PYTEST) --cov

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# How fast the program is beside others; it takes several minutes.
bench: .venv/ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks

# The hashes of what the program needs, its bill of materials and the licences, of pyproject.toml and constraints.txt.
supply: .venv/supply
	$(BIN)/python tools/list_supply.py

# Whether faults are known in what the program needs. It asks the Python Package Index.
audit: .venv/supply
	$(BIN)/python -m pip_audit --require-hashes --disable-pip --requirement requirements.txt

.venv/supply: .venv/ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[supply]'
	touch $@

# Ten thousand texts of every kind through every field, document and sheet; it takes about an hour.
words: .venv/ready
	PAPERS_TEXTS=$(or $(TEXTS),10000) $(PYTEST) tests/words --hypothesis-profile words

# Hostile files of every kind on the real commands, each within seconds and memory; it takes about an hour, on Linux.
hostile: .venv/ready
	$(BIN)/python -m tools.hostile

# Hostile templates: placeholders, fields, relationships, disguised parts and damage; it takes a quarter of an hour.
attacks: .venv/ready
	$(BIN)/python -m tools.attacks

# Inputs that are changed until the readers fail, ten minutes for each reader; on Linux.
fuzz: .venv/ready
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[fuzz]'
	$(BIN)/python -m tests.fuzz --seconds $(or $(SECONDS),600)

# Odd files, arguments and surroundings, five thousand times and more; it takes about an hour, on Linux.
anything: .venv/ready
	$(BIN)/python tools/try_anything.py $(RUNS)

# Secret words in every place that can be exempt, every command, and a search of all that is written; it takes half an hour.
secrets: .venv/ready
	$(BIN)/python tools/try_secrets.py $(or $(COUNT),60)

# Each call to the system of each command that writes fails, or the command is killed there; about twenty minutes, on Linux
# with a C compiler. SHARE=all tries every one.
faults: .venv/ready
	$(BIN)/python tools/inject_faults.py $(or $(SHARE),60)

# Commands that meet in one workspace, fifty times each; about ten minutes, not on Windows.
together: .venv/ready
	$(BIN)/python tools/run_together.py $(ROUNDS)

# Compiled once, so that `papers` starts as fast from a checkout as when it is installed.
.venv/ready: pyproject.toml constraints.txt requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	touch $@

clean:
	rm -rf .venv dist build
