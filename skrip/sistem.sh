#!/usr/bin/env bash
# System libraries: for the PDF (Pango, HarfBuzz, a font) and, with `uji`, a browser for the tests.
# Installs what is missing where that is allowed; otherwise stops with the line to type.
#   sistem.sh            what the application needs
#   sistem.sh uji        and what the tests need
#   sistem.sh paket X…   these packages
set -euo pipefail

ada_pustaka() { python3 -c 'import ctypes, sys; [ctypes.CDLL(n) for n in sys.argv[1:]]' "$@" 2>/dev/null; }
ada_huruf() {
  local dir
  for dir in /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" "$HOME/.local/share/fonts" /Library/Fonts; do
    [ -d "$dir" ] && [ -n "$(find -L "$dir" -name '*.[to]t[fc]' -print -quit)" ] && return 0
  done
  return 1
}
ada_peramban() {
  local nama
  for nama in chromium-headless-shell chromium google-chrome; do command -v "$nama" >/dev/null && return 0; done
  return 1
}
# Chromium without a window around it: the same engine, and the tests in it take half the processor time. Nothing waits
# for it where there is a browser already.
TANPA_JENDELA=chromium-headless-shell
dikenal_apt() { apt-cache show "$1" >/dev/null 2>&1; }

kurang=()
if [ "${1:-}" = paket ]; then
  shift
  kurang=("$@")
elif [ "$(uname)" = Darwin ]; then
  [ -e /opt/homebrew/lib/libpango-1.0.dylib ] || [ -e /usr/local/lib/libpango-1.0.dylib ] || kurang+=(pango)
else
  ada_pustaka libpango-1.0.so.0 || kurang+=(libpango-1.0-0)
  ada_pustaka libpangoft2-1.0.so.0 || kurang+=(libpangoft2-1.0-0)
  ada_pustaka libharfbuzz-subset.so.0 || kurang+=(libharfbuzz-subset0)
  ada_huruf || kurang+=(fonts-dejavu-core)
  if [ "${1:-}" = uji ]; then
    if ! ada_peramban; then
      if dikenal_apt $TANPA_JENDELA; then kurang+=($TANPA_JENDELA); else kurang+=(chromium); fi
    elif ! command -v $TANPA_JENDELA >/dev/null && [ "$(id -u)" -eq 0 ] && dikenal_apt $TANPA_JENDELA; then
      echo "Memasang $TANPA_JENDELA (tidak wajib; pengujian menjadi lebih ringan) …"
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o Acquire::http::Timeout=10 \
        $TANPA_JENDELA >/dev/null 2>&1 || true
    fi
    command -v mdb-export >/dev/null || ! dikenal_apt mdbtools || kurang+=(mdbtools)
    command -v pdfsig >/dev/null || kurang+=(poppler-utils)
    command -v softhsm2-util >/dev/null || kurang+=(softhsm2)
  fi
fi
[ ${#kurang[@]} -eq 0 ] && exit 0

if command -v apt-get >/dev/null; then
  baris="apt-get install -y --no-install-recommends ${kurang[*]}"
  if [ "$(id -u)" -eq 0 ]; then
    sebagai=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    sebagai=(sudo -n)
  else
    echo "Pustaka sistem belum lengkap. Jalankan baris ini, lalu ulangi:" >&2
    echo "    sudo $baris" >&2
    exit 1
  fi
  echo "Memasang pustaka sistem: ${kurang[*]} …"
  if ! DEBIAN_FRONTEND=noninteractive "${sebagai[@]}" $baris >/dev/null 2>&1; then
    "${sebagai[@]}" apt-get update -qq || true
    if ! DEBIAN_FRONTEND=noninteractive "${sebagai[@]}" $baris >/dev/null; then
      echo "Pemasangan gagal. Baris yang dicoba:" >&2
      echo "    $baris" >&2
      exit 1
    fi
  fi
elif command -v brew >/dev/null; then
  echo "Pustaka sistem belum lengkap. Jalankan baris ini, lalu ulangi:" >&2
  echo "    brew install ${kurang[*]}" >&2
  exit 1
elif command -v dnf >/dev/null; then
  echo "Pustaka sistem belum lengkap (${kurang[*]}). Jalankan baris ini, lalu ulangi:" >&2
  echo "    sudo dnf install -y pango harfbuzz dejavu-sans-fonts chromium python3" >&2
  exit 1
else
  echo "Pustaka sistem belum lengkap (${kurang[*]}), dan pengelola paket di komputer ini tidak dikenal." >&2
  echo "Pasang Pango, HarfBuzz (subset), dan huruf DejaVu dengan pengelola paket Anda, lalu ulangi." >&2
  exit 1
fi
