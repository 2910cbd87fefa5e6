"""The six aspects of verification: what the program can know it decides and gives the reason for.

Pedoman Teknis PERUT 2024, B.3 "Memeriksa dan Verifikasi Berkas Kegiatan". What needs a person, a
person answers; where the program found something amiss, that answer needs a note.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.formats import date_format

from dasar.nama import akhiri, nama_sama
from dasar.waktu import hari_ini, tanggal
from desa.hari_kerja import alasan_bukan_hari_kerja
from naskah.pejabat import kepala_desa
from perut.catatan_lama import kunjungan_lama_tampil
from perut.enums import JARAK_BULAN, Frekuensi, StatusKunjungan
from perut.hadir import hadir_kepala_desa
from perut.models import Kunjungan, Lokus
from perut.syarat import (
    jawaban,
    kekurangan_isi,
    kekurangan_penanda,
    surat_tugas_cocok,
    temuan_baru,
    temuan_lalu,
)

NOTULEN_SINGKAT = 30  # words; shorter minutes are pointed out, a person decides


@dataclass(frozen=True)
class Butir:
    """One thing the program looked at."""

    kalimat: str
    baik: bool


@dataclass(frozen=True)
class Aspek:
    kode: str
    judul: str
    pertanyaan: str
    butir: list[Butir] = field(default_factory=list)

    @property
    def bersih(self) -> bool:
        return all(b.baik for b in self.butir)


def _kelengkapan(k: Kunjungan) -> list[Butir]:
    hadir, kegiatan, foto = k.kehadiran_set.count(), k.kegiatan_set.count(), k.foto_set.count()
    kurang = [Butir(kalimat, False) for kalimat in kekurangan_isi(k)]
    return [
        *kurang,
        Butir(f"Daftar hadir memuat {hadir} orang.", hadir > 0),
        Butir(f"Ada {kegiatan} kegiatan yang dicatat.", kegiatan > 0),
        Butir(f"Ada {foto} foto sebagai bukti." if foto else "Tidak ada foto sebagai bukti.", foto > 0),
        *_sekaligus(k),
    ]


def _sekaligus(k: Kunjungan) -> list[Butir]:
    """How many books were answered by one tap for a whole group; none by itself needs a word of the verifier."""
    semua, sekaligus = k.pemeriksaan_set.count(), k.pemeriksaan_set.filter(sekaligus=True).count()
    if not sekaligus:
        return []
    return [Butir(f"{sekaligus} dari {semua} buku ditandai sekaligus, tidak satu per satu.", sekaligus < semua)]


def _keabsahan(k: Kunjungan) -> list[Butir]:
    hadir = list(k.kehadiran_set.select_related("perangkat", "bpd", "lkd"))
    terdaftar = [h for h in hadir if h.perangkat or h.bpd or h.lkd]
    berakhir = [
        h.nama
        for h in terdaftar
        if (pejabat := h.perangkat or h.bpd or h.lkd) and pejabat.selesai and k.tanggal and pejabat.selesai < k.tanggal
    ]
    butir = [
        Butir(
            f"{len(terdaftar)} dari {len(hadir)} orang yang hadir tercatat sebagai perangkat, BPD, atau LKD desa ini.",
            bool(terdaftar),
        )
    ]
    if berakhir:
        butir.append(Butir(akhiri(f"Masa jabatannya sudah berakhir pada hari kunjungan: {', '.join(berakhir)}"), False))
    lain_hari = [f for f in k.foto_set.all() if f.waktu and tanggal(f.waktu, k.desa) != k.tanggal]
    if lain_hari:
        butir.append(Butir(f"{len(lain_hari)} foto diambil pada hari lain.", False))
    return butir


def _kesesuaian(k: Kunjungan) -> list[Butir]:
    butir = [
        Butir("Isi surat tugas sama dengan pelaksanaan (tanggal dan petugas).", True)
        if surat_tugas_cocok(k)
        else Butir("Tanggal atau petugas berbeda dari surat tugas.", False)
    ]
    if k.tanggal and (libur := alasan_bukan_hari_kerja(k.tanggal, k.desa.kecamatan.kabupaten)):
        butir.append(Butir(f"Kunjungan dilaksanakan bukan pada hari kerja: {libur}.", False))
    lokus = Lokus.objects.filter(program=k.program, desa=k.desa).select_related("program").first()
    if lokus is None:
        butir.append(Butir("Desa ini bukan desa lokus pada program tahun berjalan.", False))
        return butir
    frekuensi = Frekuensi(lokus.frekuensi or lokus.program.frekuensi)
    if lama := kunjungan_lama_tampil([k.desa_id]).get(k.desa_id):  # known, and no visit of this programme
        hari = date_format(lama.tanggal, "j F Y")
        butir.append(Butir(f"Menurut catatan lama desa ini dikunjungi {hari}; tidak dihitung sebagai kunjungan.", True))
    sebelumnya = (
        Kunjungan.objects.filter(desa=k.desa, tanggal__lt=k.tanggal, status=StatusKunjungan.DISAHKAN)
        .order_by("-tanggal")
        .first()
    )
    if sebelumnya is None or sebelumnya.tanggal.year < k.tanggal.year:
        butir.append(Butir("Kunjungan pertama tahun ini yang akan disahkan di desa lokus ini.", True))
        return butir
    jarak = (k.tanggal.year - sebelumnya.tanggal.year) * 12 + k.tanggal.month - sebelumnya.tanggal.month
    terjaga = jarak <= JARAK_BULAN[frekuensi]
    keterangan = f"Jarak dari kunjungan sebelumnya {jarak} bulan; program meminta {frekuensi.label.lower()}."
    butir.append(Butir(keterangan, terjaga))
    return butir


def _mutu(k: Kunjungan) -> list[Butir]:
    kata = len(k.notulen.split())
    temuan = temuan_baru(k).count()
    tanpa_materi = k.kegiatan_set.filter(materi="").count()
    butir = [
        Butir(f"Notulen terdiri atas {kata} kata.", kata >= NOTULEN_SINGKAT),
        Butir(f"{temuan} temuan dicatat, semuanya dengan penanggung jawab dan batas waktu.", True),
    ]
    if tanpa_materi:
        butir.append(Butir(f"{tanpa_materi} kegiatan belum menyebut materinya.", False))
    return butir


def _kesinambungan(k: Kunjungan) -> list[Butir]:
    lalu, terjawab = temuan_lalu(k).count(), jawaban(k).count()
    butir = [
        Butir(f"{terjawab} dari {lalu} temuan terbuka dari kunjungan lalu dijawab.", terjawab >= lalu)
        if lalu
        else Butir("Tidak ada temuan terbuka dari kunjungan lalu.", True)
    ]
    hilang = [
        p.buku.nama for p in k.pemeriksaan_set.filter(ada=False).select_related("buku") if _dahulu_ada(k, p.buku.kode)
    ]
    if hilang:
        butir.append(Butir(akhiri(f"Dahulu ada, kini dinyatakan tidak ada: {', '.join(hilang)}"), False))
    return butir


def _dahulu_ada(k: Kunjungan, kode: str) -> bool:
    dari = Kunjungan.objects.filter(desa=k.desa, tanggal__lt=k.tanggal, status=StatusKunjungan.DISAHKAN)
    terakhir = dari.filter(pemeriksaan_set__buku__kode=kode).order_by("-tanggal").first()
    return bool(terakhir and terakhir.pemeriksaan_set.filter(buku__kode=kode, ada=True).exists())


def _pengesahan(k: Kunjungan) -> list[Butir]:
    return [
        *_kepala_desa(k),
        Butir(f"Surat tugas {k.surat_tugas.nomor} berlaku.", True)
        if k.surat_tugas and k.surat_tugas.berlaku
        else Butir("Surat tugasnya tidak berlaku.", False),
    ]


def _kepala_desa(k: Kunjungan) -> list[Butir]:
    """Present, by whichever way he came onto the list, and under the name that will be printed."""
    hadir = hadir_kepala_desa(k)
    if not hadir:
        return [Butir("Kepala desa tidak ada di daftar hadir.", False)]
    tercatat = kepala_desa(k.desa, k.tanggal or hari_ini(k.desa)).nama  # on the day of the visit
    asing = [h.nama for h in hadir if h.perangkat is None and tercatat and not nama_sama(h.nama, tercatat)]
    if asing:
        return [
            Butir(
                f"Di daftar hadir tertulis {', '.join(asing)} sebagai kepala desa, sedangkan pada hari itu tercatat "
                f"{tercatat}. Pilih orangnya dari daftar, atau betulkan daftar perangkatnya.",
                False,
            )
        ]
    belum = [Butir(kalimat, False) for kalimat in kekurangan_penanda(k)]
    return [Butir("Kepala desa ada di daftar hadir.", True), *belum]


ASPEK: tuple[tuple[str, str, str, Callable[[Kunjungan], list[Butir]]], ...] = (
    (
        "kelengkapan",
        "Kelengkapan dokumen",
        "Laporan kegiatan, daftar hadir, notulen, dan bukti pendukung lengkap dan tersusun rapi.",
        _kelengkapan,
    ),
    (
        "keabsahan",
        "Keabsahan data dan informasi",
        "Identitas peserta, jadwal, materi, dan hasil sesuai fakta di lapangan.",
        _keabsahan,
    ),
    (
        "kesesuaian",
        "Kesesuaian dengan rencana dan pedoman",
        "Pelaksanaan sesuai rencana kerja, termasuk frekuensi dan target.",
        _kesesuaian,
    ),
    (
        "mutu",
        "Kualitas laporan",
        "Isi, format, dan bahasa mudah dipahami dan menggambarkan keadaan nyata.",
        _mutu,
    ),
    (
        "kesinambungan",
        "Konsistensi dan keberlanjutan data",
        "Data konsisten dengan laporan sebelumnya, termasuk tindak lanjut yang telah dilakukan.",
        _kesinambungan,
    ),
    (
        "pengesahan",
        "Pengesahan dan tanda tangan",
        "Berkas siap disahkan pejabat yang berwenang.",
        _pengesahan,
    ),
)


def periksa_aspek(kunjungan: Kunjungan) -> list[Aspek]:
    """The machine's part of all six aspects, computed now."""
    return [Aspek(kode, judul, tanya, periksa(kunjungan)) for kode, judul, tanya, periksa in ASPEK]


def hasil_verifikasi(aspek: list[Aspek], jawaban_orang: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What is stored with the visit: the machine's findings as they were, and the person's answers."""
    return {"aspek": [{**asdict(a), **jawaban_orang[a.kode]} for a in aspek]}


@dataclass(frozen=True)
class Dahulu:
    """What a person answered of one aspect before the visit came back, and what the program had said then."""

    sesuai: bool
    catatan: str
    kalimat: frozenset[str]


def jawaban_dahulu(kunjungan: Kunjungan) -> dict[str, Dahulu]:
    """By the code of the aspect; empty at the first verification."""
    return {
        a["kode"]: Dahulu(a["sesuai"], a["catatan"], frozenset(b["kalimat"] for b in a["butir"]))
        for a in (kunjungan.verifikasi or {}).get("aspek", [])
    }
