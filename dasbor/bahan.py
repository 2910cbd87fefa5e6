"""What this product knows of every village of a kecamatan today: the raw rows that the tables and the order of risk
are drawn from, in ten queries however many villages there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models import CharField as Teks
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from akun.enums import KECAMATAN, Peran
from akun.models import Pengguna
from apbdes.enums import BERHARI, TERBUKA, StatusVersi
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from berkas.wajib.rekap import Sel, kebutuhan_kecamatan, rekap
from berkas.wajib.tuntutan import tuntutan_jatuh_tempo
from dasar.waktu import hari_ini, tanggal
from desa.enums import JabatanPerangkat, JenisDesa
from desa.hari_kerja import sudah_lewat
from desa.models import Desa, Kecamatan, Perangkat
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi
from monitoring.enums import BELUM_LAPOR, BERHASIL
from monitoring.models import Monitoring
from perut.enums import StatusKunjungan
from perut.models import Kunjungan, KunjunganLama
from perut.queries import KeadaanBuku, keadaan_buku_per_desa
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.models import KABUPATEN, Temuan

# Who reads a whole kecamatan: whoever works in its office or watches over it.
PEMBACA_KECAMATAN = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
TUNGGAKAN_HARI = 3 * 366  # days back in which an unpaid duty still counts; the recap of files says the same
KOLOM = ("jenis", "desa_id", "nomor", "tanggal", "kata", "batas", "teks")


@dataclass(frozen=True)
class Peristiwa:
    """One visit, monitoring, evaluation or officer. What `tanggal`, `kata`, `batas` and `teks` hold is said where it
    is asked for (`_peristiwa`)."""

    jenis: str
    desa_id: int
    nomor: int
    tanggal: date | None
    kata: str
    batas: date | None
    teks: str


@dataclass(frozen=True)
class TemuanRingkas:
    status: str
    batas: date
    dicatat: date
    ditutup: date | None
    lewat: bool  # its last day is over, by the working days of its kabupaten

    @property
    def berjalan(self) -> bool:
        return self.status in BERJALAN


@dataclass(frozen=True)
class Anggaran:
    """One version of a budget. Sums in sen; `putusan` is what was frozen with its result, None before that."""

    nomor: int
    tahun: int
    urut: tuple[int, int]
    status: str
    batas: date | None
    perdes: date | None
    pendapatan: int
    belanja: int
    siltap: int
    silpa: int
    putusan: list[dict[str, Any]] | None

    @property
    def label(self) -> str:
        return str(StatusVersi(self.status).label)


@dataclass
class KeadaanDesa:
    """One village on the day `pada`."""

    desa: Desa
    pada: date
    lama: date | None = None  # its last visit according to old records
    peristiwa: dict[str, list[Peristiwa]] = field(default_factory=lambda: defaultdict(list))
    buku: list[KeadaanBuku] = field(default_factory=list)
    temuan: list[TemuanRingkas] = field(default_factory=list)
    dokumen: list[Sel] = field(default_factory=list)  # every document that has fallen due
    anggaran: list[Anggaran] = field(default_factory=list)  # this year's and the next one's, the last version last
    dituntut: bool = False  # the kecamatan has said which documents it requires

    @property
    def kunjungan(self) -> list[Peristiwa]:
        return self.peristiwa["kunjungan"]

    @property
    def kunjungan_sah(self) -> Peristiwa | None:
        """The last visit that was approved."""
        sah = [k for k in self.kunjungan if k.kata == StatusKunjungan.DISAHKAN and k.tanggal]
        return max(sah, key=lambda k: (k.tanggal or date.min, k.nomor), default=None)

    @property
    def terakhir_dikunjungi(self) -> date | None:
        sah = self.kunjungan_sah
        return sah.tanggal if sah else self.lama

    @property
    def diperiksa(self) -> list[KeadaanBuku]:
        """The books that an approved visit has examined."""
        return [b for b in self.buku if b.terakhir]

    @property
    def buku_tertib(self) -> int:
        return sum(b.tertib for b in self.buku)

    @property
    def temuan_terbuka(self) -> int:
        return sum(t.berjalan for t in self.temuan)

    @property
    def temuan_terlambat(self) -> int:
        return sum(t.berjalan and t.lewat for t in self.temuan)

    @property
    def dokumen_terlambat(self) -> int:
        return sum(1 for s in self.dokumen if s.terutang and s.hari_telat)

    @property
    def monitoring_terakhir(self) -> Peristiwa | None:
        ada = [m for m in self.peristiwa["monitoring"] if m.kata in BERHASIL and m.tanggal]
        return max(ada, key=lambda m: (m.tanggal or date.min, m.nomor), default=None)

    @property
    def laporan_terlambat(self) -> int:
        """Reports on monitoring that are owed and past their day."""
        return sum(1 for m in self.peristiwa["monitoring"] if m.batas and m.batas < self.pada)

    @property
    def evaluasi_terakhir(self) -> Peristiwa | None:
        """The last evaluation that was accepted and has a value; its year stands in `kata`, the value in `teks`."""
        ada = [e for e in self.peristiwa["evaluasi"] if e.teks]
        return max(ada, key=lambda e: (e.kata, e.tanggal or date.min, e.nomor), default=None)

    @property
    def perangkat(self) -> list[Peristiwa]:
        """Whoever is in office: `kata` the post, `tanggal` since when, `batas` until when."""
        return [
            p
            for p in self.peristiwa["perangkat"]
            if (p.tanggal is None or p.tanggal <= self.pada) and (p.batas is None or p.batas >= self.pada)
        ]

    def anggaran_tahun(self, tahun: int) -> Anggaran | None:
        """The last version of that year's budget that the kecamatan has seen."""
        return next((a for a in reversed(self.anggaran) if a.tahun == tahun), None)

    @property
    def anggaran_terakhir(self) -> Anggaran | None:
        return self.anggaran[-1] if self.anggaran else None


def keadaan_kecamatan(pengguna: Pengguna, kecamatan: Kecamatan) -> list[KeadaanDesa]:
    """Every desa of the kecamatan that this person reads in an office role, by name; a kelurahan owes none of this.

    Each room is asked for what this person sees there. Ten queries.
    """
    desa = pengguna.desa_terlihat(*PEMBACA_KECAMATAN).filter(kecamatan=kecamatan, jenis=JenisDesa.DESA)
    return _keadaan(pengguna, kecamatan, desa)


def keadaan_desa(pengguna: Pengguna, desa: Desa) -> KeadaanDesa:
    """One desa that this person sees, in whatever role. Raises Desa.DoesNotExist for any other."""
    terlihat = _keadaan(pengguna, desa.kecamatan, pengguna.desa_terlihat().filter(pk=desa.pk))
    if not terlihat:
        raise Desa.DoesNotExist
    return terlihat[0]


def _keadaan(pengguna: Pengguna, kecamatan: Kecamatan, terlihat: "QuerySet[Desa]") -> list[KeadaanDesa]:
    pada = hari_ini(kecamatan)
    lama = KunjunganLama.objects.filter(desa=OuterRef("pk"), bawaan__ditarik_pada=None).order_by("-bawaan_id")
    tanggal_lama = Subquery(lama.values("tanggal")[:1])
    desa: list[Desa] = list(terlihat.annotate(kunjungan_lama=tanggal_lama).order_by("nama", "kode"))
    for d in desa:
        d.kecamatan = kecamatan
    hasil = {d.pk: KeadaanDesa(d, pada, lama=getattr(d, "kunjungan_lama", None)) for d in desa}
    if not hasil:
        return []
    for p in _peristiwa(pengguna, list(hasil)):
        hasil[p.desa_id].peristiwa[p.jenis].append(p)
    for pk, buku in keadaan_buku_per_desa(desa).items():
        hasil[pk].buku = buku
    for pk, status, batas, dicatat, ditutup, lewat in _temuan(pengguna, list(hasil), pada):
        hasil[pk].temuan.append(TemuanRingkas(status, batas, tanggal(dicatat, kecamatan), ditutup, lewat))
    kebutuhan = kebutuhan_kecamatan(kecamatan)
    sejak = date.fromordinal(pada.toordinal() - TUNGGAKAN_HARI)
    for baris in rekap(desa, tuntutan_jatuh_tempo(kebutuhan, sejak=sejak, sampai=pada), pada=pada).baris:
        hasil[baris.desa.pk].dokumen = baris.sel
    for pk, anggaran in _anggaran(pengguna, list(hasil), pada.year):
        hasil[pk].anggaran.append(anggaran)
    for k in hasil.values():
        k.dituntut = bool(kebutuhan)
        k.anggaran.sort(key=lambda a: (a.tahun, a.urut))
    return list(hasil.values())


def _kolom(qs: QuerySet[Any], jenis: str, **kolom: Any) -> "QuerySet[Any, Any]":
    """The seven columns of `Peristiwa`, so that the rows of several rooms come with one query."""
    isi = {"tanggal": None, "batas": None, "teks": Value(""), "kata": Value("")} | kolom
    untuk = {
        "jenis": Value(jenis, output_field=Teks()),
        "nomor": Cast("pk", IntegerField()),
        **{k: Cast(isi[k], DateField()) for k in ("tanggal", "batas")},
        **{k: Coalesce(Cast(isi[k], Teks()), Value("", output_field=Teks())) for k in ("kata", "teks")},
    }
    return (
        qs.order_by()
        .annotate(**{f"p_{k}": v for k, v in untuk.items()})
        .values_list(*("desa_id" if k == "desa_id" else f"p_{k}" for k in KOLOM))
    )


def _peristiwa(pengguna: Pengguna, desa: list[int]) -> list[Peristiwa]:
    """Visits (day, status), monitorings (last day, status, the day on which an owed report is due), accepted
    evaluations (last day, year, value), officers (since, post, until, name)."""
    terutang = Case(When(status__in=BELUM_LAPOR, dilaporkan=None, then=F("batas_laporan")), output_field=DateField())
    kunjungan = Kunjungan.objects.untuk(pengguna).filter(desa__in=desa)
    monitoring = Monitoring.objects.untuk(pengguna).filter(desa__in=desa)
    evaluasi = Evaluasi.objects.untuk(pengguna).filter(desa__in=desa, status=StatusEvaluasi.SELESAI)
    perangkat = Perangkat.objects.filter(desa__in=desa).exclude(jabatan=JabatanPerangkat.STAF)
    semua = _kolom(kunjungan, "kunjungan", tanggal=F("tanggal"), kata=F("status")).union(
        _kolom(monitoring, "monitoring", tanggal=F("tanggal_selesai"), kata=F("status"), batas=terutang),
        _kolom(
            evaluasi,
            "evaluasi",
            tanggal=F("tanggal_selesai"),
            kata=F("tahun"),
            teks=KeyTextTransform("nilai", "hasil"),
        ),
        _kolom(perangkat, "perangkat", tanggal=F("mulai"), kata=F("jabatan"), batas=F("selesai"), teks=F("nama")),
        all=True,
    )
    return [Peristiwa(*baris) for baris in semua]


def _temuan(pengguna: Pengguna, desa: list[int], pada: date) -> "QuerySet[Any, Any]":
    """Two queries: a last day on a day off ends on the next working day."""
    lewat = Case(When(sudah_lewat("batas_waktu", pada, KABUPATEN), then=Value(True)), default=Value(False))
    tetap = Temuan.objects.untuk(pengguna).exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    return (
        tetap.filter(desa__in=desa)
        .order_by()
        .annotate(lewat=lewat)
        .values_list("desa_id", "status", "batas_waktu", "dibuat_pada", "ditutup_pada", "lewat")
    )


def _jumlah(model: Any, *awalan: str) -> Subquery:
    """Sen of the rows of a version whose account begins with one of these."""
    baris = model.objects.filter(versi_apbdes=OuterRef("pk"))
    if awalan:
        baris = baris.filter(rekening__regex="^(" + "|".join(a.replace(".", "[.]") for a in awalan) + ")[.]")
    jumlah = baris.order_by().values("versi_apbdes").annotate(n=Sum("jumlah")).values("n")
    return Subquery(jumlah)


def _anggaran(pengguna: Pengguna, desa: list[int], tahun: int) -> list[tuple[int, Anggaran]]:
    """The versions of this year and the next that the kecamatan has seen, and of any year whose 20 working days still
    run: a perubahan received in December is due in January. Siltap: 5.1.1 and 5.1.2, SiLPA: 6.1.1 of
    Permendagri 20/2018."""
    versi = (
        VersiApbdes.objects.untuk(pengguna)
        .filter(Q(apbdes__tahun__in=[tahun, tahun + 1]) | Q(status__in=BERHARI))
        .filter(apbdes__desa__in=desa, status__in=TERBUKA)
        .order_by()
        .annotate(
            pendapatan=_jumlah(RincianPendapatan),
            belanja=_jumlah(RincianBelanja),
            siltap=_jumlah(RincianBelanja, "5.1.1", "5.1.2"),
            silpa=_jumlah(RincianPembiayaan, "6.1.1"),
        )
        .values_list(
            "apbdes__desa_id",
            "pk",
            "apbdes__tahun",
            "perubahan_ke",
            "perbaikan_ke",
            "status",
            "batas_evaluasi",
            "perdes_tanggal",
            "pendapatan",
            "belanja",
            "siltap",
            "silpa",
            "beku__putusan",
        )
    )
    hasil = []
    for pk, nomor, th, ubah, baik, status, batas, perdes, *jumlah, putusan in versi:
        pendapatan, belanja, siltap, silpa = (int(n or 0) for n in jumlah)
        isi = Anggaran(nomor, th, (ubah, baik), status, batas, perdes, pendapatan, belanja, siltap, silpa, putusan)
        hasil.append((pk, isi))
    return hasil
