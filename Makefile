# A thin front to tools/*.py, which need nothing but Python 3.11 or newer. Works with GNU Make 3.81 (macOS).
# PYTHON chooses the interpreter (make run PYTHON=python3.12); too old a one looks for a newer one by itself.

PYTHON ?= python3

.PHONY: help run reset test check prove bench clauses pictures clean

help:
	@echo "make run      serve a demonstration district on 127.0.0.1:8000 (HOST and PORT can be set)"
	@echo "make reset    delete the demonstration's data and play it anew"
	@echo "make test     run every test and check, with all set-up"
	@echo "make check    run the checks alone"
	@echo "make prove    walk every state of the procedure, for every shape of matter"
	@echo "make bench    measure"
	@echo "make clauses  list each clause of the order with its tests"
	@echo "make pictures take the pictures of the documents again"
	@echo "make clean    delete everything that make made"

run:
	@$(PYTHON) tools/bootstrap.py run

reset:
	@$(PYTHON) tools/bootstrap.py reset

test:
	@$(PYTHON) tools/test.py

check:
	@$(PYTHON) tools/check.py

prove:
	@$(PYTHON) tools/prove.py

bench:
	@$(PYTHON) tools/bench.py

clauses:
	@$(PYTHON) tools/clauses.py

pictures:
	@ONEVISIT_PICTURES="$(CURDIR)/docs/pictures" $(PYTHON) tools/test.py browser

clean:
	@$(PYTHON) tools/bootstrap.py clean
