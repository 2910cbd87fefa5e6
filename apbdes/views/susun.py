"""Typing in a budget: the page, what its script saves, and the verdicts that follow."""

import json
import uuid
from typing import Any

from django.db.models import Model
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from apbdes import acuan
from apbdes.anggaran import JENIS_INFRASTRUKTUR, KOMPONEN, PENERIMA, SUMBER_DANA
from apbdes.catatan import baris_dengan_catatan, catatan_lama
from apbdes.forms.rincian import IdentitasForm
from apbdes.katalog import Katalog, katalog_untuk
from apbdes.models import VersiApbdes
from apbdes.penilaian import Penilaian, penilaian
from apbdes.putusan import kelompokkan, tanda_baris
from apbdes.services.anggaran import muat_dari_baris
from apbdes.services.susun import IDENTITAS, LEMBAR, Kiriman, isi_cepat, pembuat_form, rincian_simpan
from apbdes.views.versi import ambil_versi
from dasar.kiriman import TIDAK_TERBACA, VERSI_MAKS, jawab_json
from dasar.kiriman import Kiriman as KirimanDitolak
from dasar.permintaan import Permintaan
from dasar.simpan import isi_baris

SEKALI_KIRIM = 300  # rows in one request
KOLOM_IDENTITAS = (
    ("pagu_dds", "Pagu Dana Desa", "uang"),
    ("pagu_add", "Pagu Alokasi Dana Desa", "uang"),
    ("pagu_pbh", "Pagu bagi hasil pajak dan retribusi", "uang"),
    ("akhir_masa_jabatan_kades", "Akhir masa jabatan kepala desa", "date"),
    ("perdes_dana_cadangan", "Perdes dana cadangan", "text"),
    ("tanggal_perdes_dana_cadangan", "Tanggal Perdes dana cadangan", "date"),
    ("jumlah_petugas_pbb", "Jumlah petugas PBB", "angka"),
)


@require_GET
@never_cache
def versi_susun(request: Permintaan, pk: int) -> HttpResponse:
    """The whole budget as one page; the rows travel as data and the script draws what is unfolded."""
    versi = ambil_versi(request, pk, ubah=True)
    katalog = katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)
    baris = {model: list(model._default_manager.filter(versi_apbdes=versi)) for model, _ in LEMBAR.values()}
    muat_dari_baris(versi, baris)
    data = {"versi": versi, "data": _data(versi, katalog, baris), "kolom_identitas": KOLOM_IDENTITAS}
    return render(request, "apbdes/susun.html", data | putusan_konteks(versi))


def _data(versi: VersiApbdes, katalog: Katalog, semua: dict[type[Model], list[Any]]) -> dict[str, Any]:
    lama, kata = catatan_lama(versi), acuan.kata_cari()
    return {
        "sekaliKirim": SEKALI_KIRIM,
        "identitas": {"versi": versi.versi, "isi": isi_baris(pembuat_form(IdentitasForm, versi, katalog), versi)},
        "baris": [
            {
                "lembar": lembar,
                "id": str(baris.pk),
                "versi": baris.versi,
                "isi": isi_cepat(kolom, baris),
                **({"catatan": [c["isi"] for c in lama[baris.pk]]} if baris.pk in lama else {}),
            }
            for lembar, (model, form) in LEMBAR.items()
            for kolom in [form.Meta.fields]
            for baris in semua[model]
        ],
        "kegiatan": [[k.kode, k.nama, k.pelaksana, kata.get(k.kode, "")] for k in katalog.kegiatan.values()],
        "rekening": [[r.kode, r.nama, kata.get(r.kode, "")] for r in katalog.rekening.values()],
        "bidang": acuan.nama_bidang(),
        "sumber": SUMBER_DANA,
        "komponen": {k: k.replace("_", " ").replace("tpk", "TPK").replace("pbb", "PBB") for k in KOMPONEN},
        "penerima": PENERIMA,
        "jenisInfrastruktur": JENIS_INFRASTRUKTUR,
    }


@require_POST
@jawab_json("Rancangan")
def susun_simpan(request: Permintaan, pk: int) -> HttpResponse:
    """{"kiriman": [{"lembar", "id", "versi", "isi" | "hapus": true}, …]} → an answer for each, in its order."""
    versi = ambil_versi(request, pk)
    terjawab = rincian_simpan(versi=versi, kiriman=_baca(request), oleh=request.user)
    hasil = [{"lembar": t.kiriman.lembar, "id": str(t.kiriman.id)} | t.hasil.json() for t in terjawab]
    return JsonResponse({"hasil": hasil})


def _baca(request: Permintaan) -> list[Kiriman]:
    try:
        daftar = json.loads(request.body)["kiriman"]
        if not isinstance(daftar, list) or len(daftar) > SEKALI_KIRIM:
            raise KirimanDitolak(TIDAK_TERBACA)
        return [_satu(k) for k in daftar]
    except (ValueError, KeyError, TypeError, RecursionError) as galat:
        raise KirimanDitolak(TIDAK_TERBACA) from galat


def _satu(k: dict[str, Any]) -> Kiriman:
    versi, isi, hapus = k["versi"], k.get("isi", {}), k.get("hapus") is True
    sah = type(versi) is int and 0 <= versi <= VERSI_MAKS and isinstance(isi, dict)
    if not sah or k["lembar"] not in {*LEMBAR, IDENTITAS} or (hapus and k["lembar"] == IDENTITAS):
        raise KirimanDitolak(TIDAK_TERBACA)
    if not all(isinstance(n, str | int | float | None) for n in isi.values()):
        raise KirimanDitolak(TIDAK_TERBACA)
    return Kiriman(k["lembar"], uuid.UUID(str(k["id"])), versi, isi, hapus)


@require_GET
@never_cache
def susun_putusan(request: Permintaan, pk: int) -> HttpResponse:
    """The panel of verdicts on what is stored now."""
    versi = ambil_versi(request, pk)
    return render(request, "apbdes/_putusan_isi.html", {"versi": versi} | putusan_konteks(versi))


@require_GET
def versi_isi(request: Permintaan, pk: int) -> HttpResponse:
    """Every row to read, with the verdicts beside them; the notes of evaluators once the reader may know them."""
    versi = ambil_versi(request, pk)
    nilai = penilaian(versi)
    katalog = katalog_untuk(versi.apbdes.desa.kecamatan.kabupaten, versi.apbdes.tahun)
    konteks = {
        "versi": versi,
        "kelompok": baris_dengan_catatan(versi, nilai, katalog),
        "boleh_catatan": request.user.has_perm("apbdes.lihat_evaluasi_versiapbdes", versi),
    }
    return render(request, "apbdes/isi.html", konteks | putusan_konteks(versi, nilai))


def putusan_konteks(versi: VersiApbdes, nilai: Penilaian | None = None) -> dict[str, Any]:
    """What `_putusan_isi.html` shows. `url_baris` is the page that has the rows; "" when it is this one."""
    nilai = nilai or penilaian(versi)
    kelompok = kelompokkan(nilai)
    return {
        "kelompok_putusan": kelompok,
        "perangkat_dipakai": nilai.perangkat,
        "tak_dinilai": nilai.tak_dinilai,
        "rusak_dipakai": nilai.rusak,
        "tanda": tanda_baris(kelompok),
        "url_baris": "",
    }
