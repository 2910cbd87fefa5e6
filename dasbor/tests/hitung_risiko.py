"""The points of risk once more, from the file of factors and the raw rows (hitung_ulang.py): the figure of each factor,
None where it is not known, `...` where it never happened."""

from collections.abc import Callable
from fractions import Fraction

from dasbor.tests.hitung_ulang import FAKTOR, POKOK, Mentah, setengah_ke_atas


def ukuran(m: Mentah, desa: int, buku: dict) -> dict[str, Fraction | type(...) | None]:
    terakhir, dilihat = m.terakhir_dikunjungi(desa), m.temuan_resmi(desa)
    milik = [p for (d, _), p in buku.items() if d == desa]
    tahu = bool(terakhir or m.monitoring_terakhir(desa) or dilihat)
    terbuka = m.temuan_terbuka(desa)
    versi = m.versi(desa)
    tahun_ini = [v for v in versi if v["apbdes__tahun"] == m.hari.year]
    akhir = tahun_ini[-1]["pk"] if tahun_ini else 0
    pejabat = m.menjabat(desa)
    return {
        "hari_sejak_kunjungan": Fraction(max(0, (m.hari - terakhir).days)) if terakhir else ...,
        "buku_belum_tertib": Fraction(100 * sum(not m.tertib(p) for p in milik), len(milik)) if milik else None,
        "temuan_terbuka": Fraction(len(terbuka)) if tahu else None,
        "temuan_terlambat": Fraction(sum(m.lewat(t["batas_waktu"]) for t in terbuka)) if tahu else None,
        "temuan_berulang": _sebagian(tahu, terbuka, "jenis", m.berulang),
        "temuan_berat": _sebagian(tahu, terbuka, "tingkat", lambda t: t["tingkat"] == "berat"),
        "dokumen_terlambat": Fraction(m.terutang(desa, m.hari)) if m.wajib else None,
        "perdes_terlambat": _perdes(m, tahun_ini),
        "pengajuan_terlambat": _pengajuan(m, versi),
        "putusan_dilanggar": _putusan(m, versi),
        "bagian_siltap": _bagian(
            m.jumlah("RincianBelanja", akhir, "5.1.1.", "5.1.2."), m.jumlah("RincianBelanja", akhir)
        ),
        "bagian_silpa": _bagian(m.jumlah("RincianPembiayaan", akhir, "6.1.1."), m.jumlah("RincianPendapatan", akhir)),
        "sisa_masa_jabatan": _sisa(m, pejabat),
        "pejabat_baru": _baru(m, pejabat),
        "jabatan_kosong": Fraction(sum(j not in {p["jabatan"] for p in pejabat} for j in POKOK)) if pejabat else None,
        "kapasitas_belum_mampu": m.kapasitas_belum_mampu(desa),
        "nilai_evaluasi": m.nilai_evaluasi(desa),
    }


def _sebagian(tahu: bool, terbuka: list[dict], kolom: str, ya: Callable[[dict], bool]) -> Fraction | None:
    """How many of those of which this is written down; not known where it is of none."""
    tercatat = [t for t in terbuka if t[kolom]]
    return Fraction(sum(map(ya, tercatat))) if tahu and (tercatat or not terbuka) else None


def _pengajuan(m: Mentah, versi: list[dict]) -> Fraction | None:
    """Days beyond the three after the agreement, of the last budget that was not a mending."""
    ada = [v for v in versi if v["perbaikan_ke"] == 0 and v["tanggal_disepakati"] and v["diajukan"]]
    if not ada:
        return None
    return Fraction(max(0, (m.tanggal(ada[-1]["diajukan"]) - ada[-1]["tanggal_disepakati"]).days - 3))


def _perdes(m: Mentah, tahun_ini: list[dict]) -> Fraction | None:
    """Days after 31 December on which the budget became a Perdes, or until today."""
    if not tahun_ini:
        return None
    ada = [v["perdes_tanggal"] for v in tahun_ini if v["perdes_tanggal"] and v["perubahan_ke"] == 0]
    return Fraction(max(0, ((ada[0] if ada else m.hari) - m.hari.replace(month=1, day=1)).days + 1))


def _putusan(m: Mentah, versi: list[dict]) -> Fraction | None:
    """Of the last evaluation: violated, has to or should be mended, not set aside."""
    dinilai = [v for v in versi if v["apbdes__tahun"] >= m.hari.year and v["beku"] and v["beku"].get("putusan")]
    if not dinilai:
        return None
    dilanggar = [p for p in dinilai[-1]["beku"]["putusan"] if p["putusan"] == "dilanggar"]
    return Fraction(sum(p["tingkat"] in {"Wajib", "Perlu"} and p["sikap"] != "Dikesampingkan" for p in dilanggar))


def _bagian(bagian: int, seluruh: int) -> Fraction | None:
    return Fraction(100 * bagian, seluruh) if seluruh else None


def _sisa(m: Mentah, pejabat: list[dict]) -> Fraction | None:
    kades = [p for p in pejabat if p["jabatan"] == "kepala_desa"]
    if not kades or kades[0]["selesai"] is None:
        return None
    return Fraction((kades[0]["selesai"] - m.hari).days)


def _baru(m: Mentah, pejabat: list[dict]) -> Fraction | None:
    berdua = {p["jabatan"]: p["mulai"] for p in pejabat if p["jabatan"] in {"kepala_desa", "kaur_keuangan"}}
    if len(berdua) < 2 or None in berdua.values():
        return None
    return Fraction(sum((m.hari - mulai).days < 180 for mulai in berdua.values()))


def maksimum(f: dict) -> int:
    return max([a["poin"] for a in f["tangga"]] + [f.get("belum_pernah", 0)])


def poin(f: dict, angka: Fraction | type(...) | None) -> int | None:
    if angka is ...:
        return f.get("belum_pernah")
    if angka is None:
        return None
    for anak in f["tangga"]:
        if angka >= anak["ambang"] if f["arah"] == "naik" else angka <= anak["ambang"]:
            return anak["poin"]
    return 0


def risiko(m: Mentah, desa: int, buku: dict) -> dict[str, int | None]:
    """Factor → points."""
    angka = ukuran(m, desa, buku)
    return {f["kode"]: poin(f, angka[f["ukuran"]]) for f in FAKTOR}


def jumlah(poin_desa: dict[str, int | None]) -> tuple[int, int, int]:
    """Points, the most that the known factors give, whole per cent."""
    tahu = [f for f in FAKTOR if poin_desa[f["kode"]] is not None]
    n, dari = sum(poin_desa[f["kode"]] for f in tahu), sum(map(maksimum, tahu))
    return n, dari, setengah_ke_atas(Fraction(100 * n, dari)) if dari else 0


def tanda(poin_desa: dict[str, int | None], *kode: str) -> str:
    """The worst of these: none is good, half of the most or more is pressing, what is not known counts for nothing."""
    tahu = [
        (poin_desa[f["kode"]], maksimum(f)) for f in FAKTOR if f["kode"] in kode and poin_desa[f["kode"]] is not None
    ]
    if not tahu:
        return "kosong"
    if any(n and 2 * n >= dari for n, dari in tahu):
        return "buruk"
    return "perhatian" if any(n for n, _ in tahu) else "baik"
