"""PERUT against its plan: visits, what was done at them, and the books that they examined."""

from collections import Counter
from typing import Any

from laporan.bagian.bentuk import Bagian, Baris, Kolom, Nilai, hitung_baris, persen, tambah
from laporan.masa import Masa
from perut.enums import JenisKegiatan, StatusKunjungan
from perut.models import Kegiatan, Kunjungan, Pemeriksaan
from perut.queries import kelengkapan, pemeriksaan_resmi

S = StatusKunjungan
BELUM = frozenset({S.RENCANA, S.DIJADWALKAN})
PROSES = frozenset(S) - BELUM - {S.DISAHKAN, S.DIBATALKAN}
RENCANA = frozenset(S) - {S.DIBATALKAN}
DAFTAR = "perut:kunjungan-daftar"
del S


def kunjungan(masa: Masa) -> Bagian:
    """Planned is every visit with a day in the period that was not called off; it is one of four things."""
    isi: dict[int, dict[str, int]] = {}
    semua = Kunjungan.objects.filter(desa__in=masa.pk, tanggal__range=masa.rentang)
    for desa, status, tanggal in semua.order_by().values_list("desa_id", "status", "tanggal"):
        if status == StatusKunjungan.DIBATALKAN:
            tambah(isi, desa, ["batal"])
            continue
        lewat = tanggal is not None and tanggal < masa.hari_ini
        keadaan = "terlambat" if lewat else "belum"
        if status not in BELUM:
            keadaan = "selesai" if status == StatusKunjungan.DISAHKAN else "proses"
        tambah(isi, desa, ["rencana", keadaan])
    saring = {"dari": masa.mulai.isoformat(), "sampai": masa.selesai.isoformat()}
    kolom = [
        Kolom("rencana", "Direncanakan", daftar=DAFTAR, saring=saring | {"status": sorted(str(s) for s in RENCANA)}),
        Kolom("selesai", "Disahkan", daftar=DAFTAR, saring=saring | {"status": ["disahkan"]}),
        Kolom("proses", "Dalam proses", daftar=DAFTAR, saring=saring | {"status": sorted(str(s) for s in PROSES)}),
        Kolom("belum", "Belum tiba"),
        Kolom("terlambat", "Terlambat"),
        Kolom("batal", "Dibatalkan", daftar=DAFTAR, saring=saring | {"status": ["dibatalkan"]}),
    ]
    hasil = hitung_baris(masa.desa, kolom, isi)
    catatan = [
        "Direncanakan adalah setiap kunjungan yang tanggalnya dalam masa laporan dan tidak dibatalkan. Disahkan "
        "berarti berita acaranya disahkan camat. Terlambat berarti harinya sudah lewat dan kunjungannya belum dimulai."
    ]
    kosong = "" if hasil["jumlah"][0] or hasil["jumlah"][-1] else "Tidak ada kunjungan yang tanggalnya dalam masa ini."
    return Bagian("kunjungan", "Kunjungan pendampingan", rinci=_kegiatan(masa), catatan=catatan, kosong=kosong, **hasil)


def _kegiatan(masa: Masa) -> list[str]:
    """What was done at the approved visits, by kind."""
    sah = {"kunjungan__status": StatusKunjungan.DISAHKAN, "kunjungan__desa__in": masa.pk}
    semua = Kegiatan.objects.filter(**sah, kunjungan__tanggal__range=masa.rentang).order_by()
    banyak = Counter(semua.values_list("jenis", flat=True))
    if not banyak:
        return []
    isi = ", ".join(f"{banyak[j]} {j.label.lower()}" for j in JenisKegiatan if banyak[j])
    return [f"Kegiatan pada kunjungan yang disahkan: {isi}."]


def buku(masa: Masa) -> Bagian:
    """Of each book that approved visits of the period examined, how the last of them found it."""
    terakhir: dict[tuple[int, str], Pemeriksaan] = {}
    semua = pemeriksaan_resmi().filter(kunjungan__desa__in=masa.pk, kunjungan__tanggal__range=masa.rentang)
    for p in semua:  # the newest visit first
        terakhir.setdefault((p.kunjungan.desa_id, p.buku.kode), p)
    milik: dict[int, list[Any]] = {}
    for (desa, _), p in terakhir.items():
        milik.setdefault(desa, []).append(p)

    def nilai(isi: list[Any]) -> list[Nilai]:
        k = kelengkapan(isi)
        return [k.total, k.ada, k.tertib, persen(k.tertib, k.total)]

    return Bagian(
        "buku",
        "Buku administrasi yang diperiksa",
        kolom=[
            Kolom("diperiksa", "Diperiksa"),
            Kolom("ada", "Ada"),
            Kolom("tertib", "Tertib"),
            Kolom("persen", "Tertib dari yang diperiksa", "%"),
        ],
        baris=[Baris(str(d), nilai(milik.get(d.pk, []))) for d in masa.desa],
        jumlah=nilai(list(terakhir.values())),
        catatan=[
            "Dihitung dari kunjungan yang disahkan dalam masa laporan; buku yang diperiksa beberapa kali menurut "
            "pemeriksaan terakhirnya. Tertib berarti ada, formatnya sesuai, dan terisi sampai bulan yang semestinya."
        ],
        kosong="" if terakhir else "Tidak ada buku yang diperiksa pada kunjungan yang disahkan dalam masa ini.",
    )
