"""How the last days of a budget follow the calendar of days off: counted anew, with history, and people told."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format

from akun.enums import DESA, WAKIL_DESA, Peran
from akun.queries import admin_instalasi, pemegang_peran
from apbdes.enums import BERHARI, StatusVersi
from apbdes.models import VersiApbdes
from apbdes.tenggat import batas_perbaikan, evaluasi_dihitung
from dasar.waktu import hari_ini
from dasar.waktu import tanggal as tanggal_di
from desa.tenggat import TenggatTersimpan, daftarkan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu
from tindaklanjut.models import Temuan

ASAL = "apbdes"
KABUPATEN = "apbdes__desa__kecamatan__kabupaten"
TELANJUR = (
    "Menurut kalender yang sekarang, batas waktunya {batas}, jadi rancangan ini dinyatakan lewat waktu terlalu cepat. "
    "Admin dapat memulihkannya di halaman rancangan, dengan alasan, sampai hari itu berakhir."
)


def _dievaluasi() -> "QuerySet[VersiApbdes]":
    return VersiApbdes.objects.ringkas().filter(status__in=BERHARI)


def _diperbaiki() -> "QuerySet[VersiApbdes]":
    """The desa has not handed in what it mends."""
    diajukan = VersiApbdes.objects.exclude(status__in=[StatusVersi.DISUSUN, StatusVersi.DIBATALKAN])
    return (
        VersiApbdes.objects.ringkas()
        .filter(status=StatusVersi.PERLU_DIPERBAIKI)
        .exclude(pk__in=diajukan.filter(sebelum__isnull=False).values("sebelum"))
    )


def _perbaikan_dihitung(versi: VersiApbdes) -> date | None:
    kecamatan = versi.apbdes.desa.kecamatan
    return batas_perbaikan(kecamatan, tanggal_di(versi.diputus, kecamatan)) if versi.diputus else None


def _kabari(versi: VersiApbdes, lama: date, kalimat: str) -> None:
    """Reminders of the day that was are forgotten: they come again when the new day is near."""
    versi.kabar.all().delete()
    beritahu(
        pemegang_peran(versi.apbdes.desa, *DESA, Peran.VERIFIKATOR, Peran.CAMAT),
        judul=f"{versi}: batas waktu bergeser",
        isi=kalimat,
        tautan=versi.get_absolute_url(),
        topik=f"apbdes-bergeser:{versi.pk}",
        satukan=True,
        golongan=Golongan.TENGGAT,
    )


def _kabari_perbaikan(versi: VersiApbdes, lama: date, kalimat: str) -> None:
    _kabari(versi, lama, f"{kalimat}\nTanggal dalam keputusan camat yang sudah terbit dibaca menurut batas ini.")


def _telanjur(kabupaten: Iterable[int] | None, _sebab: str) -> None:
    """Lapsed by a calendar that did not know the day yet: whoever can mend that is told, once per day that it is."""
    lewat = VersiApbdes.objects.ringkas().filter(status=StatusVersi.LEWAT_WAKTU)
    if kabupaten is not None:
        lewat = lewat.filter(**{f"{KABUPATEN}__in": kabupaten})
    for versi in lewat:
        desa, batas = versi.apbdes.desa, evaluasi_dihitung(versi)
        if batas < hari_ini(desa.kecamatan):
            continue
        beritahu(
            [*admin_instalasi(), *pemegang_peran(desa, Peran.VERIFIKATOR, Peran.CAMAT)],
            judul=f"{versi}: lewat waktu terlalu cepat",
            isi=TELANJUR.format(batas=date_format(batas, "l, j F Y")),
            tautan=versi.get_absolute_url(),
            sekali=f"apbdes-telanjur:{versi.pk}:{batas:%Y-%m-%d}",
            golongan=Golongan.TENGGAT,
        )


def _temuan() -> "QuerySet[Temuan]":
    """What an evaluation found is due with the mending: its day was counted, not agreed as those of a visit are."""
    return Temuan.objects.belum_selesai().filter(asal_jenis=ASAL).select_related("desa__kecamatan__kabupaten")


def _temuan_dihitung(temuan: Temuan) -> date | None:
    versi = VersiApbdes.objects.lengkap().filter(pk=temuan.asal_id).first()
    return _perbaikan_dihitung(versi) if versi else None


def _kabari_temuan(temuan: Temuan, lama: date, kalimat: str) -> None:
    """Of the findings of one evaluation the village hears once."""
    beritahu(
        pemegang_peran(temuan.desa, *WAKIL_DESA),
        judul="Batas waktu temuan evaluasi APB Desa bergeser",
        isi=kalimat,
        tautan=temuan.get_absolute_url(),
        topik=f"temuan-bergeser:{temuan.asal_id}",
        satukan=True,
        golongan=Golongan.TENGGAT,
    )


daftarkan(
    TenggatTersimpan(
        letak="tindaklanjut.Temuan.batas_waktu",
        nama="temuan evaluasi APB Desa",
        berjalan=_temuan,
        kabupaten="desa__kecamatan__kabupaten",
        hitung=_temuan_dihitung,
        tempat=lambda t: t.desa,
        kabari=_kabari_temuan,
    )
)
daftarkan(
    TenggatTersimpan(
        letak="apbdes.VersiApbdes.batas_evaluasi",
        nama="evaluasi APB Desa",
        berjalan=_dievaluasi,
        kabupaten=KABUPATEN,
        hitung=evaluasi_dihitung,
        tempat=lambda v: v.apbdes.desa,
        kabari=_kabari,
        sesudah=_telanjur,
    )
)
daftarkan(
    TenggatTersimpan(
        letak="apbdes.VersiApbdes.batas_perbaikan",
        nama="perbaikan APB Desa",
        berjalan=_diperbaiki,
        kabupaten=KABUPATEN,
        hitung=_perbaikan_dihitung,
        tempat=lambda v: v.apbdes.desa,
        kabari=_kabari_perbaikan,
    )
)
