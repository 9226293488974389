# `make demo` sets up and runs the main job; `make test` sets up and passes the tests.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin

.PHONY: demo test setup format docs cards notebooks

demo: setup
	$(RUN)/resettle demo

test: setup
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/pytest -q -n auto --dist worksteal

docs: setup
	$(RUN)/python -m experiments.pages

notebooks: setup
	$(RUN)/python -m notebooks.execute

cards: setup
	$(RUN)/python -m experiments.effect_cards

format: setup
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

setup: $(VENV)/ready

$(VENV)/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 12) else "Resettle needs Python 3.12 or newer; this is %d.%d. Run: make PYTHON=python3.13 demo / 需要 Python 3.12 或更高版本。" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(RUN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	@touch $(VENV)/ready
