FROM python:3.11-slim AS builder
ARG POETRY_VERSION=1.8.3
ENV POETRY_VIRTUALENVS_IN_PROJECT=1 \
    POETRY_NO_INTERACTION=1
RUN pip install "poetry==$POETRY_VERSION"
WORKDIR /app
COPY pyproject.toml poetry.lock ./
RUN poetry install --only main --no-root && rm -rf /tmp/poetry_cache
FROM python:3.11-slim
WORKDIR /app
COPY --from=builder /app/.venv .venv
COPY . .
CMD [".venv/bin/gunicorn", "-w", "4", "wsgi"]
