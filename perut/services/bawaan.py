"""The state of the books and the last visits out of an office's old sheets; findings are the room tindaklanjut's."""

from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from import_export.widgets import Widget

from akun.models import Pengguna
from dasar.impor import BarisTinjau, Tinjauan
from dasar.kolom_impor import Berulang, KolomImpor
from dasar.lembar import Lembar
from dasar.sel import PilihanWidget, TanggalLampauWidget, TeksWidget
from dasar.waktu import hari_ini
from desa.bawaan import PokokBawaan
from desa.models import Bawaan, Kecamatan
from desa.services.bawaan import bawaan_impor, bawaan_tarik, kolom_desa
from perut.catatan_lama import buku_lama, kunjungan_lama
from perut.enums import KeadaanLama, StatusKunjungan
from perut.models import Buku, BukuLama, Kunjungan, KunjunganLama
from perut.queries import buku_berlaku, pemeriksaan_resmi
from tindaklanjut.bawaan import temuan_bawaan_tarik

K = KeadaanLama
CATATAN_MAKS = 500
SUDAH_DIPERIKSA = "Sudah diperiksa pada kunjungan {}; hasil pemeriksaan itu yang tetap dipakai."
PADANAN = {
    "ya": K.ADA,
    "tidak": K.TIDAK_ADA,
    "belum ada": K.TIDAK_ADA,
    "belum": K.TIDAK_ADA,
    "terlambat": K.TERLAMBAT,
    "belum mutakhir": K.TERLAMBAT,
    "tidak mutakhir": K.TERLAMBAT,
    "lengkap": K.LENGKAP,
    "tertib": K.LENGKAP,
    "mutakhir": K.LENGKAP,
}


class CatatanWidget(TeksWidget):
    def clean(self, value, row=None, **kwargs) -> str:
        teks = super().clean(value)
        if len(teks) > CATATAN_MAKS:
            raise ValueError(f"Paling panjang {CATATAN_MAKS} huruf (sekarang {len(teks)}).")
        return teks


class BukuWidget(Widget):
    """A book of the checklist in force: "A.1", its name, or both."""

    def __init__(self, buku: list[Buku]) -> None:
        super().__init__()
        self.peta: dict[str, Buku] = {}
        for b in buku:
            for nama in (b.kode, b.nama, str(b), b.nama_pedoman):
                if nama:
                    self.peta.setdefault(nama.lower(), b)

    def clean(self, value, row=None, **kwargs) -> Buku:
        teks = str(value).strip().lower()
        ada = self.peta.get(teks) or self.peta.get(teks.partition(" ")[0].rstrip(".:"))
        if ada is None:
            raise ValueError(f"Buku “{value}” tidak ada dalam daftar buku yang berlaku. Tulis kodenya, misalnya A.1.")
        return ada

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value) if value else ""


def _kolom_tanggal(kecamatan: Kecamatan, label: str, petunjuk: str) -> KolomImpor:
    return KolomImpor(
        "tanggal",
        label,
        TanggalLampauWidget(hari_ini(kecamatan)),
        wajib=True,
        petunjuk=petunjuk,
        judul_lain=("per_tanggal", "tanggal_terakhir", "tanggal_kunjungan", "kunjungan_terakhir", "tgl"),
    )


CATATAN = KolomImpor(
    "catatan", "Catatan", CatatanWidget(), petunjuk="Boleh kosong.", judul_lain=("keterangan", "ket"), lebar=30
)


def kolom_buku(kecamatan: Kecamatan) -> list[KolomImpor]:
    return [
        kolom_desa(kecamatan),
        KolomImpor(
            "buku",
            "Buku",
            BukuWidget(buku_berlaku()),
            wajib=True,
            petunjuk="Kode atau nama buku.",
            judul_lain=("kode_buku", "nama_buku", "model"),
            lebar=50,
            tampil=str,
        ),
        KolomImpor(
            "keadaan",
            "Keadaan",
            PilihanWidget(K.choices, kosong=None, padanan=PADANAN),
            petunjuk="Keadaan terakhir yang diketahui. Kosongkan bila tidak diketahui.",
            judul_lain=("keberadaan", "kondisi"),
            pilihan=tuple(K.labels),
            lebar=24,
        ),
        _kolom_tanggal(kecamatan, "Per tanggal", "Kapan keadaan itu terakhir diketahui, misalnya 17-05-2026."),
        CATATAN,
    ]


def kolom_kunjungan(kecamatan: Kecamatan) -> list[KolomImpor]:
    return [
        kolom_desa(kecamatan),
        _kolom_tanggal(kecamatan, "Kunjungan terakhir", "Tanggal kunjungan terakhir, misalnya 17-05-2026."),
        CATATAN,
    ]


def buku_bawaan_impor(
    *, kecamatan: Kecamatan, lembar: Lembar, oleh: Pengguna, disetujui: list[list[Any]] | None = None
) -> tuple[Tinjauan, bool]:
    desa = list(kecamatan.desa.values_list("pk", flat=True))
    lama, ganda = buku_lama(desa), Berulang("Buku")
    diperiksa: dict[tuple[int, str], Any] = {}
    for p in pemeriksaan_resmi().filter(kunjungan__desa__in=desa):
        diperiksa.setdefault((p.kunjungan.desa_id, p.buku.kode), p.kunjungan.tanggal)

    def tinjau(baris: BarisTinjau, isi: dict[str, Any]) -> BukuLama | None:
        kunci = (isi["desa"].pk, isi["buku"].kode)
        ganda.periksa(kunci, baris, "buku")
        if kunci in diperiksa:
            baris.catatan.append(SUDAH_DIPERIKSA.format(date_format(diperiksa[kunci], "j F Y")))
        return _banding(baris, lama.get(kunci), BukuLama(**isi), ("keadaan", "tanggal", "catatan"))

    return bawaan_impor(
        kecamatan=kecamatan,
        pokok=PokokBawaan.BUKU,
        kolom=kolom_buku(kecamatan),
        lembar=lembar,
        tinjau=tinjau,
        simpan=_simpan,
        oleh=oleh,
        disetujui=disetujui,
    )


def kunjungan_bawaan_impor(
    *, kecamatan: Kecamatan, lembar: Lembar, oleh: Pengguna, disetujui: list[list[Any]] | None = None
) -> tuple[Tinjauan, bool]:
    desa = list(kecamatan.desa.values_list("pk", flat=True))
    lama, ganda = kunjungan_lama(desa), Berulang("Desa")
    sah = Kunjungan.objects.filter(desa__in=desa, status=StatusKunjungan.DISAHKAN).order_by("tanggal")
    diperiksa: dict[int, Any] = dict(sah.values_list("desa", "tanggal"))

    def tinjau(baris: BarisTinjau, isi: dict[str, Any]) -> KunjunganLama | None:
        kunci = isi["desa"].pk
        ganda.periksa(kunci, baris, "desa")
        if kunci in diperiksa:
            baris.catatan.append(
                f"Kunjungan {date_format(diperiksa[kunci], 'j F Y')} yang disahkan di sini yang tetap dipakai."
            )
        return _banding(baris, lama.get(kunci), KunjunganLama(**isi), ("tanggal", "catatan"))

    return bawaan_impor(
        kecamatan=kecamatan,
        pokok=PokokBawaan.KUNJUNGAN,
        kolom=kolom_kunjungan(kecamatan),
        lembar=lembar,
        tinjau=tinjau,
        simpan=_simpan,
        oleh=oleh,
        disetujui=disetujui,
    )


def _banding(baris: BarisTinjau, lama: Any, kini: Any, kolom: tuple[str, ...]) -> Any:
    """What to write: nothing where the records say so already."""
    if lama is None or baris.galat:
        return kini
    beda = [k for k in kolom if getattr(lama, k) != getattr(kini, k)]
    if not beda:
        baris.keadaan = "sama"
        return None
    baris.keadaan = "berubah"
    baris.perubahan = [f"{k}: {_tulis(lama, k)} → {_tulis(kini, k)}" for k in beda]
    return kini


def _tulis(baris: Any, kolom: str) -> str:
    if kolom == "tanggal":
        return f"{baris.tanggal:%d-%m-%Y}"
    return str(baris.get_keadaan_display() if kolom == "keadaan" else getattr(baris, kolom)) or "(kosong)"


def _simpan(bawaan: Bawaan, baris: list[Any]) -> None:
    for b in baris:
        b.bawaan = bawaan
    type(baris[0])._default_manager.bulk_create(baris)


@transaction.atomic
def catatan_lama_tarik(*, bawaan: Bawaan, alasan: str, oleh: Pengguna) -> None:
    """Take back a sheet as a whole: what an earlier one said holds again, its open findings bind nobody."""
    bawaan_tarik(bawaan=bawaan, alasan=alasan, oleh=oleh)
    if bawaan.pokok == PokokBawaan.TEMUAN:
        temuan_bawaan_tarik(bawaan=bawaan, alasan=alasan, oleh=oleh)
