#!/usr/bin/env bash
# Makes the virtual environment with the first Python that is new enough.
set -euo pipefail
tujuan=$1

for calon in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
  if command -v "$calon" >/dev/null && "$calon" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    python=$calon
    break
  fi
done
if [ -z "${python:-}" ]; then
  echo "PERUT memerlukan Python 3.11 atau lebih baru, dan di komputer ini tidak ditemukan." >&2
  exit 1
fi

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  paket="python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
  "$(dirname "$0")/sistem.sh" paket "$paket"
fi
echo "Membuat lingkungan Python di $tujuan ($("$python" --version)) …"
"$python" -m venv "$tujuan"
