"""The visit in the field without JavaScript: one plain form over the same services."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dasar.alur import sejak_dari
from dasar.isian_biasa import YA_TIDAK, Bagian, Baris, Kolom, baris_kosong, halaman_isian
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan
from perut.enums import JenisKegiatan, Unsur
from perut.models import Kunjungan
from perut.services.foto import foto_simpan
from perut.services.isian import (
    alasan_terkunci,
    isian_hapus,
    isian_simpan,
    kunjungan_isi_simpan,
    kunjungan_siapkan_isian,
)
from perut.syarat import kekurangan_ajukan
from perut.views.lapangan import ambil
from perut.views.lapangan_bahan import bahan_halaman
from tindaklanjut.enums import HasilTindakLanjut, Tingkat

CATATAN = (
    Kolom("jam_mulai", "Jam mulai", "time"),
    Kolom("jam_selesai", "Jam selesai", "time"),
    Kolom("agenda", "Agenda", "panjang"),
    Kolom("notulen", "Notulen", "panjang"),
)
HADIR = (
    Kolom("nama", "Nama"),
    Kolom("jabatan", "Jabatan"),
    Kolom("unsur", "Unsur", "pilihan", (("", "Pilih unsur"), *Unsur.choices)),
)
KEGIATAN = (
    Kolom("jenis", "Jenis kegiatan", "pilihan", (("", "Pilih jenis"), *JenisKegiatan.choices)),
    Kolom("topik", "Topik"),
    Kolom("materi", "Materi", "panjang"),
    Kolom("peserta", "Jumlah peserta", "number"),
)
BUKU = (
    Kolom("buku", jenis="tetap"),
    Kolom("ada", "Ada", "pilihan", YA_TIDAK),
    Kolom("format_sesuai", "Format sesuai", "pilihan", YA_TIDAK),
    Kolom("ditandatangani", "Ditandatangani", "pilihan", YA_TIDAK),
    Kolom("mutakhir_sampai", "Terisi sampai bulan", "month"),
    Kolom("catatan", "Catatan", "panjang"),
)
TINDAK_LANJUT = (
    Kolom("temuan", jenis="tetap"),
    Kolom("hasil", "Hasil", "pilihan", (("", "Belum dijawab"), *HasilTindakLanjut.choices)),
    Kolom("uraian", "Keterangan", "panjang"),
)
TEMUAN = (
    Kolom("uraian", "Temuan", "panjang"),
    Kolom("rekomendasi", "Saran perbaikan", "panjang"),
    Kolom("penanggung_jawab", "Penanggung jawab"),
    Kolom("batas_waktu", "Batas waktu", "date"),
    Kolom("tingkat", "Tingkat (bila sudah dapat dinilai)", "pilihan", (("", "Belum dinilai"), *Tingkat.choices)),
)
KESEPAKATAN = (
    Kolom("uraian", "Kesepakatan", "panjang"),
    Kolom("pelaksana", "Pelaksana"),
    Kolom("batas_waktu", "Batas waktu (bila ada)", "date"),
)
BARU = 2  # empty rows of each kind; more come after saving


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lapangan_biasa(request: Permintaan, pk: int) -> HttpResponse:
    kunjungan = ambil(request, pk)
    if alasan := alasan_terkunci(kunjungan, request.user):
        return render(request, "perut/lapangan_tertutup.html", {"kunjungan": kunjungan, "alasan": alasan}, status=403)
    if kunjungan.instrumen is None:
        kunjungan_siapkan_isian(kunjungan)
    bahan = bahan_halaman(kunjungan)
    tempat: dict[str, Any] = {"kunjungan": kunjungan, "oleh": request.user}

    def simpan(b: Baris, versi: int, isi: dict[str, str]) -> HasilSimpan:
        if b.jenis == "kunjungan":
            return kunjungan_isi_simpan(versi=versi, isi=isi, **tempat)
        if b.jenis == "pemeriksaan":
            isi = isi | {"sekaligus": "tidak"}  # answered by itself
        return isian_simpan(jenis=b.jenis, pk=b.id, versi=versi, isi=isi, **tempat)

    return halaman_isian(
        request,
        "perut/lapangan_biasa.html",
        _bagian(bahan, request.POST),
        simpan=simpan,
        hapus=lambda b, versi: isian_hapus(jenis=b.jenis, pk=b.id, versi=versi, **tempat),
        lain=lambda: [*_hadir(request, bahan, tempat), *_foto(request, tempat)],
        konteks=lambda: {
            "kunjungan": kunjungan,
            "orang": bahan["orang"],
            "foto": bahan["foto"],
            "kekurangan": kekurangan_ajukan(kunjungan),
            "sejak": sejak_dari(kunjungan),
        },
    )


def _bagian(bahan: dict[str, Any], kiriman: Any) -> list[Bagian]:
    k: Kunjungan = bahan["kunjungan"]
    catatan = Baris("kunjungan", uuid.UUID(int=k.pk), "Agenda dan notulen", CATATAN, bahan["isi"], versi=k.versi)
    buku = [
        Bagian(
            f"Buku: {kelompok['nama']}", [_ada("pemeriksaan", b, BUKU, str(b["objek"].buku)) for b in kelompok["buku"]]
        )
        for kelompok in bahan["kelompok_buku"]
    ]
    lalu = [
        Baris("tindaklanjut", t["id"], t["temuan"].uraian[:200], TINDAK_LANJUT, t["isi"], int(t["versi"]))
        for t in bahan["temuan_lalu"]
    ]
    return [
        Bagian("Agenda dan notulen", [catatan]),
        Bagian("Orang lain yang hadir", _daftar("kehadiran", bahan["orang_lain"], HADIR, "Orang", kiriman)),
        Bagian("Kegiatan", _daftar("kegiatan", bahan["kegiatan"], KEGIATAN, "Kegiatan", kiriman)),
        *buku,
        *([Bagian("Tindak lanjut temuan lalu", lalu)] if lalu else []),
        Bagian("Temuan baru", _daftar("temuan", bahan["temuan"], (_jenis(bahan), *TEMUAN), "Temuan", kiriman)),
        Bagian("Kesepakatan", _daftar("kesepakatan", bahan["kesepakatan"], KESEPAKATAN, "Kesepakatan", kiriman)),
    ]


def _jenis(bahan: dict[str, Any]) -> Kolom:
    semua = [(str(j.pk), j.nama[:90]) for _, isinya in bahan["jenis_temuan"] for j in isinya]
    return Kolom("jenis", "Jenis temuan (bila ada)", "pilihan", (("", "Lainnya"), *semua))


def _ada(jenis: str, b: dict[str, Any], kolom: tuple[Kolom, ...], judul: str) -> Baris:
    return Baris(jenis, b["id"], judul, kolom, b["isi"], int(b["versi"]), dapat_dihapus=jenis != "pemeriksaan")


def _daftar(jenis: str, ada: list[dict[str, Any]], kolom: tuple[Kolom, ...], judul: str, kiriman: Any) -> list[Baris]:
    """The stored rows, then empty ones; those of the page that is being sent keep their ids."""
    baris = [_ada(jenis, b, kolom, f"{judul} {n}") for n, b in enumerate(ada, 1)]
    return baris + baris_kosong(jenis, kolom, f"{judul} baru", kiriman, [b.id for b in baris], BARU)


def _hadir(request: Permintaan, bahan: dict[str, Any], tempat: dict[str, Any]) -> list[HasilSimpan]:
    """Ticks: there or not there. Only of people whom the page that was sent has offered, and where the tick changed."""
    hasil = []
    for o in (o for k in bahan["orang"] for o in k["anggota"]):
        dahulu, kini = request.POST.get(f"hadir-{o['id']}-dahulu"), f"hadir-{o['id']}" in request.POST
        if dahulu is None or kini == (dahulu == "ya") or kini == o["hadir"]:
            continue
        if kini:
            isi = {"nama": o["nama"], "jabatan": o["jabatan"], "unsur": o["unsur"]}
            isi |= {o["sumber"]: o["sumber_id"]} if o.get("sumber") else {}
            hasil.append(isian_simpan(jenis="kehadiran", pk=o["id"], versi=0, isi=isi, **tempat))
        else:
            hasil.append(isian_hapus(jenis="kehadiran", pk=o["id"], versi=int(o["versi"]), **tempat))
    return hasil


def _foto(request: Permintaan, tempat: dict[str, Any]) -> list[HasilSimpan]:
    return [foto_simpan(pk=uuid.uuid4(), berkas=b, **tempat) for b in request.FILES.getlist("foto")]
