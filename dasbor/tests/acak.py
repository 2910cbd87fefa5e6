"""A village with a random year behind it, the same one for the same seed."""

from datetime import timedelta

from apbdes.enums import StatusVersi
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import Berkas
from dasar.waktu import hari_ini
from evaluasi.enums import StatusEvaluasi
from evaluasi.tests.factories import HASIL_KOSONG, EvaluasiFactory
from monitoring.enums import StatusMonitoring
from monitoring.tests.factories import MonitoringFactory
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan
from perut.tests.factories import KunjunganFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan


def acak_desa(desa, acak, buku, kategori, oleh):
    """A village with a random year behind it."""
    hari = hari_ini(desa)

    def lalu(paling_lama):
        return hari - timedelta(days=acak.randrange(paling_lama))

    for status in acak.sample(list(StatusKunjungan), 5):
        k = KunjunganFactory(desa=desa, status=status, tanggal=lalu(500))
        for b in acak.sample(buku, acak.randrange(len(buku))):
            ada = acak.random() < 0.7
            rincian = {
                "format_sesuai": acak.random() < 0.7,
                "ditandatangani": True,
                "mutakhir_sampai": acak.choice([None, k.tanggal, k.tanggal - timedelta(days=90)]),
            }
            Pemeriksaan.objects.create(kunjungan=k, buku=b, ada=ada, **(rincian if ada else {}))
    for n in range(acak.randrange(5)):
        status = acak.choice(list(StatusTemuan))
        Temuan.objects.create(
            desa=desa,
            asal_jenis="kunjungan",
            asal_id=str(n),
            asal_teks="Kunjungan uji",
            uraian="Buku kas belum ditutup.",
            penanggung_jawab="Kaur Keuangan",
            batas_waktu=hari + timedelta(days=acak.randrange(-20, 20)),
            status=status,
            ditutup_pada=lalu(300) if status == StatusTemuan.SELESAI else None,
        )
    for status in acak.sample(list(StatusMonitoring), 3):
        mulai = lalu(500)
        MonitoringFactory(desa=desa, status=status, tanggal_mulai=mulai, tanggal_selesai=mulai)
    for tahun in (hari.year - 2, hari.year - 1):
        if acak.random() < 0.5:
            nilai = HASIL_KOSONG | {"nilai": str(acak.randrange(40, 100))}
            EvaluasiFactory(desa=desa, status=StatusEvaluasi.SELESAI, tahun=tahun, hasil=nilai)
    if acak.random() < 0.7:
        status = acak.choice(list(StatusVersi))
        batas = {"batas_evaluasi": hari + timedelta(days=acak.randrange(1, 30))} if status == "dievaluasi" else {}
        VersiApbdesFactory(desa=desa, tahun=hari.year, status=status, **batas)
    for status in acak.sample(["menunggu", "diterima", "ditolak"], acak.randrange(3)):
        tahun = acak.choice([hari.year - 1, hari.year])
        isi = {"desa": desa, "kategori": kategori, "tahun": tahun, "judul": "Berkas uji", "dibuat_oleh": oleh}
        Berkas.objects.create(periode=str(tahun), status=status, **isi)
