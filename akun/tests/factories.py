import factory
from factory.django import DjangoModelFactory

from akun.enums import TINGKAT_PERAN, Peran, Tingkat
from akun.models import Pengguna, Penugasan


class PenggunaFactory(DjangoModelFactory):
    class Meta:
        model = Pengguna
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"pengguna{n}")
    nama = factory.Sequence(lambda n: f"Pengguna {n}")
    email = factory.Sequence(lambda n: f"pengguna{n}@contoh.test")
    password = factory.django.Password("kata-sandi-uji")


def pengguna_berperan(peran: str, desa, **isi) -> Pengguna:
    """A person with one assignment of this role over the region that `desa` lies in."""
    pengguna = PenggunaFactory(**isi)
    tugaskan(pengguna, peran, desa)
    return pengguna


def tugaskan(pengguna: Pengguna, peran: str, desa) -> None:
    """One more assignment, of this role, over the region that `desa` lies in."""
    wilayah = {
        Tingkat.INSTALASI: {},
        Tingkat.KABUPATEN: {"kabupaten": desa.kecamatan.kabupaten},
        Tingkat.KECAMATAN: {"kecamatan": desa.kecamatan},
        Tingkat.DESA: {"desa": desa},
    }[TINGKAT_PERAN[Peran(peran)]]
    Penugasan.objects.create(pengguna=pengguna, peran=peran, mulai="2020-01-01", **wilayah)
