"""What is still missing before a transition, as sentences for the officer."""

from functools import partial

from akun.enums import Peran
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from naskah import surat_tugas
from naskah.calon import calon_naskah, kekurangan_calon
from naskah.models import Naskah
from naskah.syarat import kekurangan_dicabut as naskah_dicabut
from perut.agenda import agenda_butir
from perut.hadir import hadir_kepala_desa
from perut.models import Kunjungan, Musyawarah
from tindaklanjut.models import Temuan, TindakLanjut
from tindaklanjut.services import temuan_terbuka_sebelum

ASAL = "kunjungan"


def temuan_baru(kunjungan: Kunjungan):
    """The findings written down at this visit."""
    return Temuan.objects.filter(asal_jenis=ASAL, asal_id=str(kunjungan.pk))


def temuan_lalu(kunjungan: Kunjungan):
    """The village's open findings of earlier visits, which this visit has to answer. Opened again it does not answer
    what was found after it had been approved."""
    pertama = kunjungan.riwayat.filter(aksi="sahkan").order_by("pk").first()
    sampai = pertama.waktu if pertama else None
    return temuan_terbuka_sebelum(desa=kunjungan.desa, asal_jenis=ASAL, asal_id=str(kunjungan.pk), sampai=sampai)


def jawaban(kunjungan: Kunjungan):
    """What this visit says about earlier findings."""
    return TindakLanjut.objects.filter(asal_jenis=ASAL, asal_id=str(kunjungan.pk))


def surat_tugas_cocok(kunjungan: Kunjungan) -> bool:
    """Whether the letter still names the visit's date and exactly its officers."""
    surat = kunjungan.surat_tugas
    return surat is not None and _bertanggal(surat, kunjungan) and _petugas_surat(surat) == _petugas(kunjungan)


def surat_tugas_meliputi(kunjungan: Kunjungan, surat: Naskah) -> bool:
    """Whether whoever goes is named in the letter, for that day. It may name more people than go."""
    return _bertanggal(surat, kunjungan) and _petugas(kunjungan) <= _petugas_surat(surat)


def _bertanggal(surat: Naskah, kunjungan: Kunjungan) -> bool:
    return bool(surat.isi.get("tanggal") == (kunjungan.tanggal.isoformat() if kunjungan.tanggal else None))


def _petugas_surat(surat: Naskah) -> set[int | None]:
    return {p.get("id") for p in surat.isi.get("petugas", [])}


def _petugas(kunjungan: Kunjungan) -> set[int | None]:
    return {p.pk for p in kunjungan.petugas.all()}


def kekurangan_surat_berlaku(kunjungan: Kunjungan) -> list[str]:
    """From the beginning to the approval: a letter in force that covers officers and date."""
    return surat_tugas.kekurangan_surat_berlaku(
        kunjungan.surat_tugas, meliputi=partial(surat_tugas_meliputi, kunjungan)
    )


def kekurangan_sahkan(kunjungan: Kunjungan) -> list[str]:
    """The letter, and every signer of the berita acara by name."""
    return kekurangan_surat_berlaku(kunjungan) + kekurangan_penanda(kunjungan)


def kekurangan_penanda(kunjungan: Kunjungan) -> list[str]:
    """Who of the signers is missing; of a kepala desa who stands on the attendance list only, that he does."""
    calon = calon_naskah(kunjungan.berita_acara) if kunjungan.berita_acara else []
    kalimat = kekurangan_calon(calon)
    if any(c.penanda.kunci == "kepala-desa" and not c.penanda.orang.nama and c.kurang for c in calon):
        kalimat += [
            f"Di daftar hadir “{h.nama}” tertulis sebagai {h.jabatan}: catat orang itu sebagai kepala desa di daftar "
            "perangkat, dengan masa jabatan yang mencakup hari kunjungan."
            for h in hadir_kepala_desa(kunjungan)
        ]
    return kalimat


def kekurangan_jadwalkan(kunjungan: Kunjungan) -> list[str]:
    """Design, table of transitions: date, officers, agenda; a surat tugas that was handed in."""
    return kekurangan_surat_tugas(kunjungan) + surat_tugas.kekurangan_surat_diajukan(kunjungan.surat_tugas)


def kekurangan_surat_tugas(kunjungan: Kunjungan) -> list[str]:
    kalimat = []
    if kunjungan.tanggal is None:
        kalimat.append("Tanggal kunjungan belum diisi.")
    petugas = list(kunjungan.petugas.all())
    if not petugas:
        kalimat.append("Petugas belum ditunjuk.")
    elif not any(Peran.PELAKSANA in p.peran_di(kunjungan.desa) for p in petugas):
        kalimat.append("Belum ada pelaksana di antara petugas; hanya pelaksana yang dapat mengisi kunjungan.")
    if not agenda_butir(kunjungan):
        kalimat.append("Agenda belum diisi.")
    return kalimat


def kekurangan_ajukan(kunjungan: Kunjungan) -> list[str]:
    return kekurangan_isi(kunjungan) + kekurangan_surat_berlaku(kunjungan)


def kekurangan_dicabut(kunjungan: Kunjungan) -> list[str]:
    """What is approved stays approved as long as its record is in force."""
    return naskah_dicabut(kunjungan.berita_acara)


def kekurangan_isi(kunjungan: Kunjungan) -> list[str]:
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
        kalimat.append(akhiri(f"{len(belum)} buku belum selesai diperiksa, antara lain {', '.join(belum[:3])}"))
    elif belum:
        kalimat.append(akhiri(f"Buku yang belum selesai diperiksa: {', '.join(belum)}"))
    terjawab = set(jawaban(kunjungan).values_list("temuan_id", flat=True))
    tertinggal = [t for t in temuan_lalu(kunjungan) if t.pk not in terjawab]
    if tertinggal:
        kalimat.append(f"{len(tertinggal)} temuan dari kunjungan lalu belum dijawab: “{tertinggal[0]}”.")
    return kalimat


def kekurangan_selesaikan(musyawarah: Musyawarah) -> list[str]:
    """Minutes say who was there and what was agreed."""
    kalimat = []
    if not musyawarah.hadirmusyawarah_set.exists():
        kalimat.append("Daftar hadir masih kosong.")
    if not musyawarah.pokokmusyawarah_set.exists():
        kalimat.append("Belum ada kesepakatan yang dicatat; isi sedikitnya satu.")
    if musyawarah.tanggal > hari_ini(musyawarah.desa):
        kalimat.append("Tanggal musyawarahnya belum tiba.")
    return kalimat


def kekurangan_buka_musyawarah(musyawarah: Musyawarah) -> list[str]:
    return [musyawarah.tertutup] if musyawarah.tertutup else []
