"""The file of Perbup Kayong Utara 66/2023, whatever other files lie beside it."""

from typing import Any

from monitoring import acuan

KODE = "perbup-kayong-utara-66-2023"


def isi() -> dict[str, Any]:
    (satu,) = [isi for isi in acuan.semua() if isi["kode"] == KODE]
    return satu


def formulir() -> list[dict[str, Any]]:
    return acuan.daftar_formulir(isi())
