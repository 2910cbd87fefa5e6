"""Which kecamatan a page about capacity is for, and the ways to look at it."""

from typing import Any

from django.urls import reverse

from akun.kebijakan import boleh_membuka
from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah
from desa.models import Kecamatan
from desa.pilih_kecamatan import WilayahForm

BAGIAN = (
    ("ringkas", "Ringkasan"),
    ("pejabat-daftar", "Perangkat"),
    ("pelatihan-daftar", "Pelatihan"),
    ("kompetensi", "Kompetensi"),
)


def bagian(request: Permintaan, bawa: str = "") -> list[tuple[str, str, str]]:
    return [
        (nama, label, reverse(f"kapasitas:{nama}") + bawa)
        for nama, label in BAGIAN
        if boleh_membuka(request.user, f"kapasitas:{nama}")
    ]


def wilayah(request: Permintaan, *peran: str) -> tuple[dict[str, Any], Kecamatan | None]:
    """The kecamatan that is asked for, of those that the person sees (holds one of `peran` over), and what every page
    of them shows."""
    form = WilayahForm(request.GET, kecamatan=request.user.kecamatan_terlihat(*peran).select_related("kabupaten"))
    kecamatan = form.terpilih()
    bawa = f"?kecamatan={kecamatan.kode}" if kecamatan and form.banyak > 1 else ""
    return {
        "wilayah": form,
        "kecamatan": kecamatan,
        "bawa": bawa,
        "salah": pilihan_salah(form.salah(kecamatan)),
        "bagian": bagian(request, bawa),
    }, kecamatan
