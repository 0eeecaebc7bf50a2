# Two commands do everything on a machine with Python >= 3.11, git and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUPPLY := $(VENV)/supply

.PHONY: demo test lint types imports pytest fuzz agreement squids validators bench audit lock dist clean

## Lint the examples: findings for the bad configurations, none for the good ones.
demo: $(VENV)/.installed
	@$(BIN)/python examples/demo.py

## Everything CI runs.
test: lint types imports pytest

lint: $(VENV)/.developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.developing
	$(BIN)/mypy

imports: $(VENV)/.developing
	$(BIN)/lint-imports

pytest: $(VENV)/.developing
	$(BIN)/python -m pytest -q -n auto

## Inputs guided by coverage: TARGET=names for one target alone, SECONDS for each.
fuzz: TARGET = all
fuzz: SECONDS = 60
fuzz: $(VENV)/.developing
	$(BIN)/pip install -q "atheris>=3,<4"
	$(BIN)/python -m tests.fuzz $(TARGET) --seconds $(SECONDS)

## At length against the real programs; writes docs/agreement.md. Needs root, Squid (squid-openssl), nftables, node, Chromium.
agreement: $(VENV)/.developing
	$(BIN)/python -m tests.peers.agreement

## Squid 6 and 7 beside the installed one, for `make agreement`: Debian trees below .squids. Needs root and debootstrap.
squids:
	tests/peers/squid/build_roots .squids trixie sid

## Programs of npm that look at what we write, below node_modules.
validators:
	npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix . @microsoft/sarif-multitool@5.7.0 jsonschema@1.5.0 \
		@umbrelladocs/rdformat-validator@1.0.1

## Start-up and speed as ratios against peers in the same run; writes benchmarks/README.md.
bench: $(VENV)/.developing
	$(BIN)/pip install -q yamllint gixy-next zizmor pacparser pypac
	$(BIN)/python benchmarks/all.py

## Is anything that the locks name known to be vulnerable?
audit: $(SUPPLY)/.installed
	$(SUPPLY)/bin/python .ci/audit.py locks/develop.txt locks/supply.txt

## The locks anew after a change of pyproject.toml; `make lock UPGRADE=--upgrade` takes the newest of everything.
lock: $(VENV)/.created $(SUPPLY)/.installed
	PYTHON=$(BIN)/python .ci/lock $(SUPPLY)/bin/uv $(UPGRADE)

## Wheel and sdist in dist/, the same bytes wherever and whenever they are made.
dist: $(VENV)/.installed
	$(BIN)/python -m hatchling build -d dist

clean:
	rm -rf $(VENV) dist build

$(VENV)/.created:
	.ci/venv $(PYTHON) $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml locks/install.txt
	$(BIN)/pip install -q --require-hashes -r locks/install.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.developing: $(VENV)/.installed locks/develop.txt
	$(BIN)/pip install -q --require-hashes -r locks/develop.txt
	touch $@

# What watches over the supply chain has an environment of its own: its dependencies are none of ours.
$(SUPPLY)/.installed: locks/supply.txt
	.ci/venv $(PYTHON) $(SUPPLY)
	$(SUPPLY)/bin/pip install -q --require-hashes -r locks/supply.txt
	touch $@
