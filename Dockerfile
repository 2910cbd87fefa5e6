# PERUT in production: gunicorn, Celery worker and beat run from this one image.

FROM node:22-bookworm-slim AS peramban
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:3.11-slim-bookworm AS pustaka
COPY requirements.txt .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.11-slim-bookworm
# mdbtools opens the database of Siskeudes; without it the application asks for CSV files.
# Optional: LibreOffice, which shows office files in the browser. See docs/memasang.md.
ARG PAKET_TAMBAHAN=""
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core mdbtools $PAKET_TAMBAHAN \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 1000 --home-dir /app --shell /usr/sbin/nologin perut \
    && mkdir -p /data/berkas /data/ca /data/cadangan /data/penjadwal \
    && chown perut:perut /data/berkas /data/ca /data/cadangan /data/penjadwal

WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    LINGKUNGAN=produksi BERKAS_ROOT=/data/berkas
COPY --from=pustaka /venv /venv
COPY --from=peramban /app/node_modules node_modules
COPY . .
# The key is used for nothing but this one command; the container gets its own when it starts.
RUN SECRET_KEY=kunci-sekali-pakai-untuk-mengumpulkan-berkas-statik-saja \
    ALLOWED_HOSTS=bangun.invalid \
    python manage.py collectstatic --noinput --verbosity 0

USER perut
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "docker/sehat.py"]
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", \
     "--timeout", "60", "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--max-requests", "2000", "--max-requests-jitter", "200", "--access-logfile", "-", \
     "--logger-class", "config.catatan.Pencatat"]
