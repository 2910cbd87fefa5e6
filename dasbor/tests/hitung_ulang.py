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
from berkas.models import Berkas, RiwayatBerkas
from desa.models import Desa, HariLibur, Kecamatan, Perangkat
from evaluasi.models import Evaluasi
from kapasitas.models import Butir, Penilaian
from kewajiban.models import Kejadian, Ketentuan, Pemenuhan, Penghitungan
from monitoring.models import Monitoring
from pendamping.models import Lembar, Penempatan
from perjalanan.models import Perjalanan
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
KEWAJIBAN = Path(__file__).parents[2] / "kewajiban/acuan"
TANPA_TANGGAL = {"tanpa_tenggat", "sebelum", "setelah", "setiap", "berkala", "kondisi", "rujukan"}
TERBUKTI = {"KW-201", "KW-202", "KW-204", "KW-206"}  # the way of a budget shows them
BERJALAN = {"terbuka", "dijawab", "kembali"}
TAK_TERLIHAT = {"disusun", "dibatalkan"}  # of a budget: the kecamatan does not read it


def setengah_ke_atas(bagian: Fraction) -> int:
    return int(bagian + Fraction(1, 2))


def akhir_bulan(tahun: int, bulan: int) -> date:
    return date(tahun + bulan // 12, bulan % 12 + 1, 1) - timedelta(days=1)


def bulan_lain(hari: date, banyak: int) -> date:
    """The same day so many months on; the last of the month where it has no such day."""
    ke = hari.year * 12 + hari.month - 1 + banyak
    return date(ke // 12, ke % 12 + 1, min(hari.day, akhir_bulan(ke // 12, ke % 12 + 1).day))


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
        self.penempatan = list(
            Penempatan.objects.filter(kecamatan=kec["pk"]).values("pk", "pengguna", "jenis", "mulai", "selesai")
        )
        self.dampingan = defaultdict(set)
        for p in Penempatan.desa.through.objects.values("penempatan", "desa"):
            self.dampingan[p["penempatan"]].add(p["desa"])
        self.lembar = {
            (b["pendamping"], b["jenis"], b["desa"], b["bulan"]): b
            for b in Lembar.objects.filter(**milik).values(
                "pendamping", "jenis", "desa", "bulan", "status", "diajukan_pada"
            )
        }
        self.kunjungan = list(Kunjungan.objects.filter(**milik).values("pk", "desa", "tanggal", "status"))
        self.periksa = list(
            Pemeriksaan.objects.filter(kunjungan__desa__in=milik["desa__in"]).values(
                "kunjungan", "buku__kode", "buku__mutakhir", "ada", "format_sesuai", "mutakhir_sampai", "ditandatangani"
            )
        )
        self.penilaian = list(
            Penilaian.objects.filter(status="ditetapkan", **milik).values("pk", "perangkat", "jabatan", "tanggal")
        )
        self.butir = defaultdict(list)
        for b in Butir.objects.filter(penilaian__desa__in=milik["desa__in"]).values("penilaian", "sifat", "tingkat"):
            self.butir[b["penilaian"]].append(b)
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
        self.perjalanan = list(
            Perjalanan.objects.filter(**milik).values("pk", "desa", "status", "mulai", "selesai", "surat__nomor")
        )
        self.perangkat = list(
            Perangkat.objects.filter(**milik).values("pk", "desa", "jabatan", "mulai", "selesai", "status_jabatan")
        )
        self.berkas = list(
            Berkas.objects.filter(**milik).values("desa", "kategori__kode", "periode", "status", "dibuat", "pk")
        )
        self.langkah = defaultdict(list)
        for r in RiwayatBerkas.objects.order_by("waktu", "pk").values("berkas", "ke", "waktu"):
            self.langkah[r["berkas"]].append(r)
        self.mulai = Penghitungan.objects.filter(kecamatan=kec["pk"]).values_list("mulai", flat=True).get()
        self.putusan = list(Ketentuan.objects.filter(kecamatan=kec["pk"]).order_by("mulai").values())
        self.dipenuhi = list(Pemenuhan.objects.filter(**milik).values("desa", "kode", "periode", "sejak", "hari"))
        self.kejadian = list(Kejadian.objects.filter(**milik).values("desa", "jenis", "hari"))
        self.wajib = self._wajib()
        self._terhitung: dict[int, list[dict]] = {}
        self.anggaran = list(
            VersiApbdes.objects.filter(apbdes__desa__in=milik["desa__in"]).values(
                "pk",
                "apbdes__desa",
                "apbdes__tahun",
                "perubahan_ke",
                "perbaikan_ke",
                "jenis",
                "hasil",
                "diterima",
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

    # --- duties -------------------------------------------------------------
    def pendamping(self, tahun: int) -> dict[tuple[int, int, str, date], str]:
        """(village, person, kind, month) -> how it stands, of whoever was placed there or wrote something."""
        hasil = {}
        for bulan in (date(tahun, b, 1) for b in range(1, 13)):
            akhir = akhir_bulan(tahun, bulan.month)
            if bulan > self.hari:
                continue
            for p in self.penempatan:
                if p["mulai"] <= akhir and (p["selesai"] is None or p["selesai"] >= bulan):
                    for d in self.dampingan[p["pk"]] or {d["pk"] for d in self.desa}:
                        kosong = "berjalan" if akhir >= self.hari else "belum"
                        hasil[d, p["pengguna"], p["jenis"], bulan] = kosong
            for (orang, jenis, desa, b), lembar in self.lembar.items():
                if b == bulan:
                    nama = {"diajukan": "menunggu"}.get(lembar["status"], lembar["status"])
                    kosong = "berjalan" if akhir >= self.hari else "belum"
                    hasil[desa, orang, jenis, bulan] = kosong if nama == "draf" else nama
        return hasil

    def _wajib(self) -> list[dict]:
        """Each reading of each duty that can be late here: (from, until) and its words."""
        semua: dict[str, dict] = {}
        for berkas in ("nasional", "usulan"):
            isi = yaml.safe_load((KEWAJIBAN / f"{berkas}.yaml").read_text())
            semua |= {k["kode"]: k | {"sejak": isi["berlaku_sejak"]} for k in isi["kewajiban"]}
        hasil = []
        for kode in {*semua, *(p["kode"] for p in self.putusan)}:
            putusan = [p for p in self.putusan if p["kode"] == kode]
            deret = [(semua[kode]["sejak"], semua[kode])] if kode in semua else []
            deret += [(p["mulai"], p if p["aktif"] else None) for p in putusan]
            for n, (sejak, k) in enumerate(deret):
                sampai = deret[n + 1][0] - timedelta(days=1) if n + 1 < len(deret) else date.max
                if k and k["pihak"] in {"desa", "bpd"} and k["kepastian"] in {"naskah", "halaman"}:
                    hasil.append(k | {"dari": sejak, "sampai": sampai})
        return hasil

    def _peristiwa(self, desa: int, nama: str) -> set[date]:
        hasil = {k["hari"] for k in self.kejadian if (k["desa"], k["jenis"]) == (desa, nama)}
        kades = [p for p in self.perangkat if p["desa"] == desa and p["jabatan"] == "kepala_desa"]
        kades = [p for p in kades if p["status_jabatan"] == "definitif"]
        versi = [v for v in self.anggaran if v["apbdes__desa"] == desa and v["status"] != "dibatalkan"]
        if nama == "pelantikan_kades":
            hasil |= {p["mulai"] for p in kades if p["mulai"]}
        if nama == "akhir_masa_jabatan":  # not of who left before a term was over
            penuh = [p for p in kades if p["selesai"]]
            hasil |= {p["selesai"] for p in penuh if not p["mulai"] or (p["selesai"] - p["mulai"]).days > 5.9 * 365}
        if nama == "kesepakatan_bpd":
            hasil |= {v["tanggal_disepakati"] for v in versi if v["tanggal_disepakati"]}
        if nama == "penerimaan_hasil_evaluasi":
            kembali = [v for v in versi if v["diputus"] and v["hasil"] == "perlu_diperbaiki"]
            hasil |= {self.tanggal(v["diputus"]) for v in kembali}
        if nama == "penetapan_perdes_apbdes_dan_perkades":
            hasil |= {v["perdes_tanggal"] for v in versi if v["perdes_tanggal"] and v["jenis"] == "murni"}
        return hasil

    def _hari(self, k: dict, desa: int) -> list[tuple[str, date, date | None]]:
        """(period, last day, day of the event): the words of the rules, one by one."""
        aturan, tahun = k["aturan"], range(self.hari.year - 4, self.hari.year + 3)
        if aturan.startswith("sekali "):
            hari = date.fromisoformat(aturan[7:])
            return [("" if k.get("kategori") else str(hari.year), hari, None)]
        if aturan in {"bulanan akhir_bulan", "bulanan tanggal 10"}:
            geser = 10 if "tanggal" in aturan else 0
            bulan = [(t, b) for t in tahun for b in range(1, 13)]
            return [(f"{t}-{b:02}", akhir_bulan(t, b) + timedelta(days=geser), None) for t, b in bulan]
        if aturan == "10 hari setelah akhir_semester":
            akhir = [(f"{t}-S{n}", akhir_bulan(t, 6 * n)) for t in tahun for n in (1, 2)]
            return [(p, h + timedelta(days=10), None) for p, h in akhir]
        setahun = {
            "tahunan akhir Oktober": lambda t: date(t, 10, 31),
            "tahunan akhir September": lambda t: date(t, 9, 30),
            "tahunan 31 Desember": lambda t: date(t, 12, 31),
            "tahunan minggu_ke_2 Juli": lambda t: date(t, 7, 14),
            "rentang 1 Januari..minggu_ke_3 Februari": lambda t: date(t, 2, 21),
            "3 bulan setelah akhir_tahun_anggaran": lambda t: date(t, 3, 31),
            "4 bulan setelah akhir_tahun_anggaran": lambda t: date(t, 4, 30),
        }.get(aturan)
        if setahun:
            return [(str(t + k.get("tahun_dokumen", 0)), setahun(t), None) for t in tahun]
        lama, nama = aturan.split(" setelah ") if " setelah " in aturan else aturan.split(" sebelum ", 1)
        geser = {
            "3 hari": lambda h: h + timedelta(days=3),
            "7 hari": lambda h: h + timedelta(days=7),
            "3 hari_kerja": lambda h: self.hari_kerja_ke(h, 3),
            "7 hari_kerja": lambda h: self.hari_kerja_ke(h, 7),
            "10 hari_kerja": lambda h: self.hari_kerja_ke(h, 10),
            "20 hari_kerja|7 hari_kerja": lambda h: self.hari_kerja_ke(h, 20),
            "3 bulan": lambda h: bulan_lain(h, 3),
            "5 bulan": lambda h: bulan_lain(h, -5),
        }
        return [("", geser[lama](h), h) for h in self._peristiwa(desa, nama)]

    def hari_kerja_ke(self, hari: date, ke: int) -> date:
        while ke:
            hari += timedelta(days=1)
            ke -= self.kerja(hari)
        return hari

    def kewajiban(self, desa: int) -> list[dict]:
        """Every duty of the village with its last working day (`batas`), how it stands today, and what met it."""
        if desa in self._terhitung:
            return self._terhitung[desa]
        hasil = []
        for k in self.wajib:
            if k["aturan"].split()[0] in TANPA_TANGGAL:
                continue
            if k["aturan"].endswith("tanpa_tanggal"):
                continue
            for periode, hari, sejak in self._hari(k, desa):
                awal = max(self.mulai, k["dari"], self.hari - timedelta(days=3 * 366))
                if not awal <= hari <= k["sampai"]:
                    continue
                batas = hari
                while not self.kerja(batas):
                    batas += timedelta(days=1)
                hasil.append(self._nilai(desa, k, periode, hari, batas, sejak))
        self._terhitung[desa] = hasil
        return hasil

    def _nilai(self, desa: int, k: dict, periode: str, hari: date, batas: date, sejak: date | None) -> dict:
        terlihat = bool(k.get("kategori")) or "camat" in k.get("kepada", "").lower() or k["kode"] in TERBUKTI
        dilihat, terisi = self.kas(desa) if k["kode"] == "KW-211" else (None, None)
        if dilihat and batas < dilihat:
            terlihat = True
        ada = [
            p["hari"]
            for p in self.dipenuhi
            if (p["desa"], p["kode"], p["periode"], p["sejak"]) == (desa, k["kode"], periode, sejak)
        ]
        ada += self._anggaran_memenuhi(desa, k["kode"], periode, sejak)
        if not ada and terisi and periode <= f"{terisi:%Y-%m}":
            ada = [min(hari, dilihat)]
        isi = {"kode": k["kode"], "periode": periode, "hari": hari, "batas": batas, "kategori": k.get("kategori", "")}
        isi |= {"dipenuhi": min(ada, default=None), "kirim": None, "terlihat": terlihat}
        if not ada and isi["kategori"]:
            isi["kirim"] = self.kiriman(desa, isi["kategori"], periode, sejak, hari)
        status = isi["kirim"]["status"] if isi["kirim"] else ""
        if isi["dipenuhi"] or status == "diterima":
            isi["keadaan"] = "tepat" if (isi["dipenuhi"] or self.tanggal(isi["kirim"]["dibuat"])) <= batas else "lewat"
        elif status == "menunggu":
            isi["keadaan"] = "menunggu"
        elif batas < self.hari:
            isi["keadaan"] = "terlambat" if terlihat else "tak diketahui"
        else:
            isi["keadaan"] = "belum"
        return isi

    def _anggaran_memenuhi(self, desa: int, kode: str, periode: str, sejak: date | None) -> list[date]:
        versi = {v["pk"]: v for v in self.anggaran if v["apbdes__desa"] == desa and v["status"] != "dibatalkan"}
        murni = [v for v in versi.values() if v["jenis"] == "murni" and str(v["apbdes__tahun"]) == periode]
        if kode == "KW-201":
            return [v["tanggal_disepakati"] for v in murni if v["tanggal_disepakati"]]
        if kode == "KW-206":
            return [v["perdes_tanggal"] for v in murni if v["perdes_tanggal"]]
        if kode == "KW-202":
            kirim = [v for v in versi.values() if v["diajukan"] and v["tanggal_disepakati"] == sejak]
            return [self.tanggal(v["diajukan"]) for v in kirim]
        if kode == "KW-204":
            ulang = [(versi.get(v["sebelum"]), v["diajukan"]) for v in versi.values() if v["diajukan"]]
            return [
                self.tanggal(h)
                for lama, h in ulang
                if lama and lama["diputus"] and self.tanggal(lama["diputus"]) == sejak
            ]
        return []

    def kas(self, desa: int) -> tuple[date | None, date | None]:
        """When somebody last looked at the cash book, and until which month it was filled."""
        ada = [
            (self.sah[p["kunjungan"]]["tanggal"], p)
            for p in self.periksa
            if p["buku__kode"] == "C.4" and p["ada"] is not None and p["kunjungan"] in self.sah
        ]
        ada = [(h, p) for h, p in ada if self.sah[p["kunjungan"]]["desa"] == desa]
        if not ada:
            return None, None
        hari, akhir = max(ada, key=lambda x: x[0])
        return hari, akhir["mutakhir_sampai"]

    def kiriman(self, desa: int, kategori: str, periode: str, sejak: date | None, hari: date) -> dict | None:
        """Of several files the one that is furthest, of those the first; none from long before the event."""
        milik = [b for b in self.berkas if (b["desa"], b["kategori__kode"], b["periode"]) == (desa, kategori, periode)]
        if sejak:
            awal = sejak if hari >= sejak else sejak - timedelta(days=366)
            milik = [b for b in milik if self.tanggal(b["dibuat"]) >= awal]
        urut = ["diterima", "menunggu", "ditolak"]
        return min(milik, key=lambda b: (urut.index(b["status"]), b["dibuat"], b["pk"]), default=None)

    def terutang(self, desa: int, hari: date) -> int:
        """Over before that day, and at its end neither met nor sent: no file of it was accepted or waited."""
        banyak = 0
        for k in self.kewajiban(desa):
            if k["batas"] >= hari or k["hari"] > self.hari or k["keadaan"] in {"belum", "tak diketahui"}:
                continue
            if k["kirim"] is None:
                banyak += k["dipenuhi"] is None or k["dipenuhi"] > hari
                continue
            sama = (desa, k["kategori"], k["periode"])
            milik = [b["pk"] for b in self.berkas if (b["desa"], b["kategori__kode"], b["periode"]) == sama]
            banyak += not {"diterima", "menunggu"} & {self.status_pada(pk, hari) for pk in milik}
        return banyak

    def patuh(self, desa: int, bulan: date) -> tuple[int, int]:
        """(on time, known) of what was due in that month and comes to the kecamatan, or was seen."""
        dinilai = [
            k["keadaan"] == "tepat"
            for k in self.kewajiban(desa)
            if k["hari"].year == bulan.year == self.hari.year
            and (k["batas"].month if k["batas"].year == bulan.year else 12) == bulan.month
            and k["keadaan"] in {"tepat", "lewat", "terlambat"}
        ]
        return sum(dinilai), len(dinilai)

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

    def kapasitas(self, desa: int) -> tuple[int, int, int]:
        """Capable, assessed, not assessed: the last settled assessment in the post held today, from its rows."""
        mampu = dinilai = belum = 0
        for p in self.menjabat(desa):
            milik = [n for n in self.penilaian if (n["perangkat"], n["jabatan"]) == (p["pk"], p["jabatan"])]
            if not milik:
                belum += 1
                continue
            akhir = max(milik, key=lambda n: (n["tanggal"], n["pk"]))
            wajib = [b for b in self.butir[akhir["pk"]] if b["sifat"] == "wajib"]
            dinilai += 1
            mampu += all(b["tingkat"] in (2, 3) for b in wajib)
        return mampu, dinilai, belum

    def kapasitas_belum_mampu(self, desa: int) -> Fraction | None:
        mampu, dinilai, _ = self.kapasitas(desa)
        return Fraction(100 * (dinilai - mampu), dinilai) if dinilai else None

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
