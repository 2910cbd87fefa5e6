"""One journey with everything about it, and the decisions."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from akun.enums import DESA, Peran
from akun.halaman_alur import halaman_alur
from akun.pelaku import tanpa_pelaku
from akun.tanya import tanya_alasan, tanya_sandi
from dasar.alur import Transisi, sejak_dari
from dasar.formulir import terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from naskah.calon import calon_naskah, kurang_setuju
from naskah.perubahan import perubahan_naskah
from naskah.susulan import peringatan_setujui
from perjalanan import services as layanan
from perjalanan.acuan import ketentuan_di
from perjalanan.alur import TRANSISI_PERJALANAN
from perjalanan.enums import DAPAT_DIUBAH, DIPUTUS, StatusPerjalanan
from perjalanan.forms import LaporForm, TelaahForm
from perjalanan.models import Perjalanan
from perjalanan.reports import hari_kerja_perjalanan
from perjalanan.syarat import kekurangan_setujui, peringatan
from perjalanan.tindakan import tindakan_untuk

MUNDUR = (StatusPerjalanan.DIKEMBALIKAN, StatusPerjalanan.DITOLAK, StatusPerjalanan.DIBATALKAN)


def ambil(request: Permintaan, pk: Any) -> Perjalanan:
    """A journey in the person's scope (else 404)."""
    semua = Perjalanan.objects.untuk(request.user).select_related(
        "desa__kecamatan__kabupaten",
        "surat",
        "berkas_dasar__berkas",
        "berkas_laporan__berkas",
        "menggantikan__surat",
        "pemohon",
    )
    perjalanan = get_object_or_404(semua.prefetch_related("orang__perangkat", "orang__bpd"), pk=pk)
    if not request.user.has_perm("perjalanan.lihat_perjalanan", perjalanan):
        raise Http404
    return perjalanan


def perjalanan_rinci(request: Permintaan, pk: Any) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _ringkas(perjalanan: Perjalanan) -> dict[str, Any]:
    """What every page about one journey shows of it."""
    terbit = perjalanan.surat is not None and perjalanan.surat.terbit
    return {
        "perjalanan": perjalanan,
        # As it was ordered; a day off that is noted later changes nothing there.
        "lama": perjalanan.surat.isi.get("lama", "") if terbit and perjalanan.surat else "",
        "hari_kerja": hari_kerja_perjalanan(perjalanan),
        "peringatan": peringatan(perjalanan) if perjalanan.status in DAPAT_DIUBAH | DIPUTUS else [],
        "ketentuan": ketentuan_di(perjalanan.desa.kecamatan),
    }


def _rinci(request: Permintaan, perjalanan: Perjalanan) -> HttpResponse:
    riwayat = perjalanan.riwayat.select_related("oleh")
    konteks = _ringkas(perjalanan) | {
        "sejak": sejak_dari(perjalanan),
        "tindakan": tindakan_untuk(request.user, perjalanan),
        "tanpa_pelaku": tanpa_pelaku(request.user, perjalanan, TRANSISI_PERJALANAN),
        "boleh_ubah": request.user.has_perm("perjalanan.ubah_perjalanan", perjalanan),
        "boleh_salin": request.user.has_perm("perjalanan.salin_perjalanan", perjalanan),
        "camat": Peran.CAMAT in request.user.peran_di(perjalanan.desa),
        "pengganti": perjalanan.pengganti.exclude(status=StatusPerjalanan.DRAF).order_by("dibuat").last(),
        "alasan": riwayat.filter(ke__in=MUNDUR, ke=perjalanan.status).last(),
        "laporan_kembali": riwayat.filter(aksi="kembalikan_laporan").last()
        if perjalanan.status == StatusPerjalanan.DISETUJUI
        else None,
        "riwayat": riwayat,
        # The office's own opinion, before the camat decides and after: not the village's to read.
        "melihat_telaahan": bool(request.user.peran_di(perjalanan.desa) - DESA),
    }
    return render(request, "perjalanan/rinci.html", konteks)


def perjalanan_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_PERJALANAN, StatusPerjalanan, benda="perjalanan dinas")


PESAN = {
    "ajukan": "Permohonan diajukan ke kecamatan. Isinya terkunci sampai ada keputusan.",
    "telaah": "Telaahan disimpan, dan suratnya diteruskan kepada camat.",
    "setujui": "Surat perintah tugas disetujui dan bernomor. Setelah ditandatangani, suratnya dikirim ke desa.",
    "kembalikan": "Permohonan dikembalikan ke desa.",
    "tolak": "Permohonan tidak disetujui. Desa sudah diberi tahu.",
    "batalkan": "Permohonan dibatalkan.",
    "lapor": "Laporan perjalanan dikirim ke kecamatan.",
    "kembalikan_laporan": "Laporan dikembalikan ke desa.",
}
PENJELASAN = {
    "kembalikan": "Desa memperbaikinya dan mengajukannya lagi.",
    "tolak": "Suratnya tidak diterbitkan. Desa dapat mengajukan permohonan baru.",
    "batalkan": "Permohonan ini tidak diteruskan. Keputusan ini tidak dapat dibatalkan.",
    "kembalikan_laporan": "Desa menulis laporannya lagi; yang sudah ditulis tetap ada.",
}
REMAH = "perjalanan/_remah.html"


def _alasan(request: Permintaan, perjalanan: Perjalanan, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label}: {perjalanan.desa}"
    return tanya_alasan(
        request, remah=REMAH, judul=judul, keterangan=_keterangan(perjalanan), penjelasan=PENJELASAN[transisi.aksi]
    )


def _keterangan(perjalanan: Perjalanan) -> str:
    return f"{perjalanan.nama_orang} ke {perjalanan.kota_tujuan}, {perjalanan.rentang}"


def _telaah(request: Permintaan, perjalanan: Perjalanan, _transisi: Transisi) -> Tanya:
    form = TelaahForm(terkirim(request), perjalanan=perjalanan)
    konteks = _ringkas(perjalanan) | {
        "remah": REMAH,
        "judul": f"Telaah perjalanan dinas {perjalanan.desa}",
        "keterangan": _keterangan(perjalanan),
        "tombol": "Simpan dan teruskan kepada camat",
    }
    return Tanya(form, lambda: form.cleaned_data, "perjalanan/telaah.html", konteks)


def _lapor(request: Permintaan, perjalanan: Perjalanan, _transisi: Transisi) -> Tanya:
    form = LaporForm(terkirim(request), request.FILES or None, perjalanan=perjalanan)
    konteks = {
        "remah": REMAH,
        "judul": f"Laporan perjalanan dinas {perjalanan.desa}",
        "keterangan": _keterangan(perjalanan),
    }
    return Tanya(form, form.isi, "perjalanan/lapor.html", konteks)


def _setujui(request: Permintaan, perjalanan: Perjalanan, _transisi: Transisi) -> Tanya:
    naskah = perjalanan.surat
    return tanya_sandi(
        request,
        "perjalanan/setujui.html",
        belum="Surat perintah tugas belum disetujui.",
        dicetak=naskah.isi if naskah else "",
        remah=REMAH,
        halaman="Setujui",
        judul=f"Setujui perjalanan dinas {perjalanan.desa}",
        keterangan=_keterangan(perjalanan),
        judul_yang="Yang Anda setujui",
        judul_form="Persetujuan",
        sebagai="Menyetujui sebagai",
        tombol="Setujui dan beri nomor",
        url_kembali=reverse("perjalanan:perjalanan-aksi", args=[perjalanan.pk, "kembalikan"]),
        url_tolak=reverse("perjalanan:perjalanan-aksi", args=[perjalanan.pk, "tolak"]),
        perubahan=perubahan_naskah(naskah),
        calon=calon_naskah(naskah) if naskah else [],
        kurang=kekurangan_setujui(perjalanan) or (kurang_setuju(naskah, request.user) if naskah else []),
        susulan=peringatan_setujui(naskah) if naskah else "",
        **_ringkas(perjalanan),
    )


def _selesai(request: Permintaan, perjalanan: Perjalanan, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    return redirect(perjalanan)


MEJA = Meja(
    benda="perjalanan",
    tabel=TRANSISI_PERJALANAN,
    kerja={
        "ajukan": layanan.perjalanan_ajukan,
        "telaah": layanan.perjalanan_telaah,
        "setujui": layanan.perjalanan_setujui,
        "kembalikan": layanan.perjalanan_kembalikan,
        "tolak": layanan.perjalanan_tolak,
        "batalkan": layanan.perjalanan_batalkan,
        "lapor": layanan.perjalanan_lapor,
        "kembalikan_laporan": layanan.perjalanan_kembalikan_laporan,
    },
    tanya={
        "telaah": _telaah,
        "setujui": _setujui,
        "kembalikan": _alasan,
        "tolak": _alasan,
        "batalkan": _alasan,
        "lapor": _lapor,
        "kembalikan_laporan": _alasan,
    },
    rinci=_rinci,
    selesai=_selesai,
)


@sensitive_post_parameters("sandi")
def perjalanan_aksi(request: Permintaan, pk: Any, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)
