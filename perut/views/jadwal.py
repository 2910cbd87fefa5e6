"""The list of visits, and planning a single one."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_POST
from django_filters import FilterSet

from dasar.basi import Basi
from dasar.daftar import Daftar
from dasar.formulir import bilangan, kembali_ke, pakai_versi, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from klinik.models import Pertanyaan
from perut.catatan_lama import kunjungan_lama_tampil
from perut.filters import KunjunganFilter
from perut.forms.jadwal import KunjunganForm, isian
from perut.models import Kunjungan
from perut.queries import kecamatan_kelolaan
from perut.services.jadwal import kunjungan_buat, kunjungan_ubah
from perut.services.surat_tugas import surat_tugas_ajukan, surat_tugas_dan_jadwalkan
from perut.syarat import surat_tugas_cocok
from perut.tables import KunjunganTable, sebutan_tanggal
from perut.views.kunjungan import kunjungan_rinci


class KunjunganDaftar(Daftar):
    table_class = KunjunganTable
    filterset_class = KunjunganFilter
    template_name = "perut/kunjungan_daftar.html"
    judul = "Kunjungan"

    def get_queryset(self):
        return Kunjungan.objects.untuk(self.request.user).ringkas()

    def get_filterset_kwargs(self, filterset_class: type[FilterSet]) -> dict[str, Any]:
        """Opened without a question it begins at today; with nothing to come, at what was last."""
        kwargs = super().get_filterset_kwargs(filterset_class)
        if not set(self.request.GET) & set(filterset_class.base_filters):
            kwargs["data"] = QueryDict("waktu=mendatang")
            if not filterset_class(**kwargs).qs.exists():
                kwargs["data"] = QueryDict("waktu=lalu")
        return kwargs

    def get_table_kwargs(self) -> dict[str, Any]:
        urut = {"order_by": "tanggal"} if self.filterset.data.get("waktu") == "mendatang" else {}
        return urut if self.kelola else urut | {"exclude": ("pilih",)}

    @property
    def kelola(self) -> bool:
        return self.request.user.has_perm("perut.kelola_program")

    def get_context_data(self, **kwargs):
        lama = kunjungan_lama_tampil(self.request.user.desa_terlihat().values("pk"))
        urut = sorted(lama.values(), key=lambda k: k.desa.nama)
        waktu = self.filterset.data.get("waktu", "")
        return super().get_context_data(kelola=self.kelola, waktu=waktu, kunjungan_lama=urut, **kwargs)

    def get_kosong(self) -> dict[str, str]:
        if not self.kelola:
            return {"judul": "Belum ada kunjungan", "saran": "Kunjungan yang dijadwalkan muncul di sini."}
        return {
            "judul": "Belum ada kunjungan",
            "saran": "Susun jadwal dari program tahun ini, atau buat satu kunjungan.",
            "url": reverse("perut:program-daftar"),
            "tombol": "Buka program",
        }


def ambil_kunjungan_diatur(request: Permintaan, pk: int) -> Kunjungan:
    """A visit in the person's scope (else 404) that they may plan now (else 403 with the reason)."""
    kunjungan = get_object_or_404(
        Kunjungan.objects.untuk(request.user).lengkap().select_related("desa__kecamatan__kabupaten", "diubah_oleh"),
        pk=pk,
    )
    if not request.user.has_perm("perut.atur_kunjungan", kunjungan):
        if request.user.has_perm("perut.kelola_program", kunjungan.desa):
            raise PermissionDenied(
                f"Kunjungan ini berstatus “{kunjungan.get_status_display()}”, jadi jadwalnya tidak dapat diubah lagi."
            )
        raise PermissionDenied("Kunjungan diatur oleh verifikator kecamatan yang bersangkutan.")
    return kunjungan


def kunjungan_baru(request: Permintaan) -> HttpResponse:
    if not kecamatan_kelolaan(request.user).exists():
        raise PermissionDenied("Kunjungan diatur oleh verifikator kecamatan.")
    awal = {"jam_mulai": "09:00", "jam_selesai": "12:00"} | {
        k: request.GET[k] for k in ("desa", "tanggal") if k in request.GET
    }
    pertanyaan = _pertanyaan(request)
    if pertanyaan:
        awal |= {"desa": pertanyaan.desa_id, "agenda": f"Membahas pertanyaan klinik: {pertanyaan.judul}"}
    form = KunjunganForm(terkirim(request), pengguna=request.user, initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            kunjungan = kunjungan_buat(
                desa=form.cleaned_data["desa"],
                isi=form.isi,
                oleh=request.user,
                tetap=form.cleaned_data["tetap"],
                pertanyaan=pertanyaan,
            )
        except ValidationError as galat:
            form.terima(galat)
        else:
            messages.success(request, f"Rencana kunjungan ke {kunjungan.desa} disimpan.")
            _ingatkan_lewat(request, kunjungan)
            return redirect(kunjungan)
    konteks = {"form": form, "judul": "Kunjungan baru", "pertanyaan": pertanyaan}
    return tampil(request, "perut/kunjungan_form.html", konteks)


def _pertanyaan(request: Permintaan) -> Pertanyaan | None:
    """`?pertanyaan=` names the question of the clinic that the visit is planned for."""
    pk = bilangan(request.GET, "pertanyaan")
    return get_object_or_404(Pertanyaan.objects.untuk(request.user), pk=pk) if pk is not None else None


def kunjungan_atur(request: Permintaan, pk: int) -> HttpResponse:
    kunjungan = ambil_kunjungan_diatur(request, pk)
    form = KunjunganForm(terkirim(request), pengguna=request.user, kunjungan=kunjungan)
    konteks = {"form": form, "judul": f"Ubah kunjungan {kunjungan.desa}", "kunjungan": kunjungan}
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"]
        try:
            hasil = kunjungan_ubah(
                kunjungan=kunjungan,
                versi=-1 if versi is None else versi,
                isi=form.isi,
                oleh=request.user,
                tetap=form.cleaned_data["tetap"],
            )
        except Basi as basi:
            konteks |= {"basi": basi.kalimat, "perbandingan": _bandingkan(basi.tersimpan, form)}
            pakai_versi(form, basi.tersimpan.versi)
        except ValidationError as galat:
            form.terima(galat)
        else:
            messages.success(request, "Kunjungan disimpan.")
            _ingatkan_lewat(request, hasil)
            if hasil.surat_tugas_id and not surat_tugas_cocok(hasil):
                messages.warning(request, "Surat tugas tidak cocok lagi dengan kunjungan ini. Terbitkan penggantinya.")
            return redirect(hasil)
    return tampil(request, "perut/kunjungan_form.html", konteks)


@dataclass(frozen=True)
class Banding:
    label: str
    tersimpan: str
    anda: str

    @property
    def beda(self) -> bool:
        return self.tersimpan != self.anda


def _bandingkan(tersimpan: Kunjungan, form: KunjunganForm) -> list[Banding]:
    """Both versions, field by field, in words."""
    lama = isian(tersimpan)
    nama = {p.pk: p.nama for p in form.fields["petugas"].queryset} | {p.pk: p.nama for p in tersimpan.petugas.all()}

    def kata(kunci: str, nilai: Any) -> str:
        if kunci == "petugas":
            return ", ".join(sorted(nama.get(pk, "?") for pk in nilai)) or "Belum ditunjuk"
        if nilai is None or nilai == "":
            return "Kosong"
        if kunci == "tanggal":
            return date_format(nilai, "l, j F Y")
        return f"{nilai:%H.%M}" if kunci.startswith("jam") else str(nilai)

    isi = form.isi
    baru = {k: getattr(isi, k) for k in ("tanggal", "jam_mulai", "jam_selesai", "agenda")}
    baru["petugas"] = [p.pk for p in isi.petugas]
    return [
        Banding(form.fields[k].label, kata(k, lama[k]), kata(k, baru[k]))
        for k in ("tanggal", "jam_mulai", "jam_selesai", "petugas", "agenda")
    ]


def _ingatkan_lewat(request: Permintaan, kunjungan: Kunjungan) -> None:
    if kunjungan.tanggal and kunjungan.tanggal < hari_ini(kunjungan.desa):
        messages.warning(request, "Tanggal kunjungan ini sudah lewat.")


@require_POST
def surat_tugas(request: Permintaan, pk: int) -> HttpResponse:
    kunjungan = get_object_or_404(Kunjungan.objects.untuk(request.user), pk=pk)
    try:
        naskah = surat_tugas_ajukan(kunjungan=kunjungan, oleh=request.user, sejak=request.POST.get("sejak", ""))
    except ValidationError as galat:
        return tertolak(request, galat, lambda: kunjungan_rinci(request, pk))
    if naskah.terbit:
        messages.info(request, f"Surat tugas {naskah.nomor} masih cocok, jadi tidak disusun lagi.")
    else:
        messages.success(request, "Surat tugas diajukan kepada camat. Nomornya terbit setelah disetujui.")
    return redirect(kunjungan)


@require_POST
def kunjungan_massal(request: Permintaan) -> HttpResponse:
    """Letter and schedule for the chosen plans; each that fails is named with its reason."""
    pk = [int(n) for n in request.POST.getlist("kunjungan") if n.isascii() and n.isdigit() and len(n) < 19]
    dipilih = list(
        Kunjungan.objects.untuk(request.user).filter(pk__in=pk).select_related("desa__kecamatan").order_by("tanggal")
    )
    if not dipilih:
        messages.warning(request, "Pilih sedikitnya satu kunjungan berstatus rencana.")
    sejak = {k.pk: request.POST.get(f"sejak-{k.pk}", "") for k in dipilih}
    hasil = surat_tugas_dan_jadwalkan(kunjungan=dipilih, oleh=request.user, sejak=sejak)
    if hasil.berhasil:
        messages.success(
            request, f"{len(hasil.berhasil)} kunjungan dijadwalkan dan surat tugasnya diajukan kepada camat."
        )
    for k, kalimat in hasil.gagal:
        messages.error(request, f"{k.desa}, {sebutan_tanggal(k)}: {' '.join(kalimat)}")
    kembali = request.POST.get("kembali", "")
    if hasil.berhasil and not hasil.gagal and "status=" in kembali:  # of the plans that it showed none is left
        kembali = ""
    return redirect(kembali_ke(request, kembali, reverse("perut:kunjungan-daftar")))
