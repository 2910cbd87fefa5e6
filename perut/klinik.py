"""What this room tells the clinic: who looks after a focus village, and which visits a question led to."""

from collections.abc import Iterable

from akun.models import Pengguna
from dasar.waktu import hari_ini
from desa.models import Desa
from klinik.models import Pertanyaan
from klinik.penjawab import PENANGGUNG
from klinik.sambungan import PENCARI, Lanjutan
from perut.models import Kunjungan, Lokus


def penanggung_lokus(desa: Desa) -> Iterable[int]:
    """The officers of this village in the programme of the year."""
    lokus = Lokus.objects.filter(desa=desa, program__tahun=hari_ini(desa).year)
    return [pk for pk in lokus.values_list("petugas", flat=True) if pk is not None]


def kunjungan_dari(pengguna: Pengguna, pertanyaan: Pertanyaan) -> Iterable[Lanjutan]:
    semua = Kunjungan.objects.untuk(pengguna).filter(pertanyaan=pertanyaan).select_related("desa")
    for k in semua:
        yield Lanjutan("Kunjungan", str(k), k.get_absolute_url(), k.get_status_display())


PENANGGUNG.append(penanggung_lokus)
PENCARI.append(kunjungan_dari)
