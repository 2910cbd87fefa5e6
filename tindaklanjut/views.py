"""Findings: the list, one finding with everything that was answered, and the two decisions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from akun.enums import DESA
from dasar.alur import Transisi, cari, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import tampil, terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan
from tindaklanjut import services
from tindaklanjut.alur import TRANSISI_TEMUAN
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.forms import JawabanForm, TutupForm
from tindaklanjut.models import Temuan
from tindaklanjut.tables import TemuanFilter, TemuanTable


class TemuanDaftar(Daftar):
    model = Temuan
    table_class = TemuanTable
    filterset_class = TemuanFilter
    judul = "Temuan"
    keterangan = "Apa yang harus dibenahi, oleh siapa, sampai kapan."
    kosong = {
        "judul": "Belum ada temuan",
        "saran": "Temuan dicatat saat kunjungan dan muncul di sini setelah berita acaranya disahkan.",
    }

    def get_queryset(self):
        resmi = Temuan.objects.untuk(self.request.user).exclude(status=StatusTemuan.DRAF)
        return resmi.select_related("desa__kecamatan")


def ambil(request: Permintaan, pk) -> Temuan:
    temuan = get_object_or_404(Temuan.objects.untuk(request.user).select_related("desa__kecamatan"), pk=pk)
    if not request.user.has_perm("tindaklanjut.lihat_temuan", temuan):
        raise Http404
    return temuan


def _halaman(request: Permintaan, temuan: Temuan, *, jawaban=None, tutup=None) -> HttpResponse:
    sejak = sejak_dari(temuan)
    berjalan = temuan.status in BERJALAN
    boleh_jawab = berjalan and request.user.has_perm("tindaklanjut.jawab_temuan", temuan)
    boleh_tutup = berjalan and request.user.has_perm("tindaklanjut.tutup_temuan", temuan)
    riwayat = temuan.tindak_lanjut.select_related("diubah_oleh")
    if request.user.peran_di(temuan.desa) <= DESA:
        riwayat = riwayat.filter(resmi=True)
    konteks = {
        "temuan": temuan,
        "sejak": sejak,
        "riwayat": riwayat,
        "form_jawaban": jawaban or (JawabanForm() if boleh_jawab else None),
        "form_tutup": tutup or (TutupForm() if boleh_tutup else None),
        "halangan_tutup": _halangan_tutup(request, temuan) if berjalan and not boleh_tutup else [],
    }
    return tampil(request, "tindaklanjut/temuan_rinci.html", konteks)


def _halangan_tutup(request: Permintaan, temuan: Temuan) -> list[str]:
    """Why somebody who closes findings does not close this one."""
    tutup = cari(TRANSISI_TEMUAN, "tutup")
    return halangan_orang(request.user, temuan, tutup) if request.user.peran_di(temuan.desa) & tutup.peran else []


def temuan_rinci(request: Permintaan, pk) -> HttpResponse:
    return _halaman(request, ambil(request, pk))


def _jawaban(request: Permintaan, temuan: Temuan, _transisi: Transisi) -> Tanya:
    form = JawabanForm(terkirim(request))
    return Tanya(form, lambda: form.cleaned_data, tampilkan=lambda: _halaman(request, temuan, jawaban=form))


def _penutup(request: Permintaan, temuan: Temuan, _transisi: Transisi) -> Tanya:
    form = TutupForm(terkirim(request))
    return Tanya(form, lambda: form.cleaned_data, tampilkan=lambda: _halaman(request, temuan, tutup=form))


def _jawab(*, temuan: Temuan, **isi: Any) -> Temuan:
    services.temuan_jawab(temuan=temuan, **isi)
    return temuan


def _tutup(*, temuan: Temuan, **isi: Any) -> Temuan:
    services.temuan_tutup(temuan=temuan, **isi)
    return temuan


def _selesai(request: Permintaan, temuan: Temuan, aksi: str) -> HttpResponse:
    kabar = {
        "jawab": "Jawaban disimpan dan diteruskan kepada kecamatan.",
        "tutup": "Temuan dinyatakan selesai.",
    }
    messages.success(request, kabar[aksi])
    return redirect("tindaklanjut:temuan-rinci", pk=temuan.pk)


def _penolakan(_request: Permintaan, _temuan: Temuan, transisi: Transisi) -> str:
    if transisi.aksi == "jawab":
        return "Jawaban diberikan oleh pemerintah desa yang bersangkutan."
    return "Temuan ditutup oleh verifikator kecamatan."


MEJA = Meja(
    benda="temuan",
    tabel=TRANSISI_TEMUAN,
    kerja={"jawab": _jawab, "tutup": _tutup},
    tanya={"jawab": _jawaban, "tutup": _penutup},
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
