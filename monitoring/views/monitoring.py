"""A monitoring's page, and the decisions about it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from akun.enums import Peran
from akun.halaman_alur import halaman_alur
from akun.pelaku import tanpa_pelaku
from akun.tanya import tanya_alasan, tanya_cabut, tanya_sandi
from dasar.alur import Transisi, sejak_dari
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from monitoring.alur import TRANSISI_MONITORING
from monitoring.enums import BERHASIL, StatusMonitoring
from monitoring.models import Monitoring
from monitoring.queries import lembar_ringkas, sisa_hari_kerja
from monitoring.reports.surat_tugas import surat_tugas_cocok
from monitoring.services import monitoring as layanan
from monitoring.syarat import kekurangan_terima, temuan_baru
from monitoring.tindakan import BUKAN_PETUGAS, tindakan_untuk
from naskah.calon import calon_naskah, kurang_setuju
from naskah.perubahan import perubahan_naskah
from naskah.surat_tugas import surat_berlaku


def ambil(request: Permintaan, pk: int) -> Monitoring:
    """A monitoring in the person's scope that they may see (else 404)."""
    monitoring = get_object_or_404(
        Monitoring.objects.untuk(request.user).lengkap().select_related("desa__kecamatan__kabupaten"), pk=pk
    )
    if not request.user.has_perm("monitoring.lihat_monitoring", monitoring):
        raise Http404
    return monitoring


def monitoring_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, monitoring: Monitoring) -> HttpResponse:
    boleh_isi = request.user.has_perm("monitoring.lihat_isi_monitoring", monitoring)
    boleh_atur = request.user.has_perm("monitoring.atur_monitoring", monitoring)
    konteks: dict[str, Any] = {
        "monitoring": monitoring,
        "sejak": sejak_dari(monitoring),
        "tindakan": tindakan_untuk(request.user, monitoring),
        "tanpa_pelaku": tanpa_pelaku(request.user, monitoring, TRANSISI_MONITORING),
        "boleh_isi": boleh_isi,
        "boleh_atur": boleh_atur,
        "boleh_surat": monitoring.status != StatusMonitoring.RENCANA
        and request.user.has_perm("monitoring.surati_monitoring", monitoring),
        "boleh_lapangan": request.user.has_perm("monitoring.isi_monitoring", monitoring),
        "sisa": sisa_hari_kerja(monitoring),
        "surat_tugas_cocok": monitoring.surat_tugas is None or surat_tugas_cocok(monitoring),
        "riwayat": monitoring.riwayat.select_related("oleh"),
        "pencabutan": monitoring.riwayat.filter(ke=StatusMonitoring.DICABUT).select_related("oleh").last(),
        "pengembalian": monitoring.riwayat.filter(ke=StatusMonitoring.DIKEMBALIKAN).select_related("oleh").last(),
    }
    if boleh_isi:
        konteks |= {
            "lembar": lembar_ringkas(monitoring),
            "temuan": temuan_baru(monitoring),
            "boleh_cetak": request.user.peran_di(monitoring.desa) & {Peran.VERIFIKATOR, Peran.PELAKSANA},
            "ada_laporan": monitoring.status in BERHASIL or monitoring.dapat_diisi,
        }
    return render(request, "monitoring/monitoring_rinci.html", konteks)


def monitoring_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_MONITORING, StatusMonitoring, benda="monitoring")


PESAN = {
    "tugaskan": "Surat tugas diajukan kepada camat. Petugas sudah diberi tahu.",
    "mulai": "Monitoring dimulai. Selamat bertugas.",
    "laporkan": "Laporan diserahkan kepada camat. Isinya terkunci sampai ada keputusan.",
    "kembalikan": "Laporan dikembalikan kepada petugas.",
    "terima": "Laporan diterima dan bernomor. Petugas dapat menandatanganinya.",
    "batalkan": "Monitoring dibatalkan.",
    "buka_kembali": "Monitoring dibuka kembali untuk petugasnya.",
    "terbitkan_lagi": "Laporan pengganti disusun dengan isi yang sama dan menunggu camat.",
}
PENJELASAN = {
    "kembalikan": "Formulir dan laporan terbuka lagi. Petugas memperbaikinya dan menyerahkannya kembali.",
    "buka_kembali": "Formulir dan laporan terbuka lagi. Laporan yang baru menyebut laporan yang dicabut.",
    "terbitkan_lagi": "Dipakai bila yang keliru naskahnya, bukan monitoringnya. Isi dan temuannya tetap; laporan yang "
    "baru bernomor dan bertanggal baru, dan saling menyebut dengan yang dicabut.",
    "batalkan": "Monitoring tidak dilaksanakan dan surat tugasnya dicabut. Keputusan ini tidak dapat dibatalkan.",
}
REMAH = "monitoring/_remah.html"


def _alasan(request: Permintaan, monitoring: Monitoring, transisi: Transisi) -> Tanya:
    benda = "laporan monitoring" if transisi.aksi == "kembalikan" else "monitoring"
    judul = f"{transisi.label} {benda} {monitoring.desa}"
    return tanya_alasan(request, remah=REMAH, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _batalkan(request: Permintaan, monitoring: Monitoring, transisi: Transisi) -> Tanya:
    """With a letter in force it withdraws that, and asks for the password."""
    if surat_berlaku(monitoring.surat_tugas) is None:
        return _alasan(request, monitoring, transisi)
    return tanya_cabut(
        request,
        belum="Monitoring belum dibatalkan.",
        remah=REMAH,
        judul=f"{transisi.label} monitoring {monitoring.desa}",
        penjelasan=PENJELASAN[transisi.aksi],
    )


def _terima(request: Permintaan, monitoring: Monitoring, _transisi: Transisi) -> Tanya:
    naskah = monitoring.laporan
    return tanya_sandi(
        request,
        "monitoring/monitoring_terima.html",
        belum="Laporan belum diterima.",
        dicetak=naskah.isi if naskah else "",
        remah=REMAH,
        halaman="Terima laporan",
        judul=f"Terima laporan monitoring {monitoring.desa}",
        keterangan=monitoring.bidang,
        judul_yang="Yang Anda terima",
        judul_form="Penerimaan",
        sebagai="Menerima sebagai",
        tombol="Terima dan beri nomor",
        url_kembali=reverse("monitoring:monitoring-aksi", args=[monitoring.pk, "kembalikan"]),
        perubahan=perubahan_naskah(monitoring.laporan),
        calon=calon_naskah(naskah) if naskah else [],
        kurang=kekurangan_terima(monitoring) or (kurang_setuju(naskah, request.user) if naskah else []),
    )


def _selesai(request: Permintaan, monitoring: Monitoring, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    if aksi == "mulai":
        return redirect("monitoring:lapangan", pk=monitoring.pk)
    return redirect(monitoring)


def _penolakan(request: Permintaan, monitoring: Monitoring, transisi: Transisi) -> str:
    if request.user.peran_di(monitoring.desa) & transisi.peran:
        return BUKAN_PETUGAS
    return f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}."


MEJA = Meja(
    benda="monitoring",
    tabel=TRANSISI_MONITORING,
    kerja={
        "tugaskan": layanan.monitoring_tugaskan,
        "mulai": layanan.monitoring_mulai,
        "laporkan": layanan.monitoring_laporkan,
        "kembalikan": layanan.monitoring_kembalikan,
        "terima": layanan.monitoring_terima,
        "batalkan": layanan.monitoring_batalkan,
        "buka_kembali": layanan.monitoring_buka_kembali,
        "terbitkan_lagi": layanan.monitoring_terbitkan_lagi,
    },
    tanya={
        "kembalikan": _alasan,
        "terima": _terima,
        "batalkan": _batalkan,
        "buka_kembali": _alasan,
        "terbitkan_lagi": _alasan,
    },
    rinci=_rinci,
    selesai=_selesai,
    penolakan=_penolakan,
)


@sensitive_post_parameters("sandi")
def monitoring_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)
