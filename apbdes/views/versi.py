"""The list of budgets, and the page of one version."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from akun.pelaku import tanpa_pelaku
from apbdes.alur import TRANSISI_APBDES
from apbdes.anggaran import Anggaran
from apbdes.catatan import catatan_lama
from apbdes.enums import DI_KECAMATAN, StatusVersi
from apbdes.filters import VersiFilter
from apbdes.forms.versi import VersiBaruForm
from apbdes.katalog import katalog_untuk
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.putusan import kelompokkan
from apbdes.queries import BUKAN_PENYUSUN, desa_pengisi, jumlah_draf, langkah_berikut
from apbdes.ringkasan import ringkas
from apbdes.services.anggaran import muat_anggaran, satu_halaman
from apbdes.services.cetakan import panjang
from apbdes.services.versi import versi_buat
from apbdes.tables import VersiTable
from apbdes.tenggat import AKIBAT_LEWAT, PERDES_TETAP, kalimat_dicabut, tenggat_versi
from apbdes.tindakan import tindakan_untuk
from dasar.daftar import Daftar
from dasar.formulir import salahkan, tampil, terkirim, tertolak
from dasar.permintaan import Permintaan


class VersiDaftar(Daftar):
    table_class = VersiTable
    filterset_class = VersiFilter
    template_name = "apbdes/daftar.html"
    judul = "APBDes"

    def get_queryset(self):
        belanja = (
            RincianBelanja.objects.filter(versi_apbdes=OuterRef("pk"))
            .order_by()
            .values("versi_apbdes")
            .annotate(n=Sum("jumlah"))
            .values("n")
        )
        return (
            VersiApbdes.objects.untuk(self.request.user)
            .ringkas()
            .annotate(jumlah_belanja=Coalesce(Subquery(belanja), 0))
        )

    def get_context_data(self, **kwargs):
        draf = jumlah_draf(self.request.user)
        kalimat = f"{draf} rancangan masih disusun desa dan belum diajukan." if draf else ""
        return super().get_context_data(penyusun=self.request.user.has_perm("apbdes.buat_apbdes"), **kwargs) | {
            "keterangan": kalimat
        }

    def get_kosong(self) -> dict[str, str]:
        if not self.request.user.has_perm("apbdes.buat_apbdes"):
            return {"judul": "Belum ada APB Desa", "saran": "Rancangan muncul di sini setelah desa mengajukannya."}
        return {
            "judul": "Belum ada APB Desa",
            "saran": "Mulailah dengan rancangan tahun anggaran yang akan datang.",
            "url": reverse("apbdes:versi-baru"),
            "tombol": "Susun APB Desa",
        }


def ambil_versi(request: Permintaan, pk: int, *, ubah: bool = False) -> VersiApbdes:
    """A version that this person may see (else 404); to change it, one that they may write now (else 403)."""
    versi = get_object_or_404(VersiApbdes.objects.untuk(request.user).lengkap(), pk=pk)
    if request.method != "POST":
        satu_halaman(versi)
    if not request.user.has_perm("apbdes.lihat_versiapbdes", versi):
        raise Http404
    if ubah and not request.user.has_perm("apbdes.ubah_versiapbdes", versi):
        if request.user.has_perm("apbdes.buat_apbdes", versi):
            raise PermissionDenied(
                f"Rancangan ini berstatus “{versi.get_status_display()}”, jadi isinya tidak dapat diubah lagi."
            )
        raise PermissionDenied(BUKAN_PENYUSUN)
    return versi


def versi_rinci(request: Permintaan, pk: int) -> HttpResponse:
    versi = ambil_versi(request, pk)
    return render(request, "apbdes/versi_rinci.html", konteks_rinci(request, versi))


def konteks_rinci(request: Permintaan, versi: VersiApbdes) -> dict[str, Any]:
    satu_halaman(versi)
    apbdes = versi.apbdes
    lain = list(VersiApbdes.objects.untuk(request.user).filter(apbdes=apbdes))
    tersimpan = muat_anggaran(versi)
    katalog = katalog_untuk(apbdes.desa.kecamatan.kabupaten, apbdes.tahun)
    penyusun = request.user.has_perm("apbdes.buat_apbdes", versi)
    nilai = penilaian(versi, tersimpan, dengan_pernyataan=False) if tersimpan.baris else None
    return {
        "versi": versi,
        "ringkasan": ringkas(tersimpan.anggaran, katalog),
        "tersimpan": tersimpan,
        "katalog": katalog,
        "cetak_panjang": panjang(tersimpan.anggaran),
        "versi_lain": lain,
        "berikut": langkah_berikut(lain) if penyusun else None,
        "boleh_ubah": request.user.has_perm("apbdes.ubah_versiapbdes", versi),
        "riwayat": versi.riwayat.select_related("oleh"),
        "kelompok_putusan": kelompokkan(nilai) if nilai else [],
        "rusak_dipakai": nilai.rusak if nilai else (),
        **_perjalanan(request, versi, tersimpan.anggaran),
    }


def _perjalanan(request: Permintaan, versi: VersiApbdes, isi: Anggaran) -> dict[str, Any]:
    """Where the version stands on its way to the camat and back."""
    boleh_evaluasi = request.user.has_perm("apbdes.lihat_evaluasi_versiapbdes", versi)
    lama = catatan_lama(versi) if versi.dapat_diubah and versi.perbaikan_ke else {}
    return {
        "tindakan": tindakan_untuk(request.user, versi),
        "tanpa_pelaku": tanpa_pelaku(request.user, versi, TRANSISI_APBDES),
        "tenggat": tenggat_versi(versi),
        "dicabut": kalimat_dicabut(versi),
        "perdes_tetap": PERDES_TETAP if versi.riwayat.filter(aksi="naskah_dicabut").exists() else "",
        "akibat_lewat": AKIBAT_LEWAT if versi.status == StatusVersi.LEWAT_WAKTU else "",
        "pengembalian": versi.riwayat.filter(aksi="tolak_berkas").select_related("oleh").last(),
        "langkah_pagu": versi.langkah_pagu.select_related("oleh"),
        "evaluasi_terbuka": boleh_evaluasi
        and (versi.status in DI_KECAMATAN or versi.beku is not None or versi.diterima is not None),
        "dokumen_lengkap": not kekurangan_dokumen(versi, isi) if versi.dapat_diubah else True,
        "banyak_catatan_lama": sum(len(c) for c in lama.values()),
    }


def versi_baru(request: Permintaan) -> HttpResponse:
    if not desa_pengisi(request.user).exists():
        raise PermissionDenied(BUKAN_PENYUSUN)
    form = VersiBaruForm(terkirim(request), pengguna=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            versi = versi_buat(desa=form.cleaned_data["desa"], tahun=form.cleaned_data["tahun"], oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{versi.apbdes} dimulai. Isi langsung di sini, atau impor buku kerjanya.")
            return redirect(versi)
    return tampil(request, "apbdes/versi_baru.html", {"form": form})


@require_POST
def versi_lanjutan(request: Permintaan, pk: int) -> HttpResponse:
    """Begin the perubahan or the mending that follows this version."""
    versi = ambil_versi(request, pk)
    try:
        baru = versi_buat(
            desa=versi.apbdes.desa,
            tahun=versi.apbdes.tahun,
            oleh=request.user,
            langkah=request.POST.get("langkah", ""),
        )
    except ValidationError as galat:
        return tertolak(request, galat, lambda: versi_rinci(request, pk))
    messages.success(request, f"Rancangan {baru.sebutan} dimulai dengan isi {versi.sebutan}.")
    return redirect(baru)
