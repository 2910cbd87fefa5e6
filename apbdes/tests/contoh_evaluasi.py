"""A draft budget with its seven documents, at any stage of the evaluation. The documents are rows, not files."""

import datetime

from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import DAPAT_DIUBAH, StatusVersi
from apbdes.models import DokumenPendamping, VersiApbdes
from apbdes.pendamping import PENDAMPING
from apbdes.tests.contoh import b, utuh
from apbdes.tests.factories import BERHASIL, VersiApbdesFactory
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from config.tests.kantor import hari_uji
from dasar.waktu import zona
from desa.hari_kerja import hari_kerja

S = StatusVersi


def berkas(desa, kode, oleh, judul=""):
    """A stored version of a file of this category, without its bytes."""
    kategori, _ = KategoriBerkas.objects.get_or_create(
        kode=kode, defaults={"nama": kode, "kelompok": "anggaran", "periode": "tahunan"}
    )
    induk = Berkas.objects.create(
        desa=desa, kategori=kategori, tahun=2024, periode="2024", judul=judul or kode, dibuat_oleh=oleh
    )
    isi = VersiBerkas.objects.create(
        berkas=induk, urut=1, isi=f"uji/{kode}", nama_asli=f"{kode}.pdf", mime="application/pdf", ukuran=1, oleh=oleh
    )
    induk.versi_terkini = isi
    induk.save()
    return isi


def lampirkan(versi, oleh):
    DokumenPendamping.objects.bulk_create(
        DokumenPendamping(
            versi=versi,
            kode=p.kode,
            tidak_ada=p.bila_ada,
            berkas=None if p.bila_ada else berkas(versi.apbdes.desa, p.kode, oleh, p.nama),
        )
        for p in PENDAMPING
    )


def anggaran_melanggar(**identitas):
    """`utuh` with one compulsory rule broken: the group of B30-01 is over 30 per cent."""
    isi = utuh(**identitas)
    lebih = b("1.1.02", "5.1.2.01", 400_000_000, penerima="kaur", volume=1, satuan="OB")
    belanja = [*isi.belanja, lebih._replace(harga_satuan=400_000_000_00, nomor=len(isi.belanja) + 2)]
    return isi.__class__(**(vars_bersih(isi) | {"belanja": tuple(belanja)}))


def vars_bersih(isi):
    return {k: getattr(isi, k) for k in isi.__dataclass_fields__}


def diterima_bagi(kecamatan, batas):
    """The moment of receipt from which twenty working days end on `batas`, or on the working day before it."""
    dua_puluh = list(hari_kerja(batas - datetime.timedelta(days=90), batas, kecamatan.kabupaten))[-20:]
    hari = dua_puluh[0] - datetime.timedelta(days=1)
    return datetime.datetime.combine(hari, datetime.time(12), zona(kecamatan))


def siap(desa, status=S.DISUSUN, *, isi=None, evaluator=None, batas=None, **lain):
    """A version to which nothing is missing for whatever comes next; proposed 'sesuai' where it is proposed.

    Dates are as of now: the deadline is far enough unless `batas` says otherwise; it was received when it had to be
    for that.
    """
    batas = batas or hari_uji() + datetime.timedelta(days=20)
    belum = status in DAPAT_DIUBAH | {S.DIAJUKAN, S.DIBATALKAN}
    versi = VersiApbdesFactory(
        desa=desa,
        status=status,
        isi=isi or utuh(kode_desa=desa.kode),
        diajukan=None if status in DAPAT_DIUBAH else timezone.now(),
        diterima=None if belum else diterima_bagi(desa.kecamatan, batas),
        batas_evaluasi=None if belum else batas,
        beku=BEKU if status in BERHASIL else None,
        **lain,
    )
    lampirkan(versi, versi.dibuat_oleh)
    return VersiApbdes.objects.lengkap().get(pk=versi.pk)


BEKU = {
    "hasil": "sesuai",
    "kesimpulan": "Sesuai.",
    "diusulkan": "",
    "evaluator": [],
    "ringkasan": {},
    "jumlah_baris": 0,
    "pagu": [],
    "langkah_pagu": [],
    "dokumen": [],
    "perangkat": [],
    "putusan": [],
    "catatan": [],
    "temuan": [],
}


def verifikator(desa, **isi):
    return pengguna_berperan(Peran.VERIFIKATOR, desa, **isi)
