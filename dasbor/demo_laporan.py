"""Reports of the camat for the demo: last month's signed, last quarter's waiting for the camat, this month's begun."""

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_naskah import tandatangani_naskah
from desa.models import Kecamatan
from laporan.hitung import bagian_tersimpan
from laporan.masa import baru_berakhir
from laporan.models import Laporan
from laporan.services import Tulisan, laporan_ajukan, laporan_sahkan, laporan_susun, laporan_tulis
from laporan.usulan import hasil_usulan, usulkan

CUKUP = 3  # of what the figures propose


def muat_laporan(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """Last of all: what they say is counted from the rest."""
    bulan, triwulan, _ = baru_berakhir(hari_ini(kecamatan))
    laporan = laporan_sahkan(
        laporan=ajukan(susun(kecamatan, bulan, orang["sekcam"]), orang["sekcam"]),
        oleh=orang["camat"],
        kata_camat="Terima kasih kepada pemerintah desa dan para petugas atas kerja sama bulan ini.",
    )
    assert laporan.naskah is not None
    tandatangani_naskah(laporan.naskah)
    ajukan(susun(kecamatan, triwulan, orang["sekcam"]), orang["sekcam"])
    kini = f"{hari_ini(kecamatan):%Y-%m}"
    laporan_susun(kecamatan=kecamatan, periode=kini, oleh=orang["sekcam"])


def susun(kecamatan: Kecamatan, periode: str, oleh: Pengguna) -> Laporan:
    """The draft with what its figures propose."""
    laporan, _ = laporan_susun(kecamatan=kecamatan, periode=periode, oleh=oleh)
    return laporan_tulis(laporan=laporan, versi=laporan.versi, tulisan=tulisan(laporan), oleh=oleh)


def ajukan(laporan: Laporan, oleh: Pengguna) -> Laporan:
    return laporan_ajukan(laporan=laporan, oleh=oleh)


def tulisan(laporan: Laporan) -> Tulisan:
    bagian = bagian_tersimpan(laporan.hitungan)
    usul = usulkan(bagian)[:CUKUP]
    return Tulisan(
        hasil=hasil_usulan(bagian) or "Tidak ada kegiatan yang tercatat pada masa ini.",
        masalah="\n".join(u.masalah for u in usul) or "Tidak ada permasalahan yang menonjol pada masa ini.",
        tindak_lanjut="Desa yang terlambat diingatkan, dan pendampingannya dijadwalkan pada kunjungan berikutnya.",
        rekomendasi=[u.saran for u in usul] or ["Pertahankan jadwal pendampingan yang sudah berjalan."],
        kata_camat="",
    )
