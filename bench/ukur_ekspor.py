"""Bulk exports: seconds and the peak memory of a process of its own, for 100 and for 1,000 documents.

`bench/ukur.py` runs this. Each document is a real berita acara of about 100 KB, stored as a file of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.ukur import AKAR, siapkan
from dasar.waktu import hari_ini

BANYAK = (100, 1000)
UKURAN = 100_000  # bytes, each document


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        siapkan(folder)
        naskah_buat(max(BANYAK))
        print(f"\n{'Ekspor massal':<58} {'detik':>8} {'puncak':>8}   (MB ingatan; proses sebelum mulai)")
        for jenis in ("zip", "gabungan"):
            for banyak in BANYAK:
                perintah = [sys.executable, "-m", "bench.ukur_ekspor", jenis, str(banyak)]
                hasil = subprocess.run(perintah, cwd=AKAR, env=os.environ, capture_output=True, text=True, check=True)  # noqa: S603
                detik, puncak, awal, besar = hasil.stdout.split()[-4:]
                nama = f"{jenis}: {banyak} naskah, hasil {besar} MB"
                print(f"{nama:<58} {float(detik):>8.1f} {puncak:>8}   ({awal})", flush=True)


def naskah_buat(banyak: int) -> None:
    """So many archived documents, each with its own stored file."""
    from hashlib import sha256
    from io import BytesIO

    import pikepdf
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.utils import timezone

    from naskah.models import Naskah

    contoh = Naskah.objects.exclude(pdf="").filter(jenis="berita_acara_perut").select_related("kecamatan").first()
    keluar = BytesIO()
    with contoh.pdf.open() as isi, pikepdf.open(isi) as pdf:
        kurang = max(0, UKURAN - contoh.pdf.size)
        pdf.pages[0].obj.Tambahan = pdf.make_stream(os.urandom(kurang))
        pdf.save(keluar)
    byte = keluar.getvalue()
    sidik = sha256(byte).hexdigest()
    Naskah.objects.bulk_create(
        Naskah(
            jenis=contoh.jenis,
            kecamatan=contoh.kecamatan,
            desa=contoh.desa,
            tahun=2020,
            urut=n,
            nomor=f"bench/{n}",
            tanggal=hari_ini(contoh.kecamatan),
            perihal=contoh.perihal,
            isi={},
            status="diarsipkan",
            cara_ttd="basah",
            disetujui=timezone.now(),
            dibuat_oleh=contoh.dibuat_oleh,
            pdf=default_storage.save(f"naskah/2020/{n}.pdf", ContentFile(byte)),
            pdf_sha256=sidik,
        )
        for n in range(1, banyak + 1)
    )


def satu(jenis: str, banyak: int) -> None:
    """One export in this process; the last line tells seconds, peak, memory before, size of the result."""
    import django

    django.setup()
    from akun.models import Pengguna
    from naskah.models import Naskah, PekerjaanEkspor
    from naskah.services.ekspor import ekspor_jalankan

    pk = list(Naskah.objects.filter(tahun=2020).order_by("urut").values_list("pk", flat=True)[:banyak])
    pekerjaan = PekerjaanEkspor.objects.create(
        pengguna=Pengguna.objects.get(username="camat"),
        jenis=jenis,
        judul="bench",
        pilihan={"naskah": pk},
        total=banyak,
    )
    awal, mulai = _puncak(), time.perf_counter()
    ekspor_jalankan(pekerjaan_id=pekerjaan.pk)
    detik = time.perf_counter() - mulai
    pekerjaan.refresh_from_db()
    if pekerjaan.status != "selesai":
        raise SystemExit(f"ekspor {jenis} {banyak}: {pekerjaan.status} {pekerjaan.galat}")
    print(f"{detik:.2f} {_puncak()} {awal} {pekerjaan.ukuran / 1e6:.0f}")


def _puncak() -> int:
    """MB. Not getrusage: its peak is inherited from the process that started this one."""
    baris = next(b for b in Path("/proc/self/status").read_text().splitlines() if b.startswith("VmHWM"))
    return int(baris.split()[1]) // 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        satu(sys.argv[1], int(sys.argv[2]))
    else:
        main()
