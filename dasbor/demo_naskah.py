"""Signatures for the demo: certificates for some of its people, and documents at every stage of signing."""

from akun.models import Pengguna
from desa.models import Kecamatan
from naskah.cetak import naskah_pdf_simpan
from naskah.enums.naskah import CaraTtd, StatusPenanda
from naskah.models import Naskah, PengaturanTtd
from naskah.otoritas import otoritas_siapkan
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.sertifikat import sertifikat_buat, sertifikat_undang
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.syarat import halangan_elektronik
from perut.models import Kunjungan

FRASA = "perut-demo-tanda-tangan"
# Staf 2 has none: so one document shows what happens then.
BERSERTIFIKAT = ("camat", "staf", "pendamping", "kades")


def siapkan_tanda_tangan(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """This kecamatan signs electronically: its authority, and certificates under the passphrase FRASA."""
    otoritas_siapkan(instansi=str(kecamatan))
    for nama in BERSERTIFIKAT:
        undangan = sertifikat_undang(pengguna=orang[nama], oleh=None)  # as by the command line
        sertifikat_buat(sertifikat=undangan, frasa=FRASA, oleh=orang[nama])
    PengaturanTtd.objects.create(kecamatan=kecamatan, cara=CaraTtd.ELEKTRONIK)


def tandatangani(kunjungan: int) -> None:
    """The berita acara of this visit signed by all; the other documents are left waiting for one or the other."""
    naskah = Kunjungan.objects.get(pk=kunjungan).berita_acara
    assert naskah is not None
    tandatangani_naskah(naskah)


def tandatangani_naskah(naskah: Naskah) -> None:
    """By everybody who has a certificate, in their order."""
    naskah_pdf_simpan(naskah_id=naskah.pk)
    for pk in naskah.penanda.values_list("pk", flat=True):
        _tandatangani(naskah, pk)


def _tandatangani(naskah: Naskah, pk: int) -> None:
    penanda = naskah.penanda.select_related("naskah__kecamatan", "naskah__desa__kecamatan", "pengguna").get(pk=pk)
    if penanda.pengguna is None or halangan_elektronik(penanda, list(penanda.naskah.penanda.all())):
        return
    pekerjaan = penanda_tandatangani(penanda=penanda, frasa=FRASA, oleh=penanda.pengguna)
    pekerjaan_selesaikan(pekerjaan.pk)
    penanda.refresh_from_db()
    assert penanda.status == StatusPenanda.SELESAI
