"""The content of every registered kind of document, as its room builds it, for tests that walk the register."""

import datetime
import json
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusVersi
from apbdes.reports import berita_acara_isi as berita_acara_apbdes_isi
from apbdes.reports import keputusan_isi
from apbdes.tests.contoh_evaluasi import siap
from desa.tests.factories import AnggotaBPDFactory, PerangkatFactory
from evaluasi import acuan as evaluasi_acuan
from evaluasi.acuan.naskah import BAGIAN, sk_bawaan
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import FormulirEvaluasi
from evaluasi.reports.laporan import isi_awal
from evaluasi.reports.laporan import laporan_isi as laporan_evaluasi_isi
from evaluasi.reports.lembar import lembar_isi
from evaluasi.reports.pengantar import pengantar_isi
from evaluasi.reports.sk import sk_isi
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang
from laporan.reports import laporan_isi as laporan_camat_isi
from laporan.tests.factories import LaporanFactory
from monitoring import acuan as monitoring_acuan
from monitoring.reports.laporan import laporan_isi as laporan_monitoring_isi
from monitoring.reports.surat_tugas import surat_tugas_isi as surat_tugas_monitoring_isi
from monitoring.tests import contoh_monitoring
from naskah.models import Naskah
from perjalanan.reports import surat_isi as surat_perintah_isi
from perjalanan.tests import contoh as perjalanan
from perut.reports import berita_acara_isi, surat_tugas_isi
from perut.tests import contoh_kunjungan
from tindaklanjut.models import Temuan
from tindaklanjut.reports import teguran_isi

HARI = datetime.date(2026, 5, 5)


def _kunjungan(_desa: Any) -> dict[str, Any]:
    k = contoh_kunjungan.kunjungan_biasa()
    oleh = k.petugas.first()
    return {
        "surat_tugas_perut": lambda: surat_tugas_isi(k, oleh=oleh, tanggal=HARI),
        "berita_acara_perut": lambda: berita_acara_isi(k, oleh=oleh, waktu=contoh_kunjungan.WAKTU),
    }


def _monitoring(_desa: Any) -> dict[str, Any]:
    monitoring_acuan.muat()
    m = contoh_monitoring.monitoring_biasa()
    oleh = m.surat_tugas.dibuat_oleh
    return {
        "surat_tugas_monitoring": lambda: surat_tugas_monitoring_isi(m, oleh=oleh, tanggal=HARI),
        "laporan_monitoring": lambda: laporan_monitoring_isi(m, oleh=oleh, tanggal=HARI),
    }


def _evaluasi(desa: Any) -> dict[str, Any]:
    evaluasi_acuan.muat()
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", nip="197001011995032001")
    formulir = list(FormulirEvaluasi.objects.filter(kode__in=["II.C", "II.E"]))
    e = evaluasi_dinilai(desa, tiga_orang(desa), formulir, pola=("ccd",), catatan="Dilihat di kantor desa.")
    bawaan = sk_bawaan(e.tim)
    e.tim.menimbang, e.tim.mengingat, e.tim.menetapkan = ([b.teks for b in bawaan[k]] for k in BAGIAN)
    hasil = hasil_berjalan(e)
    e.hasil = hasil.json()
    isi_awal(e, hasil)
    return {
        "sk_tim_evaluasi": lambda: sk_isi(e.tim, oleh=camat, tanggal=HARI),
        "lembar_evaluasi": lambda: lembar_isi(e, hasil),
        "laporan_evaluasi": lambda: laporan_evaluasi_isi(e),
        "pengantar_evaluasi": lambda: pengantar_isi(
            e, lembar=Naskah(nomor="1/LE"), laporan=Naskah(nomor="2/LK"), oleh=camat, tanggal=HARI
        ),
    }


def _apbdes(desa: Any) -> dict[str, Any]:
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", nip="197001011995032001")
    PerangkatFactory(desa=desa, nama="Ahmad Kades", jabatan="kepala_desa")
    versi = siap(desa, StatusVersi.DIUSULKAN)
    sekarang = timezone.now()
    return {
        "berita_acara_evaluasi_apbdes": lambda: berita_acara_apbdes_isi(versi, oleh=camat, waktu=sekarang),
        "keputusan_evaluasi_apbdes": lambda: keputusan_isi(versi, berita_acara=None, oleh=camat, waktu=sekarang),
    }


def _teguran(desa: Any) -> dict[str, Any]:
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", nip="197001011995032001")
    temuan = Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_id="1",
        asal_teks=f"Kunjungan ke {desa}",
        uraian="Buku Kas Umum belum ditutup.",
        rekomendasi="Tutup bukunya setiap akhir bulan.",
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=HARI - datetime.timedelta(days=30),
        status="terbuka",
    )
    return {"teguran_temuan": lambda: teguran_isi(temuan, ke=2, sebelumnya=1, oleh=camat, tanggal=HARI)}


def _laporan(desa: Any) -> dict[str, Any]:
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", nip="197001011995032001")
    laporan = LaporanFactory(
        kecamatan=desa.kecamatan,
        hasil="Dari dua kunjungan yang direncanakan, dua sudah disahkan.",
        masalah="Buku kas umum belum ditutup tepat waktu.",
        tindak_lanjut="Pendampingan penutupan buku dijadwalkan bulan depan.",
        rekomendasi=["Dampingi penutupan buku kas umum setiap akhir bulan."],
        kata_camat="Terima kasih kepada seluruh pemerintah desa di kecamatan ini.",
    )
    return {"laporan_camat": lambda: laporan_camat_isi(laporan, oleh=camat, tanggal=HARI)}


def _perjalanan(desa: Any) -> dict[str, Any]:
    camat = pengguna_berperan(Peran.CAMAT, desa, nama="Hj. Rahma, S.Sos.", nip="197001011995032001")
    kepala, ketua = PerangkatFactory(desa=desa, jabatan="kepala_desa"), AnggotaBPDFactory(desa=desa, jabatan="ketua")
    p = perjalanan.draf(desa, pengguna_berperan(Peran.SEKRETARIS_DESA, desa), kepala, ketua, berkas="")
    return {"surat_perintah_perjalanan": lambda: surat_perintah_isi(p, oleh=camat, tanggal=HARI)}


RUANG: dict[str, Callable[[Any], dict[str, Any]]] = {
    "surat_tugas_perut": _kunjungan,
    "berita_acara_perut": _kunjungan,
    "surat_tugas_monitoring": _monitoring,
    "laporan_monitoring": _monitoring,
    "sk_tim_evaluasi": _evaluasi,
    "lembar_evaluasi": _evaluasi,
    "laporan_evaluasi": _evaluasi,
    "pengantar_evaluasi": _evaluasi,
    "teguran_temuan": _teguran,
    "laporan_camat": _laporan,
    "surat_perintah_perjalanan": _perjalanan,
    "berita_acara_evaluasi_apbdes": _apbdes,
    "keputusan_evaluasi_apbdes": _apbdes,
}


def isi_contoh(kode: str, desa: Any) -> dict[str, Any]:
    """Typical content of this kind, as it comes back from the database."""
    return json.loads(json.dumps(RUANG[kode](desa)[kode]()))
