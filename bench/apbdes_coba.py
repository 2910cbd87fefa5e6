"""A rule edited in the browser and its effect on 300 stored budgets, until the page says which verdicts change.

Posted through the whole application as the admin of a kabupaten does it. BENCH_BARIS changes how many rows of spending
each budget has (default 100). The database is a throw-away SQLite file.
"""

import os
import sys
import tempfile

os.environ["BENCH_ANGGARAN"] = "300"
from bench.apbdes_impor import ukur
from bench.apbdes_tersimpan import BANYAK, BARIS, isi_basis_data, siapkan

BATAS_DETIK = 2.0


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        siapkan(folder)
        isi_basis_data()
        from django.test import Client
        from django.test.utils import setup_test_environment
        from django.urls import reverse

        from akun.enums import Peran
        from akun.tests.factories import pengguna_berperan
        from apbdes.enums import StatusVersi
        from apbdes.models import Apbdes, VersiApbdes
        from apbdes.tests.contoh_aturan import perangkat_contoh
        from apbdes.tests.test_aturan_kantor import isian
        from desa.models import Desa

        setup_test_environment()  # the pages tell what they were made of
        desa = Desa.objects.select_related("kecamatan__kabupaten").order_by("pk")[0]
        VersiApbdes.objects.update(status=StatusVersi.DIAJUKAN)
        admin = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
        perangkat = perangkat_contoh(desa.kecamatan.kabupaten, admin)
        Apbdes.objects.update(tahun=perangkat.tahun[0])
        klien = Client()
        klien.force_login(admin)
        alamat = reverse("apbdes:aturan-periksa", args=[perangkat.pk, "INF-01", 0])
        kirim = isian(klien.get(alamat).context["form"]) | {"nilai1": "6% x infrastruktur", "coba": "1"}

        def coba() -> None:
            jawab = klien.post(alamat, kirim)
            if jawab.status_code != 200 or f"{BANYAK} rancangan" not in jawab.content.decode():
                raise SystemExit(f"Bukan hasil percobaan: {jawab.status_code}")

        lama = ukur(f"Aturan diubah, {BANYAK} anggaran {BARIS} baris (batas {BATAS_DETIK:.0f} s)", coba)
    return int(lama > BATAS_DETIK)


if __name__ == "__main__":
    sys.exit(main())
