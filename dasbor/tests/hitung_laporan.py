"""The figures of a report once more, in plain Python from the raw rows: no query and no code of `laporan`. Written from
what laporan/README.md and the notes under the sections say in words."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from apbdes.models import VersiApbdes
from dasbor.tests.hitung_ulang import BERJALAN, Mentah
from tindaklanjut.models import Teguran

BELUM = {"rencana", "dijadwalkan"}


def angka_laporan(m: Mentah, mulai: date, selesai: date) -> dict[str, dict[str, Any]]:
    """By section: which columns, the figures of each village by its name, and their sums."""
    pada = min(selesai, m.hari)

    def dalam(hari: date | None) -> bool:
        return hari is not None and mulai <= hari <= selesai

    kunjungan = [k for k in m.kunjungan if dalam(k["tanggal"])]
    hidup = [k for k in kunjungan if k["status"] != "dibatalkan"]
    temuan = [t for t in m.temuan if t["status"] not in {"draf", "dicabut"}]
    terbuka = [t for t in temuan if terbuka_pada(m, t, pada)]
    monitoring = [x for x in m.monitoring if dalam(x["tanggal_mulai"])]
    teguran = Teguran.objects.values("temuan__desa", "naskah__status", "naskah__tanggal")
    berlaku = {"disetujui", "ditandatangani", "didistribusikan", "diarsipkan"}
    anggaran = [
        v | {"desa": v["apbdes__desa"]}
        for v in VersiApbdes.objects.filter(diterima__isnull=False).values(
            "apbdes__desa", "status", "diterima", "diputus", "hasil"
        )
        if v["status"] != "dibatalkan"
    ]
    wajib = [k | {"desa": d["pk"]} for d in m.desa for k in m.kewajiban(d["pk"])]
    dinilai = [
        k
        for k in wajib
        if k["keadaan"] in {"tepat", "lewat", "terlambat"}
        and k["hari"].year == mulai.year
        and mulai.month <= bulan_tempo(k) <= selesai.month
    ]
    dokumen = [k for k in wajib if k["kategori"] and mulai <= k["hari"] <= pada]
    buku = terakhir_diperiksa(m, dalam)
    return {
        "kunjungan": susun(
            m,
            rencana=hidup,
            selesai=[k for k in kunjungan if k["status"] == "disahkan"],
            terlambat=[k for k in hidup if k["status"] in BELUM and k["tanggal"] < m.hari],
            batal=[k for k in kunjungan if k["status"] == "dibatalkan"],
        ),
        "buku": susun(
            m,
            diperiksa=buku,
            ada=[p for p in buku if p["ada"]],
            tertib=[p for p in buku if m.tertib(p)],
        ),
        "temuan": susun(
            m,
            dicatat=[t for t in temuan if dalam(m.tanggal(t["dibuat_pada"]))],
            selesai=[t for t in temuan if t["status"] == "selesai" and dalam(t["ditutup_pada"])],
            terbuka=terbuka,
            terlambat=[t for t in terbuka if lewat_pada(m, t["batas_waktu"], pada)],
            teguran=[
                {"desa": t["temuan__desa"]}
                for t in teguran
                if t["naskah__status"] in berlaku and dalam(t["naskah__tanggal"])
            ],
        ),
        "monitoring": susun(
            m,
            rencana=[x for x in monitoring if x["status"] != "dibatalkan"],
            selesai=[x for x in monitoring if x["status"] == "selesai"],
            terlambat=[
                x
                for x in monitoring
                if x["status"] in {"ditugaskan", "berlangsung"} and not x["dilaporkan"] and x["batas_laporan"] < m.hari
            ],
            batal=[x for x in monitoring if x["status"] == "dibatalkan"],
        ),
        "apbdes": susun(
            m,
            diterima=[v for v in anggaran if dalam(m.tanggal(v["diterima"]))],
            sesuai=[v for v in anggaran if diputus(m, v, dalam) and v["hasil"] == "sesuai"],
            perbaiki=[v for v in anggaran if diputus(m, v, dalam) and v["hasil"] == "perlu_diperbaiki"],
        ),
        "dokumen": susun(
            m,
            jumlah=dokumen,
            diterima=[k for k in dokumen if k["keadaan"] in {"tepat", "lewat"}],
            menunggu=[k for k in dokumen if k["keadaan"] == "menunggu"],
            terlambat=[k for k in dokumen if k["keadaan"] == "terlambat"],
        ),
        "kewajiban": susun(
            m,
            dinilai=dinilai,
            tepat=[k for k in dinilai if k["keadaan"] == "tepat"],
            lewat=[k for k in dinilai if k["keadaan"] == "lewat"],
            terlambat=[k for k in dinilai if k["keadaan"] == "terlambat"],
        ),
    }


def susun(m: Mentah, **kolom: Iterable[dict[str, Any]]) -> dict[str, Any]:
    isi = {nama: [b["desa"] for b in baris] for nama, baris in kolom.items()}
    milik = [d["pk"] for d in m.desa]
    return {
        "kolom": list(isi),
        "desa": {f"Desa {d['nama'].removeprefix('Desa ')}": [b.count(d["pk"]) for b in isi.values()] for d in m.desa},
        "jumlah": [sum(pk in milik for pk in b) for b in isi.values()],
    }


def lewat_pada(m: Mentah, batas: date, pada: date) -> bool:
    """A working day, from the last day on, is over on that day."""
    while not m.kerja(batas):
        batas += timedelta(days=1)
    return batas < pada


def terbuka_pada(m: Mentah, temuan: dict[str, Any], pada: date) -> bool:
    if m.tanggal(temuan["dibuat_pada"]) > pada:
        return False
    return temuan["status"] in BERJALAN or (temuan["ditutup_pada"] is not None and temuan["ditutup_pada"] > pada)


def terakhir_diperiksa(m: Mentah, dalam: Callable[[date | None], bool]) -> list[dict[str, Any]]:
    """The last examination of each book of a village at the approved visits of the period."""
    hasil: dict[tuple[int, str], tuple[tuple[date, int], dict[str, Any]]] = {}
    for p in m.periksa:
        k = m.sah.get(p["kunjungan"])
        if k is None or p["ada"] is None or not dalam(k["tanggal"]):
            continue
        kunci, saat = (k["desa"], p["buku__kode"]), (k["tanggal"], k["pk"])
        if kunci not in hasil or saat > hasil[kunci][0]:
            hasil[kunci] = (saat, p | {"desa": k["desa"]})
    return [p for _, p in hasil.values()]


def diputus(m: Mentah, versi: dict[str, Any], dalam: Callable[[date | None], bool]) -> bool:
    return versi["diputus"] is not None and dalam(m.tanggal(versi["diputus"]))


def bulan_tempo(k: dict[str, Any]) -> int:
    """The month of its last working day; what ends in January of the next year counts in December."""
    return k["batas"].month if k["batas"].year == k["hari"].year else 12
