# Every habit as one verb; `make` alone lists them. Set-up happens by itself, in .venv, whenever a verb needs it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
FRONTEND := frontend
ASSETS := src/dudao/web/pages/static/dudao/site.css
ENGLISH := $(shell find src/dudao/web -name django.po)
BENCH := .venv-bench
ROUNDS ?= 5
YEARS ?= 1
DOCUMENTS ?= 20000
WHAT ?= reports indicators requests rows workbook site document
WORKS ?= summary full
WITHOUT ?=
DEMO := build/demo
DEMO_SITE := build/demo-site
OLD_CHROMIUM := build/old-chromium
SAMPLES ?= ../shared/samples
SECONDS_EACH ?= 60
PORT ?= 8000
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup assets messages debian demo lint-frontend test test-postgres screenshots test-ocr test-spark try-old-chromium check judge docs bench accept fuzz serve new-rule clean

help: ## what each verb does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(STAMP) ## the virtual environment, once

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.11"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
	  || { PYTHON=$(PYTHON) sh tools/debian_packages.sh debian-packages.txt python3-venv && $(PYTHON) -m venv --clear $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[plan,web,test,check]'
	@$(BIN)/python -m compileall -q src  # else each start compiles again where Python may not write bytecode
	@touch $@

assets: $(ASSETS) $(ENGLISH:.po=.mo) ## styles, scripts and icons of the site, from the packages that package-lock.json names

$(ASSETS): $(FRONTEND)/package-lock.json $(wildcard $(FRONTEND)/*.* $(FRONTEND)/styles/* $(FRONTEND)/scripts/*)
	@command -v npm >/dev/null || PYTHON=$(PYTHON) sh tools/debian_packages.sh debian-packages.txt nodejs npm
	@cd $(FRONTEND) && npm ci --silent --ignore-scripts && node build.mjs

$(ENGLISH:.po=.mo): $(ENGLISH) | $(STAMP)
	$(BIN)/python -m tools.make_messages --compile

messages: $(STAMP) ## bring each app's locale/en in step with its Chinese; lists what still has no English
	$(BIN)/python -m tools.make_messages

debian: ## the Debian packages, where they are missing
	@PYTHON=$(PYTHON) sh tools/debian_packages.sh debian-packages.txt

demo: $(STAMP) ## check the sample report, measure the example province; leaves pages, a Word file and a workbook
	@sh tools/demo.sh $(BIN)/dudao $(DEMO)

lint-frontend: $(ASSETS) ## scripts and bundled styles, for what old browsers do not have
	@cd $(FRONTEND) && npm run --silent lint

test: $(STAMP) lint-frontend debian ## the tests
	$(BIN)/python -m pytest -n 2

test-postgres: $(VENV)/.postgres $(ASSETS) ## the site's tests on a PostgreSQL of their own
	@PYTHON=$(PYTHON) sh tools/debian_packages.sh debian-packages-postgres.txt
	$(BIN)/python -m tools.postgres_cluster $(BIN)/python -m pytest -n 2 tests/web

$(VENV)/.postgres: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[postgres]'
	@touch $@

screenshots: $(STAMP) $(ASSETS) $(ENGLISH:.po=.mo) debian ## the pictures of the guides, taken anew: of rounds by journeys, of the library on the filled site
	DUDAO_PICTURES=$(CURDIR)/docs/images $(BIN)/python -m pytest -n 0 -q tests/journeys/test_tour.py tests/journeys/test_whole_round.py
	@sh tools/fill_demo.sh $(BIN)/python $(DEMO_SITE)
	$(BIN)/python -m tools.library_pictures.take $(DEMO_SITE) docs/images

try-old-chromium: $(STAMP) $(ASSETS) $(ENGLISH:.po=.mo) debian ## the filled site in Chromium 90 (fetched through npm); leaves pictures and what is wrong
	@sh tools/fill_demo.sh $(BIN)/python $(DEMO_SITE)
	$(BIN)/python -m tools.old_chromium.try_site $(DEMO_SITE) $(OLD_CHROMIUM)

test-ocr: $(STAMP) ## the tests of scanned pages, with the OCR extra in an environment of its own
	@test -x .venv-ocr/bin/python || $(PYTHON) -m venv .venv-ocr
	.venv-ocr/bin/python -m pip install --quiet --disable-pip-version-check -e '.[ocr,web,test]'
	.venv-ocr/bin/python -m pytest tests/reports/readers/test_scan.py

test-spark: .venv-spark/.ready ## every shipped scheme at national size on a Spark cluster of this machine, beside DuckDB
	@.venv-spark/bin/python -c 'from dudao.indicators.compile.spark_session import find_java; find_java()' 2>/dev/null \
	  || PYTHON=$(PYTHON) sh tools/debian_packages.sh debian-packages-spark.txt
	@# py4j leaves its sockets to the garbage collector
	.venv-spark/bin/python -m pytest -W ignore::ResourceWarning -W ignore::pytest.PytestUnraisableExceptionWarning tests/spark

.venv-spark/.ready: pyproject.toml $(STAMP)
	@test -x .venv-spark/bin/python || $(PYTHON) -m venv .venv-spark
	.venv-spark/bin/python -m pip install --quiet --disable-pip-version-check -e '.[spark,web,test]'
	@touch $@

check: $(STAMP) lint-frontend ## format, lint, types, import contracts, and what the project promises of itself
	$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy && $(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/promises

judge: $(STAMP) ## score reading and checking on a folder with worked answers: make judge SAMPLES=FOLDER
	$(BIN)/python tools/judge.py $(SAMPLES)

docs: $(STAMP) ## write docs/reference anew from the code
	$(BIN)/python -m tools.make_docs

fuzz: $(STAMP) ## every reader, and all steps behind it, on mutated files; longer with SECONDS_EACH=600
	$(BIN)/python -m tests.reports.hostile.fuzzing --seconds $(SECONDS_EACH)

accept: $(STAMP) ## write the golden text of tests/samples anew and show what changed
	$(BIN)/python -m tools.accept

serve: $(STAMP) $(ASSETS) $(ENGLISH:.po=.mo) ## the site with a filled round, on this machine only: make serve PORT=8000
	@sh tools/serve.sh $(BIN)/python $(DEMO_SITE) $(PORT)

new-rule: $(STAMP) ## scaffold a rule: make new-rule FAMILY=numbers NAME=total-not-sum-of-parts
	@$(BIN)/python -m tools.new_rule $(FAMILY) $(NAME)

SITE_ONLY := $(if $(filter-out site document library,$(WHAT)),,yes)
bench: $(STAMP) $(ASSETS) $(ENGLISH:.po=.mo) $(VENV)/.postgres $(if $(SITE_ONLY),,$(BENCH)/.ready) ## speed beside others: make bench WHAT="reports indicators requests rows workbook site document library" YEARS="1 10" ROUNDS=5
	@PYTHON=$(PYTHON) sh tools/debian_packages.sh benchmarks/debian-packages.txt $(if $(SITE_ONLY),postgresql) \
	  || echo "Some peers are not there (see above); the tables say what was not measured."
	$(BIN)/python -m benchmarks.run --what $(WHAT) --years $(YEARS) --works $(WORKS) --rounds $(ROUNDS) --documents $(DOCUMENTS) --peers $(BENCH) --without $(WITHOUT)

$(BENCH)/.ready: pyproject.toml
	@test -x $(BENCH)/bin/python || $(PYTHON) -m venv $(BENCH)
	@$(BIN)/python -m benchmarks.peers > $(BENCH)/peers.txt
	@$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r $(BENCH)/peers.txt && touch $@ \
	  || echo "The peers could not all be installed (see above); the table says what was not measured."

clean: ## remove what was built (not the virtual environment)
	rm -rf build
