# Every target works in a fresh clone: the environment is made on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SEED ?= 2026

.PHONY: demo test check check-all check-formats check-learned learned bench bank golden pictures font tutor networks clean

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

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m quizgen.audit.bank --check
	$(BIN)/pytest -q -n auto -m slow
	$(BIN)/quizgen check -n 50

check-all: $(READY)
	$(BIN)/python -m quizgen.audit.bank --check decks-anew
	$(BIN)/quizgen check --all

check-formats: $(READY)
	QUIZGEN_COURSE_SEEDS=100 QUIZGEN_STACK_POINTS=200 QUIZGEN_EVERYTHING=1 $(BIN)/pytest -q -n auto -m slow tests/live tests/formats tests/importing tests/analysis/test_planted.py

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

font: $(READY)
	$(BIN)/pip install --quiet --disable-pip-version-check fonttools==4.68.0 brotli==1.2.1
	$(BIN)/python docs/math_font.py

tutor: $(READY)
	PYTHONPATH=tests/hand_made $(BIN)/python docs/month.py

networks: $(READY)
	$(BIN)/python -m benchmarks.networks

clean:
	rm -rf $(VENV) out dist
