"""Codes that an office adds, many at once: from a sheet, or from the tables Ref_ of a Siskeudes export."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.buku_kerja import sel
from apbdes.models import KegiatanTambahan, KodeTambahan, RekeningTambahan
from apbdes.queries import tahun_disusun
from dasar.impor import BarisTinjau, SelTinjau, Tinjauan
from dasar.lembar import Galat, Lembar
from desa.models import Kabupaten
from desa.services.data import data_simpan

KOLOM = ["kode", "nama", "tahun", "pelaksana", "dasar", "kabupaten"]
JUDUL = {"nama": "Nama", "tahun": "Tahun anggaran", "pelaksana": "Pelaksana", "dasar": "Dasar"}


def kode_impor(
    *, lembar: Lembar, kabupaten: Iterable[Kabupaten], oleh: Pengguna, disetujui: list[list[Any]] | None = None
) -> tuple[Tinjauan, bool]:
    """Try the rows, every fault at its cell; kept when all are right and do what was `disetujui`: all or nothing."""
    tempat = list(kabupaten)
    baris: list[BarisTinjau] = []
    sudah: dict[tuple[int, int, str], int] = {}
    with transaction.atomic():
        for nomor, isi in lembar.baris:
            tinjau = BarisTinjau(nomor, isi, "salah", galat=[g for g in lembar.galat if g.baris == nomor])
            baris.append(tinjau)
            try:
                objek, lama = _objek(isi, tempat)
                tinjau.sel = _sel(objek, isi)
                if pertama := sudah.get((objek.kabupaten_id, objek.tahun, objek.kode)):
                    raise ValidationError({"kode": f"Kode ini sudah ada di baris {pertama}."})
                sudah[objek.kabupaten_id, objek.tahun, objek.kode] = nomor
                if not tinjau.galat:
                    tinjau.keadaan, tinjau.perubahan = _simpan(objek, lama, oleh)
            except ValidationError as galat:
                tinjau.galat += _galat(nomor, galat)
            if not tinjau.sel:
                tinjau.sel = [SelTinjau(JUDUL.get(k, k.capitalize()), isi.get(k, "")) for k in ("kode", *JUDUL)]
        tinjauan = Tinjauan(lembar.kolom, baris)
        simpan = not tinjauan.galat and disetujui == tinjauan.akibat
        if not simpan:
            transaction.set_rollback(True)
    return tinjauan, simpan


def _objek(isi: dict[str, str], tempat: list[Kabupaten]) -> tuple[KodeTambahan, dict[str, str] | None]:
    """The row as a code, stored or new, and what its columns held before. Raises ValidationError by column."""
    kabupaten = _kabupaten(isi.get("kabupaten", ""), tempat)
    model, kode = baca_kode(isi.get("kode", ""))
    tertulis = isi.get("tahun", "")
    try:
        tahun = sel.tahun(tertulis) if tertulis else tahun_disusun()
    except ValueError as galat:
        raise ValidationError({"tahun": str(galat)}) from galat
    objek = model._default_manager.filter(kabupaten=kabupaten, tahun=tahun, kode=kode).first()
    lama = {k: getattr(objek, k) for k in kolom_isi(model)} if objek else None
    objek = objek or model(kabupaten=kabupaten, tahun=tahun, kode=kode)
    for nama in kolom_isi(model):
        if isi.get(nama) or lama is None:
            setattr(objek, nama, " ".join(isi.get(nama, "").split()))
    return objek, lama


def kolom_isi(model: type[KodeTambahan]) -> tuple[str, ...]:
    return ("nama", "pelaksana", "dasar") if model is KegiatanTambahan else ("nama", "dasar")


def baca_kode(teks: str) -> tuple[type[KodeTambahan], str]:
    """Which of the two it is, by its parts. ValidationError at `kode` for what is neither, such as 1.1."""
    for model, baca in ((KegiatanTambahan, sel.kode_kegiatan), (RekeningTambahan, sel.kode_rekening)):
        try:
            return model, baca(teks)
        except ValueError:
            continue
    kalimat = f"“{teks[:60]}” bukan kode. Tulis kegiatan seperti 2.3.22, rekening seperti 5.2.1.13."
    raise ValidationError({"kode": kalimat})


def _kabupaten(teks: str, tempat: list[Kabupaten]) -> Kabupaten:
    if not teks and len(tempat) == 1:
        return tempat[0]
    cocok = [k for k in tempat if teks and (k.kode == teks.strip() or k.nama.lower() == teks.lower().strip())]
    if len(cocok) != 1:
        contoh = tempat[0].kode if tempat else "63.11"
        kalimat = f"Kabupaten/kota “{teks}” tidak Anda kelola. Tulis kodenya, misalnya {contoh}."
        raise ValidationError({"kabupaten": kalimat})
    return cocok[0]


def _simpan(objek: KodeTambahan, lama: dict[str, str] | None, oleh: Pengguna) -> tuple[str, list[str]]:
    kolom = list(kolom_isi(type(objek)))
    if lama is not None:
        beda = [k for k in kolom if getattr(objek, k) != lama[k]]
        if not beda:
            return "sama", ["Sudah tercatat demikian."]
        data_simpan(objek=objek, kolom=kolom, oleh=oleh, lewat_impor=True)
        return "berubah", [f"{JUDUL[k]}: {lama[k] or 'kosong'} menjadi {getattr(objek, k) or 'kosong'}." for k in beda]
    data_simpan(objek=objek, kolom=["kabupaten", "tahun", "kode", *kolom], oleh=oleh, lewat_impor=True)
    return "baru", ["Kode baru."]


def _galat(nomor: int, galat: ValidationError) -> list[Galat]:
    daftar = galat.message_dict if hasattr(galat, "error_dict") else {"": galat.messages}
    return [
        Galat(nomor, "kode" if k in ("", NON_FIELD_ERRORS) else k, kalimat)
        for k, semua in daftar.items()
        for kalimat in semua
    ]


def _sel(objek: KodeTambahan, isi: dict[str, str]) -> list[SelTinjau]:
    hasil = [SelTinjau("Kode", objek.kode, isi["kode"] if isi["kode"] != objek.kode else "")]
    return hasil + [SelTinjau(judul, str(getattr(objek, k, ""))) for k, judul in JUDUL.items()]
