# Two commands matter: `make run` and `make test`. Both make all they need first.
# PORT, DATA (a folder to load) and HUEANDCRY_HOME (all state) work as arguments and as environment variables.

PYTHON ?= python3
PORT ?= 8000
DATA ?=
HUEANDCRY_HOME ?= $(CURDIR)/var
TESTS ?= tests
export PORT HUEANDCRY_HOME

BIN := .venv/bin
STAMP := .venv/.made

.PHONY: run test setup check fix bench docs lock messages clean

run: setup
ifneq ($(strip $(DATA)),)
	$(BIN)/hueandcry load $(DATA)
	$(BIN)/hueandcry build
endif
	$(BIN)/hueandcry up --port $(PORT)

test: setup
	$(BIN)/pytest -n 2 --dist loadfile -q $(TESTS)

setup: $(STAMP)

$(STAMP): requirements/runtime.txt requirements/dev.txt package-lock.json pyproject.toml scripts/frontend.py
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python scripts/frontend.py
	touch $(STAMP)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy src/hueandcry

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	$(BIN)/python -m bench

docs: setup
	$(BIN)/python scripts/methods.py

# Pin anew. The lock files carry hashes and no addresses.
lock: setup
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/runtime.in -o requirements/runtime.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url --python-version 3.11 requirements/dev.in -o requirements/dev.txt

# Collect the strings to translate, and compile what is translated (needs gettext).
messages: setup
	cd src/hueandcry && ../../$(BIN)/django-admin makemessages --locale cy --no-location --no-obsolete --ignore "web/methods/*" --settings hueandcry.project.settings
	cd src/hueandcry && ../../$(BIN)/django-admin compilemessages --settings hueandcry.project.settings

clean:
	rm -rf .venv node_modules build dist src/*.egg-info src/hueandcry/ui/static/vendor
