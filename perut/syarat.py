"""What is still missing before a transition, as sentences for the officer."""

from akun.enums import Peran
from perut.models import Kunjungan
from tindaklanjut.models import Temuan, TindakLanjut
from tindaklanjut.services import temuan_terbuka_sebelum

ASAL = "kunjungan"


def temuan_baru(kunjungan: Kunjungan):
    """The findings written down at this visit."""
    return Temuan.objects.filter(asal_jenis=ASAL, asal_id=str(kunjungan.pk))


def temuan_lalu(kunjungan: Kunjungan):
    """The village's open findings of earlier visits, which this visit has to answer."""
    return temuan_terbuka_sebelum(desa=kunjungan.desa, asal_jenis=ASAL, asal_id=str(kunjungan.pk))


def jawaban(kunjungan: Kunjungan):
    """What this visit says about earlier findings."""
    return TindakLanjut.objects.filter(asal_jenis=ASAL, asal_id=str(kunjungan.pk))


def kekurangan_jadwalkan(kunjungan: Kunjungan) -> list[str]:
    """Design, table of transitions: date, officers, agenda; a surat tugas."""
    kalimat = kekurangan_surat_tugas(kunjungan)
    if kunjungan.surat_tugas_id is None:
        kalimat.append("Surat tugas belum disusun.")
    return kalimat


def kekurangan_surat_tugas(kunjungan: Kunjungan) -> list[str]:
    kalimat = []
    if kunjungan.tanggal is None:
        kalimat.append("Tanggal kunjungan belum diisi.")
    petugas = list(kunjungan.petugas.all())
    if not petugas:
        kalimat.append("Petugas belum ditunjuk.")
    elif not any(Peran.PELAKSANA in p.peran_di(kunjungan.desa) for p in petugas):
        kalimat.append("Belum ada pelaksana di antara petugas; hanya pelaksana yang dapat mengisi kunjungan.")
    if not kunjungan.agenda.strip():
        kalimat.append("Agenda belum diisi.")
    return kalimat


def kekurangan_sahkan(kunjungan: Kunjungan) -> list[str]:
    """The berita acara names the surat tugas by its number, which it has from its approval on."""
    if kunjungan.surat_tugas and not kunjungan.surat_tugas.terbit:
        return ["Surat tugas kunjungan ini belum Anda setujui; nomornya dimuat dalam berita acara."]
    return []


def kekurangan_ajukan(kunjungan: Kunjungan) -> list[str]:
    """Pedoman PERUT B.3: attendance, minutes, activities and evidence complete before verification."""
    kalimat = []
    if not kunjungan.kehadiran_set.exists():
        kalimat.append("Daftar hadir masih kosong.")
    if not kunjungan.notulen.strip():
        kalimat.append("Notulen belum diisi.")
    if not kunjungan.kegiatan_set.exists():
        kalimat.append("Belum ada kegiatan yang dicatat; isi sedikitnya satu.")
    pemeriksaan = list(kunjungan.pemeriksaan_set.select_related("buku"))
    belum = [p.buku.nama for p in pemeriksaan if not p.dijawab]
    if not pemeriksaan:
        kalimat.append("Daftar pemeriksaan buku belum disiapkan.")
    elif len(belum) > 3:
        kalimat.append(f"{len(belum)} buku belum selesai diperiksa, antara lain {', '.join(belum[:3])}.")
    elif belum:
        kalimat.append(f"Buku yang belum selesai diperiksa: {', '.join(belum)}.")
    terjawab = set(jawaban(kunjungan).values_list("temuan_id", flat=True))
    tertinggal = [t for t in temuan_lalu(kunjungan) if t.pk not in terjawab]
    if tertinggal:
        kalimat.append(f"{len(tertinggal)} temuan dari kunjungan lalu belum dijawab: “{tertinggal[0]}”.")
    return kalimat
