"""One question with its thread, and what is decided about it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from akun.enums import DESA
from akun.models import Pengguna
from dasar.alur import Transisi, cari, sejak_dari
from dasar.formulir import tampil, terkirim
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.pemisahan import halangan_orang
from dasar.permintaan import Permintaan
from klinik import services
from klinik.alur import TRANSISI_PERTANYAAN
from klinik.angka import lama_jawab
from klinik.forms import BukaKembaliForm, PesanForm, TeruskanForm
from klinik.models import Artikel, LampiranPesan, Pertanyaan
from klinik.penjawab import bertugas, kontak
from klinik.sambungan import lanjutan
from tindaklanjut.forms.isian import nomor_perbarui

DICERITAKAN = ("teruskan", "selesai", "tutup", "buka_kembali")  # steps that no message tells of
SEBUTAN = {"jawab": "Jawaban", "tanya_lagi": "Pertanyaan lanjutan atau keterangan"}


def ambil(request: Permintaan, pk: int) -> Pertanyaan:
    semua = Pertanyaan.objects.untuk(request.user).lengkap().select_related("ditanya_oleh", "tentang__desa")
    pertanyaan = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("klinik.lihat_pertanyaan", pertanyaan):
        raise Http404
    return pertanyaan


def _form(
    pengguna: Pengguna, pertanyaan: Pertanyaan, aksi: str, kiriman: Any = None, berkas: Any = None
) -> forms.BaseForm | None:
    """As it was sent, or empty on a page that was only opened. None for a step that asks nothing."""
    tanda: Any = {"auto_id": f"id_{aksi}_%s"}
    if aksi in SEBUTAN:
        unggah = pengguna.has_perm("berkas.unggah_berkas", pertanyaan.desa)
        return PesanForm(kiriman, berkas, sebutan=SEBUTAN[aksi], berlampiran=unggah, **tanda)
    if aksi == "teruskan":
        return TeruskanForm(kiriman, pertanyaan=pertanyaan, pengguna=pengguna, **tanda)
    return BukaKembaliForm(kiriman, **tanda) if aksi == "buka_kembali" else None


def _halaman(
    request: Permintaan, pertanyaan: Pertanyaan, terisi: dict[str, forms.BaseForm] | None = None
) -> HttpResponse:
    """The thread; the forms of the steps that this person may take now, one of them as it was sent and refused."""
    boleh = services.langkah_terbuka(request.user, pertanyaan)
    orang_desa = request.user.peran_di(pertanyaan.desa) <= DESA
    konteks = {
        "pertanyaan": pertanyaan,
        "sejak": sejak_dari(pertanyaan),
        "urutan": _urutan(pertanyaan),
        "lama": lama_jawab(pertanyaan),
        "boleh": boleh,
        "halangan": _halangan(request, pertanyaan),
        "berakhir": pertanyaan.ditangani and not bertugas(pertanyaan.ditangani, pertanyaan.desa),
        "kontak": kontak(pertanyaan.desa) if orang_desa else [],
        "lanjutan": lanjutan(request.user, pertanyaan),
        "artikel": Artikel.objects.untuk(request.user).terbit().filter(pertanyaan=pertanyaan),
        "boleh_artikel": pertanyaan.dijawab_pada
        and request.user.has_perm("klinik.tulis_artikel", pertanyaan.desa.kecamatan),
        "boleh_kunjungan": request.user.has_perm("perut.kelola_program", pertanyaan.desa),
    }
    isian = {a: f for a in boleh if (f := _form(request.user, pertanyaan, a))} | (terisi or {})
    konteks |= {f"form_{a}": f for a, f in isian.items()} | {"dikirim": next(iter(terisi or {}), "")}
    return tampil(request, "klinik/pertanyaan_rinci.html", konteks)


def _urutan(pertanyaan: Pertanyaan) -> list[tuple[str, Any]]:
    """Messages and the steps that no message tells of, as they came."""
    lampiran = Prefetch("lampiran", LampiranPesan.objects.select_related("versi__berkas").defer("versi__teks"))
    pesan = pertanyaan.pesan.select_related("oleh").prefetch_related(lampiran)
    langkah = pertanyaan.riwayat.filter(aksi__in=DICERITAKAN).select_related("oleh")
    semua = [("pesan", p.dibuat_pada, p) for p in pesan] + [("langkah", r.waktu, r) for r in langkah]
    return [(jenis, isi) for jenis, _, isi in sorted(semua, key=lambda s: s[1])]


def _halangan(request: Permintaan, pertanyaan: Pertanyaan) -> list[str]:
    """Why somebody who answers there does not answer this one."""
    jawab = cari(TRANSISI_PERTANYAAN, "jawab")
    if pertanyaan.status not in jawab.dari or not request.user.peran_di(pertanyaan.desa) & jawab.peran:
        return []
    return halangan_orang(request.user, pertanyaan, jawab)


def pertanyaan_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _halaman(request, ambil(request, pk))


def _tanya(request: Permintaan, pertanyaan: Pertanyaan, transisi: Transisi) -> Tanya:
    form = _form(request.user, pertanyaan, transisi.aksi, terkirim(request), request.FILES or None)
    assert isinstance(form, forms.Form)

    def tampilkan() -> HttpResponse:
        nomor_perbarui(form)
        return _halaman(request, pertanyaan, {transisi.aksi: form})

    isi = form.kirim if isinstance(form, PesanForm) else lambda: form.cleaned_data
    return Tanya(form, isi, tampilkan=tampilkan)


KABAR = {
    "jawab": "Jawaban disampaikan kepada desa.",
    "tanya_lagi": "Disampaikan kepada kecamatan.",
    "teruskan": "Pertanyaan diteruskan.",
    "selesai": "Pertanyaan dinyatakan selesai.",
    "tutup": "Pertanyaan ditutup.",
    "buka_kembali": "Pertanyaan dibuka kembali.",
}
DESA_SAJA = "Langkah ini milik pemerintah desa yang bertanya."
KECAMATAN_SAJA = "Pertanyaan dijawab, diteruskan, dan ditutup oleh petugas kecamatan yang bersangkutan."


def _selesai(request: Permintaan, pertanyaan: Pertanyaan, aksi: str) -> HttpResponse:
    kabar = KABAR[aksi]
    if aksi == "teruskan" and pertanyaan.luar:
        kabar = f"Dicatat sebagai diteruskan ke {pertanyaan.luar}. PERUT tidak mengirim apa pun ke sana."
    messages.success(request, kabar)
    return redirect(pertanyaan)


def _penolakan(_request: Permintaan, _pertanyaan: Pertanyaan, transisi: Transisi) -> str:
    return DESA_SAJA if transisi.aksi in {"tanya_lagi", "selesai"} else KECAMATAN_SAJA


MEJA = Meja(
    benda="pertanyaan",
    tabel=TRANSISI_PERTANYAAN,
    kerja={
        "jawab": services.pertanyaan_jawab,
        "tanya_lagi": services.pertanyaan_tanya_lagi,
        "teruskan": services.pertanyaan_teruskan,
        "selesai": services.pertanyaan_selesai,
        "tutup": services.pertanyaan_tutup,
        "buka_kembali": services.pertanyaan_buka_kembali,
    },
    tanya=dict.fromkeys(("jawab", "tanya_lagi", "teruskan", "buka_kembali"), _tanya),
    rinci=_halaman,
    selesai=_selesai,
    penolakan=_penolakan,
)


def langkah(aksi: str) -> Callable[..., HttpResponse]:
    """The view of one step."""

    @require_POST
    def view(request: Permintaan, pk: int) -> HttpResponse:
        return putuskan(request, MEJA, ambil(request, pk), aksi)

    return view
