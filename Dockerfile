FROM node:24-slim AS pages
WORKDIR /build/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend/ ./
RUN npm run build

FROM python:3.13-slim AS packages
RUN pip install --no-cache-dir 'uv==0.13.*'
WORKDIR /app/backend
COPY backend/pyproject.toml backend/uv.lock ./
COPY backend/vitreem vitreem
# Compiled here once: the running container may write nothing, and would compile everything at each start.
RUN uv sync --frozen --no-dev --compile-bytecode

FROM python:3.13-slim
RUN useradd --system --uid 10001 --create-home vitreem && mkdir /data && chown vitreem /data
WORKDIR /app
COPY --from=packages /app/backend backend
COPY backend/migrations backend/migrations
COPY alembic.ini ./
COPY --from=pages /build/frontend/dist frontend/dist
COPY deploy/start.sh deploy/start.sh
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8000 PATH=/app/backend/.venv/bin:$PATH
USER vitreem
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s \
  CMD python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/readyz', timeout=4)"
CMD ["/app/deploy/start.sh"]
