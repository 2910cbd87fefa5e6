"""The documents that a kecamatan requires: the list, and how it is changed."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from akun.enums import Peran
from berkas.acuan import kebutuhan_bawaan_pasang
from berkas.forms.kebutuhan import (
    KebutuhanAkhiriForm,
    KebutuhanTambahForm,
    KebutuhanUbahForm,
    KecamatanForm,
    tempo_sebutan,
)
from berkas.models import KebutuhanBerkas
from berkas.services import kebutuhan as services
from berkas.tables.kebutuhan import KebutuhanFilter, KebutuhanTable
from dasar.basi import Basi
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from desa.models import Kecamatan, RiwayatData

BUKAN_PENGATUR = "Dokumen wajib diatur oleh verifikator kecamatan."


def kecamatan_diatur(request: Permintaan) -> list[Kecamatan]:
    """The kecamatan whose requirements this person sets."""
    milik = {p.kecamatan for p in request.user.penugasan_aktif if p.peran == Peran.VERIFIKATOR and p.kecamatan}
    return sorted((k for k in milik if request.user.has_perm("berkas.atur_kebutuhan", k)), key=lambda k: k.kode)


class KebutuhanDaftar(Daftar):
    model = KebutuhanBerkas
    table_class = KebutuhanTable
    filterset_class = KebutuhanFilter
    template_name = "berkas/kebutuhan_daftar.html"
    judul = "Dokumen wajib"
    keterangan = "Dokumen yang harus dikirim setiap desa, untuk periode apa, dan paling lambat kapan."

    def get_queryset(self):
        return KebutuhanBerkas.objects.filter(kecamatan__in=self.request.user.kecamatan_terlihat()).select_related(
            "kategori", "kecamatan"
        )

    def get_kosong(self) -> dict[str, str]:
        saran = "Verifikator kecamatan menentukan dokumen yang wajib dikirim desa."
        if kecamatan_diatur(self.request):
            saran = "Tambahkan satu per satu, atau tekan “Pasang daftar bawaan” di atas untuk memulai dari daftar umum."
        return {"judul": "Belum ada dokumen yang diwajibkan", "saran": saran}

    def get_context_data(self, **kwargs):
        return super().get_context_data(diatur=kecamatan_diatur(self.request), **kwargs)


def ambil(request: Permintaan, pk: int) -> KebutuhanBerkas:
    kebutuhan = get_object_or_404(
        KebutuhanBerkas.objects.filter(kecamatan__in=request.user.kecamatan_terlihat()).select_related(
            "kecamatan", "kategori"
        ),
        pk=pk,
    )
    if not request.user.has_perm("berkas.atur_kebutuhan", kebutuhan):
        raise PermissionDenied(BUKAN_PENGATUR)
    return kebutuhan


def kebutuhan_tambah(request: Permintaan) -> HttpResponse:
    kecamatan = kecamatan_diatur(request)
    if not kecamatan:
        raise PermissionDenied(BUKAN_PENGATUR)
    form = KebutuhanTambahForm(terkirim(request), kecamatan=kecamatan)

    def kerjakan() -> str:
        isi = {nama: form.cleaned_data[nama] for nama in ("kecamatan", "kategori", "mulai")}
        baru = services.kebutuhan_tambah(**isi, **form.tempo(), oleh=request.user)
        return f"{baru.kategori} sekarang wajib dikirim desa."

    return _jalankan(request, form, kerjakan, judul="Tambah dokumen wajib", tombol="Simpan")


def kebutuhan_pasang(request: Permintaan) -> HttpResponse:
    """Start from the default list; what a kecamatan has decided before stays as it is."""
    kecamatan = kecamatan_diatur(request)
    if not kecamatan:
        raise PermissionDenied(BUKAN_PENGATUR)
    form = KecamatanForm(terkirim(request), kecamatan=kecamatan)

    def kerjakan() -> str:
        jumlah = kebutuhan_bawaan_pasang(**form.cleaned_data, oleh=request.user)
        return f"{jumlah} dokumen wajib ditambahkan." if jumlah else "Semua dokumen bawaan sudah pernah diatur di sini."

    keterangan = "Dokumen yang umum diwajibkan, dengan dasar dan jatuh temponya. Yang sudah Anda atur tidak berubah."
    return _jalankan(request, form, kerjakan, judul="Pasang daftar bawaan", tombol="Pasang", keterangan=keterangan)


def kebutuhan_ubah(request: Permintaan, pk: int) -> HttpResponse:
    kebutuhan = ambil(request, pk)
    form = KebutuhanUbahForm(terkirim(request), kebutuhan=kebutuhan)

    def kerjakan() -> str:
        berlaku = form.cleaned_data["berlaku"]
        versi = form.cleaned_data["versi"]
        services.kebutuhan_ubah(kebutuhan=kebutuhan, berlaku=berlaku, **form.tempo(), versi=versi, oleh=request.user)
        return f"Jatuh tempo {kebutuhan.kategori} diubah. Yang sudah dituntut sebelumnya tetap."

    return _jalankan(
        request, form, kerjakan, judul=f"Ubah jatuh tempo {kebutuhan.kategori}", tombol="Simpan", kebutuhan=kebutuhan
    )


def kebutuhan_akhiri(request: Permintaan, pk: int) -> HttpResponse:
    kebutuhan = ambil(request, pk)
    form = KebutuhanAkhiriForm(terkirim(request), kebutuhan=kebutuhan)

    def kerjakan() -> str:
        sisa = services.kebutuhan_akhiri(kebutuhan=kebutuhan, oleh=request.user, **form.cleaned_data)
        if sisa is None:
            return f"{kebutuhan.kategori} tidak jadi diwajibkan."
        return f"{kebutuhan.kategori} tidak dituntut lagi sesudah tanggal itu. Berkas yang sudah dikirim tetap ada."

    return _jalankan(
        request,
        form,
        kerjakan,
        judul=f"Akhiri kewajiban {kebutuhan.kategori}",
        tombol="Akhiri",
        bahaya=True,
        kebutuhan=kebutuhan,
    )


def _jalankan(
    request: Permintaan, form: forms.Form, kerjakan: Callable[[], str], *, judul: str, tombol: str, **konteks
) -> HttpResponse:
    """Show the form, or do what it says; a refusal shows it again with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            pesan = kerjakan()
        except ValidationError as galat:
            salahkan(form, galat)
            if isinstance(galat, Basi):
                konteks["kebutuhan"] = galat.tersimpan
        else:
            messages.success(request, pesan)
            return redirect("berkas:kebutuhan-daftar")
    if "kebutuhan" in konteks:
        konteks["tempo"] = tempo_sebutan(konteks["kebutuhan"])
        konteks["riwayat"] = _riwayat(konteks["kebutuhan"])
    konteks |= {"form": form, "judul": judul, "tombol": tombol}
    return tampil(request, "berkas/kebutuhan_form.html", konteks)


def _riwayat(kebutuhan: KebutuhanBerkas) -> QuerySet[RiwayatData]:
    """Every row of this document in this kecamatan: a change from a day on begins a new one."""
    semua = KebutuhanBerkas.objects.filter(kecamatan=kebutuhan.kecamatan, kategori=kebutuhan.kategori)
    return RiwayatData.objects.tentang(*semua)
