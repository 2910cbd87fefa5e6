import factory
from factory.django import DjangoModelFactory

from config.tests.kantor import Kantor
from desa import models
from desa.enums import JabatanBPD, JabatanPerangkat, JenisLKD

# Codes that no province has: a village of a test is a desa with a kepala desa, whatever its number.
PROVINSI = [*range(66, 71), *range(77, 81), *range(83, 91), *range(97, 100)]


class KabupatenFactory(DjangoModelFactory):
    class Meta:
        model = models.Kabupaten

    kode = factory.Sequence(lambda n: f"{PROVINSI[n // 100 % len(PROVINSI)]}.{n % 100:02}")  # begun again after 2,000
    nama = factory.Sequence(lambda n: f"Kabupaten Uji {n}")
    provinsi = "Kalimantan Selatan"


class KecamatanFactory(DjangoModelFactory):
    class Meta:
        model = models.Kecamatan

    kabupaten = factory.SubFactory(KabupatenFactory)
    kode = factory.LazyAttributeSequence(lambda o, n: f"{o.kabupaten.kode}.{n % 100:02}")
    nama = factory.Sequence(lambda n: f"Uji {n}")
    singkatan = factory.Sequence(lambda n: f"KEC-U{n}")
    zona_waktu = factory.LazyFunction(lambda: Kantor.zona_waktu)
    alamat = "Jalan Raya Kecamatan Nomor 1"
    kode_pos = "71662"


class DesaFactory(DjangoModelFactory):
    class Meta:
        model = models.Desa

    kecamatan = factory.SubFactory(KecamatanFactory)
    # 2xxx is a desa, 3xxx would be a desa adat (Permendagri 58/2021)
    kode = factory.LazyAttributeSequence(lambda o, n: f"{o.kecamatan.kode}.{2001 + n % 999}")
    nama = factory.Sequence(lambda n: f"Desa Uji {n}")


class PerangkatFactory(DjangoModelFactory):
    class Meta:
        model = models.Perangkat

    desa = factory.SubFactory(DesaFactory)
    nama = factory.Sequence(lambda n: f"Perangkat {n}")
    jabatan = JabatanPerangkat.KAUR_KEUANGAN


class AnggotaBPDFactory(DjangoModelFactory):
    class Meta:
        model = models.AnggotaBPD

    desa = factory.SubFactory(DesaFactory)
    nama = factory.Sequence(lambda n: f"Anggota BPD {n}")
    jabatan = JabatanBPD.ANGGOTA


class PengurusLKDFactory(DjangoModelFactory):
    class Meta:
        model = models.PengurusLKD

    desa = factory.SubFactory(DesaFactory)
    nama = factory.Sequence(lambda n: f"Pengurus {n}")
    jenis = JenisLKD.RT
    lembaga = factory.Sequence(lambda n: f"RT {n:02}")
