# One image for the server, the worker and the migration: what runs is the command that is given.
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/usher && /opt/usher/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN /opt/usher/bin/pip install --no-cache-dir --no-deps .

FROM python:3.12-slim
COPY --from=build /opt/usher /opt/usher
RUN useradd --system --create-home --home-dir /var/lib/usher usher
USER usher
WORKDIR /var/lib/usher
ENV PATH=/opt/usher/bin:$PATH PYTHONUNBUFFERED=1 USHER_ENV=production
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["usher", "serve", "--host", "0.0.0.0", "--port", "8000", "--no-jobs"]
