"""Rows pasted on the entry page: read by the reader of imported sheets, and answered as rows that the page can save."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from apbdes.anggaran import komponen_turunan
from apbdes.bentuk_lembar import Bentuk, Kertas, tebak, tebak_isi, tebak_kolom
from apbdes.buku_kerja import TidakTerbaca, sel
from apbdes.buku_kerja.galat import Galat
from apbdes.forms.lembar_lain import BarisJudulForm, KolomForm
from apbdes.forms.padanan import PadananForm
from apbdes.forms.rincian import salah_kali
from apbdes.impor import lembar_layak
from apbdes.katalog import Katalog, katalog_untuk
from apbdes.lembar_lain import BAGIAN, BARIS_MAKS
from apbdes.models import VersiApbdes
from apbdes.services.padanan import bentuk_dikenal, bentuk_simpan, padanan_desa, padanan_simpan, usul_padanan
from apbdes.services.simpan import desimal
from apbdes.services.susun import LEMBAR, isi_cepat
from apbdes.siskeudes.berkas import baris_csv
from apbdes.views.versi import ambil_versi
from dasar.kiriman import TIDAK_TERBACA, Kiriman, jawab_json
from dasar.permintaan import Permintaan

GALAT_TAMPIL = 100


@dataclass
class Tempelan:
    """What was pasted, as far as it could be read. `baris` only when all of it could."""

    judul: BarisJudulForm | None = None
    kolom: KolomForm | None = None
    tanya: PadananForm | None = None
    galat: list[str] = field(default_factory=list)
    dilewati: list[str] = field(default_factory=list)
    baris: list[dict[str, Any]] = field(default_factory=list)
    jumlah: int = 0

    @property
    def galat_tampil(self) -> list[str]:
        return self.galat[:GALAT_TAMPIL]

    @property
    def sisa(self) -> int:
        return len(self.galat) - len(self.galat_tampil)


@require_POST
@jawab_json("Rancangan")
def susun_tempel(request: Permintaan, pk: int) -> HttpResponse:
    """{"teks", "isian": {…}} → {"html", "baris": [{"lembar", "isi"}, …]}. Stores no row: the page does, as if typed."""
    versi = ambil_versi(request, pk, ubah=True)
    teks, isian = _baca(request)
    katalog = katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)
    hasil = baca_tempelan(teks, isian, versi, katalog, request)
    konteks = {"tempelan": hasil, "katalog": katalog if hasil.tanya else None}
    return JsonResponse({"html": render_to_string("apbdes/_tempel_hasil.html", konteks), "baris": hasil.baris})


def _baca(request: HttpRequest) -> tuple[str, dict[str, str]]:
    try:
        isi = json.loads(request.body)
        teks, isian = isi["teks"], isi["isian"]
    except (ValueError, KeyError, TypeError, RecursionError) as galat:
        raise Kiriman(TIDAK_TERBACA) from galat
    if not isinstance(teks, str) or not isinstance(isian, dict):
        raise Kiriman(TIDAK_TERBACA)
    if not all(isinstance(n, str) for n in isian.values()):
        raise Kiriman(TIDAK_TERBACA)
    return teks, isian


def baca_tempelan(
    teks: str, isian: dict[str, str], versi: VersiApbdes, katalog: Katalog, request: Permintaan
) -> Tempelan:
    hasil = Tempelan()
    try:
        kertas = _kertas(teks)
        if kertas is None:
            return hasil
        desa = versi.apbdes.desa
        bentuk = _bentuk(kertas, isian, versi)
        hasil.judul = BarisJudulForm({"judul": str(bentuk.judul + 1)}, kertas=kertas)
        ditunjuk = "tunjuk" in isian
        dipilih = isian if ditunjuk else KolomForm.isian_dari(bentuk)
        hasil.kolom = KolomForm(dipilih, kertas=kertas, bentuk=bentuk, ditempel=True)
        if not hasil.kolom.is_valid():
            hasil.galat = [kalimat for daftar in hasil.kolom.errors.values() for kalimat in daftar]
            return hasil
        bentuk = hasil.kolom.hasil
        if ditunjuk and bentuk.judul >= 0:
            bentuk_simpan(desa=desa, judul=kertas.baris[bentuk.judul], bentuk=bentuk, oleh=request.user)
        while True:
            try:
                terbaca = lembar_layak(kertas, bentuk, versi, katalog, padanan_desa(desa))
                break
            except TidakTerbaca as salah:
                if not _tanya(hasil, salah.galat, isian, versi, katalog, request):
                    raise
                isian = {k: n for k, n in isian.items() if k != "jawab"}  # kept now; what is asked next is not answered
        hasil.dilewati = terbaca.dilewati
        galat = []
        for lembar in BAGIAN.values():
            for b in getattr(terbaca.anggaran, lembar):
                hasil.jumlah += b.jumlah
                if lembar == "belanja" and (kalimat := salah_kali(b.volume, b.harga_satuan, b.jumlah)):
                    galat.append(Galat(kalimat, baris=b.nomor, kolom="jumlah"))
                hasil.baris.append({"lembar": lembar, "isi": _isi(lembar, b, katalog)})
        if galat:
            raise TidakTerbaca(galat)
    except TidakTerbaca as salah:
        hasil.baris = []
        if hasil.tanya is None:
            hasil.galat = [_sebut(g) for g in salah.galat]
    return hasil


def _kertas(teks: str) -> Kertas | None:
    isi = [[" ".join(s.split()) for s in b] for b in baris_csv(teks.encode("utf-8", "replace"))]
    if len(isi) > BARIS_MAKS:
        raise TidakTerbaca([Galat(f"Yang ditempel lebih dari {BARIS_MAKS} baris. Tempel sebagian dahulu.")])
    return Kertas("", isi) if any(s for b in isi for s in b) else None


def _bentuk(kertas: Kertas, isian: dict[str, str], versi: VersiApbdes) -> Bentuk:
    """The heading that was pointed at, else one that this desa explained before, else the likeliest."""
    bawaan = {k: isian.get(k, "").strip() for k in ("sumber", "kegiatan", "rekening")}
    for nama, baca in (("kegiatan", sel.kode_kegiatan), ("rekening", sel.kode_rekening)):
        try:
            bawaan[nama] = baca(bawaan[nama]) if bawaan[nama] else ""
        except ValueError as salah:
            raise TidakTerbaca([Galat(str(salah))]) from salah
    if (tertulis := isian.get("judul", "")).isdecimal() and len(tertulis) < 6 and int(tertulis) <= len(kertas.baris):
        judul = int(tertulis) - 1
        kolom = tebak_kolom(kertas, judul) if judul >= 0 else tebak_isi(kertas).kolom
        return Bentuk(judul, kolom, **bawaan)
    if dikenal := bentuk_dikenal(versi.apbdes.desa, [kertas]):
        bentuk = dikenal[1]
        return Bentuk(bentuk.judul, bentuk.kolom, **bawaan | {"sumber": bawaan["sumber"] or bentuk.sumber})
    bentuk = tebak(kertas)
    if len(bentuk.kolom) < 2:
        bentuk = tebak_isi(kertas)
    return Bentuk(bentuk.judul, bentuk.kolom, **bawaan)


def _tanya(
    hasil: Tempelan,
    galat: list[Galat],
    isian: dict[str, str],
    versi: VersiApbdes,
    katalog: Katalog,
    request: Permintaan,
) -> bool:
    """Where nothing but answers stands in the way: ask; whether they were given and are kept now."""
    tanya = [t for g in galat for t in g.tanya]
    if not all(g.tanya for g in galat):
        return False
    desa = versi.apbdes.desa
    form = PadananForm(
        isian if "jawab" in isian else None, tanya=tanya, usul=usul_padanan(desa, tanya, katalog), auto_id="tempel-%s"
    )
    hasil.tanya = form
    if not form.is_bound or not form.is_valid():
        return False
    try:
        padanan_simpan(desa=desa, jawaban=form.jawaban, katalog=katalog, oleh=request.user)
    except ValidationError as salah:
        form.salahkan(salah)
        return False
    hasil.tanya = None
    return True


def _isi(lembar: str, b: Any, katalog: Katalog) -> dict[str, str]:
    """The row as the cells of the page; what the list of activities knows stands in where nothing was pasted."""
    b = b._replace(volume=desimal(b.volume))
    if lembar == "belanja":
        kegiatan = katalog.kegiatan.get(b.kegiatan)
        b = b._replace(
            komponen="" if b.komponen == komponen_turunan(b.rekening) else b.komponen,
            uraian_kegiatan=b.uraian_kegiatan or (kegiatan.nama if kegiatan else ""),
            pelaksana=b.pelaksana or (kegiatan.pelaksana if kegiatan else ""),
        )
    return isi_cepat([k for k in LEMBAR[lembar][1].Meta.fields if k != "urut"], b)


def _sebut(galat: Galat) -> str:
    """Nothing pasted is a sheet of its own."""
    tempat = ", ".join(t for t in (galat.baris and f"baris {galat.baris}", galat.kolom and galat.kolom.lower()) if t)
    return f"{tempat[0].upper()}{tempat[1:]}: {galat.pesan}" if tempat else galat.pesan
