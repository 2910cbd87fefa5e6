# PERUT. `make demo` untuk mencoba, `make test` untuk menguji; sisanya ada di `make`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := bantuan
.PHONY: bantuan demo kosong siap test test-cepat test-jam check bench uji-serang uji-gangguan sistem sistem-uji bersih-demo

PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py

# The demo keeps to itself: its own SQLite file and folder, whatever DATABASE_URL, REDIS_URL or a
# .env file say. DEMO_DATABASE_URL is the one way to point it elsewhere.
DEMO_DATABASE_URL ?= sqlite:///$(CURDIR)/perut.sqlite3
DEMO := env LINGKUNGAN=pengembangan DEBUG=false DATABASE_URL=$(DEMO_DATABASE_URL) REDIS_URL= S3_BUCKET= \
  BERKAS_ROOT=$(CURDIR)/unggahan EMAIL_URL=consolemail:// ALLOWED_HOSTS=localhost,127.0.0.1 \
  ALAMAT_SITUS=http://127.0.0.1:$(PORT)

# The tests use SQLite and run tasks in-process, unless the environment names services. What Python compiled and pytest
# rewrote is kept for the next run, also where the environment says otherwise: making it is half a minute.
UJI := env -u PYTHONDONTWRITEBYTECODE LINGKUNGAN=pengembangan DEBUG=false S3_BUCKET= EMAIL_URL=consolemail:// LOG_LEVEL=WARNING \
  DATABASE_URL="$${DATABASE_URL-sqlite:///$(CURDIR)/perut-uji.sqlite3}" REDIS_URL="$${REDIS_URL-}"
UJI_PROSES ?= auto
# The new year has come to WITA and WIT, then to WIT alone: whoever takes the day from UTC or from a neighbour fails.
# One process for each hour, at the same time.
JAM_UJI ?= 2027-01-01T00:30+08:00 2027-01-01T00:30+09:00
PYTEST_ARGS ?=

# What mypy judges: of every room the modules of these names, and the rooms without a domain whole.
DINILAI := services queries rules forms models aturan buku_kerja anggaran laporan

# Production settings with throw-away values, for `check --deploy`.
DEPLOY := env LINGKUNGAN=produksi DEBUG=false ALLOWED_HOSTS=perut.contoh.go.id \
  SECRET_KEY=hanya-untuk-pemeriksaan-0123456789-abcdefghijklmnopqrstuvwxyz \
  DATABASE_URL=sqlite:///$(CURDIR)/perut-uji.sqlite3 REDIS_URL= S3_BUCKET=

bantuan: ## Daftar perintah ini
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

demo: siap ## Menyiapkan semuanya lalu menjalankan PERUT dengan data contoh (PORT=8000)
	@skrip/port-bebas.sh $(PORT)
	@mkdir -p unggahan
	@echo "Menyiapkan basis data dan data contoh …"
	@$(DEMO) $(MANAGE) demo_siap
	@printf '\nPERUT berjalan di http://127.0.0.1:%s – hentikan dengan Ctrl+C.\n' '$(PORT)'
	@$(DEMO) nice $(MANAGE) antrean_kosongkan >/dev/null 2>&1 & # the PDFs of the year, while one looks around
	@exec $(DEMO) $(VENV)/bin/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --threads 8 --timeout 120 \
	  --log-level warning --no-control-socket

kosong: DEMO_DATABASE_URL = sqlite:///$(CURDIR)/perut-kosong.sqlite3
kosong: siap ## Menjalankan PERUT tanpa data, untuk mencoba hari pertama sebuah kantor (PORT=8000)
	@skrip/port-bebas.sh $(PORT)
	@mkdir -p unggahan
	@$(DEMO) $(MANAGE) migrate --noinput --verbosity 0
	@$(DEMO) $(MANAGE) acuan_muat
	@$(DEMO) $(MANAGE) sertifikat_ca >/dev/null
	@$(DEMO) $(MANAGE) tautan_awal
	@exec $(DEMO) $(VENV)/bin/gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --threads 8 --timeout 120 \
	  --log-level warning --no-control-socket

bersih-demo: ## Menghapus data contoh beserta unggahannya
	rm -rf perut.sqlite3 perut.sqlite3-wal perut.sqlite3-shm perut-kosong.sqlite3* unggahan

siap: sistem $(VENV)/.terpasang node_modules/.package-lock.json

test: sistem-uji $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Seluruh pengujian, termasuk di peramban
	node --test uji/js/*.test.js
	$(UJI) $(VENV)/bin/pytest -n $(UJI_PROSES) --maxprocesses 4 --dist worksteal $(PYTEST_ARGS)

test-cepat: $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Pengujian sambil bekerja: tanpa peramban dan tanpa PDF
	node --test uji/js/*.test.js
	$(UJI) $(VENV)/bin/pytest -n $(UJI_PROSES) --maxprocesses 4 --dist worksteal --cepat $(PYTEST_ARGS)

test-jam: sistem-uji $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Yang bergantung pada waktu, dengan jam digeser ke kedua sisi tahun baru
	$(UJI) $(VENV)/bin/pytest --dist each $(foreach jam,$(JAM_UJI),--tx popen//env:JAM_UJI=$(jam)) \
	  -m 'waktu or perjalanan' -k 'not (1280 or meja)' $(PYTEST_ARGS)

check: sistem $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Pemeriksaan tanpa menjalankan aplikasi
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/djlint --lint --quiet templates
	node_modules/.bin/eslint static/js uji/js eslint.config.js
	$(VENV)/bin/lint-imports --no-logo
	$(UJI) $(VENV)/bin/mypy $(sort $(wildcard $(foreach n,$(DINILAI),*/$(n).py */$(n)/*.py) $(foreach r,dasar tte cetak antrean jejak,$(r)/*.py)))
	$(UJI) $(MANAGE) makemigrations --check --dry-run
	$(DEPLOY) $(MANAGE) check --deploy --fail-level WARNING
	@echo "make check: tidak ada yang perlu diperbaiki."

uji-serang: sistem-uji $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Sambungan lambat terhadap yang dipasang, siapa membuka apa, sampah ke setiap alamat, dan bentuk HTML-nya (20 menit)
	$(PY) -m uji.serang.lambat
	@cd uji/serang && npm ci --ignore-scripts --silent --no-audit --no-fund
	$(UJI) $(VENV)/bin/pytest uji/serang/serang_bentuk.py uji/serang/serang_html.py -s --log-level ERROR --show-capture no

uji-gangguan: sistem-uji $(VENV)/.terpasang-uji node_modules/.package-lock.json ## Pekerja, server, antrean, basis data, dan surel dirusak, lalu dihitung yang hilang dan ganda; menulis docs/keandalan.md (berjam-jam)
	$(PY) -m uji.gangguan.jalan

bench: siap ## Lama kerja yang paling sering dirasakan pemakai
	@mkdir -p hasil-uji
	$(PY) -m bench.ukur
	$(PY) -m bench.apbdes
	$(PY) -m bench.apbdes_tersimpan
	$(PY) -m bench.apbdes_impor
	$(PY) -m bench.apbdes_coba
	$(PY) -m bench.apbdes_susun

sistem:
	@skrip/sistem.sh

sistem-uji:
	@skrip/sistem.sh uji

$(VENV)/bin/python:
	@skrip/venv.sh $(VENV)

$(VENV)/.terpasang: requirements.txt | $(VENV)/bin/python
	@echo "Memasang pustaka Python (requirements.txt) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.terpasang-uji: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	@echo "Memasang pustaka pengujian (requirements-dev.txt) …"
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.terpasang

# npm writes this file itself when it has finished.
node_modules/.package-lock.json: package-lock.json package.json
	@command -v npm >/dev/null || { echo "Node.js dan npm belum ada. Pasang Node.js 18 atau lebih baru, lalu ulangi." >&2; exit 1; }
	@echo "Memasang pustaka peramban (npm ci) …"
	@npm ci --silent --no-audit --no-fund
	@touch $@
