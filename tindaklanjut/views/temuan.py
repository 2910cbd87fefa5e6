"""One finding with everything that was answered, and what is decided about it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from dasar.alur import Transisi, cari, sejak_dari
from dasar.formulir import tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan
from tindaklanjut import services
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.forms.isian import BukaKembaliForm, JawabanForm, KembalikanForm, TutupForm, nomor_perbarui
from tindaklanjut.models import Pengaduan, RiwayatTemuan, Temuan
from tindaklanjut.queries import teguran_terlihat, temuan_sebelumnya, tindak_lanjut_terlihat
from tindaklanjut.sumber import sumber_cari
from tindaklanjut.teguran import kekurangan_tegur, teguran_susun

PERIKSA = ("tutup", "kembalikan")
SEBELUMNYA = 5  # earlier findings named on the page; the list has them all


def ambil(request: Permintaan, pk) -> Temuan:
    semua = Temuan.objects.untuk(request.user).select_related("desa__kecamatan__kabupaten", "ditemukan_oleh", "jenis")
    temuan = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("tindaklanjut.lihat_temuan", temuan):
        raise Http404
    return temuan


def _form(temuan: Temuan, aksi: str, kiriman: Any = None, berkas: Any = None) -> forms.BaseForm:
    """As it was sent, or empty on a page that was only opened. The forms of one page have ids of their own."""
    tanda = {"auto_id": f"id_{aksi}_%s"}
    if aksi == "jawab":
        return JawabanForm(kiriman, berkas, temuan=temuan, **tanda)
    if aksi == "buka_kembali":
        return BukaKembaliForm(kiriman, temuan=temuan, **tanda)
    return (TutupForm if aksi == "tutup" else KembalikanForm)(kiriman, **tanda)


def _halaman(request: Permintaan, temuan: Temuan, terisi: dict[str, forms.BaseForm] | None = None) -> HttpResponse:
    """The finding; the forms of the steps that this person may take now, one of them as it was sent and refused."""
    boleh = [
        a
        for a in MEJA.kerja
        if temuan.status in cari(TRANSISI_TEMUAN, a).dari and request.user.has_perm(f"tindaklanjut.{a}_temuan", temuan)
    ]
    sebelumnya = temuan_sebelumnya(request.user, temuan).select_related("desa__kecamatan")
    ulangan = sebelumnya.count()
    konteks = {
        "temuan": temuan,
        "sejak": sejak_dari(temuan),
        "hari_terakhir": temuan.hari_terakhir,
        "riwayat": tindak_lanjut_terlihat(request.user, temuan),
        "halangan": _halangan(request, temuan) if not set(boleh) & set(PERIKSA) else [],
        "sumber": sumber_cari(request.user, temuan.asal_jenis, temuan.asal_id),
        "sebelumnya": sebelumnya[:SEBELUMNYA] if ulangan else [],
        "ulangan": ulangan,
        "teguran": teguran_terlihat(request.user, temuan),
        "boleh_tegur": request.user.has_perm("tindaklanjut.tegur_temuan", temuan)
        and not kekurangan_tegur(temuan, sebelumnya=ulangan),
        "pengaduan": _pengaduan(request, temuan),
        "pengembalian": _pengembalian(temuan),
    }
    konteks |= {f"form_{a}": f for a, f in ({a: _form(temuan, a) for a in boleh} | (terisi or {})).items()}
    return tampil(request, "tindaklanjut/temuan_rinci.html", konteks)


def _pengembalian(temuan: Temuan) -> RiwayatTemuan | None:
    """Why it is the village's turn again; nothing once the village has answered."""
    balik = temuan.riwayat.filter(aksi__in=["kembalikan", "buka_kembali"]).select_related("oleh").last()
    return balik if balik and balik.ke == temuan.status else None


def _pengaduan(request: Permintaan, temuan: Temuan) -> Pengaduan | None:
    """Who complained, for those who may know."""
    if not request.user.has_perm("tindaklanjut.lihat_pelapor", temuan):
        return None
    return Pengaduan.objects.filter(temuan=temuan).select_related("dicatat_oleh").first()


def _halangan(request: Permintaan, temuan: Temuan) -> list[str]:
    """Why somebody who judges answers does not judge this one."""
    tutup = cari(TRANSISI_TEMUAN, "tutup")
    if temuan.status not in tutup.dari or not request.user.peran_di(temuan.desa) & tutup.peran:
        return []
    return halangan_orang(request.user, temuan, tutup)


def temuan_rinci(request: Permintaan, pk) -> HttpResponse:
    return _halaman(request, ambil(request, pk))


def _tanya(request: Permintaan, temuan: Temuan, transisi: Transisi) -> Tanya:
    form = _form(temuan, transisi.aksi, terkirim(request), request.FILES or None)
    isi = form.kiriman if isinstance(form, JawabanForm) else lambda: form.cleaned_data

    def tampilkan() -> HttpResponse:
        nomor_perbarui(form)
        return _halaman(request, temuan, {transisi.aksi: form})

    return Tanya(form, isi, tampilkan=tampilkan)  # type: ignore[arg-type]  # a ModelForm is as good


def _kerja(layanan: Any) -> Any:
    def kerja(*, temuan: Temuan, **isi: Any) -> Temuan:
        layanan(temuan=temuan, **isi)
        return temuan

    return kerja


KABAR = {
    "jawab": "Jawaban disimpan dan diteruskan kepada kecamatan.",
    "tutup": "Temuan dinyatakan selesai.",
    "kembalikan": "Jawaban dikembalikan kepada desa.",
    "buka_kembali": "Temuan dibuka kembali.",
}
PENOLAKAN = {
    "jawab": "Jawaban diberikan oleh pemerintah desa yang bersangkutan.",
    "tutup": "Temuan ditutup oleh verifikator kecamatan.",
    "kembalikan": "Jawaban dikembalikan oleh verifikator kecamatan.",
    "buka_kembali": "Temuan dibuka kembali oleh verifikator kecamatan.",
}


def _selesai(request: Permintaan, temuan: Temuan, aksi: str) -> HttpResponse:
    messages.success(request, KABAR[aksi])
    return redirect("tindaklanjut:temuan-rinci", pk=temuan.pk)


def _penolakan(_request: Permintaan, _temuan: Temuan, transisi: Transisi) -> str:
    return PENOLAKAN[transisi.aksi]


MEJA = Meja(
    benda="temuan",
    tabel=TRANSISI_TEMUAN,
    kerja={
        "jawab": _kerja(services.temuan_jawab),
        "tutup": _kerja(services.temuan_tutup),
        "kembalikan": _kerja(services.temuan_kembalikan),
        "buka_kembali": _kerja(services.temuan_buka_kembali),
    },
    tanya=dict.fromkeys(KABAR, _tanya),
    rinci=_halaman,
    selesai=_selesai,
    penolakan=_penolakan,
)


@require_POST
def temuan_jawab(request: Permintaan, pk) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "jawab")


@require_POST
def temuan_tutup(request: Permintaan, pk) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "tutup")


@require_POST
def temuan_kembalikan(request: Permintaan, pk) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "kembalikan")


@require_POST
def temuan_buka_kembali(request: Permintaan, pk) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), "buka_kembali")


@require_POST
def temuan_tegur(request: Permintaan, pk) -> HttpResponse:
    """Draw up a teguran, and go to the letter."""
    temuan = ambil(request, pk)
    try:
        naskah = teguran_susun(temuan=temuan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _halaman(request, temuan))
    messages.success(request, "Teguran disusun dan diteruskan kepada camat.")
    return redirect(naskah)
