# A new machine needs Python (3.11 or newer) and make; each target installs what it needs, once.
#
#   make site    build the site into build/site (set SITE_URL=https://… or PREVIEW=name before it for another address)
#   make serve   live preview while you write
#   make test    all tests, including those in a real browser
#   make check   checks that a change must pass: format, lint, types, workflows, content
#   make programs        install the servers, office programs and readers that the site is tested with (Debian, npm)
#   make test-programs   test the site with the installed ones
#   make lock    pin the newest versions that pyproject.toml allows
#   make clean   remove everything that the other targets made

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
SURVEY := $(VENV)/bin/survey
# On a terminal pip shows its progress; elsewhere, only errors.
PIP := $(RUN) -m pip --disable-pip-version-check install $$([ -t 1 ] || echo --quiet)
UV := $(RUN) -m uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
      --no-emit-index-url --no-emit-find-links --no-annotate --upgrade --quiet \
      --custom-compile-command "make lock"

.PHONY: site serve test check programs test-programs lock clean
.DELETE_ON_ERROR:

# SITE_URL, PREVIEW and EDITIONS come from the environment and are expanded by the shell only, so any value stays one
# word. (If they were set after «make site» on the command line, make would expand them too.)
site: $(VENV)/.site
	@$(SURVEY) build $${SITE_URL:+--site-url "$$SITE_URL"} $${PREVIEW:+--preview "$$PREVIEW"} \
	    $${EDITIONS:+--editions "$$EDITIONS"}
	@echo "The site is in build/site. To browse it: $(SURVEY) browse"

serve: $(VENV)/.site
	@$(SURVEY) serve

test: $(VENV)/.dev
	@$(RUN) scripts/bench/chromium.py
	@$(RUN) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder --ignore tests/programs $(TESTS)

programs:
	@tests/programs/install.sh

test-programs: $(VENV)/.dev
	@$(RUN) scripts/bench/chromium.py
	@$(RUN) -m pytest --numprocesses auto --dist loadfile tests/programs

check: $(VENV)/.dev
	@$(SURVEY) check
	@$(SURVEY) freeze --check
	@$(RUN) -m ruff format --check --diff .
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(VENV)/bin/zizmor --offline --quiet .
	@$(VENV)/bin/actionlint

lock: $(VENV)/.dev
	@$(UV) --output-file requirements.txt
	@$(UV) --group dev --constraint requirements.txt --output-file requirements-dev.txt

clean:
	@rm -rf build $(VENV) .mypy_cache .pytest_cache .ruff_cache
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

# These stamp files are newer than the requirements once those are installed, so a second run does nothing. The project
# itself is installed in editable mode (the command `survey` runs the code in this folder), without further downloads.
$(VENV)/.site: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; say which: make PYTHON=python3.12 …" \
	    if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once; a minute or two) …"
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@echo "Installing what the tests and checks need (once) …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
