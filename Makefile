# Two commands do everything on a machine with Python >= 3.11, git and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types imports pytest agreement squids bench clean

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

## At length against the real programs; writes docs/agreement.md. Needs root, Squid (squid-openssl), nftables, node, Chromium.
agreement: $(VENV)/.developing
	$(BIN)/python -m tests.peers.agreement

## Squid 6 and 7 beside the installed one, for `make agreement`: Debian trees below .squids. Needs root and debootstrap.
squids:
	tests/peers/squid/build_roots .squids trixie sid

## Start-up and speed as ratios against peers in the same run.
bench: $(VENV)/.developing
	$(BIN)/pip install -q yamllint gixy-next pacparser pypac
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/squid_scale.py
	$(BIN)/python benchmarks/pac.py
	$(BIN)/python benchmarks/fleet.py

clean:
	rm -rf $(VENV) dist build

$(VENV)/.created:
	.ci/venv $(PYTHON) $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	$(BIN)/pip install -q -e .
	touch $@

$(VENV)/.developing: $(VENV)/.installed
	$(BIN)/pip install -q --group dev
	touch $@
