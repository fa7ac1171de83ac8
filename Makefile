# Nothing but Python 3.11 or newer and pip is needed; PYTHON=... picks another one than python3.
PORT ?= 8000

.PHONY: run test test-slow check bench bench-large bench-postgraphile bench-console clients

run:
	@exec scripts/run --port "$(PORT)"

test:
	@exec scripts/test $(ARGS)

test-slow:
	@exec scripts/test --slow

check:
	@exec scripts/check

# Every figure beside its floor, in under ten minutes on an idle machine; bench-large fills a group of a million.
bench bench-large:
	@"$${PYTHON:-python3}" scripts/install.py --dev
	@exec .venv/bin/python -m bench $(if $(filter bench-large,$@),--large)

# Installs PostGraphile and the Node that it needs, by an npm of your own, beside the bench.
bench-postgraphile:
	@"$${PYTHON:-python3}" scripts/install.py --dev
	@npm install --prefix bench/postgraphile_server --no-package-lock --no-audit --no-fund --loglevel=error
	@exec .venv/bin/python -m bench.postgraphile $(ARGS)

# Needs Chromium.
bench-console:
	@"$${PYTHON:-python3}" scripts/install.py --dev
	@exec .venv/bin/python -m bench.console $(ARGS)

# Needs Node 20 or newer, which nothing else does: what it builds for the server is committed under app/static and edge/static.
clients:
	@exec scripts/clients
