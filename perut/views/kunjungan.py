"""A visit's page, and the decisions about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from akun.enums import KECAMATAN
from akun.halaman_alur import halaman_alur
from akun.models import Pengguna
from akun.pelaku import tanpa_pelaku
from akun.tanya import tanya_alasan, tanya_cabut, tanya_sandi
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import Transisi, sejak_dari
from dasar.formulir import tampil, terkirim, tertolak
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.permintaan import Permintaan, pdf_di_peramban
from naskah.calon import calon_naskah, kurang_setuju
from naskah.perubahan import perubahan_naskah
from naskah.surat_tugas import surat_berlaku
from naskah.tata import bertata
from perut.agenda import agenda_butir
from perut.alur import TRANSISI_KUNJUNGAN
from perut.enums import BELUM_LAYAK_BA, DAPAT_DIATUR, StatusKunjungan
from perut.forms.keputusan import CatatanForm, VerifikasiForm
from perut.models import Kunjungan, Musyawarah, Pemeriksaan
from perut.musyawarah import kehadiran_unsur
from perut.naskah import BERITA_ACARA
from perut.queries import kelengkapan
from perut.reports import berita_acara_isi, penanda_kini
from perut.services import kunjungan as layanan
from perut.services.isian import alasan_terkunci
from perut.services.temuan import temuan_dari_buku
from perut.syarat import jawaban, kekurangan_sahkan, surat_tugas_cocok, temuan_baru, temuan_lalu
from perut.tindakan import BUKAN_PETUGAS, tindakan_untuk
from perut.usulan_temuan import cacat, id_temuan
from perut.verifikasi import hasil_verifikasi, jawaban_dahulu, periksa_aspek


def ambil(request: Permintaan, pk: int) -> Kunjungan:
    """A visit in the person's scope (else 404) that they may see (else 403)."""
    kunjungan = get_object_or_404(Kunjungan.objects.untuk(request.user).lengkap(), pk=pk)
    if not request.user.has_perm("perut.lihat_kunjungan", kunjungan):
        raise Http404
    return kunjungan


def kunjungan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk), CatatanForm())


def _rinci(request: Permintaan, kunjungan: Kunjungan, form_catatan: CatatanForm) -> HttpResponse:
    boleh_isi = request.user.has_perm("perut.lihat_isi_kunjungan", kunjungan)
    konteks = {
        "kunjungan": kunjungan,
        "sejak": sejak_dari(kunjungan),
        "tindakan": tindakan_untuk(request.user, kunjungan),
        "tanpa_pelaku": tanpa_pelaku(request.user, kunjungan, TRANSISI_KUNJUNGAN),
        "boleh_isi": boleh_isi,
        "boleh_atur": request.user.has_perm("perut.atur_kunjungan", kunjungan),
        "boleh_surat": request.user.has_perm("perut.surati_kunjungan", kunjungan),
        "boleh_lapangan": request.user.has_perm("perut.isi_kunjungan", kunjungan),
        "boleh_catat": request.user.has_perm("perut.catat_kunjungan", kunjungan),
        "surat_tugas_cocok": kunjungan.surat_tugas is None or surat_tugas_cocok(kunjungan),
        "riwayat": kunjungan.riwayat.select_related("oleh"),
        "pencabutan": kunjungan.riwayat.filter(ke=StatusKunjungan.DICABUT).select_related("oleh").last(),
        "pengembalian": kunjungan.riwayat.filter(ke=StatusKunjungan.DIKEMBALIKAN).select_related("oleh").last(),
        "agenda": agenda_butir(kunjungan),
        "musyawarah": [
            {"m": m, "unsur": kehadiran_unsur(m, m.hadirmusyawarah_set.all())}
            for m in Musyawarah.objects.untuk(request.user)
            .filter(kunjungan=kunjungan)
            .select_related("desa", "kunjungan")
            .prefetch_related("hadirmusyawarah_set", "pokokmusyawarah_set")
        ],
        "boleh_musyawarah": kunjungan.status in DAPAT_DIATUR
        and request.user.has_perm("perut.kelola_musyawarah", kunjungan),
    }
    if boleh_isi:
        pemeriksaan = list(kunjungan.pemeriksaan_set.select_related("buku", "kunjungan"))
        konteks |= {
            "pemeriksaan": pemeriksaan,
            "diusulkan": _diusulkan(kunjungan, pemeriksaan) if konteks["boleh_lapangan"] else set(),
            "kelengkapan": kelengkapan(pemeriksaan),
            "kehadiran": kunjungan.kehadiran_set.all(),
            "kegiatan": kunjungan.kegiatan_set.all(),
            "kesepakatan": kunjungan.kesepakatan_set.all(),
            "foto": kunjungan.foto_set.select_related("buku"),
            "temuan": temuan_baru(kunjungan),
            "jawaban": jawaban(kunjungan).select_related("temuan"),
            "temuan_lalu": temuan_lalu(kunjungan) if kunjungan.dapat_diisi else [],
            "catatan": kunjungan.catatan.select_related("oleh"),
            "form_catatan": form_catatan,
        }
    return tampil(request, "perut/kunjungan_rinci.html", konteks)


def _diusulkan(kunjungan: Kunjungan, pemeriksaan: list[Pemeriksaan]) -> set[UUID]:
    """The examinations that propose a finding which is not there yet."""
    ada = set(temuan_baru(kunjungan).values_list("pk", flat=True))
    return {p.pk for p in pemeriksaan if cacat(p) and id_temuan(kunjungan, p.buku_id) not in ada}


@require_POST
def kunjungan_catat(request: Permintaan, pk: int) -> HttpResponse:
    kunjungan = ambil(request, pk)
    if not request.user.has_perm("perut.catat_kunjungan", kunjungan):
        raise PermissionDenied("Catatan ditulis oleh orang kecamatan.")
    form = CatatanForm(request.POST)
    if not form.is_valid():
        return _rinci(request, kunjungan, form)
    form.instance.kunjungan, form.instance.oleh = kunjungan, request.user
    form.save()
    messages.success(request, "Catatan ditambahkan.")
    return redirect(f"{kunjungan.get_absolute_url()}#catatan")


@require_POST
def buku_jadi_temuan(request: Permintaan, pk: int, id: UUID) -> HttpResponse:
    """One tap: the finding that this book proposes."""
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        raise PermissionDenied(alasan)
    pemeriksaan = get_object_or_404(kunjungan.pemeriksaan_set.select_related("buku", "kunjungan__desa"), pk=id)
    try:
        baru = temuan_dari_buku(kunjungan=kunjungan, pemeriksaan=pemeriksaan, oleh=request.user)
    except ValidationError as galat:
        return tertolak(request, galat, lambda: _rinci(request, kunjungan, CatatanForm()))
    messages.success(request, "Temuan ditambahkan." if baru else "Temuan buku ini sudah ada; tidak ditambahkan lagi.")
    return redirect(f"{kunjungan.get_absolute_url()}#temuan")


def kunjungan_alur(request: Permintaan) -> HttpResponse:
    return halaman_alur(request, TRANSISI_KUNJUNGAN, StatusKunjungan, benda="kunjungan")


PESAN = {
    "jadwalkan": "Kunjungan dijadwalkan. Petugas dan desa sudah diberi tahu.",
    "mulai": "Kunjungan dimulai. Selamat bertugas.",
    "ajukan": "Kunjungan diajukan untuk diverifikasi. Isinya terkunci sampai ada keputusan.",
    "verifikasi": "Kunjungan diverifikasi dan diteruskan kepada camat.",
    "kembalikan": "Kunjungan dikembalikan kepada petugas.",
    "sahkan": "Kunjungan disahkan. Berita acara bernomor dan siap ditandatangani.",
    "batalkan": "Kunjungan dibatalkan.",
    "buka_kembali": "Kunjungan dibuka kembali untuk petugasnya.",
    "terbitkan_lagi": "Berita acara pengganti disusun dengan isi yang sama dan menunggu pengesahan camat.",
}
PENJELASAN = {
    "kembalikan": "Petugas akan memperbaiki isi kunjungan dan mengajukannya lagi.",
    "buka_kembali": "Petugas memperbaiki isi kunjungan dan mengajukannya lagi. Berita acara yang baru menyebut berita "
    "acara yang dicabut.",
    "terbitkan_lagi": "Dipakai bila yang keliru naskahnya, bukan kunjungannya, misalnya penanda tangannya. Isi, hasil "
    "verifikasi, dan temuannya tetap; berita acara baru bernomor dan bertanggal baru, ditandatangani pejabat yang "
    "sekarang, dan saling menyebut dengan yang dicabut.",
    "batalkan": "Kunjungan tidak dilaksanakan dan surat tugasnya dicabut. Keputusan ini tidak dapat dibatalkan.",
}
REMAH = "perut/_kunjungan_remah.html"


def _alasan(request: Permintaan, kunjungan: Kunjungan, transisi: Transisi) -> Tanya:
    judul = f"{transisi.label} kunjungan ke {kunjungan.desa}"
    return tanya_alasan(request, remah=REMAH, judul=judul, penjelasan=PENJELASAN[transisi.aksi])


def _batalkan(request: Permintaan, kunjungan: Kunjungan, transisi: Transisi) -> Tanya:
    """With a letter in force it withdraws that, and asks for the password."""
    if surat_berlaku(kunjungan.surat_tugas) is None:
        return _alasan(request, kunjungan, transisi)
    return tanya_cabut(
        request,
        belum="Kunjungan belum dibatalkan.",
        remah=REMAH,
        judul=f"{transisi.label} kunjungan ke {kunjungan.desa}",
        penjelasan=PENJELASAN[transisi.aksi],
    )


def _verifikasi(request: Permintaan, kunjungan: Kunjungan, _transisi: Transisi) -> Tanya:
    aspek = periksa_aspek(kunjungan)
    form = VerifikasiForm(terkirim(request), aspek=aspek, dahulu=jawaban_dahulu(kunjungan))

    def isi() -> dict[str, Any]:
        hasil = {"verifikasi": hasil_verifikasi(aspek, form.jawaban_orang())}
        return hasil | {"alasan": "\n".join(form.belum_sesuai)} if form.belum_sesuai else hasil

    konteks = {
        "halaman": "Verifikasi",
        "perubahan": perubahan_naskah(kunjungan.berita_acara),
        "dahulu": kunjungan.verifikasi,
    }
    return Tanya(form, isi, "perut/kunjungan_verifikasi.html", konteks)


def _periksa(
    *, kunjungan: Kunjungan, oleh: Pengguna, sejak: str, verifikasi: dict[str, Any], alasan: str = ""
) -> Kunjungan:
    """What the six aspects come to: passed on, or sent back with what is not yet right."""
    isi: dict[str, Any] = {"kunjungan": kunjungan, "oleh": oleh, "sejak": sejak, "verifikasi": verifikasi}
    if alasan:
        return layanan.kunjungan_kembalikan(alasan=alasan, **isi)
    return layanan.kunjungan_verifikasi(**isi)


def _sahkan(request: Permintaan, kunjungan: Kunjungan, _transisi: Transisi) -> Tanya:
    naskah = kunjungan.berita_acara
    isi = berita_acara_isi(kunjungan, oleh=request.user, waktu=timezone.now())
    if naskah and naskah.isi_tetap:
        isi = naskah.isi | penanda_kini(kunjungan) | {"camat": isi["camat"]}
    return tanya_sandi(
        request,
        "perut/kunjungan_sahkan.html",
        belum="Kunjungan belum disahkan.",
        dicetak=isi,
        remah=REMAH,
        judul=f"Sahkan kunjungan ke {kunjungan.desa}",
        judul_yang="Yang Anda sahkan",
        judul_form="Pengesahan",
        sebagai="Mengesahkan sebagai",
        tombol="Sahkan dan beri nomor",
        url_kembali=reverse("perut:kunjungan-aksi", args=[kunjungan.pk, "kembalikan"]),
        perubahan=perubahan_naskah(kunjungan.berita_acara),
        calon=calon_naskah(naskah) if naskah else [],
        kurang=kekurangan_sahkan(kunjungan) or (kurang_setuju(naskah, request.user, isi) if naskah else []),
    )


def _selesai(request: Permintaan, kunjungan: Kunjungan, aksi: str) -> HttpResponse:
    if kunjungan.status == StatusKunjungan.DIKEMBALIKAN:
        aksi = "kembalikan"  # the outcome of a verification, too
    messages.success(request, PESAN[aksi])
    if aksi == "mulai":
        return redirect("perut:lapangan", pk=kunjungan.pk)
    if aksi == "sahkan" and kunjungan.berita_acara:
        return redirect(kunjungan.berita_acara)  # where it is signed
    return redirect(kunjungan)


def _penolakan(request: Permintaan, kunjungan: Kunjungan, transisi: Transisi) -> str:
    if not request.user.peran_di(kunjungan.desa) & transisi.peran:
        return f"Peran Anda tidak berwenang untuk: {transisi.label.lower()}."
    return BUKAN_PETUGAS


MEJA = Meja(
    benda="kunjungan",
    tabel=TRANSISI_KUNJUNGAN,
    kerja={
        "jadwalkan": layanan.kunjungan_jadwalkan,
        "mulai": layanan.kunjungan_mulai,
        "ajukan": layanan.kunjungan_ajukan,
        "verifikasi": _periksa,
        "kembalikan": layanan.kunjungan_kembalikan,
        "sahkan": layanan.kunjungan_sahkan,
        "batalkan": layanan.kunjungan_batalkan,
        "buka_kembali": layanan.kunjungan_buka_kembali,
        "terbitkan_lagi": layanan.kunjungan_terbitkan_lagi,
    },
    tanya={
        "verifikasi": _verifikasi,
        "kembalikan": _alasan,
        "sahkan": _sahkan,
        "batalkan": _batalkan,
        "buka_kembali": _alasan,
        "terbitkan_lagi": _alasan,
    },
    rinci=lambda request, kunjungan: _rinci(request, kunjungan, CatatanForm()),
    selesai=_selesai,
    penolakan=_penolakan,
)


@sensitive_post_parameters("sandi")
def kunjungan_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)


@pdf_di_peramban
def kunjungan_pratinjau(request: Permintaan, pk: int) -> HttpResponse:
    """The berita acara as it would be printed now, without a number; nothing is stored."""
    kunjungan = ambil(request, pk)
    if not request.user.peran_di(kunjungan.desa) & KECAMATAN or kunjungan.status in BELUM_LAYAK_BA:
        raise Http404
    isi = berita_acara_isi(kunjungan, oleh=request.user, waktu=timezone.now())
    isi = bertata(isi, jenis=BERITA_ACARA.kode, kecamatan=kunjungan.desa.kecamatan, desa=kunjungan.desa)
    konteks = {"isi": isi, "nomor": "", "draf": True, "judul": f"Pratinjau {kunjungan}"}
    try:
        pdf = pdf_buat(BERITA_ACARA.template, konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(kunjungan)
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": 'inline; filename="pratinjau-berita-acara.pdf"', "Cache-Control": "no-store"},
    )
