# Nothing but Python 3.11 or newer and pip is needed; PYTHON=... picks another one than python3.
PORT ?= 8000

.PHONY: run test test-slow check

run:
	@exec scripts/run --port "$(PORT)"

test:
	@exec scripts/test $(ARGS)

test-slow:
	@exec scripts/test --slow

check:
	@exec scripts/check
