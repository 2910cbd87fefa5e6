"""Forms, teams and evaluations in every state. `EvaluasiFactory(status=...)` makes what the database demands of it."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.tests.factories import PenggunaFactory
from desa.tests.factories import DesaFactory, KecamatanFactory
from evaluasi import acuan, models
from evaluasi.enums import BERNILAI, TIDAK_BERLAKU, Huruf, JabatanTim, PenerbitSK, StatusEvaluasi
from evaluasi.tests import perbup
from instrumen import StatusInstrumen
from naskah.enums.naskah import StatusNaskah
from naskah.tests.factories import NaskahFactory

S = StatusEvaluasi
BERHASIL = BERNILAI | TIDAK_BERLAKU
HASIL_KOSONG = {"cara": "tingkat", "angka_tingkat": {}, "penilai": [], "lembar": [], "nilai": None, "huruf": ""}
ANGKA = {"a": "95", "b": "79.5", "c": "64.5", "d": "54.5", "e": "24.5"}
# How far its two documents are when an evaluation has this status.
STATUS_HASIL = {
    S.DITUTUP: StatusNaskah.DRAF,
    S.DILAPORKAN: StatusNaskah.DIAJUKAN,
    S.DIKEMBALIKAN: StatusNaskah.DIAJUKAN,
    S.SELESAI: StatusNaskah.DISETUJUI,
    S.DICABUT: StatusNaskah.DICABUT,
    S.DIGANTI: StatusNaskah.DIGANTI,
}
STATUS_LAPORAN = {
    S.DILAPORKAN: StatusNaskah.DIAJUKAN,
    S.DIKEMBALIKAN: StatusNaskah.DIKEMBALIKAN,
    S.SELESAI: StatusNaskah.DISETUJUI,
    S.DICABUT: StatusNaskah.DICABUT,
    S.DIGANTI: StatusNaskah.DIGANTI,
}


class FormulirEvaluasiFactory(DjangoModelFactory):
    """Published, without aspects; `aspek=3` adds that many with five levels, `status="draf"` one still written."""

    class Meta:
        model = models.FormulirEvaluasi
        skip_postgeneration_save = True

    kode = factory.Sequence(lambda n: f"U.{n}")
    judul = factory.LazyAttribute(lambda o: f"Format Evaluasi {o.bidang}")
    nomor_bidang = 1
    bidang = "Bidang Penyelenggaraan Pemerintahan"
    jenis_kegiatan = "Evaluasi pengelolaan keuangan Desa"
    lokasi = "Kantor Desa (nama Desa)"
    skala = factory.LazyFunction(lambda: acuan.skala(perbup.isi()))
    berlaku_sejak = datetime.date(2023, 12, 22)
    status = StatusInstrumen.TERBIT
    diterbitkan = factory.LazyAttribute(lambda o: None if o.status == StatusInstrumen.DRAF else timezone.now())
    alasan_ditarik = factory.LazyAttribute(lambda o: "Keliru." if o.status == StatusInstrumen.DITARIK else "")

    @factory.post_generation
    def aspek(self, create, banyak, **_):
        for n in range(1, (banyak or 0) + 1):
            AspekFactory(formulir=self, urut=n, nomor=str(n))


class AspekFactory(DjangoModelFactory):
    """An aspect with its five levels."""

    class Meta:
        model = models.Aspek

    formulir = factory.SubFactory(FormulirEvaluasiFactory)
    urut = factory.Sequence(lambda n: n + 1)
    nomor = factory.LazyAttribute(lambda o: str(o.urut))
    teks = factory.LazyAttribute(lambda o: f"Aspek ke-{o.urut}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # Rows of a published form too: the lock on them (save) is for people.
        (aspek,) = model_class.objects.bulk_create([model_class(**kwargs)])
        models.TingkatAspek.objects.bulk_create(
            models.TingkatAspek(aspek=aspek, huruf=h, teks=f"{aspek.teks}, {h.label.lower()}") for h in Huruf
        )
        return aspek


class TimEvaluasiFactory(DjangoModelFactory):
    """A camat's team whose decree is numbered; `bernomor=False` for one that is still being formed."""

    class Meta:
        model = models.TimEvaluasi
        skip_postgeneration_save = True

    class Params:
        bernomor = True

    kecamatan = factory.SubFactory(KecamatanFactory)
    tahun = 2025
    penerbit = PenerbitSK.CAMAT
    nama = factory.Sequence(lambda n: f"Tim Evaluasi {n}")
    sk = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(jenis="sk_tim_evaluasi", kecamatan=o.kecamatan)
            if o.bernomor and o.penerbit == PenerbitSK.CAMAT
            else None
        )
    )
    sk_nomor = factory.LazyAttribute(lambda o: "3/2025" if o.bernomor and o.penerbit != PenerbitSK.CAMAT else "")
    sk_tanggal = factory.LazyAttribute(
        lambda o: datetime.date(2025, 2, 3) if o.bernomor and o.penerbit != PenerbitSK.CAMAT else None
    )
    dibuat_oleh = factory.SubFactory(PenggunaFactory)

    @factory.post_generation
    def anggota(self, create, nilai, **_):
        """A list of accounts: ketua, sekretaris, then anggota."""
        kedudukan = [JabatanTim.KETUA, JabatanTim.SEKRETARIS]
        for n, pengguna in enumerate(nilai or []):
            AnggotaTimFactory(
                tim=self, pengguna=pengguna, jabatan_tim=kedudukan[n] if n < 2 else JabatanTim.ANGGOTA, urut=n + 1
            )


class AnggotaTimFactory(DjangoModelFactory):
    class Meta:
        model = models.AnggotaTim

    tim = factory.SubFactory(TimEvaluasiFactory)
    urut = factory.Sequence(lambda n: n + 1)
    jabatan_tim = JabatanTim.ANGGOTA
    nama = factory.LazyAttribute(lambda o: o.pengguna.nama if o.pengguna else "Anggota tanpa akun")
    jabatan = "Kasi Pemerintahan"
    pengguna = None


class EvaluasiFactory(DjangoModelFactory):
    """With `status`, `tim` (or `anggota`: its accounts). Scored forms are laid out by the tests that need them."""

    class Meta:
        model = models.Evaluasi

    class Params:
        anggota = ()

    desa = factory.SubFactory(DesaFactory)
    tim = factory.LazyAttribute(lambda o: TimEvaluasiFactory(kecamatan=o.desa.kecamatan, anggota=o.anggota))
    tahun = 2025
    tanggal_mulai = datetime.date(2026, 1, 12)
    tanggal_selesai = datetime.date(2026, 1, 16)
    angka_tingkat = factory.LazyFunction(lambda: dict(ANGKA))
    status = S.RENCANA
    hasil = factory.LazyAttribute(lambda o: HASIL_KOSONG if o.status in BERHASIL else None)
    hasil_naskah = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(
                jenis="lembar_evaluasi",
                kecamatan=o.desa.kecamatan,
                desa=o.desa,
                status=STATUS_HASIL[o.status],
                isi={"tim": []},
            )
            if o.status in STATUS_HASIL
            else None
        )
    )
    laporan = factory.LazyAttribute(
        lambda o: (
            NaskahFactory(
                jenis="laporan_evaluasi",
                kecamatan=o.desa.kecamatan,
                desa=o.desa,
                status=STATUS_LAPORAN[o.status],
                isi={"tim": []},
            )
            if o.status in STATUS_LAPORAN
            else None
        )
    )
    dibuat_oleh = factory.SubFactory(PenggunaFactory)
