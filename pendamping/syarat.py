"""What is still missing before a step, as sentences."""

from dasar.nama import akhiri
from dasar.waktu import hari_ini
from pendamping.enums import KeadaanButir, Putusan
from pendamping.models import Lembar
from pendamping.queries import penempatan_orang


def kekurangan_ajukan(lembar: Lembar) -> list[str]:
    kalimat = []
    isian = [i for i in lembar.isian.prefetch_related("bukti") if i.terisi or i.bukti.all()]
    if not isian and not lembar.catatan.strip():
        kalimat.append(
            "Belum ada satu butir pun yang diisi. Bila memang tidak ada kegiatan bulan ini, tulis sebabnya di bagian "
            "Kendala dan rencana."
        )
    belum = [i.kode for i in isian if not i.keadaan]
    if belum:
        kalimat.append(akhiri(f"Pilih Dikerjakan atau Tidak berlaku pada {', '.join(belum)}"))
    tanpa = [i.kode for i in isian if i.keadaan == KeadaanButir.DIKERJAKAN and not i.uraian.strip()]
    if tanpa:
        kalimat.append(akhiri(f"Tulis apa yang dikerjakan pada {', '.join(tanpa)}"))
    sebab = [i.kode for i in isian if i.keadaan == KeadaanButir.TIDAK_BERLAKU and not i.alasan.strip()]
    if sebab:
        kalimat.append(akhiri(f"Tulis alasannya pada butir yang tidak berlaku: {', '.join(sebab)}"))
    return kalimat


def kekurangan_konfirmasi(lembar: Lembar) -> list[str]:
    kembali = [i.kode for i in lembar.isian.all() if i.putusan == Putusan.DIKEMBALIKAN]
    if kembali:
        return [akhiri(f"Masih ada butir yang Anda tandai perlu diperbaiki: {', '.join(kembali)}")]
    return []


def kekurangan_tutup(lembar: Lembar) -> list[str]:
    """Only of whom nobody can wait for any more: the placement, the role or the account has ended."""
    orang = lembar.pendamping
    if not orang.is_active or not orang.has_perm("pendamping.mulai_lembar", lembar.desa):
        return []
    masih = [p for p in penempatan_orang(orang, hari_ini(lembar.desa)) if lembar in p]
    return [f"{orang} masih bertugas di {lembar.desa}; kembalikan atau tunggu isiannya."] if masih else []
