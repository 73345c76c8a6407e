# Every target works in a fresh clone: the environment is made on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SEED ?= 2026

# Where a machine forbids compiled files every process that a test starts compiles quizgen, and every worker all tests.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test style types floors banked check check-all check-formats check-many check-learned learned bench bank golden pictures notebook font tutor networks clean

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	touch $(READY)

demo: $(READY)
	$(BIN)/quizgen exam midterm --forms 4 --seed $(SEED) --format pdf --format moodle --format markdown --format json -o out --replace
	@echo "The midterm in four forms is in $(CURDIR)/out: PDF and PDF with key, Moodle XML, Markdown, JSON."

test: $(READY)
	$(BIN)/pytest -q -n auto -m "not slow"

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

banked: $(READY)
	$(BIN)/python -m quizgen.audit.bank --check

check: $(READY)
	$(MAKE) --no-print-directory -j 2 -O style types floors banked
	$(BIN)/pytest -q -n auto --dist loadgroup -m slow
	$(BIN)/quizgen check -n 50

check-all: $(READY)
	$(BIN)/python -m quizgen.audit.bank --check decks-anew
	$(BIN)/quizgen check --all

check-formats: $(READY)
	QUIZGEN_COURSE_SEEDS=100 QUIZGEN_STACK_POINTS=200 QUIZGEN_EVERYTHING=1 $(BIN)/pytest -q -n auto -m slow tests/live tests/formats tests/importing

check-many: $(READY)
	QUIZGEN_EVERYTHING=1 $(BIN)/pytest -q -n auto -m slow tests/analysis tests/blueprint tests/diagnosis tests/of_network tests/scanning tests/study/insight
	QUIZGEN_EVERYTHING=1 $(BIN)/pytest -q -n auto tests/cli tests/decks

check-learned: $(READY)
	$(BIN)/quizgen check --learned

learned: $(READY)
	$(BIN)/python -m quizgen.audit.learned

bench: $(READY)
	$(BIN)/python -m benchmarks.results

bank: $(READY)
	$(BIN)/python -m quizgen.audit.bank

golden: $(READY)
	QUIZGEN_UPDATE_GOLDEN=1 $(BIN)/pytest -q tests/formats tests/analysis/test_schema.py tests/study/log/test_schema.py

pictures: $(READY)
	$(BIN)/python docs/pictures.py

notebook: $(READY)
	$(BIN)/python docs/notebook.py

font: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check fonttools==4.68.0 brotli==1.2.1
	$(BIN)/python docs/math_font.py

tutor: $(READY)
	PYTHONPATH=tests/hand_made $(BIN)/python docs/month.py

networks: $(READY)
	$(BIN)/python -m benchmarks.networks

clean:
	rm -rf $(VENV) out dist
