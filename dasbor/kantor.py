"""Setting an office up: the steps from an empty installation to the first visit, and what each still lacks."""

from dataclasses import dataclass, field, replace

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from akun.enums import PENGELOLA, Peran
from akun.filters import TANPA_SANDI
from akun.kebijakan import boleh_membuka
from akun.models import Pengguna, Penugasan
from dasar.nama import akhiri, sela
from dasar.waktu import hari_ini, menurut_zona
from desa.enums import JabatanPerangkat, JenisDesa
from desa.models import Desa, Kecamatan, Perangkat, menjabat_pada
from desa.sebutan import banyaknya
from naskah.enums.naskah import CaraTtd
from naskah.models import PengaturanTtd
from naskah.models.sertifikat import Sertifikat
from naskah.otoritas import otoritas_belum
from perut.enums import StatusKunjungan
from perut.models import Kunjungan, Lokus, Program

PENYIAP = PENGELOLA | {Peran.VERIFIKATOR}
WAJIB = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA)  # without each of them nothing comes to its end
KOP = {"lambang": "lambang daerah", "alamat": "alamat kantor", "ibu_kota": "ibu kota", "singkatan": "kode naskah"}
SEBUT_MAKS = 3  # villages named in a sentence
PILIHAN_MAKS = 200  # in one selection; who has more comes by the search for a kecamatan


@dataclass(frozen=True)
class Tautan:
    """`nama` is the url's name; `tanya` follows its address."""

    label: str
    nama: str
    isi: tuple[int, ...] = ()
    tanya: str = ""

    @property
    def url(self) -> str:
        return reverse(self.nama, args=self.isi) + self.tanya


@dataclass(frozen=True)
class Langkah:
    """`kurang`: what is missing, in sentences; with `anjuran` the office may do without."""

    judul: str
    guna: str
    kurang: list[str]
    selesai: str = ""
    anjuran: bool = False
    tautan: list[Tautan] = field(default_factory=list)
    oleh: str = ""  # whose work it is, told to whoever may not follow the first link

    @property
    def dikerjakan(self) -> str:
        return akhiri(f"Dikerjakan {self.oleh}") if self.oleh and self.kurang else ""

    @property
    def siap(self) -> bool:
        return not self.kurang


def kecamatan_disiapkan(pengguna: Pengguna) -> QuerySet[Kecamatan]:
    return pengguna.kecamatan_terlihat(*PENYIAP)


def perlu_disiapkan(pengguna: Pengguna) -> bool:
    """Something is missing in one of this person's offices (or there is none): asked for the menu of every page."""
    if not pengguna.peran & PENYIAP:
        return False
    semua = kecamatan_disiapkan(pengguna).order_by()
    # The columns first: Django writes the long question below in five milliseconds, at every page of a new office.
    if semua.filter(Q(*((kolom, "") for kolom in KOP), _connector=Q.OR)).exists():
        return True
    siap = Q(_ada_lokus(), _ada_peran(), Exists(_terjadwal().filter(desa__kecamatan=OuterRef("pk"))))
    # The first that is not ready ends the search; an installation may hold all of Indonesia.
    return semua.filter(~(siap & ~Q(_tanpa_kepala()))).exists() or not semua.exists()


def _ada_peran() -> Exists:
    """Somebody in each of the roles without whom nothing comes to its end."""
    tugas = Penugasan.objects.aktif().filter(peran__in=WAJIB, kecamatan=OuterRef("pk"), pengguna__is_active=True)
    semua = tugas.order_by().values("kecamatan").annotate(peran_ada=Count("peran", distinct=True))
    return Exists(semua.filter(peran_ada=len(WAJIB)))


def _ada_lokus() -> Exists:
    """A programme with a focus village, of this year or already of the next."""
    tahun = menurut_zona("program__kecamatan__zona_waktu", lambda hari: Q(program__tahun__gte=hari.year))
    return Exists(Lokus.objects.filter(tahun, program__kecamatan=OuterRef("pk")).order_by())


def _belum_berkepala(kecamatan: Kecamatan | OuterRef) -> QuerySet[Desa]:
    menjabat = menurut_zona("desa__kecamatan__zona_waktu", menjabat_pada)
    kepala = Perangkat.objects.filter(menjabat, desa=OuterRef("pk"), jabatan=JabatanPerangkat.KEPALA_DESA).order_by()
    return Desa.objects.filter(~Exists(kepala), kecamatan=kecamatan).exclude(jenis=JenisDesa.KELURAHAN).order_by("nama")


def _tanpa_kepala() -> Exists:
    return Exists(_belum_berkepala(OuterRef("pk")).order_by())


def langkah_kantor(pengguna: Pengguna, kecamatan: Kecamatan | None) -> list[Langkah]:
    """The steps in their order; without a kecamatan the first one alone. Links lead where this person may go."""
    if kecamatan is None:
        semua = [_belum_berwilayah()]
    else:
        langkah = (_wilayah, _kop, _orang, _perangkat, _tanda_tangan, _program, _kunjungan)
        semua = [satu(kecamatan) for satu in langkah]
    return [_bagi(pengguna, s) for s in semua]


def _bagi(pengguna: Pengguna, langkah: Langkah) -> Langkah:
    tautan = [t for t in langkah.tautan if boleh_membuka(pengguna, t.nama)]
    return replace(langkah, tautan=tautan, oleh="" if tautan[:1] == langkah.tautan[:1] else langkah.oleh)


def _terjadwal() -> QuerySet[Kunjungan]:
    return Kunjungan.objects.exclude(status__in=[StatusKunjungan.RENCANA, StatusKunjungan.DIBATALKAN]).order_by()


def _belum_berwilayah() -> Langkah:
    return Langkah(
        "Kecamatan",
        "Dipilih menurut nama dari seluruh Indonesia; desa dan kelurahannya ikut terpasang.",
        ["Belum ada kecamatan."],
        tautan=[Tautan("Pilih kecamatan", "desa:kecamatan-pilih")],
        oleh="admin",
    )


def _wilayah(kecamatan: Kecamatan) -> Langkah:
    desa = list(kecamatan.desa.all())
    return Langkah(
        "Kecamatan",
        "Wilayah, sebutan, dan zona waktunya.",
        [] if desa else ["Belum ada desa. Hubungi yang memasang PERUT (perintah wilayah_impor)."],
        f"{kecamatan}, {kecamatan.kabupaten}: {banyaknya(desa)}, {kecamatan.get_zona_waktu_display()}.",
        tautan=[Tautan("Daftar desa", "desa:desa-daftar"), Tautan("Tambah kecamatan lain", "desa:kecamatan-pilih")],
        oleh="admin",
    )


def _kop(kecamatan: Kecamatan) -> Langkah:
    belum = [sebutan for kolom, sebutan in KOP.items() if not getattr(kecamatan, kolom)]
    label = "Isi kop naskah" if belum else "Ubah kop naskah"
    return Langkah(
        "Kop naskah",
        "Lambang, alamat, dan kode yang tercetak pada setiap naskah.",
        [akhiri(f"Belum diisi: {', '.join(belum)}")] if belum else [],
        "Kop lengkap.",
        tautan=[Tautan(label, "desa:kecamatan-ubah", (kecamatan.pk,), f"?lanjut={reverse('dasbor:kantor-siapkan')}")],
    )


def _orang(kecamatan: Kecamatan) -> Langkah:
    tugas = Penugasan.objects.aktif().filter(pengguna__is_active=True).order_by()
    ada = set(tugas.filter(kecamatan=kecamatan).values_list("peran", flat=True))
    sekdes = tugas.filter(desa__kecamatan=kecamatan, peran=Peran.SEKRETARIS_DESA).values("desa").distinct().count()
    jumlah = kecamatan.desa.exclude(jenis=JenisDesa.KELURAHAN).count()
    milik = tugas.filter(Q(kecamatan=kecamatan) | Q(desa__kecamatan=kecamatan))
    belum = Pengguna.objects.filter(TANPA_SANDI, pk__in=milik.values("pengguna")).count()
    return Langkah(
        "Orang dan peran",
        "Akun untuk kantor kecamatan dan desa, dari satu lembar Excel atau satu per satu.",
        [f"Belum ada {_nama_peran(p, kecamatan)}." for p in WAJIB if p not in ada],
        f"Kantor kecamatan lengkap. {sekdes} dari {jumlah} desa mempunyai akun sekretaris."
        + (f" {belum} orang belum membuat kata sandinya." if belum else ""),
        tautan=[
            Tautan("Unggah daftar orang", "akun:orang-massal-kecamatan", (kecamatan.pk,)),
            Tautan("Orang", "akun:orang"),
            Tautan("Kirim undangan", "akun:undangan-banyak"),
        ],
        oleh="admin",
    )


def _nama_peran(peran: str, kecamatan: Kecamatan) -> str:
    return Penugasan(peran=peran, kecamatan=kecamatan).nama_peran.lower()


def _perangkat(kecamatan: Kecamatan) -> Langkah:
    belum = list(_belum_berkepala(kecamatan))
    sebut = ", ".join(str(d) for d in belum[:SEBUT_MAKS])
    lain = f", dan {len(belum) - SEBUT_MAKS} lainnya" if len(belum) > SEBUT_MAKS else ""
    return Langkah(
        "Kepala desa dan perangkat",
        "Nama yang tercetak pada berita acara dan daftar hadir, dari lembar yang sudah dimiliki kantor.",
        [f"Kepalanya belum tercatat: {sebut}{lain}."] if belum else [],
        "Setiap desa mempunyai kepala yang tercatat.",
        tautan=[
            Tautan("Impor dari Excel", "desa:perangkat-impor"),
            Tautan("Daftar perangkat", "desa:perangkat-daftar"),
        ],
        oleh="admin atau verifikator",
    )


def _tanda_tangan(kecamatan: Kecamatan) -> Langkah:
    pengaturan = PengaturanTtd.objects.filter(kecamatan=kecamatan).first()
    cara = CaraTtd(pengaturan.cara) if pengaturan else CaraTtd.BASAH
    camat = Penugasan.objects.aktif().filter(peran=Peran.CAMAT, kecamatan=kecamatan).order_by().values("pengguna")
    bersertifikat = cara != CaraTtd.ELEKTRONIK or Sertifikat.objects.aktif().filter(pengguna__in=camat).exists()
    return Langkah(
        "Tanda tangan",
        "Dengan tinta, sertifikat kantor, atau BSrE. Dapat diubah kapan saja.",
        []
        if bersertifikat
        else [otoritas_belum() or f"{kecamatan.jabatan_camat} belum mempunyai sertifikat yang berlaku."],
        akhiri(f"Cara menandatangani: {sela(cara.label)}"),
        anjuran=True,
        tautan=[
            Tautan("Atur tanda tangan", "naskah:pengaturan-ttd", tanya=f"?kecamatan={kecamatan.pk}"),
            Tautan("Sertifikat", "naskah:sertifikat-kelola"),
        ],
        oleh="admin atau verifikator",
    )


def _program_kini(kecamatan: Kecamatan) -> Program | None:
    """This year's; of an office that begins in the last days of a year the next one's."""
    return Program.objects.filter(kecamatan=kecamatan, tahun__gte=hari_ini(kecamatan).year).order_by("tahun").first()


def _program(kecamatan: Kecamatan) -> Langkah:
    program, tahun = _program_kini(kecamatan), hari_ini(kecamatan).year
    lokus = program.lokus.count() if program else 0
    if program is None:
        kurang, tautan = [f"Program tahun {tahun} belum ada."], Tautan("Buat program", "perut:program-buat")
    elif not lokus:
        kurang = ["Desa lokusnya belum dipilih."]
        tautan = Tautan("Pilih desa lokus", "perut:lokus-banyak", (program.pk,))
    else:
        kurang, tautan = [], Tautan("Buka program", "perut:program-rinci", (program.pk,))
    return Langkah(
        "Program tahun ini",
        "Tahun, tema, dan desa lokus; yang sudah diketahui kantor dibawa dari catatan lama.",
        kurang,
        f"Program {program.tahun if program else tahun}: {lokus} desa lokus.",
        tautan=[tautan, Tautan("Bawa catatan lama", "perut:bawaan-kecamatan", (kecamatan.pk,))],
        oleh="verifikator",
    )


def _kunjungan(kecamatan: Kecamatan) -> Langkah:
    program, ada = _program_kini(kecamatan), _terjadwal().filter(desa__kecamatan=kecamatan).exists()
    if Kunjungan.objects.filter(desa__kecamatan=kecamatan, status=StatusKunjungan.RENCANA).exists():
        tautan = Tautan("Lengkapi dan jadwalkan", "perut:kunjungan-daftar", tanya="?status=rencana")
    elif program:
        tautan = Tautan("Susun jadwal", "perut:program-jadwal", (program.pk,))
    else:
        tautan = Tautan("Buat kunjungan", "perut:kunjungan-buat")
    return Langkah(
        "Kunjungan pertama",
        "Tanggal, petugas, dan surat tugasnya.",
        [] if ada else ["Belum ada kunjungan yang dijadwalkan."],
        "Kunjungan pertama sudah dijadwalkan.",
        tautan=[] if ada else [tautan],
        oleh="verifikator",
    )
