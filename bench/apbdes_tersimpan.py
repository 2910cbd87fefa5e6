"""Ten thousand budgets checked from the database in one streamed pass: per second, and the memory it takes.

BENCH_ANGGARAN and BENCH_BARIS change how many budgets and rows of spending each; the database is a
throw-away SQLite file. One process, so that "per second" is per core.
"""

import os
import resource
import tempfile
import time
from pathlib import Path

AKAR = Path(__file__).resolve().parent.parent
BANYAK = int(os.environ.get("BENCH_ANGGARAN", "10000"))
BARIS = int(os.environ.get("BENCH_BARIS", "100"))
PER_KECAMATAN = 100

SALIN = """
INSERT INTO {tabel} (id, versi_apbdes_id, {kolom})
SELECT lower(hex(randomblob(16))), v.id, {dari}
FROM {tabel} r JOIN apbdes_versiapbdes v ON v.id <> r.versi_apbdes_id WHERE r.versi_apbdes_id = %s
"""


def siapkan(folder: str) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LINGKUNGAN": "pengembangan",
        "DEBUG": "false",
        "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        "REDIS_URL": "",
        "S3_BUCKET": "",
        "BERKAS_ROOT": f"{folder}/berkas",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def isi_basis_data() -> None:
    """One budget through the models, the others as copies of its rows within the database."""
    from dataclasses import replace

    from django.db import connection, transaction

    from akun.models import Pengguna
    from apbdes.models import Apbdes, RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
    from apbdes.services.simpan import anggaran_simpan_baris
    from bench.apbdes import anggaran_besar
    from desa.models import Desa, Kabupaten, Kecamatan

    asal = anggaran_besar()
    asal = replace(asal, belanja=asal.belanja[:BARIS])
    with transaction.atomic():
        oleh = Pengguna.objects.create_user("bench", nama="Bench")
        kabupaten = Kabupaten.objects.create(kode="99.01", nama="Kabupaten Bench", provinsi="Bench")
        kecamatan = Kecamatan.objects.bulk_create(
            Kecamatan(kabupaten=kabupaten, kode=f"99.01.{n:02d}", nama=f"Bench {n}")
            for n in range(-(-BANYAK // PER_KECAMATAN))
        )
        desa = Desa.objects.bulk_create(
            Desa(kecamatan=kecamatan[n // PER_KECAMATAN], kode=f"99.{n:010d}"[:13], nama=f"Desa {n}")
            for n in range(BANYAK)
        )
        apbdes = Apbdes.objects.bulk_create(Apbdes(desa=d, tahun=2024) for d in desa)
        pagu = {k: getattr(asal, k) for k in ("pagu_dds", "pagu_add", "pagu_pbh", "jumlah_petugas_pbb")}
        versi = VersiApbdes.objects.bulk_create(
            VersiApbdes(apbdes=a, jenis="murni", dibuat_oleh=oleh, **pagu) for a in apbdes
        )
        anggaran_simpan_baris(versi=versi[0], anggaran=asal, oleh=oleh)
        for model in (RincianPendapatan, RincianBelanja, RincianPembiayaan):
            kolom = [k.column for k in model._meta.concrete_fields if k.column not in {"id", "versi_apbdes_id"}]
            dari = ", ".join(f"r.{k}" for k in kolom)
            perintah = SALIN.format(tabel=model._meta.db_table, kolom=", ".join(kolom), dari=dari)
            with connection.cursor() as kursor:
                kursor.execute(perintah, [versi[0].pk])


def memori_mb() -> float:
    """The most that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        siapkan(folder)
        isi_basis_data()
        from apbdes.models import VersiApbdes
        from apbdes.pemeriksaan import periksa_semua

        aliran = periksa_semua(VersiApbdes.objects.all())
        putusan = 0
        memori: list[float] = []
        mulai, mulai_cpu = time.perf_counter(), time.process_time()
        for n, h in enumerate(aliran, 1):
            putusan += sum(len(p.hasil) for p in h.hasil)
            if n in {BANYAK // 10, BANYAK}:
                memori.append(memori_mb())
        lama, cpu = time.perf_counter() - mulai, time.process_time() - mulai_cpu
        print(
            f"{BANYAK} anggaran tersimpan, masing-masing {BARIS} baris belanja, diperiksa sekali jalan: "
            f"{lama:.1f} detik ({cpu:.1f} detik prosesor), "
            f"{BANYAK / cpu:.0f} anggaran per detik per inti, {putusan} putusan. "
            f"Memori terbanyak sesudah sepersepuluh {memori[0]:.0f} MB, sesudah semuanya {memori[-1]:.0f} MB."
        )


if __name__ == "__main__":
    main()
