#!/usr/bin/env bash
# Stops with a plain sentence when the port is taken, before anything is loaded.
set -euo pipefail
port=$1
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Porta $port sedang dipakai program lain. Pilih porta lain, misalnya: make demo PORT=$((port + 1))" >&2
  exit 1
fi
