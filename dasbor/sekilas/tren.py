"""Twelve months of a kecamatan: visits, findings, books and documents, month by month. No query."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.utils.dates import MONTHS, MONTHS_3

from dasbor.keadaan import KeadaanDesa
from dasbor.sekilas.grafik import Deret, Grafik, grafik
from kewajiban.riwayat import Riwayat, terutang_pada
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan

BANYAK = 12
Bulan = tuple[int, int]  # year, month


def bulan_terakhir(pada: date, banyak: int = BANYAK) -> list[Bulan]:
    """The month of `pada` and those before it, the earliest first."""
    ke = pada.year * 12 + pada.month - 1
    return [divmod(n, 12) for n in range(ke - banyak + 1, ke + 1)]


def akhir_bulan(bulan: Bulan) -> date:
    tahun, nol = bulan
    return date(tahun + (nol == 11), (nol + 1) % 12 + 1, 1) - timedelta(days=1)


def awal_bulan(bulan: Bulan) -> date:
    return date(bulan[0], bulan[1] + 1, 1)


def _dari(hari: date | None) -> Bulan | None:
    return (hari.year, hari.month - 1) if hari else None


def _hitung(hari: Iterable[date | None], bulan: Sequence[Bulan]) -> tuple[int, ...]:
    banyak = Counter(_dari(h) for h in hari)
    return tuple(banyak[b] for b in bulan)


def tren(keadaan: Sequence[KeadaanDesa], pemeriksaan: Iterable[Pemeriksaan], dokumen: Riwayat) -> list[Grafik]:
    """`pemeriksaan`: the examinations of approved visits of these months; `dokumen`: what became of every file."""
    pada = keadaan[0].pada
    bulan = bulan_terakhir(pada)
    label = [(str(MONTHS_3[b + 1]).capitalize(), f"{MONTHS[b + 1]} {tahun}") for tahun, b in bulan]
    kunjungan = [k for d in keadaan for k in d.kunjungan if k.kata != StatusKunjungan.DIBATALKAN]
    temuan = [t for d in keadaan for t in d.temuan]
    batas = [min(akhir_bulan(b), pada) for b in bulan]
    return [
        grafik(
            "kunjungan",
            "Kunjungan",
            "Yang direncanakan pada bulan itu dan yang sudah disahkan.",
            label,
            Deret("Direncanakan", _hitung((k.tanggal for k in kunjungan), bulan)),
            Deret("Disahkan", _hitung((k.tanggal for k in kunjungan if k.kata == StatusKunjungan.DISAHKAN), bulan)),
        ),
        grafik(
            "temuan",
            "Temuan",
            "Yang dicatat dan yang selesai pada bulan itu.",
            label,
            Deret("Dicatat", _hitung((t.dicatat for t in temuan), bulan)),
            Deret("Selesai", _hitung((t.ditutup for t in temuan), bulan)),
        ),
        grafik(
            "buku",
            "Buku tertib",
            "Persen buku yang tertib di antara yang diperiksa pada kunjungan bulan itu. Tanda tanya: tidak ada "
            "kunjungan yang disahkan.",
            label,
            Deret("Persen tertib", _persen_buku(pemeriksaan, bulan)),
        ),
        grafik(
            "dokumen",
            "Dokumen terlambat",
            "Kewajiban yang pada akhir bulan itu lewat hari terakhirnya dan belum dipenuhi, atau sudah dikirim, "
            "ditolak, dan belum diperbaiki. Yang menunggu diperiksa terhitung sudah dikirim.",
            label,
            Deret("Terlambat", tuple(sum(_terutang(d, h, dokumen) for d in keadaan) for h in batas))
            if any(d.dituntut for d in keadaan)
            else Deret("Terlambat", (None,) * BANYAK),
        ),
    ]


def _persen_buku(pemeriksaan: Iterable[Pemeriksaan], bulan: Sequence[Bulan]) -> tuple[int | None, ...]:
    """Whole per cent, rounded half up; None for a month without an approved visit."""
    semua: Counter[Bulan | None] = Counter()
    tertib: Counter[Bulan | None] = Counter()
    for p in pemeriksaan:
        b = _dari(p.kunjungan.tanggal)
        semua[b] += 1
        tertib[b] += p.tertib
    return tuple((200 * tertib[b] + semua[b]) // (2 * semua[b]) if semua[b] else None for b in bulan)


def _terutang(k: KeadaanDesa, hari: date, dokumen: Riwayat) -> int:
    return sum(terutang_pada(s, hari, dokumen) for s in k.dokumen)
