"""The list of sets, beginning one, and one that comes as a file."""

from typing import Any

import django_filters as df
import django_tables2 as tables
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apbdes.enums import StatusPerangkat
from apbdes.forms.aturan_kantor.kepala import BaruForm, UnggahForm
from apbdes.kantor.berkas import impor
from apbdes.kantor.isi import kosong
from apbdes.kantor.mesin import terbit_rusak
from apbdes.kantor.nilai import TidakTerbaca
from apbdes.kantor.salin import bawaan, salinan_bawaan, sumber_bawaan
from apbdes.models import PerangkatAturan
from apbdes.services.aturan_kantor import BUKAN_PENYUSUN, perangkat_buat
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan
from dasar.saringan import Cari


class PerangkatTable(tables.Table):
    nama = tables.Column("Perangkat", linkify=lambda record: record.get_absolute_url(), order_by=("nama", "terbitan"))
    kabupaten = tables.Column("Kabupaten/kota", order_by="kabupaten__nama")
    tahun = tables.Column("Tahun anggaran", orderable=False)
    terbitan = tables.Column("Terbitan", attrs={"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}})
    status = tables.Column("Keadaan")

    class Meta:
        model = PerangkatAturan
        fields = ("nama", "kabupaten", "tahun", "terbitan", "status")

    def render_nama(self, record: PerangkatAturan) -> str:
        return record.nama

    def render_tahun(self, value: list[int]) -> str:
        return ", ".join(map(str, value))

    def render_status(self, record: PerangkatAturan) -> SafeString:
        warna = "merah" if terbit_rusak(record) else record.warna
        return format_html('<span class="lencana lencana-{}">{}</span>', warna, self.value_status(record))

    def value_status(self, record: PerangkatAturan) -> str:
        """What is published but broken judges nobody: it is not called in force."""
        return "Tidak dapat dipakai" if terbit_rusak(record) else str(record.get_status_display())


class PerangkatFilter(df.FilterSet):
    cari = Cari("nama", "kode")
    status = df.ChoiceFilter(label="Keadaan", choices=StatusPerangkat.choices, empty_label="Semua")

    class Meta:
        model = PerangkatAturan
        fields: list[str] = []


class PerangkatDaftar(Daftar):
    table_class = PerangkatTable
    filterset_class = PerangkatFilter
    template_name = "apbdes/aturan_kantor/daftar.html"
    judul = "Perangkat aturan buatan kantor"
    keterangan = "Peraturan kabupaten yang ditulis sendiri; yang terbit dipakai menilai APB Desa kabupaten itu."

    def get_queryset(self) -> QuerySet:
        semua = PerangkatAturan.objects.untuk(self.request.user).select_related("kabupaten")
        return semua.order_by("kabupaten__nama", "nama", "-terbitan")

    @property
    def penyusun(self) -> bool:
        return bool(self.request.user.has_perm("apbdes.ubah_perangkataturan"))

    def get_kosong(self) -> dict[str, str]:
        hasil = {"judul": "Belum ada perangkat aturan buatan kantor", "saran": "Ditulis admin kabupaten."}
        if self.penyusun:
            hasil |= {
                "saran": "Salin perangkat yang ada, atau mulai dari yang kosong.",
                "url": reverse("apbdes:aturan-baru"),
                "tombol": "Tulis perangkat",
            }
        return hasil

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(penyusun=self.penyusun, **kwargs)


def _penyusun(request: Permintaan) -> None:
    if not request.user.has_perm("apbdes.ubah_perangkataturan"):
        raise PermissionDenied(BUKAN_PENYUSUN)


def aturan_baru(request: Permintaan) -> HttpResponse:
    """Begin: for which kabupaten and years, and from what."""
    _penyusun(request)
    ada = list(PerangkatAturan.objects.untuk(request.user).filter(status=StatusPerangkat.TERBIT))
    sumber = [(str(p.pk), f"Salinan {p}") for p in ada] + sumber_bawaan()
    awal = {"salin": request.GET.get("salin", "")}
    form = BaruForm(terkirim(request), initial=awal, pengguna=request.user, sumber=sumber)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        asal = next((p for p in ada if str(p.pk) == data["salin"]), None)
        isi = kosong(data["kode"], data["nama"], data["tahun"])
        kepala = {k: isi[k] for k in ("kode", "nama", "tahun")}
        ditinggal: list[str] = []
        if asal is not None:
            isi = asal.salinan_isi | kepala
        elif (dari := bawaan(data["salin"])) is not None:
            isi, ditinggal = salinan_bawaan(dari, data["kabupaten"], kepala)
        try:
            perangkat = perangkat_buat(kabupaten=data["kabupaten"], isi=isi, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"Draf {perangkat.nama} dibuat. Tulis angka, pilihan, lalu aturannya.")
            for kalimat in ditinggal:
                messages.info(request, kalimat)
            return redirect(perangkat)
    return tampil(request, "apbdes/aturan_kantor/baru.html", {"form": form})


def aturan_unggah(request: Permintaan) -> HttpResponse:
    """A set from its YAML file, checked whole."""
    _penyusun(request)
    form = UnggahForm(terkirim(request), request.FILES or None)
    salah = []
    if request.method == "POST" and form.is_valid():
        try:
            perangkat = impor(form.cleaned_data["berkas"], oleh=request.user)
        except TidakTerbaca as galat:
            salah = galat.salah
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{perangkat.nama} disimpan sebagai draf.")
            return redirect(perangkat)
    return tampil(request, "apbdes/aturan_kantor/unggah.html", {"form": form, "salah": salah})
