"""The decisions about an evaluation. Some are one button, some ask something first; a decision is always a POST."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters

from akun.models import Pengguna
from akun.tanya import tanya_alasan, tanya_sandi
from dasar.alur import Transisi
from dasar.formulir import terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan
from dasar.waktu import hari_ini
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.forms.evaluasi import TutupForm
from evaluasi.models import Evaluasi
from evaluasi.naskah import PENGANTAR
from evaluasi.reports.pengantar import pengantar_isi
from evaluasi.rules import pimpinan_tim
from evaluasi.services import evaluasi as layanan
from evaluasi.syarat import belum_menyerahkan, kekurangan_terima, kekurangan_tutup
from evaluasi.tindakan import BELUM_MENYERAHKAN, BUKAN_PIMPINAN
from evaluasi.views.evaluasi import ambil_evaluasi, rinci
from naskah.calon import calon_naskah, kurang_setuju
from naskah.models import Naskah
from naskah.perubahan import perubahan_naskah

PESAN = {
    "buka": "Penilaian dibuka. Anggota tim yang mempunyai akun sudah diberi tahu.",
    "tutup": "Penilaian ditutup dan nilainya tetap. Sekarang susun laporannya.",
    "laporkan": "Laporan diserahkan dan menunggu camat.",
    "kembalikan": "Laporan dikembalikan kepada tim.",
    "terima": "Hasil evaluasi diterima. Lembar evaluasi dan laporannya bernomor dan siap ditandatangani tim.",
    "batalkan": "Evaluasi dibatalkan.",
    "buka_kembali": "Evaluasi dibuka kembali. Ketua atau sekretaris tim memperbaiki laporannya.",
    "terbitkan_lagi": "Naskah pengganti disusun dengan isi yang sama dan menunggu camat.",
}


PENJELASAN = {
    "kembalikan": "Ketua atau sekretaris tim memperbaiki laporannya lalu menyerahkannya lagi. Nilainya tidak berubah; "
    "bila nilainya yang keliru, evaluasi diganti dengan yang baru.",
    "buka_kembali": "Ketua atau sekretaris tim memperbaiki laporannya lalu menyerahkannya lagi; naskah yang baru "
    "menyebut yang dicabut. Nilainya tetap; bila nilainya yang keliru, buatlah evaluasi pengganti.",
    "terbitkan_lagi": "Dipakai bila yang keliru naskahnya, bukan penilaian atau laporannya. Isi dan nilainya tetap; "
    "naskah yang baru bernomor dan bertanggal baru, dan saling menyebut dengan yang dicabut.",
    "batalkan": "Evaluasi tidak dilanjutkan. Keputusan ini tidak dapat dibatalkan.",
}
REMAH = "evaluasi/_remah.html"


def _alasan(request: Permintaan, evaluasi: Evaluasi, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label} evaluasi {evaluasi.desa} {evaluasi.tahun}"
    return tanya_alasan(request, remah=REMAH, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _tutup(request: Permintaan, evaluasi: Evaluasi, transisi: Transisi) -> Tanya:
    form = TutupForm(terkirim(request))
    belum = belum_menyerahkan(evaluasi)
    if not belum:
        del form.fields["alasan"]
    konteks = {
        "remah": REMAH,
        "judul": f"{transisi.label} {evaluasi.desa} {evaluasi.tahun}",
        "belum": belum,
        "halangan": kekurangan_tutup(evaluasi),
    }
    return Tanya(form, lambda: form.cleaned_data, "evaluasi/evaluasi_tutup.html", konteks)


def _kurang(evaluasi: Evaluasi, oleh: Pengguna) -> list[str]:
    """Of forms and report, and of the covering letter, which is drawn up in the same act."""
    diputus = [n for n in (evaluasi.hasil_naskah, evaluasi.laporan) if n and not n.berlaku]
    kalimat = [k for n in diputus for k in kurang_setuju(n, oleh)]
    if evaluasi.hasil_naskah and evaluasi.laporan:
        naskah = {"lembar": evaluasi.hasil_naskah, "laporan": evaluasi.laporan}
        isi = pengantar_isi(evaluasi, **naskah, oleh=oleh, tanggal=hari_ini(evaluasi.desa))
        desa = evaluasi.desa
        pengantar = Naskah(jenis=PENGANTAR.kode, kecamatan=desa.kecamatan, desa=desa, isi=isi)
        kalimat += kurang_setuju(pengantar, oleh, isi)
    return list(dict.fromkeys(kalimat))


def _terima(request: Permintaan, evaluasi: Evaluasi, transisi: Transisi) -> Tanya:
    return tanya_sandi(
        request,
        "evaluasi/evaluasi_terima.html",
        belum="Hasil evaluasi belum diterima.",
        dicetak=[n.isi for n in (evaluasi.hasil_naskah, evaluasi.laporan) if n],
        remah=REMAH,
        judul=f"{transisi.label} {evaluasi.desa} {evaluasi.tahun}",
        judul_yang="Yang Anda terima",
        judul_form="Penerimaan",
        sebagai="Menerima sebagai",
        tombol="Terima dan beri nomor",
        url_kembali=reverse("evaluasi:evaluasi-aksi", args=[evaluasi.pk, "kembalikan"]),
        perubahan=perubahan_naskah(evaluasi.laporan),
        calon=calon_naskah(evaluasi.laporan) if evaluasi.laporan else [],
        kurang=kekurangan_terima(evaluasi) or _kurang(evaluasi, request.user),
    )


def _selesai(request: Permintaan, evaluasi: Evaluasi, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    if aksi == "tutup":
        return redirect("evaluasi:evaluasi-laporan", pk=evaluasi.pk)
    return redirect(evaluasi)


def _penolakan(request: Permintaan, evaluasi: Evaluasi, transisi: Transisi) -> str:
    if not request.user.peran_di(evaluasi.desa) & transisi.peran:
        return f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}."
    pimpinan = transisi.aksi == "tutup" and pimpinan_tim(request.user, evaluasi)
    return BELUM_MENYERAHKAN if pimpinan else BUKAN_PIMPINAN


MEJA = Meja(
    benda="evaluasi",
    tabel=TRANSISI_EVALUASI,
    kerja={
        "buka": layanan.evaluasi_buka,
        "tutup": layanan.evaluasi_tutup,
        "laporkan": layanan.evaluasi_laporkan,
        "kembalikan": layanan.evaluasi_kembalikan,
        "terima": layanan.evaluasi_terima,
        "batalkan": layanan.evaluasi_batalkan,
        "buka_kembali": layanan.evaluasi_buka_kembali,
        "terbitkan_lagi": layanan.evaluasi_terbitkan_lagi,
    },
    tanya={
        "tutup": _tutup,
        "kembalikan": _alasan,
        "terima": _terima,
        "batalkan": _alasan,
        "buka_kembali": _alasan,
        "terbitkan_lagi": _alasan,
    },
    rinci=rinci,
    selesai=_selesai,
    penolakan=_penolakan,
)


@sensitive_post_parameters("sandi")
def evaluasi_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil_evaluasi(request, pk), aksi)
