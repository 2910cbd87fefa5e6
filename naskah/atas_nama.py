"""Signing for the camat (a.n.): the sekretaris kecamatan, for those kinds of document that the office lets him."""

from akun.models import Pengguna, Penugasan
from desa.models import Kecamatan
from naskah.jenis import JenisNaskah, jenis_naskah, pilihan_jenis
from naskah.models import Naskah, PengaturanTtd


def jenis_dapat_atas_nama() -> list[JenisNaskah]:
    """Kinds that are approved on their own page; a visit, a budget or an evaluation the camat decides himself."""
    return [j for j in (jenis_naskah(kode) for kode, _ in pilihan_jenis()) if not j.lewat_asal]


def jenis_diizinkan(kecamatan: Kecamatan) -> list[str]:
    pengaturan = PengaturanTtd.objects.filter(kecamatan=kecamatan).first()
    dapat = {j.kode for j in jenis_dapat_atas_nama()}
    return [k for k in pengaturan.atas_nama if k in dapat] if pengaturan else []


def tugas_sekretaris(oleh: Pengguna, kecamatan: Kecamatan, jenis: str) -> Penugasan | None:
    """The assignment by which this person signs this kind for the camat today, if the office lets him."""
    tugas = next((p for p in oleh.penugasan_aktif if p.sekretaris and p.kecamatan_id == kecamatan.pk), None)
    return tugas if tugas and jenis in jenis_diizinkan(kecamatan) else None


def kecamatan_atas_nama(oleh: Pengguna) -> dict[int, list[str]]:
    """The kinds that this person may approve for the camat today, by kecamatan."""
    tugas = [p.kecamatan for p in oleh.penugasan_aktif if p.sekretaris and p.kecamatan]
    return {k.pk: jenis for k in tugas if (jenis := jenis_diizinkan(k))}


def disetujui_atas_nama(naskah: Naskah, oleh: Pengguna) -> bool:
    """Whether this person would approve it for the camat rather than as camat."""
    return not oleh.jabatan_di(naskah.kecamatan, "camat") and bool(
        tugas_sekretaris(oleh, naskah.kecamatan, naskah.jenis)
    )
