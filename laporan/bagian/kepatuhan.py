"""Duties that fell due in the period, and of these the documents."""

from collections import Counter
from datetime import date

from kewajiban.enums import DIPENUHI, Keadaan
from kewajiban.keadaan import Hitungan
from kewajiban.tabel import bulan_tempo, tabel
from laporan.bagian.bentuk import Bagian, Baris, Kolom, Nilai
from laporan.masa import Masa
from naskah.bagian import tanggal_panjang

KEPATUHAN = (
    "Kepatuhan adalah kewajiban yang dipenuhi tepat waktu dari yang sudah jatuh tempo dan diketahui; dibulatkan ke "
    "bawah. Yang menunggu diperiksa, dan yang tinggal di desa sehingga kecamatan belum melihatnya, tidak dihitung."
)


def kewajiban(masa: Masa) -> Bagian:
    """As the table of duties has it, for what fell due in the period."""
    judul = "Kewajiban desa yang jatuh tempo"
    hitungan = Hitungan(masa.kecamatan, masa.hari_ini)
    mulai = hitungan.penghitungan.mulai if hitungan.penghitungan else None
    if mulai is None or mulai > masa.selesai:
        sejak = f" Penghitungan mulai {tanggal_panjang(mulai)}." if mulai else ""
        return Bagian("kewajiban", judul, kosong=f"Kewajiban desa belum dihitung pada masa ini.{sejak}")
    tahun = masa.mulai.year
    setahun = hitungan.sel(masa.desa, date(tahun, 1, 1), date(tahun, 12, 31))
    bulan = range(masa.mulai.month, masa.selesai.month + 1)
    t = tabel(masa.desa, [s for s in setahun if bulan_tempo(s, tahun) in bulan], tahun)
    banyak: dict[int, Counter[str]] = {
        b.desa.pk: Counter(str(s.keadaan) for k in b.kotak for s in k.sel) for b in t.baris
    }
    urut = (Keadaan.TEPAT, Keadaan.DIPENUHI_LEWAT, Keadaan.TERLAMBAT)
    baris = [
        Baris(str(b.desa), [b.kepatuhan.dinilai, *(banyak[b.desa.pk][k] for k in urut), b.kepatuhan.persen])
        for b in t.baris
    ]
    jumlah: list[Nilai] = [
        t.kepatuhan.dinilai,
        *(sum(c[k] for c in banyak.values()) for k in urut),
        t.kepatuhan.persen,
    ]
    catatan = [KEPATUHAN]
    if mulai > masa.mulai:
        catatan.append(f"Dihitung sejak {tanggal_panjang(mulai)}; yang jatuh tempo sebelumnya tidak dinilai.")
    return Bagian(
        "kewajiban",
        judul,
        kolom=[
            Kolom("dinilai", "Dinilai"),
            Kolom("tepat", "Tepat waktu"),
            Kolom("lewat", "Dipenuhi terlambat"),
            Kolom("terlambat", "Belum dipenuhi"),
            Kolom("persen", "Kepatuhan", "%"),
        ],
        baris=baris,
        jumlah=jumlah,
        catatan=catatan,
        kosong="" if jumlah[0] else "Tidak ada kewajiban yang jatuh tempo dan dapat dinilai pada masa ini.",
    )


def dokumen(masa: Masa) -> Bagian:
    """Of the duties those that are met by a document: what became of it."""
    judul = "Dokumen yang jatuh tempo"
    hitungan = Hitungan(masa.kecamatan, masa.hari_ini)
    if not hitungan.penghitungan:
        return Bagian("dokumen", judul, kosong="Kewajiban desa belum dihitung di kecamatan ini.")
    sel = [s for s in hitungan.sel(masa.desa, masa.mulai, masa.pada) if s.dapat_dikirim]
    if not sel:
        return Bagian("dokumen", judul, kosong="Tidak ada dokumen yang jatuh tempo pada masa ini.")
    banyak: dict[int, Counter[str]] = {d.pk: Counter() for d in masa.desa}
    for s in sel:
        banyak[s.desa.pk][str(s.keadaan)] += 1
    baris = [
        Baris(str(d), [sum(c.values()), sum(c[k] for k in DIPENUHI), c[Keadaan.MENUNGGU], c[Keadaan.TERLAMBAT]])
        for d in masa.desa
        for c in [banyak[d.pk]]
    ]
    return Bagian(
        "dokumen",
        judul,
        kolom=[
            Kolom("jumlah", "Jatuh tempo"),
            Kolom("diterima", "Diterima"),
            Kolom("menunggu", "Menunggu diperiksa"),
            Kolom("terlambat", "Belum dikirim atau ditolak"),
        ],
        baris=baris,
        jumlah=[sum(int(b.nilai[n] or 0) for b in baris) for n in range(4)],
        catatan=["Menurut keadaan pada hari laporan dihitung."],
    )
