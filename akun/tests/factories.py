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


def pengguna_berperan(peran: str, desa, **isi) -> Pengguna:
    """A person with one assignment of this role over the region that `desa` lies in."""
    pengguna = PenggunaFactory(**isi)
    tugaskan(pengguna, peran, desa)
    return pengguna


def tugaskan(pengguna: Pengguna, peran: str, desa) -> None:
    """One more assignment, of this role, over the region that `desa` lies in."""
    Penugasan.objects.create(pengguna=pengguna, peran=peran, mulai="2020-01-01", **_wilayah(Peran(peran), desa))


@tanpa_jejak()
def semua_peran(desa) -> dict[str, Pengguna]:
    """One person per role, as `pengguna_berperan` makes them, with two queries."""
    orang = Pengguna.objects.bulk_create([PenggunaFactory.build(nama=peran.label) for peran in Peran])
    tugas = [
        Penugasan(pengguna=p, peran=peran, mulai="2020-01-01", **_wilayah(peran, desa))
        for peran, p in zip(Peran, orang, strict=True)
    ]
    Penugasan.objects.bulk_create(tugas)
    return {str(peran): p for peran, p in zip(Peran, orang, strict=True)}
