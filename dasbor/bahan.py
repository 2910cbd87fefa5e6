"""What this product knows of every village of a kecamatan today: the raw rows that the tables and the order of risk
are drawn from, in eleven queries however many villages there are."""

from datetime import date
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models import CharField as Teks
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from akun.enums import KECAMATAN, Peran
from akun.models import Pengguna
from apbdes.enums import BERHARI, TERBUKA
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from dasar.waktu import hari_ini, tanggal
from dasbor.keadaan import Anggaran, KeadaanDesa, Peristiwa, TemuanRingkas
from desa.enums import JabatanPerangkat, JenisDesa
from desa.hari_kerja import sudah_lewat
from desa.models import Desa, Kecamatan, Perangkat
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi
from kapasitas.hitungan import capaian_per_desa
from kewajiban.keadaan import Hitungan
from monitoring.enums import BELUM_LAPOR
from monitoring.models import Monitoring
from perut.models import Kunjungan, KunjunganLama
from perut.queries import keadaan_buku_per_desa
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import KABUPATEN, Temuan

# Who reads a whole kecamatan: whoever works in its office or watches over it.
PEMBACA_KECAMATAN = KECAMATAN | {Peran.ADMIN, Peran.PEMANTAU_KABUPATEN}
KOLOM = ("jenis", "desa_id", "nomor", "tanggal", "kata", "batas", "teks")
KOLOM_TEMUAN = (
    "desa_id",
    "status",
    "batas_waktu",
    "dibuat_pada",
    "ditutup_pada",
    "lewat",
    "tingkat",
    "berjenis",
    "ulangan",
)


def keadaan_kecamatan(pengguna: Pengguna, kecamatan: Kecamatan, *, anggaran: bool = True) -> list[KeadaanDesa]:
    """Every desa of the kecamatan that this person reads in an office role, by name; a kelurahan owes none of this.

    Each room is asked for what this person sees there. Eleven queries where the kecamatan comes with its
    `penghitungan_kewajiban`; nine without the budgets and what the officials can do (`anggaran`).
    """
    desa = pengguna.desa_terlihat(*PEMBACA_KECAMATAN).filter(kecamatan=kecamatan, jenis=JenisDesa.DESA)
    return _keadaan(pengguna, kecamatan, desa, anggaran=anggaran)


def keadaan_desa(pengguna: Pengguna, desa: Desa, *, anggaran: bool = True) -> KeadaanDesa:
    """One desa that this person sees, in whatever role. Raises Desa.DoesNotExist for any other."""
    terlihat = _keadaan(pengguna, desa.kecamatan, pengguna.desa_terlihat().filter(pk=desa.pk), anggaran=anggaran)
    if not terlihat:
        raise Desa.DoesNotExist
    return terlihat[0]


def keadaan_tanpa_nama(kecamatan: Kecamatan) -> list[KeadaanDesa]:
    """Every desa of the kecamatan, whoever asks: for figures that name no village and give none of them away."""
    return _keadaan(None, kecamatan, Desa.objects.filter(kecamatan=kecamatan, jenis=JenisDesa.DESA), anggaran=False)


def _milik(model: Any, pengguna: Pengguna | None) -> "QuerySet[Any]":
    """What this person may see of a room; all of it for `keadaan_tanpa_nama`."""
    return model.objects.all() if pengguna is None else model.objects.untuk(pengguna)


def _keadaan(
    pengguna: Pengguna | None, kecamatan: Kecamatan, terlihat: "QuerySet[Desa]", *, anggaran: bool = True
) -> list[KeadaanDesa]:
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
    for pk, status, batas, dicatat, *lain in _temuan(pengguna, list(hasil), pada):
        hasil[pk].temuan.append(TemuanRingkas(status, batas, tanggal(dicatat, kecamatan), *lain))
    hitungan = Hitungan(kecamatan, pada)
    for sel in hitungan.tunggakan(desa):
        hasil[sel.desa.pk].dokumen.append(sel)
    for pk, capaian in capaian_per_desa(hasil).items() if anggaran else []:
        hasil[pk].kapasitas = capaian
    for pk, versi in _anggaran(pengguna, list(hasil), pada.year, kecamatan) if anggaran else []:
        hasil[pk].anggaran.append(versi)
    for k in hasil.values():
        k.dituntut = hitungan.penghitungan is not None
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


def _peristiwa(pengguna: Pengguna | None, desa: list[int]) -> list[Peristiwa]:
    """Visits (day, status), monitorings (last day, status, the day on which an owed report is due), accepted
    evaluations (last day, year, value), officers (since, post, until, name)."""
    terutang = Case(When(status__in=BELUM_LAPOR, dilaporkan=None, then=F("batas_laporan")), output_field=DateField())
    kunjungan = _milik(Kunjungan, pengguna).filter(desa__in=desa)
    monitoring = _milik(Monitoring, pengguna).filter(desa__in=desa)
    evaluasi = _milik(Evaluasi, pengguna).filter(desa__in=desa, status=StatusEvaluasi.SELESAI)
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


def _temuan(pengguna: Pengguna | None, desa: list[int], pada: date) -> "QuerySet[Any, Any]":
    """Two queries: a last day on a day off ends on the next working day."""
    lewat = Case(When(sudah_lewat("batas_waktu", pada, KABUPATEN), then=Value(True)), default=Value(False))
    tetap = _milik(Temuan, pengguna).exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT])
    return (
        tetap.filter(desa__in=desa)
        .order_by()
        .annotate(lewat=lewat, berjenis=Case(When(jenis=None, then=Value(False)), default=Value(True)))
        .dengan_ulangan()
        .values_list(*KOLOM_TEMUAN)
    )


def _jumlah(model: Any, *awalan: str) -> Subquery:
    """Sen of the rows of a version whose account begins with one of these."""
    baris = model.objects.filter(versi_apbdes=OuterRef("pk"))
    if awalan:
        baris = baris.filter(rekening__regex="^(" + "|".join(a.replace(".", "[.]") for a in awalan) + ")[.]")
    jumlah = baris.order_by().values("versi_apbdes").annotate(n=Sum("jumlah")).values("n")
    return Subquery(jumlah)


def _anggaran(
    pengguna: Pengguna | None, desa: list[int], tahun: int, kecamatan: Kecamatan
) -> list[tuple[int, Anggaran]]:
    """The versions of this year and the next that the kecamatan has seen, and of any year whose 20 working days still
    run: a perubahan received in December is due in January. Siltap: 5.1.1 and 5.1.2, SiLPA: 6.1.1 of
    Permendagri 20/2018."""
    versi = (
        _milik(VersiApbdes, pengguna)
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
            "tanggal_disepakati",
            "diajukan",
            "pendapatan",
            "belanja",
            "siltap",
            "silpa",
            "beku__putusan",
        )
    )
    hasil = []
    for pk, nomor, th, ubah, baik, status, batas, perdes, sepakat, kirim, *jumlah, putusan in versi:
        pendapatan, belanja, siltap, silpa = (int(n or 0) for n in jumlah)
        isi = Anggaran(
            nomor,
            th,
            (ubah, baik),
            status,
            batas,
            perdes,
            pendapatan,
            belanja,
            siltap,
            silpa,
            putusan,
            disepakati=sepakat,
            diajukan=tanggal(kirim, kecamatan) if kirim else None,
        )
        hasil.append((pk, isi))
    return hasil
