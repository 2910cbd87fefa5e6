"""The deliberation before a visit: its list, its page, its rows, its minutes on paper, its points as agenda."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from akun.tanya import tanya_alasan
from cetak.cetakan import PdfGagal
from cetak.pdf import pdf_buat
from dasar.alur import Tindakan, Transisi, sejak_dari
from dasar.daftar import Daftar
from dasar.formulir import bilangan, tampil, terkirim, tertolak
from dasar.isian_biasa import Bagian, Baris, Kolom, baris_kosong, halaman_isian
from dasar.keputusan import Meja, Tanya, putuskan
from dasar.konflik import disimpan
from dasar.permintaan import Permintaan, pdf_di_peramban
from dasar.simpan import HasilSimpan, isi_baris
from dasar.waktu import hari_ini
from naskah.bagian import kop, paragraf, tanggal_panjang
from perut.alur import TRANSISI_MUSYAWARAH
from perut.enums import UnsurMusyawarah
from perut.filters import MusyawarahFilter
from perut.forms.musyawarah import DesaForm, MusyawarahForm
from perut.models import Kunjungan, Musyawarah
from perut.musyawarah import calon_hadir, kehadiran_unsur
from perut.services import musyawarah as layanan
from perut.tables import MusyawarahTable
from perut.views.kunjungan import ambil as ambil_kunjungan
from perut.views.kunjungan import kunjungan_rinci

HADIR = (
    Kolom("nama", "Nama"),
    Kolom("jabatan", "Jabatan"),
    Kolom("unsur", "Unsur", "pilihan", (("", "Pilih unsur"), *UnsurMusyawarah.choices)),
)
POKOK = (Kolom("uraian", "Kesepakatan", "panjang"), Kolom("pelaksana", "Pelaksana"))
NOTULEN = (Kolom("notulen", "Jalannya musyawarah", "panjang"),)
BARU = 3  # empty rows of each kind; more come after saving


def ambil(request: Permintaan, pk: int) -> Musyawarah:
    """One in the person's scope (else 404) that they may see."""
    semua = Musyawarah.objects.untuk(request.user).select_related("desa__kecamatan__kabupaten", "kunjungan__desa")
    musyawarah = get_object_or_404(semua, pk=pk)
    if not request.user.has_perm("perut.lihat_musyawarah", musyawarah):
        raise Http404
    return musyawarah


class MusyawarahDaftar(Daftar):
    model = Musyawarah
    table_class = MusyawarahTable
    filterset_class = MusyawarahFilter
    template_name = "perut/musyawarah_daftar.html"
    judul = "Musyawarah sinkronisasi"
    keterangan = "Pertemuan dengan desa sebelum kunjungan, dan kesepakatannya."
    kosong = {
        "judul": "Belum ada musyawarah",
        "saran": "Catat dari halaman kunjungannya, atau dari sini bila belum ada kunjungannya.",
    }

    def get_queryset(self):
        semua = Musyawarah.objects.untuk(self.request.user).select_related("desa__kecamatan", "kunjungan")
        return semua.defer("notulen", "kunjungan__notulen", "kunjungan__verifikasi")

    def get_context_data(self, **kwargs):
        return super().get_context_data(boleh_catat=self.request.user.has_perm("perut.kelola_musyawarah"), **kwargs)


def _tindakan(request: Permintaan, musyawarah: Musyawarah) -> list[Tindakan]:
    hasil = []
    for t in TRANSISI_MUSYAWARAH:
        if musyawarah.status in t.dari and request.user.has_perm(f"perut.{t.aksi}_musyawarah", musyawarah):
            url = reverse("perut:musyawarah-aksi", args=[musyawarah.pk, t.aksi])
            hasil.append(Tindakan(t, url, sejak_dari(musyawarah), t.kekurangan(musyawarah), t.alasan_wajib))
    return hasil


@require_safe
def musyawarah_rinci(request: Permintaan, pk: int) -> HttpResponse:
    return _rinci(request, ambil(request, pk))


def _rinci(request: Permintaan, musyawarah: Musyawarah) -> HttpResponse:
    hadir = list(musyawarah.hadirmusyawarah_set.all())
    konteks = {
        "musyawarah": musyawarah,
        "hadir": hadir,
        "unsur": kehadiran_unsur(musyawarah, hadir),
        "pokok": musyawarah.pokokmusyawarah_set.select_related("agenda"),
        "kunjungan_terlihat": _kunjungan(request, musyawarah),
        "tindakan": _tindakan(request, musyawarah),
        "boleh_isi": not layanan.alasan_terkunci(musyawarah, request.user),
        "riwayat": musyawarah.riwayat.select_related("oleh"),
    }
    return tampil(request, "perut/musyawarah_rinci.html", konteks)


def _kunjungan(request: Permintaan, musyawarah: Musyawarah) -> Kunjungan | None:
    """Its visit, where this person may see it."""
    k = musyawarah.kunjungan
    return k if k is not None and request.user.has_perm("perut.lihat_kunjungan", k) else None


@require_http_methods(["GET", "HEAD", "POST"])
def musyawarah_buat(request: Permintaan) -> HttpResponse:
    """`?kunjungan=` or `?desa=` names what it is for; without either the village is asked for first."""
    if not request.user.has_perm("perut.kelola_musyawarah"):
        raise PermissionDenied(layanan.BUKAN_PENCATAT)
    boleh = request.user.desa_terlihat(*_pencatat())
    nomor = bilangan(request.GET, "kunjungan")
    kunjungan = None
    if nomor is not None:
        kunjungan = get_object_or_404(Kunjungan.objects.untuk(request.user).filter(desa__in=boleh), pk=nomor)
    form = DesaForm(request.GET or None, desa=boleh.order_by("nama", "kode"))
    desa = kunjungan.desa if kunjungan else form.cleaned_data["desa"] if form.is_valid() else None
    if desa is None:
        return render(request, "perut/musyawarah_desa.html", {"form": form}, status=422 if request.GET else 200)
    baru = Musyawarah(desa=desa, kunjungan=kunjungan, tanggal=hari_ini(desa), tempat=f"Kantor {desa}"[:150])
    return _form(request, baru, "Catat musyawarah")


def _pencatat() -> frozenset[str]:
    return TRANSISI_MUSYAWARAH[0].peran


@require_http_methods(["GET", "HEAD", "POST"])
def musyawarah_ubah(request: Permintaan, pk: int) -> HttpResponse:
    musyawarah = ambil(request, pk)
    if alasan := layanan.alasan_terkunci(musyawarah, request.user):
        raise PermissionDenied(alasan)
    return _form(request, musyawarah, "Ubah musyawarah")


def _form(request: Permintaan, musyawarah: Musyawarah, judul: str) -> HttpResponse:
    form = MusyawarahForm(terkirim(request), instance=musyawarah)

    def simpan() -> None:
        jadi = layanan.musyawarah_simpan(musyawarah=musyawarah, versi=form.versi, oleh=request.user)
        musyawarah.pk = jadi.pk

    if request.method == "POST" and form.is_valid() and disimpan(form, simpan):
        messages.success(request, "Musyawarah disimpan. Catat yang hadir dan kesepakatannya.")
        return redirect("perut:musyawarah-isi", pk=musyawarah.pk)
    kembali = musyawarah.get_absolute_url() if musyawarah.pk else reverse("perut:musyawarah-daftar")
    konteks = {"form": form, "judul": judul, "musyawarah": musyawarah, "kembali": kembali}
    return tampil(request, "perut/musyawarah_form.html", konteks)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def musyawarah_isi(request: Permintaan, pk: int) -> HttpResponse:
    """Who was there, what was said and agreed: one plain form over the saving contract."""
    musyawarah = ambil(request, pk)
    if alasan := layanan.alasan_terkunci(musyawarah, request.user):
        raise PermissionDenied(alasan)
    hadir = list(musyawarah.hadirmusyawarah_set.all())
    kelompok = calon_hadir(musyawarah, hadir)
    tempat: dict[str, Any] = {"musyawarah": musyawarah, "oleh": request.user}
    return halaman_isian(
        request,
        "perut/musyawarah_isi.html",
        _bagian(request, musyawarah, hadir, {o["id"] for k in kelompok for o in k["anggota"]}),
        simpan=lambda b, versi, isi: layanan.isian_simpan(jenis=b.jenis, pk=b.id, versi=versi, isi=isi, **tempat),
        hapus=lambda b, versi: layanan.isian_hapus(jenis=b.jenis, pk=b.id, versi=versi, **tempat),
        lain=lambda: _centang(request, kelompok, tempat),
        konteks=lambda: {"musyawarah": musyawarah, "kelompok": kelompok},
    )


def _bagian(request: Permintaan, m: Musyawarah, hadir: list[Any], tercakup: set[uuid.UUID]) -> list[Bagian]:
    def ada(jenis: str, kolom: tuple[Kolom, ...], baris: list[Any], judul: str) -> list[Baris]:
        pembuat = layanan.JENIS[jenis].pembuat_form(m)
        isi = [
            Baris(jenis, b.pk, f"{judul} {n}", kolom, isi_baris(pembuat, b), b.versi, dapat_dihapus=True)
            for n, b in enumerate(baris, 1)
        ]
        return isi + baris_kosong(jenis, kolom, f"{judul} baru", request.POST, [b.pk for b in baris], BARU)

    lain = [h for h in hadir if h.pk not in tercakup]
    notulen = Baris("musyawarah", uuid.UUID(int=m.pk), "Jalannya musyawarah", NOTULEN, {"notulen": m.notulen}, m.versi)
    return [
        Bagian("Kesepakatan", ada("pokok", POKOK, list(m.pokokmusyawarah_set.all()), "Kesepakatan")),
        Bagian("Orang lain yang hadir", ada("hadir", HADIR, lain, "Orang")),
        Bagian("Jalannya musyawarah", [notulen]),
    ]


def _centang(request: Permintaan, kelompok: list[dict[str, Any]], tempat: dict[str, Any]) -> list[HasilSimpan]:
    """Ticks: only of people whom the page that was sent has offered, and where the tick changed."""
    hasil = []
    for o in (o for k in kelompok for o in k["anggota"]):
        dahulu, kini = request.POST.get(f"hadir-{o['id']}-dahulu"), f"hadir-{o['id']}" in request.POST
        if dahulu is None or kini == (dahulu == "ya") or kini == o["hadir"]:
            continue
        if kini:
            isi = {n: o[n] for n in ("nama", "jabatan", "unsur")} | ({o["sumber"]: o["kunci"]} if o["sumber"] else {})
            hasil.append(layanan.isian_simpan(jenis="hadir", pk=o["id"], versi=0, isi=isi, **tempat))
        else:
            hasil.append(layanan.isian_hapus(jenis="hadir", pk=o["id"], versi=o["versi"], **tempat))
    return hasil


PESAN = {
    "selesaikan": "Notulen selesai. Kesepakatannya dapat dipilih menjadi agenda kunjungan.",
    "buka_lagi": "Notulen dibuka lagi. Kesepakatannya keluar dari agenda sampai notulennya selesai lagi.",
    "urungkan": "Musyawarah dibatalkan.",
}


def _alasan(request: Permintaan, musyawarah: Musyawarah, transisi: Transisi) -> Tanya:
    return tanya_alasan(request, remah="perut/_musyawarah_remah.html", judul=f"{transisi.label}: {musyawarah}")


def _selesai(request: Permintaan, musyawarah: Musyawarah, aksi: str) -> HttpResponse:
    messages.success(request, PESAN[aksi])
    return redirect(musyawarah)


MEJA = Meja(
    benda="musyawarah",
    tabel=TRANSISI_MUSYAWARAH,
    kerja={
        "selesaikan": layanan.musyawarah_selesaikan,
        "buka_lagi": layanan.musyawarah_buka,
        "urungkan": layanan.musyawarah_urungkan,
    },
    tanya={"buka_lagi": _alasan, "urungkan": _alasan},
    rinci=_rinci,
    selesai=_selesai,
)


def musyawarah_aksi(request: Permintaan, pk: int, aksi: str) -> HttpResponse:
    return putuskan(request, MEJA, ambil(request, pk), aksi)


@require_POST
def kunjungan_agenda(request: Permintaan, pk: int, id: uuid.UUID) -> HttpResponse:
    """One point: taken up into the agenda, or left out again."""
    kunjungan = ambil_kunjungan(request, pk)
    get_object_or_404(kunjungan.musyawarah.filter(pokokmusyawarah_set=id))
    dipakai = request.POST.get("dipakai") == "ya"
    try:
        layanan.agenda_pilih(
            kunjungan=kunjungan, pokok=id, dipakai=dipakai, oleh=request.user, sejak=request.POST.get("sejak", "")
        )
    except ValidationError as galat:
        return tertolak(request, galat, lambda: kunjungan_rinci(request, pk))
    messages.success(request, "Masuk agenda kunjungan." if dipakai else "Dikeluarkan dari agenda kunjungan.")
    return redirect(f"{kunjungan.get_absolute_url()}#musyawarah")


@pdf_di_peramban
@require_safe
def musyawarah_notulen(request: Permintaan, pk: int) -> HttpResponse:
    """The minutes on paper, with the attendance list; of unfinished ones marked so."""
    m = ambil(request, pk)
    hadir = list(m.hadirmusyawarah_set.all())
    isi = {
        "kop": kop(m.desa.kecamatan),
        "desa": str(m.desa),
        "kecamatan": str(m.desa.kecamatan),
        "tanggal": tanggal_panjang(m.tanggal),
        "tempat": m.tempat,
        "pimpinan": m.pimpinan,
        "notulen": paragraf(m.notulen),
        "pokok": [{"uraian": paragraf(p.uraian), "pelaksana": p.pelaksana} for p in m.pokokmusyawarah_set.all()],
        "hadir": [{"nama": h.nama, "jabatan": h.jabatan, "unsur": h.get_unsur_display()} for h in hadir],
        "unsur": kehadiran_unsur(m, hadir),
        "selesai": m.status == "selesai",
        "keadaan": m.get_status_display(),
    }
    konteks = {"isi": isi, "musyawarah": m}
    try:
        pdf = pdf_buat("perut/pdf/notulen_musyawarah.html", konteks)
    except PdfGagal as galat:
        messages.error(request, str(galat))
        return redirect(m)
    tajuk = {"Content-Disposition": f'inline; filename="notulen-{m.pk}.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(pdf, content_type="application/pdf", headers=tajuk)
