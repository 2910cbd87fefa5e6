"""Setting an office up: the steps from an empty installation to the first visit, and what each still lacks."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import NoReverseMatch, reverse

from akun.enums import PENGELOLA, Peran
from akun.models import Pengguna, Penugasan
from dasar.nama import akhiri, sela
from dasar.waktu import hari_ini, menurut_zona
from desa.enums import JabatanPerangkat, JenisDesa
from desa.models import Desa, Kecamatan, Perangkat, menjabat_pada
from naskah.enums.naskah import CaraTtd
from naskah.models import PengaturanTtd
from naskah.models.sertifikat import Sertifikat
from perut.enums import StatusKunjungan
from perut.models import Kunjungan, Lokus, Program

PENYIAP = PENGELOLA | {Peran.VERIFIKATOR}
WAJIB = (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA)  # without each of them nothing comes to its end
KOP = {"lambang": "lambang daerah", "alamat": "alamat kantor", "ibu_kota": "ibu kota", "singkatan": "kode naskah"}
SEBUT_MAKS = 3  # villages named in a sentence
ZONA = "kecamatan__zona_waktu"


@dataclass(frozen=True)
class Tautan:
    label: str
    url: str


@dataclass(frozen=True)
class Langkah:
    """`kurang`: what is missing, in sentences; with `anjuran` the office may do without."""

    judul: str
    guna: str
    kurang: list[str]
    selesai: str = ""
    anjuran: bool = False
    tautan: list[Tautan] = field(default_factory=list)
    oleh: str = ""  # who does it, where the reader may not

    @property
    def siap(self) -> bool:
        return not self.kurang


def kecamatan_disiapkan(pengguna: Pengguna) -> QuerySet[Kecamatan]:
    return pengguna.kecamatan_terlihat(*PENYIAP)


def perlu_disiapkan(pengguna: Pengguna) -> bool:
    """Something is missing in one of this person's offices (or there is none): asked for the menu, in one query."""
    if not pengguna.peran & PENYIAP:
        return False
    siap = ~Q(*((kolom, "") for kolom in KOP), _connector=Q.OR) & Q(_ada_lokus()) & ~Q(_tanpa_kepala())
    for peran in WAJIB:
        siap &= Q(_ada_peran(peran))
    semua = kecamatan_disiapkan(pengguna).order_by()
    keadaan = list(semua.annotate(siap=Case(When(siap, then=True), default=False)).values_list("siap", flat=True))
    return not keadaan or not all(keadaan)


def _ada_peran(peran: str) -> Exists:
    return Exists(
        Penugasan.objects.aktif().filter(peran=peran, kecamatan=OuterRef("pk"), pengguna__is_active=True).order_by()
    )


def _ada_lokus() -> Exists:
    """A programme of this year with a focus village."""
    tahun = menurut_zona("program__kecamatan__zona_waktu", lambda hari: Q(program__tahun=hari.year))
    return Exists(Lokus.objects.filter(tahun, program__kecamatan=OuterRef("pk")).order_by())


def _belum_berkepala(kecamatan: Kecamatan | OuterRef) -> QuerySet[Desa]:
    menjabat = menurut_zona("desa__kecamatan__zona_waktu", menjabat_pada)
    kepala = Perangkat.objects.filter(menjabat, desa=OuterRef("pk"), jabatan=JabatanPerangkat.KEPALA_DESA).order_by()
    return Desa.objects.filter(~Exists(kepala), kecamatan=kecamatan).exclude(jenis=JenisDesa.KELURAHAN).order_by("nama")


def _tanpa_kepala() -> Exists:
    return Exists(_belum_berkepala(OuterRef("pk")).order_by())


def langkah_kantor(pengguna: Pengguna, kecamatan: Kecamatan | None) -> list[Langkah]:
    """The steps in their order; without a kecamatan the first one alone."""
    if kecamatan is None:
        return [_wilayah(pengguna, None)]
    return [
        _wilayah(pengguna, kecamatan),
        _kop(pengguna, kecamatan),
        _orang(pengguna, kecamatan),
        _perangkat(pengguna, kecamatan),
        _tanda_tangan(pengguna, kecamatan),
        _program(pengguna, kecamatan),
        _kunjungan(pengguna, kecamatan),
    ]


def _tautan(*pilihan: tuple[str, str, Iterable[object]]) -> list[Tautan]:
    hasil = []
    for label, nama, isi in pilihan:
        try:
            hasil.append(Tautan(label, reverse(nama, args=list(isi))))
        except NoReverseMatch:
            continue  # a page that this installation does not have
    return hasil


def _wilayah(pengguna: Pengguna, kecamatan: Kecamatan | None) -> Langkah:
    boleh = pengguna.has_perm("desa.pasang_kecamatan")
    if kecamatan is None:
        return Langkah(
            "Kecamatan",
            "Dipilih menurut nama dari seluruh Indonesia; desa dan kelurahannya ikut terpasang.",
            ["Belum ada kecamatan."],
            tautan=_tautan(("Pilih kecamatan", "desa:kecamatan-pilih", [])) if boleh else [],
            oleh="" if boleh else "admin",
        )
    jumlah = kecamatan.desa.count()
    return Langkah(
        "Kecamatan",
        "Wilayah, sebutan, dan zona waktunya.",
        [] if jumlah else ["Belum ada desa. Hubungi yang memasang PERUT (perintah wilayah_impor)."],
        f"{kecamatan}, {kecamatan.kabupaten}: {jumlah} desa dan kelurahan, {kecamatan.get_zona_waktu_display()}.",
        tautan=_tautan(
            ("Daftar desa", "desa:desa-daftar", []),
            *([("Tambah kecamatan lain", "desa:kecamatan-pilih", [])] if boleh else []),
        ),
    )


def _kop(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    belum = [sebutan for kolom, sebutan in KOP.items() if not getattr(kecamatan, kolom)]
    return Langkah(
        "Kop naskah",
        "Lambang, alamat, dan kode yang tercetak pada setiap naskah.",
        [akhiri(f"Belum diisi: {', '.join(belum)}")] if belum else [],
        "Kop lengkap.",
        tautan=_tautan(("Isi kop naskah" if belum else "Ubah kop naskah", "desa:kecamatan-ubah", [kecamatan.pk])),
    )


def _orang(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    tugas = Penugasan.objects.aktif().filter(pengguna__is_active=True).order_by()
    ada = set(tugas.filter(kecamatan=kecamatan).values_list("peran", flat=True))
    kurang = [f"Belum ada {_nama_peran(p, kecamatan)}." for p in WAJIB if p not in ada]
    desa = tugas.filter(desa__kecamatan=kecamatan, peran=Peran.SEKRETARIS_DESA).values("desa").distinct().count()
    jumlah = kecamatan.desa.exclude(jenis=JenisDesa.KELURAHAN).count()
    boleh = Peran.ADMIN in pengguna.peran
    return Langkah(
        "Orang dan peran",
        "Akun untuk kantor kecamatan dan desa, dari satu lembar Excel atau satu per satu.",
        kurang,
        f"Kantor kecamatan lengkap. {desa} dari {jumlah} desa mempunyai akun sekretaris.",
        tautan=_tautan(
            ("Unggah daftar orang", "akun:orang-massal", []),
            ("Orang", "akun:orang", []),
            ("Kirim undangan", "akun:undangan-banyak", []),
        )
        or _tautan(("Pengguna", "admin:akun_pengguna_changelist", []))
        if boleh
        else [],
        oleh="" if boleh else "admin",
    )


def _nama_peran(peran: str, kecamatan: Kecamatan) -> str:
    return Penugasan(peran=peran, kecamatan=kecamatan).nama_peran.lower()


def _perangkat(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    belum = list(_belum_berkepala(kecamatan))
    sebut = ", ".join(str(d) for d in belum[:SEBUT_MAKS])
    lain = f", dan {len(belum) - SEBUT_MAKS} lainnya" if len(belum) > SEBUT_MAKS else ""
    return Langkah(
        "Kepala desa dan perangkat",
        "Nama yang tercetak pada berita acara dan daftar hadir, dari lembar yang sudah dimiliki kantor.",
        [f"Kepalanya belum tercatat: {sebut}{lain}."] if belum else [],
        "Setiap desa mempunyai kepala yang tercatat.",
        tautan=_tautan(
            ("Impor dari Excel", "desa:perangkat-impor", []), ("Daftar perangkat", "desa:perangkat-daftar", [])
        ),
    )


def _tanda_tangan(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    pengaturan = PengaturanTtd.objects.filter(kecamatan=kecamatan).first()
    cara = CaraTtd(pengaturan.cara) if pengaturan else CaraTtd.BASAH
    kurang = []
    if cara == CaraTtd.ELEKTRONIK:
        camat = Penugasan.objects.aktif().filter(peran=Peran.CAMAT, kecamatan=kecamatan).order_by().values("pengguna")
        if not Sertifikat.objects.aktif().filter(pengguna__in=camat).exists():
            kurang = [f"{kecamatan.jabatan_camat} belum mempunyai sertifikat yang berlaku."]
    boleh = Peran.ADMIN in pengguna.peran
    return Langkah(
        "Tanda tangan",
        "Dengan tinta, sertifikat kantor, atau BSrE. Dapat diubah kapan saja.",
        kurang,
        akhiri(f"Cara menandatangani: {sela(cara.label)}"),
        anjuran=True,
        tautan=[
            Tautan("Atur tanda tangan", f"{reverse('naskah:pengaturan-ttd')}?kecamatan={kecamatan.pk}"),
            *(
                (
                    _tautan(("Sertifikat", "naskah:sertifikat-daftar", []))
                    or _tautan(("Sertifikat", "admin:naskah_sertifikat_changelist", []))
                )
                if boleh
                else []
            ),
        ],
    )


def _program(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    tahun = hari_ini(kecamatan).year
    program = Program.objects.filter(kecamatan=kecamatan, tahun=tahun).first()
    lokus = program.lokus.count() if program else 0
    kurang = []
    if program is None:
        kurang = [f"Program tahun {tahun} belum ada."]
    elif not lokus:
        kurang = ["Desa lokusnya belum dipilih."]
    boleh = pengguna.has_perm("perut.kelola_program", program or kecamatan)
    return Langkah(
        "Program tahun ini",
        "Tahun, tema, dan desa lokus.",
        kurang,
        f"Program {tahun}: {lokus} desa lokus.",
        tautan=_tautan(
            ("Buka program", "perut:program-rinci", [program.pk])
            if program
            else ("Buat program", "perut:program-buat", [])
        )
        if boleh
        else [],
        oleh="" if boleh else "verifikator",
    )


def _kunjungan(pengguna: Pengguna, kecamatan: Kecamatan) -> Langkah:
    semua = Kunjungan.objects.filter(desa__kecamatan=kecamatan)
    ada = semua.exclude(status__in=[StatusKunjungan.RENCANA, StatusKunjungan.DIBATALKAN]).exists()
    boleh = Peran.VERIFIKATOR in pengguna.peran_di(kecamatan)
    return Langkah(
        "Kunjungan pertama",
        "Tanggal, petugas, dan surat tugasnya.",
        [] if ada else ["Belum ada kunjungan yang dijadwalkan."],
        "Kunjungan pertama sudah dijadwalkan.",
        tautan=_tautan(("Daftar kunjungan", "perut:kunjungan-daftar", [])) if boleh else [],
        oleh="" if boleh else "verifikator",
    )
