"""The figures of the dashboards once more, in plain Python from the raw rows of the tables (`values()`): no query of a
room, no code of `dasbor`. Written from what dasbor/README.md and the decision records 0075 to 0080 say in words."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import holidays
import yaml

from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan, VersiApbdes
from berkas.models import Berkas, KebutuhanBerkas, RiwayatBerkas
from desa.models import Desa, HariLibur, Kecamatan, Perangkat
from evaluasi.models import Evaluasi
from monitoring.models import Monitoring
from perut.models import Buku, InstrumenBuku, Kunjungan, Pemeriksaan
from tindaklanjut.models import Temuan

FAKTOR = yaml.safe_load((Path(__file__).parents[1] / "risiko/acuan/faktor-desa-2026.yaml").read_text())["faktor"]
POKOK = (
    "kepala_desa",
    "sekretaris_desa",
    "kaur_keuangan",
    "kaur_perencanaan",
    "kasi_pemerintahan",
    "kasi_kesejahteraan",
)
BERJALAN = {"terbuka", "dijawab", "kembali"}
TAK_TERLIHAT = {"disusun", "dibatalkan"}  # of a budget: the kecamatan does not read it


def setengah_ke_atas(bagian: Fraction) -> int:
    return int(bagian + Fraction(1, 2))


class Mentah:
    """All raw rows of one kecamatan, and what day it is there."""

    def __init__(self, kode: str, kini: datetime) -> None:
        kec = Kecamatan.objects.filter(kode=kode).values("pk", "kabupaten", "zona_waktu").get()
        self.zona = ZoneInfo(kec["zona_waktu"])
        self.hari = kini.astimezone(self.zona).date()
        self.desa = list(Desa.objects.filter(kecamatan=kec["pk"], jenis="desa").values("pk", "nama", "kode"))
        milik = {"desa__in": [d["pk"] for d in self.desa]}
        tahun = range(self.hari.year - 4, self.hari.year + 2)
        self.libur = set(holidays.country_holidays("ID", years=tahun, categories=("public", "government")))
        catatan = HariLibur.objects.values("tanggal", "kabupaten")
        self.libur |= {h["tanggal"] for h in catatan if h["kabupaten"] in (None, kec["kabupaten"])}
        self.kunjungan = list(Kunjungan.objects.filter(**milik).values("pk", "desa", "tanggal", "status"))
        self.periksa = list(
            Pemeriksaan.objects.filter(kunjungan__desa__in=milik["desa__in"]).values(
                "kunjungan", "buku__kode", "buku__mutakhir", "ada", "format_sesuai", "mutakhir_sampai", "ditandatangani"
            )
        )
        self.temuan = list(
            Temuan.objects.filter(**milik).values(
                "pk",
                "desa",
                "status",
                "batas_waktu",
                "dibuat_pada",
                "ditutup_pada",
                "tingkat",
                "jenis",
                "asal_jenis",
                "asal_id",
            )
        )
        self.monitoring = list(
            Monitoring.objects.filter(**milik).values(
                "pk", "desa", "status", "tanggal_mulai", "tanggal_selesai", "dilaporkan", "batas_laporan"
            )
        )
        self.evaluasi = list(
            Evaluasi.objects.filter(**milik).values("pk", "desa", "tahun", "status", "hasil", "tanggal_selesai")
        )
        self.perangkat = list(Perangkat.objects.filter(**milik).values("desa", "jabatan", "mulai", "selesai"))
        self.berkas = list(
            Berkas.objects.filter(**milik).values("desa", "kategori", "periode", "status", "dibuat", "pk")
        )
        self.langkah = defaultdict(list)
        for r in RiwayatBerkas.objects.order_by("waktu", "pk").values("berkas", "ke", "waktu"):
            self.langkah[r["berkas"]].append(r)
        self.wajib = list(
            KebutuhanBerkas.objects.filter(kecamatan=kec["pk"]).values(
                "kategori",
                "kategori__periode",
                "mulai",
                "selesai",
                "dihitung_dari",
                "jatuh_tempo_hari",
            )
        )
        self.anggaran = list(
            VersiApbdes.objects.filter(apbdes__desa__in=milik["desa__in"]).values(
                "pk",
                "apbdes__desa",
                "apbdes__tahun",
                "perubahan_ke",
                "perbaikan_ke",
                "status",
                "batas_evaluasi",
                "batas_perbaikan",
                "perdes_tanggal",
                "tanggal_disepakati",
                "diajukan",
                "diputus",
                "beku",
                "sebelum",
            )
        )
        self.rincian: dict[tuple[str, int], list[dict]] = defaultdict(list)
        for model in (RincianBelanja, RincianPembiayaan, RincianPendapatan):
            for r in model.objects.values("versi_apbdes", "rekening", "jumlah"):
                self.rincian[model.__name__, r["versi_apbdes"]].append(r)
        instrumen = InstrumenBuku.objects.values("pk", "berlaku_sejak")
        berlaku = max((i for i in instrumen if i["berlaku_sejak"] <= self.hari), key=lambda i: i["berlaku_sejak"])
        self.buku = [b["kode"] for b in Buku.objects.filter(instrumen=berlaku["pk"]).values("kode")]
        self.sah = {k["pk"]: k for k in self.kunjungan if k["status"] == "disahkan"}

    # --- days ---------------------------------------------------------------
    def kerja(self, hari: date) -> bool:
        return hari.weekday() < 5 and hari not in self.libur

    def lewat(self, batas: date) -> bool:
        """A working day, from the last day on, is over."""
        while not self.kerja(batas):
            batas += timedelta(days=1)
        return batas < self.hari

    def sisa_kerja(self, batas: date) -> int:
        return sum(self.kerja(self.hari + timedelta(days=n)) for n in range(1, (batas - self.hari).days + 1))

    def tanggal(self, waktu: datetime) -> date:
        return waktu.astimezone(self.zona).date()

    # --- books --------------------------------------------------------------
    def tertib(self, p: dict) -> bool:
        kunjungan = self.sah[p["kunjungan"]]["tanggal"]
        if not (p["ada"] and p["format_sesuai"] and p["mutakhir_sampai"]):
            return False
        if p["buku__mutakhir"] == "tahun_ini":
            return p["mutakhir_sampai"].year >= kunjungan.year
        return p["mutakhir_sampai"] >= (kunjungan.replace(day=1) - timedelta(days=1)).replace(day=1)

    def keadaan_buku(self) -> dict[tuple[int, str], dict]:
        """(village, book) → the examination of its last approved visit."""
        hasil: dict[tuple[int, str], dict] = {}
        for p in self.periksa:
            k = self.sah.get(p["kunjungan"])
            if k is None or p["ada"] is None or p["buku__kode"] not in self.buku:
                continue
            kunci = (k["desa"], p["buku__kode"])
            lama = self.sah[hasil[kunci]["kunjungan"]] if kunci in hasil else None
            if lama is None or (k["tanggal"], k["pk"]) > (lama["tanggal"], lama["pk"]):
                hasil[kunci] = p
        return hasil

    def ringkas(self, p: dict | None) -> str:
        if p is None:
            return "belum pernah diperiksa"
        if not p["ada"]:
            return "tidak ada"
        return "tertib" if self.tertib(p) else "ada, belum tertib"

    # --- documents ----------------------------------------------------------
    def tuntutan(self, sampai: date) -> dict[tuple[int, str], date]:
        """(category, period) → the day on which it is due, for what has fallen due in the last three years."""
        hasil: dict[tuple[int, str], date] = {}
        for w in sorted(self.wajib, key=lambda w: w["mulai"]):
            for periode, awal, akhir in self._periode(w):
                dasar = awal if w["dihitung_dari"] == "awal" else akhir
                tempo = dasar + timedelta(days=w["jatuh_tempo_hari"])
                if w["dihitung_dari"] == "bulan":
                    bulan = akhir.year * 12 + akhir.month + w["jatuh_tempo_hari"]  # the month after it, from zero
                    tempo = date(bulan // 12, bulan % 12 + 1, 1) - timedelta(days=1)
                if periode and akhir < w["mulai"]:
                    continue
                if w["selesai"] and min(akhir if periode else tempo, tempo) > w["selesai"]:
                    continue
                if self.hari - timedelta(days=3 * 366) <= tempo <= sampai:
                    hasil.setdefault((w["kategori"], periode), tempo)
        return hasil

    def _periode(self, w: dict) -> list[tuple[str, date, date]]:
        jenis, hasil = w["kategori__periode"], []
        if jenis == "sekali":
            return [("", w["mulai"], w["mulai"])]
        banyak = {"tahunan": 1, "semesteran": 2, "triwulanan": 4, "bulanan": 12}[jenis]
        for tahun in range(self.hari.year - 5, self.hari.year + 3):
            for n in range(banyak):
                awal = date(tahun, n * 12 // banyak + 1, 1)
                sesudah = (n + 1) * 12 // banyak
                akhir = date(tahun + sesudah // 12, sesudah % 12 + 1, 1) - timedelta(days=1)
                ekor = {
                    "tahunan": "",
                    "semesteran": f"-S{n + 1}",
                    "triwulanan": f"-T{n + 1}",
                    "bulanan": f"-{n + 1:02}",
                }
                hasil.append((f"{tahun}{ekor[jenis]}", awal, akhir))
        return hasil

    def kiriman(self, desa: int, kategori: int, periode: str) -> dict | None:
        """Of several files the one that is furthest, of those the newest."""
        milik = [b for b in self.berkas if (b["desa"], b["kategori"], b["periode"]) == (desa, kategori, periode)]
        urut = ["diterima", "menunggu", "ditolak"]
        return min(milik, key=lambda b: (urut.index(b["status"]), -b["dibuat"].timestamp(), -b["pk"]), default=None)

    def terutang(self, desa: int, hari: date) -> int:
        """Due before that day, and at its end no file of it was accepted or waited to be looked at."""
        banyak = 0
        for kunci, tempo in self.tuntutan(self.hari).items():
            milik = [b["pk"] for b in self.berkas if b["desa"] == desa and (b["kategori"], b["periode"]) == kunci]
            banyak += tempo < hari and not {"diterima", "menunggu"} & {self.status_pada(pk, hari) for pk in milik}
        return banyak

    def status_pada(self, berkas: int, hari: date) -> str:
        """As its history has it; empty before it was sent."""
        sampai = [r["ke"] for r in self.langkah[berkas] if self.tanggal(r["waktu"]) <= hari]
        return sampai[-1] if sampai else ""

    # --- budgets ------------------------------------------------------------
    def versi(self, desa: int) -> list[dict]:
        """The versions that the kecamatan has seen of this year and the next, and whose days run; the last one last."""
        tahun = {self.hari.year, self.hari.year + 1}
        milik = [v for v in self.anggaran if v["apbdes__desa"] == desa and v["status"] not in TAK_TERLIHAT]
        milik = [v for v in milik if v["apbdes__tahun"] in tahun or v["status"] in {"dievaluasi", "diusulkan"}]
        return sorted(milik, key=lambda v: (v["apbdes__tahun"], v["perubahan_ke"], v["perbaikan_ke"]))

    def jumlah(self, model: str, versi: int, *awalan: str) -> int:
        baris = self.rincian[model, versi]
        return sum(int(r["jumlah"]) for r in baris if not awalan or r["rekening"].startswith(awalan))

    # --- people -------------------------------------------------------------
    def menjabat(self, desa: int) -> list[dict]:
        semua = [p for p in self.perangkat if p["desa"] == desa and p["jabatan"] != "staf"]
        kini = [p for p in semua if p["mulai"] is None or p["mulai"] <= self.hari]
        return [p for p in kini if p["selesai"] is None or p["selesai"] >= self.hari]

    # --- one village --------------------------------------------------------
    def terakhir_dikunjungi(self, desa: int) -> date | None:
        return max((k["tanggal"] for k in self.sah.values() if k["desa"] == desa), default=None)

    def temuan_resmi(self, desa: int) -> list[dict]:
        return [t for t in self.temuan if t["desa"] == desa and t["status"] not in {"draf", "dicabut"}]

    def temuan_terbuka(self, desa: int) -> list[dict]:
        return [t for t in self.temuan if t["desa"] == desa and t["status"] in BERJALAN]

    def berulang(self, temuan: dict) -> bool:
        """The same kind was officially found in this village before, by another visit or other work."""
        asal = (temuan["asal_jenis"], temuan["asal_id"])
        lain = [t for t in self.temuan_resmi(temuan["desa"]) if (t["asal_jenis"], t["asal_id"]) != asal]
        dahulu = [t for t in lain if t["dibuat_pada"] < temuan["dibuat_pada"]]
        return any(t["jenis"] == temuan["jenis"] for t in dahulu)

    def laporan_terlambat(self, desa: int) -> int:
        belum = [m for m in self.monitoring if m["desa"] == desa and m["status"] in {"ditugaskan", "berlangsung"}]
        return sum(
            m["dilaporkan"] is None and bool(m["batas_laporan"]) and m["batas_laporan"] < self.hari for m in belum
        )

    def monitoring_terakhir(self, desa: int) -> date | None:
        ada = [
            m for m in self.monitoring if m["desa"] == desa and m["status"] in {"dilaporkan", "dikembalikan", "selesai"}
        ]
        return max((m["tanggal_selesai"] for m in ada if m["tanggal_selesai"]), default=None)

    def nilai_evaluasi(self, desa: int) -> Fraction | None:
        ada = [
            e
            for e in self.evaluasi
            if e["desa"] == desa and e["status"] == "selesai" and (e["hasil"] or {}).get("nilai")
        ]
        akhir = max(ada, key=lambda e: (e["tahun"], e["tanggal_selesai"] or date.min, e["pk"]), default=None)
        return Fraction(akhir["hasil"]["nilai"]) if akhir else None
