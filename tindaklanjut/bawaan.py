"""Open findings out of an office's old sheets. Once here they go the way of every finding."""

import re
import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from akun.models import Pengguna
from dasar.impor import BarisTinjau, Tinjauan
from dasar.kolom_impor import Berulang, KolomImpor
from dasar.lembar import Galat, Lembar
from dasar.sel import TanggalLampauWidget, TeksWidget
from dasar.waktu import hari_ini
from desa.bawaan import ASAL, SEBUTAN, PokokBawaan
from desa.models import Bawaan, Kecamatan
from desa.services.bawaan import bawaan_impor, kolom_desa
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import RiwayatTemuan, Temuan
from tindaklanjut.services import asal_cabut, temuan_resmikan
from tindaklanjut.tenggat import BatasWaktuWidget

PANJANG = {"temuan": 5000, "saran": 5000, "penanggung_jawab": 150, "dari": 120}
DIUBAH = {
    "rekomendasi": "saran",
    "penanggung_jawab": "penanggung jawab",
    "batas_waktu": "batas waktu",
    "asal_teks": "asal",
}


class PanjangWidget(TeksWidget):
    def __init__(self, maks: int) -> None:
        super().__init__()
        self.maks = maks

    def clean(self, value, row=None, **kwargs) -> str:
        teks = super().clean(value)
        if len(teks) > self.maks:
            raise ValueError(f"Paling panjang {self.maks} huruf (sekarang {len(teks)}).")
        return teks


def _teks(nama: str, label: str, petunjuk: str, judul_lain: tuple[str, ...], *, wajib: bool = False) -> KolomImpor:
    lebar = 50 if PANJANG[nama] > 1000 else 26
    widget = PanjangWidget(PANJANG[nama])
    return KolomImpor(nama, label, widget, wajib=wajib, petunjuk=petunjuk, judul_lain=judul_lain, lebar=lebar)


def kolom_temuan(kecamatan: Kecamatan) -> list[KolomImpor]:
    hari = hari_ini(kecamatan)
    return [
        kolom_desa(kecamatan),
        _teks("temuan", "Temuan", "Apa yang harus dibenahi.", ("uraian", "uraian_temuan"), wajib=True),
        _teks("saran", "Saran perbaikan", "Boleh kosong.", ("rekomendasi", "saran_perbaikan")),
        KolomImpor(
            "ditemukan",
            "Tanggal temuan",
            TanggalLampauWidget(hari),
            wajib=True,
            petunjuk="Kapan ditemukan, misalnya 17-05-2026.",
            judul_lain=("tanggal", "tanggal_temuan", "tgl", "tgl_temuan"),
        ),
        KolomImpor(
            "batas_waktu",
            "Batas waktu",
            BatasWaktuWidget(),
            wajib=True,
            petunjuk="Kapan harus selesai; boleh sudah lewat.",
            judul_lain=("tenggat", "batas", "target_selesai"),
        ),
        _teks(
            "penanggung_jawab",
            "Penanggung jawab",
            "Siapa yang membenahi.",
            ("pj", "siapa", "pelaksana"),
            wajib=True,
        ),
        _teks(
            "dari",
            "Dari mana",
            "Pemeriksaan atau surat yang menemukannya, misalnya LHP Inspektorat 2025.",
            ("sumber", "asal", "dasar"),
        ),
    ]


def _sama(teks: str) -> str:
    """A finding is the same one when its words are."""
    return re.sub(r"\W+", " ", teks).strip().lower()


def temuan_bawaan(kecamatan: Kecamatan) -> "QuerySet[Temuan]":
    """What old sheets brought and nobody took back."""
    return Temuan.objects.filter(asal_jenis=ASAL, desa__kecamatan=kecamatan).exclude(status=StatusTemuan.DICABUT)


def temuan_bawaan_impor(
    *, kecamatan: Kecamatan, lembar: Lembar, oleh: Pengguna, disetujui: list[list[Any]] | None = None
) -> tuple[Tinjauan, bool]:
    ada = {(t.desa_id, _sama(t.uraian)): t for t in temuan_bawaan(kecamatan).order_by("dibuat_pada")}
    ganda = Berulang("Temuan")

    def tinjau(baris: BarisTinjau, isi: dict[str, Any]) -> Temuan | None:
        if isi["batas_waktu"] < isi["ditemukan"]:
            baris.galat.append(Galat(baris.nomor, "batas_waktu", "Batas waktu mendahului tanggal temuannya."))
            baris.keadaan = "salah"
            return None
        kunci = (isi["desa"].pk, _sama(isi["temuan"]))
        ganda.periksa(kunci, baris, "temuan")
        asal = [a for a in (isi["dari"], date_format(isi["ditemukan"], "j F Y")) if a]
        kini = {
            "rekomendasi": isi["saran"],
            "penanggung_jawab": isi["penanggung_jawab"],
            "batas_waktu": isi["batas_waktu"],
            "asal_teks": f"{SEBUTAN.capitalize()}: {', '.join(asal)}",
        }
        lama = ada.get(kunci)
        if lama is None:
            return Temuan(pk=uuid.uuid4(), status=StatusTemuan.DRAF, desa=isi["desa"], uraian=isi["temuan"], **kini)
        return _banding(baris, lama, kini)

    def simpan(bawaan: Bawaan, temuan: list[Temuan]) -> None:
        for t in temuan:
            baru = t._state.adding
            t.asal_jenis, t.diubah_oleh, t.versi = ASAL, oleh, t.versi + 1
            if baru:
                t.asal_id = str(bawaan.pk)
            t.save()
            if not baru:
                RiwayatTemuan.objects.create(temuan=t, aksi="bawa_lagi", dari=t.status, ke=t.status, oleh=oleh)
        temuan_resmikan(asal_jenis=ASAL, asal_id=str(bawaan.pk), oleh=oleh)

    return bawaan_impor(
        kecamatan=kecamatan,
        pokok=PokokBawaan.TEMUAN,
        kolom=kolom_temuan(kecamatan),
        lembar=lembar,
        tinjau=tinjau,
        simpan=simpan,
        oleh=oleh,
        disetujui=disetujui,
    )


def _banding(baris: BarisTinjau, lama: Temuan, kini: dict[str, Any]) -> Temuan | None:
    """A finding that was worked on here is no longer the old records' to change."""
    beda = [k for k in kini if getattr(lama, k) != kini[k]]
    baris.keadaan = "sama"
    if not beda:
        return None
    if lama.status != StatusTemuan.TERBUKA or lama.tindak_lanjut.exists():
        baris.catatan.append(f"Temuan ini sudah ditindaklanjuti di sini ({lama.get_status_display()}); tidak diubah.")
        return None
    baris.keadaan = "berubah"
    baris.perubahan = [f"{DIUBAH[k]}: {_tulis(getattr(lama, k))} → {_tulis(kini[k])}" for k in beda]
    for k in beda:
        setattr(lama, k, kini[k])
    return lama


def _tulis(nilai: Any) -> str:
    return (f"{nilai:%d-%m-%Y}" if hasattr(nilai, "year") else str(nilai)) or "(kosong)"


def temuan_bawaan_tarik(*, bawaan: Bawaan, alasan: str, oleh: Pengguna) -> None:
    """The open findings that this sheet brought are taken back; what was settled here stays settled."""
    asal_cabut(asal_jenis=ASAL, asal_id=str(bawaan.pk), alasan=alasan, oleh=oleh)
