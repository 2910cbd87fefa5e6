"""A monitoring in the field without JavaScript: one plain form over the same services."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dasar.baris import tidak_sah
from dasar.isian_biasa import Bagian, Baris, Kolom, baris_kosong, halaman_isian
from dasar.permintaan import Permintaan
from dasar.simpan import HasilSimpan, isi_baris
from monitoring.lembar import BarisLembar, LembarTampil, lembar_tampil
from monitoring.models import Monitoring
from monitoring.pilihan import formulir_tersedia
from monitoring.services.isian import JENIS, alasan_terkunci, foto_simpan, isian_hapus, isian_simpan
from monitoring.syarat import kekurangan_laporkan
from monitoring.views.monitoring import ambil
from tindaklanjut.enums import Tingkat

TEMPAT = (
    Kolom("lokasi", "Tempat (RT, dusun, kantor desa)"),
    Kolom("tanggal", "Tanggal monitoring", "date"),
    Kolom("kegiatan", "Kegiatan yang dimonitor"),
)
LEMBAR = (Kolom("formulir", jenis="tetap"), *TEMPAT)
TEMUAN = (
    Kolom("uraian", "Temuan", "panjang"),
    Kolom("rekomendasi", "Saran perbaikan", "panjang"),
    Kolom("penanggung_jawab", "Penanggung jawab"),
    Kolom("batas_waktu", "Batas waktu", "date"),
    Kolom("tingkat", "Tingkat (bila sudah dapat dinilai)", "pilihan", (("", "Belum dinilai"), *Tingkat.choices)),
)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def lapangan_biasa(request: Permintaan, pk: int) -> HttpResponse:
    monitoring = ambil(request, pk)
    if alasan := alasan_terkunci(monitoring, request.user):
        konteks = {"monitoring": monitoring, "alasan": alasan}
        return render(request, "monitoring/lapangan_tertutup.html", konteks, status=403)
    lembar = lembar_tampil(monitoring)
    dijawab = [(str(b.id), f"{t.lembar.lokasi}: {b.nomor} {b.teks[:80]}") for t in lembar for b in t.baris if b.jawaban]
    return halaman_isian(
        request,
        "monitoring/lapangan_biasa.html",
        _bagian(monitoring, lembar, request),
        simpan=lambda b, versi, isi: isian_simpan(
            monitoring=monitoring, jenis=b.jenis, pk=b.id, versi=versi, isi=isi, oleh=request.user
        ),
        hapus=lambda b, versi: isian_hapus(
            monitoring=monitoring, jenis=b.jenis, pk=b.id, versi=versi, oleh=request.user
        ),
        lain=lambda: _foto(request, monitoring, dict(dijawab)),
        konteks=lambda: {
            "monitoring": monitoring,
            "dijawab": dijawab,
            "kekurangan": kekurangan_laporkan(monitoring),
        },
    )


def _bagian(monitoring: Monitoring, lembar: list[LembarTampil], request: Permintaan) -> list[Bagian]:
    formulir = tuple((str(f.pk), f"{f.kode} {f.judul}"[:120]) for f in formulir_tersedia(monitoring))
    pilih = (Kolom("formulir", "Formulir", "pilihan", (("", "Pilih formulir"), *formulir)), *TEMPAT)
    baru = baris_kosong("lembar", pilih, "Lembar baru", request.POST, [t.lembar.pk for t in lembar], 1)
    return [*(_lembar(monitoring, t) for t in lembar), Bagian("Tempat lain", baru, "Satu lembar untuk satu tempat.")]


def _lembar(monitoring: Monitoring, t: LembarTampil) -> Bagian:
    lb = t.lembar
    isi = isi_baris(JENIS["lembar"].pembuat_form(monitoring), lb)
    kepala = Baris("lembar", lb.pk, "Tempat dan tanggal", LEMBAR, isi, lb.versi, dapat_dihapus=True)
    butir = [satu for b in t.baris for satu in _butir(monitoring, t, b)]
    return Bagian(f"{lb.formulir.kode} {lb.lokasi}", [kepala, *butir], lb.formulir.judul)


def _butir(monitoring: Monitoring, t: LembarTampil, b: BarisLembar) -> list[Baris]:
    pilihan = (("", "Belum dijawab"), *((p, p) for p in t.lembar.formulir.pilihan))
    tetap = ("lembar", "butir", "bagian", "teks", "positif")
    kolom = (
        *(Kolom(nama, jenis="tetap") for nama in tetap),
        Kolom("jawaban", "Jawaban", "pilihan", pilihan),
        Kolom("keterangan", "Keterangan", "panjang"),
    )
    butir = str(b.butir.pk) if b.butir else ""
    isi = {"lembar": str(t.lembar.pk), "butir": butir}
    if b.jawaban:
        isi = isi_baris(JENIS["jawaban"].pembuat_form(monitoring), b.jawaban)
    judul = f"{b.nomor} {b.teks}".strip()
    lalu = f"Lalu: {b.lama.jawaban}." if b.lama else ""
    hasil = [Baris("jawaban", b.id, judul, kolom, isi, int(b.versi), dapat_dihapus=b.butir is None, keterangan=lalu)]
    if b.temuan:
        ada = isi_baris(JENIS["temuan"].pembuat_form(monitoring), b.temuan)
        hasil.append(Baris("temuan", b.id, f"Temuan: {judul}", TEMUAN, ada, b.temuan.versi, dapat_dihapus=True))
    elif b.buruk:
        hasil.append(
            Baris("temuan", b.id, f"Temuan: {judul}", TEMUAN, {}, keterangan="Isi bila perlu diperbaiki desa.")
        )
    return hasil


def _foto(request: Permintaan, monitoring: Monitoring, dijawab: dict[str, str]) -> list[HasilSimpan]:
    foto, butir = request.FILES.getlist("foto"), request.POST.get("foto-butir", "")
    if foto and butir not in dijawab:
        return [tidak_sah("Pilih butir yang dibuktikan fotonya, lalu pilih fotonya sekali lagi.", versi=0)]
    return [
        foto_simpan(monitoring=monitoring, jawaban=uuid.UUID(butir), pk=uuid.uuid4(), berkas=b, oleh=request.user)
        for b in foto
    ]
