import factory
from factory.django import DjangoModelFactory

from akun.enums import TINGKAT_PERAN, Peran, Tingkat
from akun.models import Pengguna, Penugasan
from jejak.amati import tanpa_jejak


class PenggunaFactory(DjangoModelFactory):
    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")
    nama = factory.Sequence(lambda n: f"Pengguna {n}")
    email = factory.Sequence(lambda n: f"pengguna{n}@contoh.test")
    password = factory.django.Password("kata-sandi-uji")


def _wilayah(peran: Peran, desa) -> dict[str, object]:
    return {
        Tingkat.INSTALASI: {},
        Tingkat.KABUPATEN: {"kabupaten": desa.kecamatan.kabupaten},
        Tingkat.KECAMATAN: {"kecamatan": desa.kecamatan},
        Tingkat.DESA: {"desa": desa},
    }[TINGKAT_PERAN[peran]]


def _tugas(pengguna: Pengguna, peran: str, desa) -> Penugasan:
    return Penugasan(pengguna=pengguna, peran=peran, mulai="2020-01-01", **_wilayah(Peran(peran), desa))


def pengguna_berperan(peran: str, desa, **isi) -> Pengguna:
    """A person with one assignment of this role over the region that `desa` lies in."""
    pengguna = PenggunaFactory(**isi)
    tugaskan(pengguna, peran, desa)
    return pengguna


@tanpa_jejak()
def tugaskan(pengguna: Pengguna, peran: str, desa) -> None:
    """One more assignment, of this role, over the region that `desa` lies in: as with what the factories make, the
    trail does not tell of it."""
    _tugas(pengguna, peran, desa).save()


@tanpa_jejak()
def serba_bisa(desa) -> Pengguna:
    """Somebody with every role over this village, its kecamatan and its kabupaten."""
    pengguna = PenggunaFactory(nama="Dua Jabatan")
    Penugasan.objects.bulk_create([_tugas(pengguna, peran, desa) for peran in Peran])
    return pengguna


@tanpa_jejak()
def semua_peran(desa) -> dict[str, Pengguna]:
    """One person per role, as `pengguna_berperan` makes them, with two queries."""
    orang = Pengguna.objects.bulk_create([PenggunaFactory.build(nama=peran.label) for peran in Peran])
    Penugasan.objects.bulk_create([_tugas(p, peran, desa) for peran, p in zip(Peran, orang, strict=True)])
    return {str(peran): p for peran, p in zip(Peran, orang, strict=True)}
