# Everything here works on a fresh machine with Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.PHONY: run sample test check screens bench corpus lock clean

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Casewell needs Python 3.11 or newer; set PYTHON=/path/to/it")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	touch $(READY)

run: $(READY) ## open the program
	$(BIN)/casewell

sample: $(READY) ## open a fictional casebook with every screen alive
	$(BIN)/casewell --sample

test: $(READY) ## run every test, offscreen
	$(OFFSCREEN) $(BIN)/python -m pytest -n auto

check: $(READY) ## style, types, the law of imports, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(OFFSCREEN) $(BIN)/python -m pytest -n auto

screens: $(READY) ## save every screen, light and dark, at 100 % and 150 %, into build/screens
	$(OFFSCREEN) $(BIN)/python -m tests.screens build/screens

bench: $(READY) ## measure speed and memory as ratios against a floor of the same run
	$(OFFSCREEN) $(BIN)/python -m tests.bench

corpus: $(READY) ## read the sample notices of a folder beside the project, where there is one
	$(OFFSCREEN) $(BIN)/python -m tests.corpus

lock: ## write requirements.txt anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --extra dev --output-file requirements.txt pyproject.toml

clean: ## remove what was built
	rm -rf $(VENV) build dist *.egg-info
