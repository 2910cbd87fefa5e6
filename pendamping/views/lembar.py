"""The sheets: their list, one of them, and the decisions about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from akun.halaman_alur import halaman_alur
from akun.pelaku import tanpa_pelaku
from akun.tanya import tanya_alasan
from dasar.alur import Transisi, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import bilangan, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from pendamping import rujukan
from pendamping.alur import TRANSISI_LEMBAR
from pendamping.enums import StatusLembar
from pendamping.forms import PutusanForm
from pendamping.isi import Baris, isi_lembar
from pendamping.models import Lembar
from pendamping.services import lembar as layanan
from pendamping.services.isian import isian_putus
from pendamping.tables import LembarFilter, LembarTable, dengan_hitungan
from pendamping.tindakan import tindakan_untuk


def ambil(request: Permintaan, pk: int) -> Lembar:
    """A sheet in the person's scope; 404 for any other."""
    lembar = get_object_or_404(Lembar.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("pendamping.lihat_lembar", lembar):
        raise Http404
    return lembar


class LembarDaftar(Daftar):
    model = Lembar
    table_class = LembarTable
    filterset_class = LembarFilter
    template_name = "pendamping/lembar_daftar.html"
    judul = "Lembar pendamping"
    keterangan = "Yang dikerjakan pendamping di setiap desa, bulan demi bulan."
    kosong = {
        "judul": "Belum ada lembar",
        "saran": "Lembar muncul di sini sesudah pendamping mengisi bulan pertamanya.",
    }

    def get_queryset(self):
        return dengan_hitungan(Lembar.objects.untuk(self.request.user).lengkap().defer("beku", "catatan"))


@require_safe
def lembar_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, lembar: Lembar, *, form: PutusanForm | None = None, kode: str = "") -> HttpResponse:
    isi = isi_lembar(lembar)
    boleh = request.user.has_perm("pendamping.periksa_lembar", lembar)
    periksa = dict(lembar.isian.values_list("kode", "versi")) if boleh else {}
    konteks = {
        "lembar": lembar,
        "isi": isi,
        "hitung": isi.hitung(),
        "kelompok": [(k.judul, [_butir(b, periksa, form, kode) for b in k.terisi]) for k in isi.kelompok if k.terisi],
        "sejak": sejak_dari(lembar),
        "tindakan": tindakan_untuk(request.user, lembar),
        "tanpa_pelaku": tanpa_pelaku(request.user, lembar, TRANSISI_LEMBAR),
        "boleh_isi": request.user.has_perm("pendamping.isi_lembar", lembar),
        "riwayat": lembar.riwayat.select_related("oleh"),
        "keputusan": lembar.riwayat.exclude(alasan="").select_related("oleh").last(),
    }
    return render(request, "pendamping/lembar_rinci.html", konteks, status=422 if form else 200)


def _butir(b: Baris, periksa: dict[str, int], form: PutusanForm | None, kode: str) -> dict[str, Any]:
    """A row with its evidence and, where it may be judged, the version that is judged and what was typed before."""
    salah = form if form is not None and b.kode == kode else None
    return {
        "b": b,
        "bukti": [(x, rujukan.alamat(x.rujukan, x.rujukan_id) if x.rujukan else "") for x in b.bukti],
        "versi": periksa.get(b.kode),
        "galat": " ".join(str(k) for daftar in salah.errors.values() for k in daftar) if salah else "",
        "diketik": salah.data.get("alasan", "") if salah else b.putusan_alasan,
    }


@require_POST
def lembar_periksa(request: Permintaan, pk: int, kode: str) -> HttpResponse:
    """One row: confirmed, or to be mended."""
    lembar = ambil(request, pk)
    form = PutusanForm(request.POST)
    if not form.is_valid():
        return _rinci(request, lembar, form=form, kode=kode)
    versi = bilangan(request.POST, "versi")
    try:
        isian_putus(
            lembar=lembar,
            kode=kode,
            **form.cleaned_data,
            versi=-1 if versi is None else versi,
            oleh=request.user,
        )
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, lembar))
    return redirect(f"{lembar.get_absolute_url()}#{kode}")


PESAN = {
    "ajukan": "Lembar diajukan kepada kecamatan. Isinya terkunci sampai ada keputusan.",
    "konfirmasi": "Lembar dikonfirmasi. Isinya tidak berubah lagi.",
    "kembalikan": "Lembar dikembalikan kepada pendampingnya.",
    "tutup": "Lembar ditutup. Yang sudah ditulis pendampingnya tetap tersimpan.",
    "buka": "Lembar dibuka kembali bagi pendampingnya.",
}
PENJELASAN = {
    "kembalikan": "Pendamping memperbaiki lembarnya dan mengajukannya lagi. Butir yang sudah Anda konfirmasi tetap, "
    "selama tidak diubahnya.",
    "tutup": "Dipakai bila pendampingnya sudah tidak bertugas sehingga tidak dapat mengajukannya. Isinya dibekukan dan "
    "dihitung sebagai ditutup, bukan dikonfirmasi.",
    "buka": "Dipakai bila ada yang keliru sesudah dikonfirmasi. Pendampingnya memperbaiki dan mengajukannya lagi.",
}


def _alasan(request: Permintaan, lembar: Lembar, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label}: {lembar}"
    remah = "pendamping/_lembar_remah.html"
    return tanya_alasan(request, remah=remah, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _selesai(request: Permintaan, lembar: Lembar, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    return redirect(lembar)


MEJA = Meja(
    benda="lembar",
    tabel=TRANSISI_LEMBAR,
    kerja={
        "ajukan": layanan.lembar_ajukan,
        "konfirmasi": layanan.lembar_konfirmasi,
        "kembalikan": layanan.lembar_kembalikan,
        "tutup": layanan.lembar_tutup,
        "buka": layanan.lembar_buka,
    },
    tanya={"kembalikan": _alasan, "tutup": _alasan, "buka": _alasan},
    rinci=_rinci,
    selesai=_selesai,
)


def lembar_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)


@require_safe
def lembar_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_LEMBAR, StatusLembar, benda="lembar pendamping")
