"""Proposals: the list, one proposal with its decree, and the decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from akun.tanya import tanya_alasan
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import tampil
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from pembaruan import services
from pembaruan.alur import TRANSISI_USULAN
from pembaruan.baris import tabel_usulan
from pembaruan.models import Usulan
from pembaruan.tables import UsulanFilter, UsulanTable

SENDIRI = "Anda yang mengusulkannya; verifikator lain yang harus mengonfirmasi."
PESAN = {
    "konfirmasi": "Perubahan {nama} dikonfirmasi dan sudah berlaku.",
    "tolak": "Usulan tentang {nama} ditolak. Desa sudah diberi tahu.",
    "tarik": "Usulan tentang {nama} ditarik.",
}


class UsulanDaftar(Daftar):
    model = Usulan
    table_class = UsulanTable
    filterset_class = UsulanFilter
    judul = "Usulan perubahan pejabat desa"
    keterangan = "Perubahan atas penanda tangan yang diusulkan desa dan dikonfirmasi kecamatan."
    kosong = {
        "judul": "Belum ada usulan",
        "saran": "Usulan dibuat pemerintah desa dari halaman orangnya, dengan SK-nya dilampirkan.",
    }

    def get_queryset(self):
        return Usulan.objects.untuk(self.request.user).select_related("desa")


def ambil(request: Permintaan, pk: int) -> Usulan:
    semua = Usulan.objects.untuk(request.user).select_related("desa__kecamatan", "sk__berkas", "dibuat_oleh")
    usulan = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("pembaruan.lihat_usulan", usulan):
        raise Http404
    return usulan


def usulan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, usulan: Usulan) -> HttpResponse:
    konteks = {
        "usulan": usulan,
        "tabel": tabel_usulan(usulan),
        "tindakan": _tindakan(request, usulan),
        "riwayat": usulan.riwayat.select_related("oleh"),
    }
    return tampil(request, "pembaruan/usulan_rinci.html", konteks)


def _tindakan(request: Permintaan, usulan: Usulan) -> list[Tindakan]:
    hasil, sejak = [], sejak_dari(usulan)
    peran = request.user.peran_di(usulan.desa)
    for t in TRANSISI_USULAN:
        if usulan.status not in t.dari or not peran & t.peran or t.aksi not in MEJA.kerja:
            continue
        boleh = request.user.has_perm(f"pembaruan.{t.aksi}_usulan", usulan)
        url = reverse("pembaruan:usulan-aksi", args=[usulan.pk, t.aksi])
        hasil.append(Tindakan(t, url, sejak, t.kekurangan(usulan) if boleh else [SENDIRI], t.aksi in MEJA.tanya))
    return hasil


def _alasan(request: Permintaan, usulan: Usulan, _transisi: Transisi) -> Tanya:
    penjelasan = "Desa membaca alasan ini. Daftar pejabatnya tetap seperti sekarang."
    return tanya_alasan(request, remah="pembaruan/_remah.html", judul=f"Tolak {usulan}", penjelasan=penjelasan)


def _selesai(request: Permintaan, usulan: Usulan, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi].format(nama=usulan.nama))
    return redirect(usulan)


def _penolakan(request: Permintaan, usulan: Usulan, transisi: Transisi) -> str:
    if request.user.peran_di(usulan.desa) & transisi.peran:
        return SENDIRI
    return f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}."


MEJA = Meja(
    benda="usulan",
    tabel=TRANSISI_USULAN,
    kerja={
        "konfirmasi": services.usulan_konfirmasi,
        "tolak": services.usulan_tolak,
        "tarik": services.usulan_tarik,
    },
    tanya={"tolak": _alasan},
    rinci=_rinci,
    selesai=_selesai,
    penolakan=_penolakan,
)


def usulan_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)
