# Nothing but Python 3.11 or newer and pip is needed; PYTHON=... picks another one than python3.
PORT ?= 8000

.PHONY: run test check

run:
	@exec scripts/run --port "$(PORT)"

test:
	@exec scripts/test $(ARGS)

check:
	@exec scripts/check
