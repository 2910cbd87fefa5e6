"""A page for each value, selection, fact and rule: as a form where the form can show all of it, else as text."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apbdes.forms.aturan_kantor import angka as form_angka
from apbdes.forms.aturan_kantor import pilihan as form_pilihan
from apbdes.forms.aturan_kantor.dasar import TeksForm, sebagai_daftar, senilai, tertampung
from apbdes.gramatika.bentuk import FAKTA_BAKU
from apbdes.kantor import isi as kelola
from apbdes.kantor.nilai import kamus_untuk, nilai, struktur_teks
from apbdes.katalog import katalog_untuk
from apbdes.models import PerangkatAturan
from apbdes.services.aturan_kantor import bagian_simpan
from apbdes.views.aturan_kantor.perangkat import draf, tahun_kamus
from dasar.formulir import bilangan, salahkan, tampil, terkirim
from dasar.permintaan import Permintaan

TEKS = "teks"
TEMPLAT = {
    "angka": "apbdes/aturan_kantor/bagian_angka.html",
    "pilihan": "apbdes/aturan_kantor/bagian_pilihan.html",
    "fakta": "apbdes/aturan_kantor/bagian_fakta.html",
    TEKS: "apbdes/aturan_kantor/bagian_teks.html",
}


def sidik_lihat(request: Permintaan) -> int:
    """What the page showed; -1 where it does not say."""
    sidik = bilangan(request.POST, "sidik")
    return -1 if sidik is None else sidik


def entri_bagian(perangkat: PerangkatAturan, bagian: str, nama: str) -> Any:
    entri = kelola.ambil(perangkat.isi, bagian, nama)
    if entri is None:
        raise Http404("Bagian ini tidak ada dalam perangkat itu.")
    return entri


def simpan(
    request: Permintaan, form: Any, perangkat: PerangkatAturan, bagian: str, nama: str, entri: Any, *, baru: bool
) -> bool:
    """Store one part. What refuses it stands on the form afterwards."""
    sidik = None if baru else sidik_lihat(request)
    try:
        bagian_simpan(perangkat=perangkat, bagian=bagian, nama=nama, entri=entri, sidik=sidik, oleh=request.user)
    except ValidationError as galat:
        _salahkan(form, galat)
        return False
    return True


def _salahkan(form: Any, galat: ValidationError) -> None:
    tersimpan = getattr(galat, "tersimpan", None)
    salahkan(form, galat)
    if tersimpan is not None:
        form.data = form.data.copy()
        form.data["sidik"] = str(tersimpan.versi)
        form.tersimpan = kelola.tulis(tersimpan.isi) if tersimpan.isi is not None else ""


def sebagai_teks(request: Permintaan) -> bool:
    return request.GET.get("sebagai") == TEKS


def bagian_isi(request: Permintaan, perangkat: PerangkatAturan, bagian: str, nama: str, entri: Any) -> HttpResponse:
    baru = entri is None
    nomor = _nomor(request, bagian, entri)
    kirim = terkirim(request)
    awal: dict[str, Any] = {"nama": nama, "sidik": "" if baru else str(kelola.sidik(entri))}
    dapat = bagian in FORM and (baru or FORM[bagian].dapat(entri, nomor))
    dapat = dapat and tertampung(FORM[bagian].buka(None, perangkat, entri, nomor, awal))
    teks = sebagai_teks(request) or not dapat
    if teks:
        form: Any = TeksForm(kirim, initial=awal | ({} if baru else TeksForm.urai(entri)), baru=baru)
    else:
        form = FORM[bagian].buka(kirim, perangkat, entri, nomor, awal)
    if request.method == "POST" and form.is_valid():
        hasil = _teks(form) if teks else FORM[bagian].entri(form, entri, nomor)
        disebut = form.cleaned_data["nama"] if baru else nama
        if not form.errors and simpan(request, form, perangkat, bagian, disebut, hasil, baru=baru):
            return sesudah(request, perangkat, bagian, disebut)
    konteks = {
        "perangkat": perangkat,
        "bagian": kelola.BAGIAN[bagian],
        "nama": nama,
        "form": form,
        "teks": teks,
        "dapat": dapat or bagian == "aturan",
        "saringan": list(range(len(_saringan(entri)))) if bagian == "pilihan" and not baru else [],
        "nomor": nomor,
        "salah": kesalahan_bagian(perangkat, bagian, nama) if not baru and request.method != "POST" else [],
    }
    return tampil(request, TEMPLAT[TEKS if teks else bagian], konteks)


def kesalahan_bagian(perangkat: PerangkatAturan, bagian: str, nama: str) -> list[Any]:
    semua = nilai(perangkat.isi, kamus_untuk(perangkat.kabupaten, tahun_kamus(perangkat))).salah
    return [s for s in semua if (s.bagian, s.nama) == (bagian, nama)]


def sesudah(request: Permintaan, perangkat: PerangkatAturan, bagian: str, nama: str) -> HttpResponse:
    """Back to the set; what the grammar says about the stored part is said at once."""
    perangkat.refresh_from_db()
    salah = kesalahan_bagian(perangkat, bagian, nama)
    if salah:
        messages.warning(request, f"“{nama}” disimpan dalam draf, tetapi masih keliru: {salah[0].kalimat}")
    else:
        messages.success(request, f"“{nama}” disimpan.")
    return redirect(f"{perangkat.get_absolute_url()}#{bagian}-{nama}")


def _teks(form: TeksForm) -> Any:
    entri, keluhan = struktur_teks(form.cleaned_data["teks"])
    for k in keluhan:
        form.add_error("teks", str(k))
    if not keluhan and not isinstance(entri, dict | list):
        form.add_error("teks", "Tulis sebagai “kunci: isi”.")
    return entri


def _nomor(request: Permintaan, bagian: str, entri: Any) -> int:
    """Which filter of a union; one past the last is a new one."""
    if bagian != "pilihan" or entri is None:
        return 0
    nomor = bilangan(request.GET, "saringan") or 0
    return min(nomor, len(_saringan(entri)))


def _saringan(entri: Any) -> list[Any]:
    """The filters of a selection; `arti` of a union stands beside `dalam`."""
    if isinstance(entri, Mapping) and set(entri) == {"arti", "dalam"}:
        semua = sebagai_daftar(entri["dalam"])
        if any(isinstance(s, Mapping) for s in semua):
            return semua
    return sebagai_daftar(entri)


class _Pilihan:
    @staticmethod
    def dapat(entri: Any, nomor: int) -> bool:
        semua = _saringan(entri)
        if nomor >= len(semua):
            return True
        satu = semua[nomor]
        return isinstance(satu, Mapping) and senilai(form_pilihan.rakit(form_pilihan.PilihanForm.urai(satu)), satu)

    @staticmethod
    def buka(kirim: QueryDict | None, perangkat: PerangkatAturan, entri: Any, nomor: int, awal: dict[str, Any]) -> Any:
        semua = _saringan(entri) if entri is not None else []
        satu = semua[nomor] if nomor < len(semua) else {}
        arti = entri.get("arti", "") if isinstance(entri, Mapping) else ""
        return form_pilihan.PilihanForm(
            kirim,
            initial=form_pilihan.PilihanForm.urai(satu) | {"arti": arti} | awal,
            baru=entri is None,
            isi=perangkat.isi,
            katalog=katalog_untuk(perangkat.kabupaten, tahun_kamus(perangkat)),
            pertama=nomor == 0,
        )

    @staticmethod
    def entri(form: Any, entri: Any, nomor: int) -> Any:
        satu = form.entri()
        semua = _saringan(entri) if entri is not None else []
        semua[nomor : nomor + 1] = [satu]
        if len(semua) == 1:
            return satu
        arti = satu.pop("arti", "") if nomor == 0 else entri.get("arti", "") if isinstance(entri, Mapping) else ""
        for s in semua:
            if isinstance(s, dict):
                arti = s.pop("arti", "") or arti
        return {"arti": arti, "dalam": semua} if arti else semua


class _Angka:
    @staticmethod
    def dapat(entri: Any, _nomor: int) -> bool:
        if not isinstance(entri, Mapping):
            return False
        return senilai(form_angka.rakit(form_angka.AngkaForm.urai(entri)), entri)

    @staticmethod
    def buka(kirim: QueryDict | None, perangkat: PerangkatAturan, entri: Any, _nomor: int, awal: dict[str, Any]) -> Any:
        lama = form_angka.AngkaForm.urai(entri) if entri is not None else {}
        return form_angka.AngkaForm(kirim, initial=lama | awal, baru=entri is None, isi=perangkat.isi)

    @staticmethod
    def entri(form: Any, _entri: Any, _nomor: int) -> Any:
        return form.entri()


class _Fakta:
    @staticmethod
    def dapat(entri: Any, _nomor: int) -> bool:
        if not isinstance(entri, Mapping):
            return False
        return senilai(form_angka.rakit_fakta(form_angka.FaktaForm.urai(entri)), entri)

    @staticmethod
    def buka(kirim: QueryDict | None, perangkat: PerangkatAturan, entri: Any, _nomor: int, awal: dict[str, Any]) -> Any:
        lama = form_angka.FaktaForm.urai(entri) if entri is not None else {}
        return form_angka.FaktaForm(
            kirim, initial=lama | awal, baru=entri is None, isi=perangkat.isi, baku=list(FAKTA_BAKU)
        )

    @staticmethod
    def entri(form: Any, _entri: Any, _nomor: int) -> Any:
        return form.entri()


FORM: dict[str, Any] = {"angka": _Angka, "pilihan": _Pilihan, "fakta": _Fakta}


@require_http_methods(["GET", "HEAD", "POST"])
def aturan_buang(request: Permintaan, pk: int, bagian: str, nama: str) -> HttpResponse:
    """Ask, then take one entry out of the draft."""
    perangkat = draf(request, pk)
    if isinstance(perangkat, HttpResponse):
        return perangkat
    entri = entri_bagian(perangkat, bagian, nama)
    if request.method == "POST":
        try:
            bagian_simpan(
                perangkat=perangkat,
                bagian=bagian,
                nama=nama,
                entri=None,
                sidik=sidik_lihat(request),
                oleh=request.user,
            )
        except ValidationError as galat:
            messages.error(request, galat.messages[0])
        else:
            messages.success(request, f"“{nama}” dihapus dari draf.")
        return redirect(perangkat)
    konteks = {"perangkat": perangkat, "apa": f"“{nama}”", "sidik": kelola.sidik(entri)}
    return render(request, "apbdes/aturan_kantor/hapus.html", konteks)
