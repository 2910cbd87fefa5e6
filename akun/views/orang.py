"""People: who has an account, what each is appointed to, and what may be changed about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from akun.enums import CaraUndangan
from akun.faktor import faktor_aktif, faktor_wajib
from akun.faktor_pertama import faktor_tertahan
from akun.filters import OrangFilter
from akun.forms import KataSandiForm
from akun.forms.orang import AkhiriForm, OrangForm, PenugasanForm, UndangForm
from akun.models import Pengguna, Penugasan
from akun.orang_kedua import tolak_memastikan, tugas_tolak
from akun.pejabat import kalimat_ganda
from akun.queries import dengan_tugas, pengguna_dikelola, penugasan_dikelola
from akun.services.orang import (
    boleh_memastikan,
    orang_aktifkan,
    orang_pastikan,
    orang_simpan,
    orang_tambah,
    pejabat_penugasan,
    penugasan_akhiri,
    penugasan_beri,
    penugasan_setujui,
    perlu_kata_orang,
)
from akun.services.undangan import undangan_buat
from akun.tables import OrangTable, keadaan_akun
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini_pembaca
from desa.models import RiwayatData

RIWAYAT_MAKS = 50
MENUNGGU = "Penugasannya berlaku sesudah orang kedua menyetujuinya. Yang bersangkutan sudah dikabari."


class OrangDaftar(Daftar):
    model = Pengguna
    table_class = OrangTable
    filterset_class = OrangFilter
    template_name = "akun/orang_daftar.html"
    judul = "Orang"
    keterangan = "Siapa yang mempunyai akun, dan bertugas sebagai apa hari ini."

    def get_queryset(self) -> "QuerySet[Pengguna]":
        return dengan_tugas(pengguna_dikelola(self.request.user))

    def get_kosong(self) -> dict[str, str]:
        return {
            "judul": "Belum ada orang",
            "saran": "Tambahkan orang yang bertugas.",
            "url": reverse("akun:orang-tambah"),
            "tombol": "Tambah orang",
        }


def _orang(request: Permintaan, pk: int) -> Pengguna:
    return get_object_or_404(pengguna_dikelola(request.user), pk=pk)


def orang_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, _orang(request, pk))


def _rinci(request: Permintaan, orang: Pengguna) -> HttpResponse:
    tugas = orang.penugasan.select_related("kabupaten", "kecamatan", "desa__kecamatan")
    boleh = set(penugasan_dikelola(request.user).filter(pengguna=orang).values_list("pk", flat=True))
    undangan = list(orang.undangan.select_related("oleh")[:5])
    konteks = {
        "orang": orang,
        "diri": orang.pk == request.user.pk,
        "keadaan": keadaan_akun(orang),
        "penugasan": [(t, t.pk in boleh and t.keadaan != "Berakhir") for t in tugas],
        "pejabat": orang.jabatan_desa.select_related("perangkat__desa", "bpd__desa"),
        "undangan": undangan,
        "undangan_terbuka": next((u for u in undangan if not u.dipakai and not u.dicabut), None),
        "ganda": kalimat_ganda(orang),
        "faktor": faktor_aktif(orang),
        "faktor_wajib": faktor_wajib(orang),
        "faktor_tertahan": faktor_tertahan(orang),
        "riwayat": RiwayatData.objects.tentang(orang)[:RIWAYAT_MAKS],
    }
    return render(request, "akun/orang_rinci.html", konteks)


def orang_tambah_halaman(request: Permintaan) -> HttpResponse:
    """One person, the first assignment and the invitation in one form."""
    orang = Pengguna()
    form = OrangForm(terkirim(request), instance=orang)
    form_tugas = PenugasanForm(terkirim(request), oleh=request.user, initial={"mulai": hari_ini_pembaca()})
    form_undang = UndangForm(terkirim(request))

    def tersimpan() -> bool:
        try:
            orang_tambah(pengguna=orang, penugasan=form_tugas.penugasan(orang), oleh=request.user)
        except ValidationError as galat:
            orang.pk = None  # nothing of it is stored
            salahkan(form_tugas if set(getattr(galat, "error_dict", ())) & set(form_tugas.fields) else form, galat)
            return False
        return True

    sah = [f.is_valid() for f in (form, form_tugas, form_undang)] if request.method == "POST" else [False]
    if all(sah) and tersimpan():
        messages.success(request, f"{orang} dicatat dengan nama pengguna {orang.username}.")
        if orang.penugasan.menunggu().exists():
            messages.info(request, MENUNGGU)
        if form_undang.cleaned_data["undang"] and orang.email:
            undangan_buat(pengguna=[orang], cara=CaraUndangan.SUREL, oleh=request.user)
            messages.success(request, f"Undangan dikirim ke {orang.email}.")
        return redirect("akun:orang-rinci", orang.pk)
    konteks = {"form": form, "form_tugas": form_tugas, "form_undang": form_undang}
    return tampil(request, "akun/orang_form.html", konteks)


def orang_ubah(request: Permintaan, pk: int) -> HttpResponse:
    orang = _orang(request, pk)
    form = OrangForm(terkirim(request), instance=orang)

    def simpan() -> None:
        orang_simpan(pengguna=orang, kolom=form.kolom, versi=form.versi, oleh=request.user)

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, f"Data {orang} disimpan.")
        if "email" in form.changed_data and (minta := orang.surel_baru.terbuka().first()):
            messages.info(
                request, f"Surel {minta.surel} berlaku sesudah dipastikan dari kotak suratnya. Pemilik akun dikabari."
            )
        return redirect("akun:orang-rinci", orang.pk)
    return tampil(request, "akun/orang_form.html", {"form": form, "orang": _orang(request, pk)})


def orang_penugasan(request: Permintaan, pk: int) -> HttpResponse:
    """One more assignment."""
    orang = _orang(request, pk)
    form = PenugasanForm(terkirim(request), oleh=request.user, initial={"mulai": hari_ini_pembaca()})
    if request.method == "POST" and form.is_valid():
        try:
            tugas = penugasan_beri(penugasan=form.penugasan(orang), oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{orang} ditugaskan sebagai {tugas.sebutan}.")
            if tugas.ditahan:
                messages.info(request, MENUNGGU)
            return redirect("akun:orang-rinci", orang.pk)
    return tampil(request, "akun/orang_penugasan.html", {"form": form, "orang": orang})


def penugasan_selesai(request: Permintaan, pk: int) -> HttpResponse:
    """The last day of an assignment."""
    milik = penugasan_dikelola(request.user).filter(pengguna__in=pengguna_dikelola(request.user))
    tugas: Penugasan = get_object_or_404(milik.select_related("pengguna", "desa__kecamatan", "kecamatan"), pk=pk)
    pejabat = [] if tugas.ditahan else pejabat_penugasan(tugas)
    form = AkhiriForm(terkirim(request), initial={"selesai": tugas.hari}, pejabat=pejabat)
    if request.method == "POST" and form.is_valid():
        try:
            ikut = pejabat if form.cleaned_data.get("masa_jabatan") else []
            penugasan_akhiri(penugasan=tugas, selesai=form.cleaned_data["selesai"], oleh=request.user, pejabat=ikut)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Penugasan {tugas.pengguna} sebagai {tugas.sebutan} diakhiri.")
            for p in ikut:
                messages.success(request, f"Masa jabatan {p.nama} sebagai {p.sebutan} juga diakhiri.")
            return redirect("akun:orang-rinci", tugas.pengguna_id)
    konteks = {"form": form, "tugas": tugas, "orang": tugas.pengguna}
    return tampil(request, "akun/penugasan_akhiri.html", konteks)


@require_POST
def orang_aktif(request: Permintaan, pk: int, aktif: bool) -> HttpResponse:
    return _tombol(
        request,
        _orang(request, pk),
        lambda orang: orang_aktifkan(pengguna=orang, aktif=aktif, oleh=request.user),
        "Akun {} diaktifkan lagi." if aktif else "Akun {} dinonaktifkan.",
    )


@sensitive_post_parameters()
def orang_pasti(request: Permintaan, pk: int) -> HttpResponse:
    """Say, with one's own password, that an account is used by its person: for whoever looks after it, and for the
    camat and verifikator of where he works."""
    orang = get_object_or_404(Pengguna, pk=pk)
    diri = orang.pk == request.user.pk
    menunggu = orang.penugasan.menunggu().select_related("pengguna", "pemberi", "kabupaten", "kecamatan")
    menunggu = list(menunggu.select_related("desa__kecamatan"))
    if (diri and not menunggu) or not boleh_memastikan(orang, request.user, menunggu):
        raise Http404("Akun ini bukan untuk dipastikan oleh Anda.")
    sebab = [(t, tugas_tolak(t, request.user)) for t in menunggu]
    ditahan, tertahan = [t for t, kalimat in sebab if not kalimat], [(t, k) for t, k in sebab if k]
    halangan = _halangan_pasti(orang, ditahan, tertahan, request.user)
    form = KataSandiForm(terkirim(request), request=request, belum="Belum ada yang dinyatakan.")
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                if halangan:
                    raise ValidationError(halangan)
                for tugas in ditahan:
                    penugasan_setujui(penugasan=tugas, oleh=request.user)
                if not diri:
                    orang_pastikan(pengguna=orang, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            if not diri:
                messages.success(request, f"Tercatat: {orang} sudah dipastikan orangnya.")
            for tugas in ditahan:
                messages.success(request, f"Penugasan {orang} sebagai {tugas.sebutan} berlaku.")
            kelola = pengguna_dikelola(request.user).filter(pk=orang.pk).exists()
            return redirect("akun:orang-rinci", orang.pk) if kelola else redirect("dasbor:hari-ini")
    konteks = {
        "form": form,
        "orang": orang,
        "diri": diri,
        "perlu": perlu_kata_orang(orang),
        "faktor_tertahan": faktor_tertahan(orang),
        "penyentuh": orang.penyentuh.all(),
        "ditahan": ditahan,
        "tertahan": tertahan,
        "halangan": halangan,
    }
    return tampil(request, "akun/orang_pastikan.html", konteks)


def _halangan_pasti(
    orang: Pengguna, ditahan: list[Penugasan], tertahan: list[tuple[Penugasan, str]], oleh: Pengguna
) -> str:
    """Why `oleh` says nothing about this account and its waiting assignments yet."""
    if perlu_kata_orang(orang) and orang.pk != oleh.pk:
        try:
            tolak_memastikan(orang, oleh, ditahan)
        except ValidationError as galat:
            return " ".join(galat.messages)
        return ""
    return tertahan[0][1] if tertahan and not ditahan else ""


def _tombol(request: Permintaan, orang: Pengguna, kerja: Any, kalimat: str) -> HttpResponse:
    nama = str(orang)
    try:
        kerja(orang)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, _orang(request, orang.pk)))
    messages.success(request, kalimat.format(nama))
    return redirect("akun:orang-rinci", orang.pk)
