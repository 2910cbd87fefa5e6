"""How a year of PERUT went: goals, before and after, focus villages beside the others. Pedoman PERUT A, B.2.f, B.2.h.

Figures side by side, no claim of what caused them: a focus village is chosen because of how it stands. The measures of
the goals are PERUT's own; the guideline names the goals and no measure.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from desa.models import Desa
from kapasitas.hitungan import Capaian, banding, capaian_per_desa, pejabat_dinilai, sasaran_kecamatan
from laporan.bagian import kewajiban, kunjungan, temuan
from laporan.bagian.bentuk import Bagian, Nilai, persen
from laporan.masa import Masa
from perut.enums import JenisKegiatan, StatusKunjungan, Unsur
from perut.models import Kegiatan, Kehadiran, Lokus, Program
from perut.queries import pemeriksaan_resmi

MINIMAL = 3  # villages with a known figure in each group; PERUT's own measure
TERLALU_SEDIKIT = "terlalu sedikit untuk dibandingkan"
WARGA = (Unsur.BPD, Unsur.LKD, Unsur.LAINNYA)
TANPA_SEBAB = (
    "Angka ini menyandingkan, tidak menunjukkan sebab. Desa lokus dipilih karena keadaannya, dan yang berubah dapat "
    "pula karena hal lain di luar pendampingan."
)


@dataclass(frozen=True)
class Tujuan:
    """A goal as the guideline has it, where it says so, and what the figures of the year say of it."""

    bunyi: str
    tempat: str
    ukuran: str


@dataclass(frozen=True)
class Ukuran:
    """One figure of every village. `naik`: more is better."""

    kunci: str
    judul: str
    satuan: str
    arti: str


@dataclass(frozen=True)
class BarisDesa:
    desa: Desa
    lokus: bool
    nilai: dict[str, Nilai]


@dataclass(frozen=True)
class Sanding:
    """The medians of the focus villages and of the others, each with the number of villages that it is of."""

    judul: str
    satuan: str
    lokus: str
    n_lokus: int
    lain: str
    n_lain: int

    @property
    def kurang(self) -> bool:
        return min(self.n_lokus, self.n_lain) < MINIMAL


@dataclass(frozen=True)
class EvaluasiProgram:
    program: Program
    masa: Masa
    tujuan: list[Tujuan]
    ukuran: list[Ukuran]
    baris: list[BarisDesa]
    sanding: list[Sanding]
    catatan: list[str]

    @property
    def n_lokus(self) -> int:
        return sum(b.lokus for b in self.baris)


UKURAN = [
    Ukuran("kunjungan", "Kunjungan disahkan", "", "Kunjungan setahun yang berita acaranya disahkan."),
    Ukuran("dibanding", "Buku dibanding", "", "Buku yang diperiksa sedikitnya dua kali dalam setahun."),
    Ukuran("awal", "Tertib semula", "%", "Dari buku yang dibanding, pada pemeriksaan pertamanya."),
    Ukuran("akhir", "Tertib akhir", "%", "Dari buku yang sama, pada pemeriksaan terakhirnya."),
    Ukuran("naik", "Perubahan", "poin", "Persen terakhir dikurangi persen pertama."),
    Ukuran("dicatat", "Temuan dicatat", "", "Yang dicatat dalam setahun."),
    Ukuran("selesai", "Temuan selesai", "", "Yang diselesaikan dalam setahun."),
    Ukuran("terbuka", "Temuan terbuka", "", "Yang masih terbuka pada akhir tahun, atau hari ini."),
    Ukuran("mampu", "Perangkat mampu", "%", "Dari perangkat yang sudah dinilai, menurut keadaan hari ini."),
    Ukuran("kepatuhan", "Kepatuhan", "%", "Kewajiban tepat waktu dari yang jatuh tempo dan diketahui."),
]
DISANDINGKAN = ("kunjungan", "awal", "akhir", "naik", "dicatat", "terbuka", "mampu", "kepatuhan")


def evaluasi_program(program: Program) -> EvaluasiProgram:
    """Of every village of the kecamatan as it is today."""
    masa = Masa.dari(program.kecamatan, str(program.tahun))
    lokus = set(Lokus.objects.filter(program=program).values_list("desa_id", flat=True))
    k, t, w = kunjungan(masa), temuan(masa), kewajiban(masa)
    buku, capaian = sebelum_sesudah(masa), capaian_per_desa(masa.pk)
    baris = []
    for n, d in enumerate(masa.desa):
        awal, akhir, banyak = buku.get(d.pk, (0, 0, 0))
        dari, ke = persen(awal, banyak), persen(akhir, banyak)
        nilai: dict[str, Nilai] = {
            "kunjungan": _nilai(k, n, "selesai"),
            "dibanding": banyak,
            "awal": dari,
            "akhir": ke,
            "naik": None if dari is None or ke is None else ke - dari,
            **{u: _nilai(t, n, u) for u in ("dicatat", "selesai", "terbuka")},
            "mampu": capaian[d.pk].persen,
            "kepatuhan": None if w.kosong else _nilai(w, n, "persen"),
        }
        baris.append(BarisDesa(d, d.pk in lokus, nilai))
    catatan = [
        TANPA_SEBAB,
        f"Nilai tengah disebut bila sedikitnya {MINIMAL} desa di kedua kelompok diketahui angkanya.",
    ]
    if w.kosong:
        catatan.append(w.kosong)
    return EvaluasiProgram(
        program, masa, _tujuan(masa, k, buku, t), UKURAN, baris, [_sanding(u, baris) for u in _disandingkan()], catatan
    )


def _nilai(bagian: Bagian, n: int, kunci: str) -> Nilai:
    letak = bagian.letak(kunci)
    return None if letak is None else bagian.baris[n].nilai[letak]


def _disandingkan() -> list[Ukuran]:
    return [u for u in UKURAN if u.kunci in DISANDINGKAN]


def sebelum_sesudah(masa: Masa) -> dict[int, tuple[int, int, int]]:
    """Of each village: books in order at their first examination of the year, at their last one, and how many books
    were examined at two visits or more. The same books on both sides."""
    semua: dict[int, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for p in pemeriksaan_resmi().filter(kunjungan__desa__in=masa.pk, kunjungan__tanggal__range=masa.rentang):
        semua[p.kunjungan.desa_id][p.buku.kode].append(p.tertib)  # the newest visit first
    hasil = {}
    for desa, buku in semua.items():
        dua = [t for t in buku.values() if len(t) > 1]
        hasil[desa] = (sum(t[-1] for t in dua), sum(t[0] for t in dua), len(dua))
    return hasil


def _sanding(u: Ukuran, baris: Sequence[BarisDesa]) -> Sanding:
    def milik(lokus: bool) -> list[Fraction]:
        return [Fraction(n) for b in baris if b.lokus is lokus and isinstance(n := b.nilai[u.kunci], int)]

    satu, dua = milik(True), milik(False)
    cukup = min(len(satu), len(dua)) >= MINIMAL

    def tengah(isi: list[Fraction]) -> str:
        return tulis_tengah(median(isi)) if cukup else "–"

    return Sanding(u.judul, u.satuan, tengah(satu), len(satu), tengah(dua), len(dua))


def tulis_tengah(nilai: Fraction) -> str:
    """'3' or '2,5': the median of whole numbers is whole or a half. A minus sign stands before the number."""
    dua = int(nilai * 2)
    tanda, dua = ("-" if dua < 0 else ""), abs(dua)
    return f"{tanda}{dua // 2},5" if dua % 2 else f"{tanda}{dua // 2}"


def _kapasitas(masa: Masa) -> str:
    """How many are capable today, and of those who were assessed twice how many were at first and are now."""
    pejabat = list(pejabat_dinilai(masa.pk))
    kini = Capaian.dari(p.keadaan for p in pejabat)
    dua = banding(pejabat).values()
    orang, semula, sesudah = (sum(getattr(b, n) for b in dua) for n in ("orang", "semula", "kini"))
    kalimat = f"{kini.kalimat} Sasarannya {sasaran_kecamatan(masa.kecamatan).persen} persen."
    if orang:
        kalimat += (
            f" Dari {orang} perangkat yang dinilai sedikitnya dua kali, semula {semula} mampu dan kini {sesudah}."
        )
    return kalimat


def _tujuan(masa: Masa, k: Bagian, buku: dict[int, tuple[int, int, int]], t: Bagian) -> list[Tujuan]:
    """What the guideline wants, beside the figures that speak of it."""
    awal, akhir, banyak = (sum(b[n] for b in buku.values()) for n in range(3))
    desa = len(masa.desa)
    rutin = sum(isinstance(n, int) and n > 1 for _, n in k.menurut_desa("selesai"))
    sah = {"kunjungan__desa__in": masa.pk, "kunjungan__status": StatusKunjungan.DISAHKAN}
    sah |= {"kunjungan__tanggal__range": masa.rentang}
    kegiatan = Kegiatan.objects.filter(**sah)
    latih = kegiatan.filter(jenis__in=[JenisKegiatan.PELATIHAN, JenisKegiatan.ASISTENSI]).count()
    hadir = Kehadiran.objects.filter(**sah)
    warga, semua = hadir.filter(unsur__in=WARGA).count(), hadir.count()
    tertib = (
        f"Dari {banyak} buku yang diperiksa sedikitnya dua kali, {awal} tertib pada pemeriksaan pertama "
        f"({persen(awal, banyak)} %) dan {akhir} pada yang terakhir ({persen(akhir, banyak)} %)."
        if banyak
        else "Belum ada buku yang diperiksa dua kali, jadi sebelum dan sesudahnya belum dapat dibandingkan."
    )
    return [
        Tujuan("Meningkatkan kualitas pengelolaan administrasi pemerintahan desa", "Pedoman PERUT A", tertib),
        Tujuan(
            "Meningkatkan efektivitas dan akuntabilitas pelaksanaan pendampingan desa",
            "Pedoman PERUT B.2.h",
            f"Dari {k.angka('rencana')} kunjungan yang direncanakan, {k.angka('selesai')} disahkan, "
            f"{k.angka('terlambat')} terlewat, dan {k.angka('batal')} dibatalkan. {t.angka('selesai')} temuan "
            f"diselesaikan dari {t.angka('dicatat')} yang dicatat.",
        ),
        Tujuan(
            "Memastikan pendampingan berjalan secara berkesinambungan dan tepat sasaran",
            "Pedoman PERUT B.2.h",
            f"{rutin} dari {desa} desa dikunjungi lebih dari sekali.",
        ),
        Tujuan(
            "Mendorong partisipasi aktif masyarakat desa dalam pembangunan",
            "Pedoman PERUT B.2.h",
            f"{warga} dari {semua} nama dalam daftar hadir kunjungan berasal dari BPD, lembaga kemasyarakatan, dan "
            "unsur lain di luar pemerintah."
            if semua
            else "Belum ada daftar hadir pada kunjungan yang disahkan.",
        ),
        Tujuan(
            "Meningkatkan kapasitas aparatur desa dan kelembagaan desa secara menyeluruh",
            "Pedoman PERUT B.2.h",
            f"{latih} pelatihan dan asistensi pada kunjungan yang disahkan. {_kapasitas(masa)}",
        ),
    ]
