"""Which kecamatan a page about duties is for, and what its address carries on."""

from typing import Any

from django.urls import reverse

from akun.kebijakan import boleh_membuka
from dasar.permintaan import Permintaan
from dasar.saringan import pilihan_salah
from desa.models import Kecamatan
from desa.pilih_kecamatan import WilayahForm

BAGIAN = (("tabel", "Desa"), ("daftar", "Daftar"), ("jadwal", "Setahun"))


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
        "alamat": {nama: reverse(f"kewajiban:{nama}") + bawa for nama, _ in BAGIAN},
        "bagian": [
            (nama, label, reverse(f"kewajiban:{nama}") + bawa)
            for nama, label in BAGIAN
            if boleh_membuka(request.user, f"kewajiban:{nama}")
        ],
    }, kecamatan


def tahun_dipilih(request: Permintaan, ini: int, pilihan: range) -> tuple[int, list[tuple[str, str]]]:
    """The year of the address, this one where it names none; and what is wrong with it."""
    diminta = request.GET.get("tahun", "")
    tahun = next((t for t in pilihan if str(t) == diminta), ini)
    return tahun, pilihan_salah(["Tahun"]) if diminta and str(tahun) != diminta else []
