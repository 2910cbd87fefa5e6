"""Findings and their teguran, monitoring, evaluations of performance, evaluations of budgets."""

from datetime import date

from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.models import VersiApbdes
from apbdes.tenggat import HitungHari
from dasar.waktu import tanggal
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi
from laporan.bagian.bentuk import Bagian, Kolom, hitung_baris, tambah
from laporan.masa import Masa
from monitoring.enums import StatusMonitoring
from monitoring.models import Monitoring
from naskah.bagian import tanggal_panjang
from naskah.enums.naskah import BERLAKU
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.models import Teguran, Temuan
from tindaklanjut.reports import sebutan_ke

TEMUAN, MONITORING = "tindaklanjut:temuan-daftar", "monitoring:monitoring-daftar"


def temuan(masa: Masa) -> Bagian:
    """Noted and closed within the period; open and late as they stood at its end (today, while it is running)."""
    isi: dict[int, dict[str, int]] = {}
    semua = Temuan.objects.exclude(status__in=[StatusTemuan.DRAF, StatusTemuan.DICABUT]).filter(desa__in=masa.pk)
    kolom_baca = ("desa_id", "status", "dibuat_pada", "ditutup_pada", "lewat_batas")
    for desa, status, dibuat, ditutup, lewat in semua.bertanda(masa.pada).order_by().values_list(*kolom_baca):
        dicatat = tanggal(dibuat, masa.kecamatan)
        if masa.memuat(dicatat):
            tambah(isi, desa, ["dicatat"])
        if status == StatusTemuan.SELESAI and masa.memuat(ditutup):
            tambah(isi, desa, ["selesai"])
        belum = status in BERJALAN or (ditutup is not None and ditutup > masa.pada)
        if belum and dicatat <= masa.pada:
            tambah(isi, desa, ["terbuka", "terlambat"] if lewat else ["terbuka"])
    rinci = []
    surat = Teguran.objects.filter(
        temuan__desa__in=masa.pk, naskah__status__in=BERLAKU, naskah__tanggal__range=masa.rentang
    )
    for t in surat.select_related("temuan__desa", "naskah").defer("naskah__isi").order_by("naskah__tanggal", "pk"):
        tambah(isi, t.temuan.desa_id, ["teguran"])
        rinci.append(
            f"Teguran tertulis {sebutan_ke(t.ke)} kepada Pemerintah {t.temuan.desa}: {t.naskah.nomor}, "
            f"{tanggal_panjang(t.naskah.tanggal)}."
        )
    kini = masa.sementara  # only then does the list of today say the same
    kolom = [
        Kolom("dicatat", "Dicatat"),
        Kolom("selesai", "Diselesaikan"),
        Kolom("terbuka", "Masih terbuka", **_ke(kini, TEMUAN, keadaan=["belum"])),
        Kolom("terlambat", "Di antaranya terlambat", **_ke(kini, TEMUAN, keadaan=["terlambat"])),
        Kolom("teguran", "Teguran tertulis"),
    ]
    hasil = hitung_baris(masa.desa, kolom, isi)
    catatan = [
        f"Masih terbuka dan terlambat menurut keadaan {tanggal_panjang(masa.pada)}. Terlambat berarti hari terakhirnya "
        "sudah lewat menurut hari kerja."
    ]
    kosong = "" if any(hasil["jumlah"]) else "Tidak ada temuan yang dicatat, diselesaikan, atau terbuka pada masa ini."
    return Bagian("temuan", "Temuan dan teguran", rinci=rinci, catatan=catatan, kosong=kosong, **hasil)


def _ke(ya: bool, daftar: str, **saring: list[str]) -> dict:
    return {"daftar": daftar, "saring": saring} if ya else {}


def monitoring(masa: Masa) -> Bagian:
    isi: dict[int, dict[str, int]] = {}
    semua = Monitoring.objects.filter(desa__in=masa.pk, tanggal_mulai__range=masa.rentang)
    telat = set(semua.terlambat(masa.hari_ini).values_list("pk", flat=True))
    for pk, desa, status in semua.order_by().values_list("pk", "desa_id", "status"):
        if status == StatusMonitoring.DIBATALKAN:
            tambah(isi, desa, ["batal"])
            continue
        tambah(isi, desa, ["rencana", *(["selesai"] if status == StatusMonitoring.SELESAI else [])])
        if pk in telat:
            tambah(isi, desa, ["terlambat"])
    saring = {"dari": masa.mulai.isoformat(), "sampai": masa.selesai.isoformat()}
    rencana = sorted(s.value for s in StatusMonitoring if s != StatusMonitoring.DIBATALKAN)
    kolom = [
        Kolom("rencana", "Direncanakan", daftar=MONITORING, saring=saring | {"status": rencana}),
        Kolom("selesai", "Laporannya diterima", daftar=MONITORING, saring=saring | {"status": ["selesai"]}),
        Kolom("terlambat", "Laporannya terlambat", daftar=MONITORING, saring=saring | {"laporan": "terlambat"}),
        Kolom("batal", "Dibatalkan", daftar=MONITORING, saring=saring | {"status": ["dibatalkan"]}),
    ]
    hasil = hitung_baris(masa.desa, kolom, isi)
    kosong = "" if any(hasil["jumlah"]) else "Tidak ada monitoring yang mulai dalam masa ini."
    return Bagian("monitoring", "Monitoring lapangan", kosong=kosong, **hasil)


def evaluasi(masa: Masa) -> Bagian:
    isi: dict[int, dict[str, int]] = {}
    rinci = []
    semua = Evaluasi.objects.filter(desa__in=masa.pk, tanggal_mulai__range=masa.rentang).exclude(
        status__in=[StatusEvaluasi.DIBATALKAN, StatusEvaluasi.DIGANTI]
    )
    for e in (
        semua.select_related("desa")
        .only("desa__nama", "desa__jenis", "status", "tahun", "hasil")
        .order_by("desa__nama")
    ):
        sah = e.status == StatusEvaluasi.SELESAI
        tambah(isi, e.desa_id, ["rencana", *(["selesai"] if sah else [])])
        huruf = (e.hasil or {}).get("huruf") if sah else ""
        if huruf:
            rinci.append(f"{e}: kategori {huruf}.")
    kolom = [Kolom("rencana", "Dimulai"), Kolom("selesai", "Hasilnya diterima camat")]
    hasil = hitung_baris(masa.desa, kolom, isi)
    kosong = "" if any(hasil["jumlah"]) else "Tidak ada evaluasi kinerja yang mulai dalam masa ini."
    return Bagian("evaluasi", "Evaluasi kinerja desa", rinci=rinci, kosong=kosong, **hasil)


def apbdes(masa: Masa) -> Bagian:
    """Received, decided and run out within the period; how many working days each decision took."""
    isi: dict[int, dict[str, int]] = {}
    rinci: list[str] = []
    hari, tempat = HitungHari(), {d.pk: d for d in masa.desa}
    kolom_baca = ("apbdes__desa_id", "apbdes__tahun", "jenis", "perubahan_ke", "perbaikan_ke", "status")
    waktu_baca = ("diterima", "diputus", "batas_evaluasi", "hasil")
    semua = VersiApbdes.objects.filter(apbdes__desa__in=masa.pk, diterima__isnull=False).exclude(
        status=StatusVersi.DIBATALKAN
    )
    for v in (
        semua.only(*(k.removesuffix("_id") for k in kolom_baca), *waktu_baca)
        .select_related("apbdes")
        .order_by("diterima", "pk")
    ):
        assert v.diterima and v.batas_evaluasi  # the constraint versiapbdes_diterima_bertanggal
        desa = v.apbdes.desa_id
        terima = tanggal(v.diterima, masa.kecamatan)
        putus = tanggal(v.diputus, masa.kecamatan) if v.diputus else None
        habis = not putus and v.status in {StatusVersi.LEWAT_WAKTU, StatusVersi.DITETAPKAN}
        if masa.memuat(terima):
            tambah(isi, desa, ["diterima"])
        nama = f"APB {tempat[desa]} {v.apbdes.tahun} {v.sebutan}"
        if putus and masa.memuat(putus):
            sesuai = v.hasil == HasilEvaluasi.SESUAI
            tambah(isi, desa, ["sesuai" if sesuai else "perbaiki"])
            n = hari.sisa(terima, putus, masa.kecamatan.kabupaten)
            rinci.append(
                f"{nama}: diputus {tanggal_panjang(putus)} dalam {n} hari kerja, {v.get_hasil_display().lower()}."
            )
        elif habis and masa.memuat(_esok(v.batas_evaluasi)):
            tambah(isi, desa, ["lewat"])
            rinci.append(f"{nama}: lewat waktu sesudah {tanggal_panjang(v.batas_evaluasi)}, tanpa hasil evaluasi.")
        elif terima <= masa.pada and not habis and (putus is None or putus > masa.pada):
            tambah(isi, desa, ["berjalan"])
    kolom = [
        Kolom("diterima", "Diterima"),
        Kolom("sesuai", "Sesuai"),
        Kolom("perbaiki", "Perlu diperbaiki"),
        Kolom("lewat", "Lewat waktu"),
        Kolom("berjalan", "Masih dievaluasi"),
    ]
    hasil = hitung_baris(masa.desa, kolom, isi)
    catatan = [
        f"Masih dievaluasi menurut keadaan {tanggal_panjang(masa.pada)}. Waktunya 20 hari kerja sesudah diterima "
        "(Permendagri 20/2018 Pasal 35)."
    ]
    kosong = (
        ""
        if any(hasil["jumlah"])
        else "Tidak ada rancangan APB Desa yang diterima, diputus, atau dievaluasi pada masa ini."
    )
    return Bagian("apbdes", "Evaluasi APB Desa", rinci=rinci, catatan=catatan, kosong=kosong, **hasil)


def _esok(hari: date) -> date:
    return date.fromordinal(hari.toordinal() + 1)
