"""One article with its earlier texts; writing, changing, withdrawing it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from akun.models import Pengguna
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.formulir import bilangan, tampil, terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from desa.models import Kecamatan
from klinik import artikel as services
from klinik.alur import TRANSISI_ARTIKEL
from klinik.enums import PENULIS, StatusArtikel
from klinik.forms import ArtikelForm, TarikForm
from klinik.models import Artikel, Pertanyaan

BUKAN_PENULIS = "Artikel ditulis oleh pelaksana atau verifikator kecamatan yang bersangkutan."


def ambil(request: Permintaan, pk: int) -> Artikel:
    semua = Artikel.objects.untuk(request.user).select_related("kecamatan__kabupaten", "topik", "pertanyaan__desa")
    return get_object_or_404(semua, pk=pk)


def artikel_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, artikel: Artikel) -> HttpResponse:
    """The text of now, or the one that `?versi=` asks for."""
    versi = list(artikel.semua_versi.select_related("oleh", "topik"))
    diminta = request.GET.get("versi", "")
    lama = next((v for v in versi if str(v.urut) == diminta), None)
    if diminta and lama is None:
        raise Http404("Versi ini tidak ada.")
    terlihat = artikel.pertanyaan and Pertanyaan.objects.untuk(request.user).filter(pk=artikel.pertanyaan_id).exists()
    konteks = {
        "artikel": artikel,
        "isi": lama or artikel,
        "versi": versi,
        "lama": lama if lama and lama.urut != artikel.versi else None,
        "tarikan": artikel.riwayat.filter(aksi="tarik").select_related("oleh").last()
        if artikel.status == StatusArtikel.DITARIK
        else None,
        "tindakan": _tindakan(request.user, artikel),
        "boleh_tulis": request.user.has_perm("klinik.tulis_artikel", artikel.kecamatan),
        # The village that asked is nobody else's business: only the office sees the way back.
        "asal": artikel.pertanyaan if terlihat and request.user.peran_di(artikel.kecamatan) else None,
        "riwayat": artikel.riwayat.exclude(aksi__in=["tulis", "ubah"]).select_related("oleh"),
    }
    return tampil(request, "klinik/artikel_rinci.html", konteks)


def _tindakan(pengguna: Pengguna, artikel: Artikel) -> list[Tindakan]:
    sejak = sejak_dari(artikel)
    return [
        Tindakan(t, reverse(f"klinik:artikel-{t.aksi}", args=[artikel.pk]), sejak, berhalaman=t.aksi == "tarik")
        for t in TRANSISI_ARTIKEL
        if artikel.status in t.dari and pengguna.has_perm(f"klinik.{t.aksi}_artikel", artikel)
    ]


def artikel_tulis(request: Permintaan) -> HttpResponse:
    """`?pertanyaan=` names the question whose answer it is made of; without it the article is written freely, and
    `?kecamatan=` says for whom where a person writes for several."""
    artikel, awal = _rancangan(request)
    if not request.user.has_perm("klinik.tulis_artikel", artikel.kecamatan):
        raise PermissionDenied(BUKAN_PENULIS)
    form = ArtikelForm(terkirim(request), instance=artikel, initial=awal)
    return _isi(request, form, judul="Tulis artikel", kabar="Artikel terbit bagi desa-desa kecamatan.")


def _rancangan(request: Permintaan) -> tuple[Artikel, dict[str, Any]]:
    pk = bilangan(request.GET, "pertanyaan")
    if pk is not None:
        semua = Pertanyaan.objects.untuk(request.user).select_related("desa__kecamatan__kabupaten", "ditanya_oleh")
        p = get_object_or_404(semua, pk=pk)
        jawaban = p.pesan.filter(dari_desa=False).values_list("isi", flat=True)
        awal = {"judul": p.judul, "topik": p.topik_id, "isi": "\n\n".join(jawaban)}
        return Artikel(kecamatan=p.desa.kecamatan, pertanyaan=p), awal
    milik = [t.kecamatan_id for t in request.user.penugasan_aktif if t.peran in PENULIS and t.kecamatan_id]
    diminta = bilangan(request.GET, "kecamatan")
    if diminta is not None and diminta not in milik:
        raise Http404
    if not milik:
        raise PermissionDenied(BUKAN_PENULIS)
    return Artikel(kecamatan=get_object_or_404(Kecamatan, pk=diminta or milik[0])), {}


def artikel_ubah(request: Permintaan, pk: int) -> HttpResponse:
    artikel = ambil(request, pk)
    if not request.user.has_perm("klinik.tulis_artikel", artikel.kecamatan):
        raise PermissionDenied(BUKAN_PENULIS)
    form = ArtikelForm(terkirim(request), instance=artikel)
    return _isi(request, form, judul="Ubah artikel", kabar="Versi baru disimpan; yang lama tetap terbaca.")


def _isi(request: Permintaan, form: ArtikelForm, *, judul: str, kabar: str) -> HttpResponse:
    artikel = form.instance
    semula = str(artikel) if artikel.pk else ""

    def simpan() -> None:
        catatan = form.cleaned_data.get("catatan", "")
        services.artikel_simpan(artikel=artikel, oleh=request.user, versi=form.versi, catatan=catatan)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, kabar)
        return redirect(artikel)
    konteks = {"form": form, "judul": judul, "artikel": artikel if artikel.pk else None, "semula": semula}
    return tampil(request, "klinik/artikel_form.html", konteks | {"pertanyaan": artikel.pertanyaan})


def _tarik(request: Permintaan, artikel: Artikel, _transisi: Transisi) -> Tanya:
    form = TarikForm(terkirim(request))
    konteks = {
        "remah": "klinik/_remah_artikel.html",
        "judul": f"Tarik “{artikel.judul}”",
        "penjelasan": "Artikel tidak ditawarkan lagi. Siapa yang membuka tautannya membaca alasan ini.",
    }
    return Tanya(form, lambda: form.cleaned_data, konteks=konteks)


def _selesai(request: Permintaan, artikel: Artikel, aksi: str) -> HttpResponse:
    messages.success(request, "Artikel ditarik." if aksi == "tarik" else "Artikel terbit lagi.")
    return redirect(artikel)


def _penolakan(_request: Permintaan, _artikel: Artikel, _transisi: Transisi) -> str:
    return "Artikel ditarik dan diterbitkan lagi oleh verifikator atau camat."


MEJA = Meja(
    benda="artikel",
    tabel=TRANSISI_ARTIKEL,
    kerja={"tarik": services.artikel_tarik, "terbitkan": services.artikel_terbitkan},
    tanya={"tarik": _tarik},
    rinci=_rinci,
    selesai=_selesai,
    penolakan=_penolakan,
)


def langkah(aksi: str) -> Callable[..., HttpResponse]:
    """The view of one step."""

    def view(request: Permintaan, pk: int) -> HttpResponse:
        return putuskan(request, MEJA, ambil(request, pk), aksi)

    return view
