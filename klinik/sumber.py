"""A question as what a finding was found in."""

from akun.models import Pengguna
from klinik.models import Pertanyaan
from tindaklanjut.enums import Asal
from tindaklanjut.sumber import Sumber, daftarkan


def _pertanyaan(pengguna: Pengguna, pk: int) -> Sumber | None:
    ada = Pertanyaan.objects.untuk(pengguna).select_related("desa__kecamatan__kabupaten").filter(pk=pk).first()
    if ada is None or not pengguna.has_perm("klinik.lihat_pertanyaan", ada):
        return None
    return Sumber(Asal.KLINIK, str(ada.pk), ada.desa, f"Klinik konsultasi: {ada.judul}"[:200], ada.get_absolute_url())


daftarkan(Asal.KLINIK, _pertanyaan)
