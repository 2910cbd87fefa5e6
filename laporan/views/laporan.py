"""The list of reports, one report, its words, and the decisions about it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from akun.halaman_alur import halaman_alur
from akun.kebijakan import boleh_membuka
from akun.pelaku import tanpa_pelaku
from akun.tanya import tanya_alasan
from cetak.cetakan import PdfGagal
from cetak.fon import tak_tercetak_dalam
from cetak.pdf import pdf_buat
from dasar.alur import Transisi, sejak_dari
from dasar.basi import Basi
from dasar.daftar import Daftar
from dasar.formulir import pakai_versi, salahkan, tampil, terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.waktu import hari_ini
from laporan import services as layanan
from laporan.alur import TRANSISI_LAPORAN
from laporan.bagian.bentuk import Bagian
from laporan.enums import KANTOR, StatusLaporan
from laporan.forms import MasaForm, SahkanForm, TulisanForm
from laporan.hitung import bagian_tersimpan
from laporan.lembar_kerja import buku_laporan, jawaban
from laporan.masa import Masa
from laporan.models import Laporan
from laporan.naskah import LAPORAN_CAMAT
from laporan.reports import bagian_cetak, laporan_isi
from laporan.services import Tulisan
from laporan.syarat import kekurangan_sahkan
from laporan.tables import LaporanFilter, LaporanTable
from laporan.tindakan import tindakan_untuk
from laporan.usulan import hasil_usulan, usulkan
from naskah.calon import calon_naskah, kurang_setuju
from naskah.perubahan import perubahan_naskah
from naskah.tata import bertata

LABEL = {
    "hasil": "Hasil",
    "masalah": "Permasalahan",
    "tindak_lanjut": "Tindak lanjut",
    "rekomendasi": "Rekomendasi",
    "kata_camat": "Kata camat",
}


class LaporanDaftar(Daftar):
    table_class = LaporanTable
    filterset_class = LaporanFilter
    template_name = "laporan/laporan_daftar.html"
    judul = "Laporan camat"
    keterangan = "Laporan bulanan, triwulanan, dan tahunan kepada kepala daerah, dihitung dari data kecamatan."

    def get_queryset(self):
        return (
            Laporan.objects.untuk(self.request.user)
            .lengkap()
            .defer("hitungan", "naskah__isi")
            .order_by("-periode", "pk")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(boleh_susun=boleh_membuka(self.request.user, "laporan:laporan-susun"), **kwargs)

    def get_kosong(self) -> dict[str, str]:
        kosong = {"judul": "Belum ada laporan", "saran": "Laporan disusun oleh verifikator dan disahkan camat."}
        if boleh_membuka(self.request.user, "laporan:laporan-susun"):
            kosong |= {
                "saran": "Mulailah dengan bulan yang baru berakhir; angkanya dihitung dari data.",
                "url": reverse("laporan:laporan-susun"),
                "tombol": "Susun laporan",
            }
        return kosong


def ambil(request: Permintaan, pk: int) -> Laporan:
    """A report in the person's scope that they may see (else 404)."""
    semua = Laporan.objects.untuk(request.user).lengkap().select_related("naskah__menggantikan", "diubah_oleh")
    laporan = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("laporan.lihat_laporan", laporan):
        raise Http404
    return laporan


def laporan_susun(request: Permintaan) -> HttpResponse:
    form = MasaForm(terkirim(request), pengguna=request.user)
    if request.method != "POST" and (diminta := request.GET.get("periode")):
        form.initial["periode"] = diminta
    if not form.kantor.exists():
        raise PermissionDenied(layanan.BUKAN_PENYUSUN)
    if request.method == "POST" and form.is_valid():
        try:
            laporan, baru = layanan.laporan_susun(**form.cleaned_data, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            if baru:
                messages.success(request, "Laporan disusun dari data. Baca angkanya, lalu tulis isinya.")
            else:
                messages.info(request, "Laporan masa itu sudah ada; inilah laporannya.")
            return redirect(laporan)
    return tampil(request, "laporan/laporan_susun.html", {"form": form})


# --- one report ----------------------------------------------------------------------
@dataclass(frozen=True)
class KolomTampil:
    judul: str
    jumlah: str
    url: str


def _tampil_bagian(laporan: Laporan, b: Bagian) -> dict[str, Any]:
    """A section for the page; its sums lead to the lists that count the same, as they are today."""
    c = bagian_cetak(b)
    kolom = []
    for k, jumlah in zip(b.kolom, c.jumlah or [""] * len(b.kolom), strict=True):
        alamat = ""
        if k.daftar and jumlah:
            saring = k.saring | {"kecamatan": laporan.kecamatan.kode, "jenis_desa": "desa"}
            alamat = f"{reverse(k.daftar)}?{urlencode(saring, doseq=True)}"
        kolom.append(KolomTampil(k.judul, jumlah, alamat))
    baris = [(r.desa, list(zip(c.kepala, r.nilai, strict=True))) for r in c.baris]
    return {"kunci": b.kunci, "judul": c.judul, "kolom": kolom, "baris": baris, "rinci": c.rinci} | {
        "catatan": c.catatan,
        "kosong": c.kosong,
    }


def laporan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _milik_kantor(request: Permintaan, laporan: Laporan) -> bool:
    """Whoever only watches over the kecamatan reads what was approved, not what is being written."""
    return bool(request.user.semua_peran_di(laporan.kecamatan) & KANTOR)


def _terbaca(request: Permintaan, laporan: Laporan) -> bool:
    return _milik_kantor(request, laporan) or laporan.status in {StatusLaporan.DISAHKAN, StatusLaporan.DICABUT}


def _rinci(request: Permintaan, laporan: Laporan) -> HttpResponse:
    konteks: dict[str, Any] = {"laporan": laporan, "terbaca": _terbaca(request, laporan)}
    if konteks["terbaca"]:
        bagian = bagian_tersimpan(laporan.hitungan)
        masa = Masa.dari(laporan.kecamatan, laporan.periode)
        konteks |= {
            "masa": masa,
            "bagian": [_tampil_bagian(laporan, b) for b in bagian],
            "tulisan": [(LABEL[n], getattr(laporan, n)) for n in ("hasil", "masalah", "tindak_lanjut")],
            "beda": laporan.berubah if laporan.dapat_diubah else [],
            "boleh_tulis": request.user.has_perm("laporan.tulis_laporan", laporan),
            "boleh_hitung": request.user.has_perm("laporan.hitung_laporan", laporan),
        }
    if _milik_kantor(request, laporan):
        konteks |= {
            "sejak": sejak_dari(laporan),
            "tindakan": tindakan_untuk(request.user, laporan),
            "tanpa_pelaku": tanpa_pelaku(request.user, laporan, TRANSISI_LAPORAN),
            "riwayat": laporan.riwayat.select_related("oleh"),
            "pengembalian": laporan.riwayat.filter(ke=StatusLaporan.DIKEMBALIKAN).select_related("oleh").last(),
            "koreksi": laporan.riwayat.filter(aksi="koreksi").select_related("oleh").last(),
        }
    return render(request, "laporan/laporan_rinci.html", konteks)


@require_POST
def laporan_hitung(request: Permintaan, pk: int) -> HttpResponse:
    laporan = layanan.laporan_hitung_ulang(laporan=ambil(request, pk), oleh=request.user)
    messages.success(request, "Angka laporan dihitung ulang. Tulisan Anda tetap; periksa apakah masih cocok.")
    return redirect(laporan)


@dataclass(frozen=True)
class Banding:
    label: str
    tersimpan: str
    anda: str

    @property
    def beda(self) -> bool:
        return self.tersimpan != self.anda


def laporan_tulis(request: Permintaan, pk: int) -> HttpResponse:
    laporan = ambil(request, pk)
    if not request.user.has_perm("laporan.tulis_laporan", laporan):
        raise PermissionDenied(layanan.alasan_tertutup(laporan))
    bagian = bagian_tersimpan(laporan.hitungan)
    usul, hasil = usulkan(bagian), hasil_usulan(bagian)
    form = TulisanForm(terkirim(request), laporan=laporan, usulan=usul, hasil=hasil)
    konteks: dict[str, Any] = {"laporan": laporan, "form": form}
    if request.method == "POST" and form.is_valid():
        versi = form.cleaned_data["versi"]
        try:
            layanan.laporan_tulis(
                laporan=laporan, versi=-1 if versi is None else versi, tulisan=form.isi, oleh=request.user
            )
        except Basi as basi:
            pakai_versi(form, basi.tersimpan.versi)
            konteks |= {"basi": basi.kalimat, "perbandingan": _bandingkan(basi.tersimpan, form)}
        else:
            messages.success(request, "Laporan disimpan.")
            return redirect(laporan)
    return tampil(request, "laporan/laporan_tulis.html", konteks)


def _bandingkan(tersimpan: Laporan, form: TulisanForm) -> list[Banding]:
    lama, baru = Tulisan.dari(tersimpan), form.isi

    def kata(nilai: object) -> str:
        return ("\n".join(nilai) if isinstance(nilai, list) else str(nilai)) or "Kosong"

    return [Banding(label, kata(getattr(lama, n)), kata(getattr(baru, n))) for n, label in LABEL.items()]


@require_GET
@pdf_di_peramban
def laporan_pratinjau(request: Permintaan, pk: int) -> HttpResponse:
    """As it would be handed in now, without a number; nothing is stored."""
    laporan = ambil(request, pk)
    if not _milik_kantor(request, laporan):
        raise Http404
    isi = laporan_isi(laporan, oleh=request.user, tanggal=hari_ini(laporan.kecamatan))
    isi = bertata(isi, jenis=LAPORAN_CAMAT.kode, kecamatan=laporan.kecamatan, desa=None)
    try:
        pdf = pdf_buat(LAPORAN_CAMAT.template, {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {laporan}"})
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(laporan)
    tajuk = {"Content-Disposition": 'inline; filename="pratinjau-laporan-camat.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)


@require_GET
def laporan_xlsx(request: Permintaan, pk: int) -> HttpResponse:
    laporan = ambil(request, pk)
    if not _terbaca(request, laporan):
        raise Http404
    return jawaban(buku_laporan(laporan), str(laporan))


def laporan_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_LAPORAN, StatusLaporan, benda="laporan camat")


# --- decisions -----------------------------------------------------------------------
PESAN = {
    "ajukan": "Laporan diajukan kepada camat. Isinya terkunci sampai ada keputusan.",
    "kembalikan": "Laporan dikembalikan kepada penyusunnya.",
    "sahkan": "Laporan disahkan dan bernomor. Tanda tangani setelah PDF-nya selesai dibuat.",
    "koreksi": "Laporan dibuka untuk diperbaiki. Yang disahkan tetap berlaku sampai penggantinya disahkan.",
    "urungkan": "Perbaikan diurungkan. Laporan kembali seperti yang disahkan.",
    "batalkan": "Laporan dibatalkan.",
}
PENJELASAN = {
    "kembalikan": "Isi laporan terbuka lagi bagi penyusunnya, yang memperbaiki dan mengajukannya kembali.",
    "koreksi": "Laporan terbuka lagi dengan isi yang ada. Naskah yang sudah disahkan tetap berlaku sampai camat "
    "mengesahkan penggantinya; keduanya saling menyebut. Alasannya terbaca di riwayat.",
    "urungkan": "Angka dan tulisan kembali seperti naskah yang berlaku. Yang ditulis sejak laporan dibuka hilang.",
    "batalkan": "Draf ini tidak dipakai lagi. Laporan masa yang sama dapat disusun kembali dari awal.",
}
REMAH = "laporan/_remah.html"


def _alasan(request: Permintaan, laporan: Laporan, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label}: {laporan.nama_periode}"
    return tanya_alasan(request, remah=REMAH, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _sahkan(request: Permintaan, laporan: Laporan, _transisi: Transisi) -> Tanya:
    naskah = laporan.naskah
    form = SahkanForm(
        terkirim(request), request=request, belum="Laporan belum disahkan.", initial={"kata_camat": laporan.kata_camat}
    )
    dicetak = [naskah.isi if naskah else "", request.POST.get("kata_camat", "")]
    konteks = {
        "tak_tercetak": tak_tercetak_dalam(dicetak),
        "remah": REMAH,
        "halaman": "Sahkan",
        "judul": f"Sahkan laporan {laporan.nama_periode}",
        "keterangan": str(laporan.kecamatan),
        "judul_yang": "Yang Anda sahkan",
        "judul_form": "Pengesahan",
        "sebagai": "Mengesahkan sebagai",
        "tombol": "Sahkan dan beri nomor",
        "url_kembali": reverse("laporan:laporan-aksi", args=[laporan.pk, "kembalikan"]),
        "perubahan": perubahan_naskah(naskah),
        "calon": calon_naskah(naskah) if naskah else [],
        "kurang": kekurangan_sahkan(laporan) or (kurang_setuju(naskah, request.user) if naskah else []),
    }
    return Tanya(form, lambda: {"kata_camat": form.cleaned_data["kata_camat"]}, "laporan/laporan_sahkan.html", konteks)


def _selesai(request: Permintaan, laporan: Laporan, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    return redirect(laporan)


MEJA = Meja(
    benda="laporan",
    tabel=TRANSISI_LAPORAN,
    kerja={
        "ajukan": layanan.laporan_ajukan,
        "kembalikan": layanan.laporan_kembalikan,
        "sahkan": layanan.laporan_sahkan,
        "koreksi": layanan.laporan_koreksi,
        "urungkan": layanan.laporan_urungkan,
        "batalkan": layanan.laporan_batalkan,
    },
    tanya={
        "kembalikan": _alasan,
        "sahkan": _sahkan,
        "koreksi": _alasan,
        "urungkan": _alasan,
        "batalkan": _alasan,
    },
    rinci=_rinci,
    selesai=_selesai,
)


@sensitive_post_parameters("sandi")
def laporan_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)
