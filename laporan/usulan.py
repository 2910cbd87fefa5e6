"""Sentences that the figures themselves propose: what is amiss, what to do about it. Somebody in the office chooses
among them and writes on; nothing is written for anybody. Proposals of PERUT, of no regulation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from laporan.bagian.bentuk import Bagian

SEBUT = 5  # villages by name; of more the number


@dataclass(frozen=True)
class Usulan:
    """`masalah` or `saran`; `kode` names it in a form."""

    kode: str
    masalah: str
    saran: str


def desa_bernilai(bagian: Bagian, kunci: str) -> list[str]:
    """The villages whose figure is above nothing."""
    return [d for d, n in bagian.menurut_desa(kunci) if isinstance(n, int) and n > 0]


def sebut(desa: Sequence[str]) -> str:
    """'Desa A, Desa B, dan 3 desa lain'."""
    if len(desa) <= 1:
        return "".join(desa)
    if len(desa) <= SEBUT:
        return f"{', '.join(desa[:-1])}{',' if len(desa) > 2 else ''} dan {desa[-1]}"
    return f"{', '.join(desa[:SEBUT])}, dan {len(desa) - SEBUT} desa lain"


def _kunjungan(b: Bagian) -> Iterator[Usulan]:
    if telat := desa_bernilai(b, "terlambat"):
        n = b.angka("terlambat")
        yield Usulan(
            "kunjungan-terlambat",
            f"{n} dari {b.angka('rencana')} kunjungan yang direncanakan lewat harinya tanpa dilaksanakan: "
            f"{sebut(telat)}.",
            f"Jadwalkan ulang {n} kunjungan yang terlewat di {sebut(telat)}.",
        )
    if batal := desa_bernilai(b, "batal"):
        yield Usulan(
            "kunjungan-batal",
            f"{b.angka('batal')} kunjungan dibatalkan: {sebut(batal)}.",
            f"Rencanakan pengganti {b.angka('batal')} kunjungan yang dibatalkan di {sebut(batal)}.",
        )
    tanpa = [d for d, n in b.menurut_desa("rencana") if n == 0]
    if tanpa and b.angka("rencana"):
        yield Usulan(
            "kunjungan-tanpa",
            f"{len(tanpa)} dari {len(b.baris)} desa tidak mempunyai rencana kunjungan pada masa ini: {sebut(tanpa)}.",
            f"Masukkan {sebut(tanpa)} ke dalam rencana kunjungan masa berikutnya.",
        )


def _buku(b: Bagian) -> Iterator[Usulan]:
    kurang = [d for d, n in b.menurut_desa("persen") if isinstance(n, int) and n < 50]
    if kurang:
        yield Usulan(
            "buku-kurang",
            f"Kurang dari separuh buku yang diperiksa tertib di {len(kurang)} desa: {sebut(kurang)}.",
            f"Dampingi penatausahaan buku di {sebut(kurang)} sampai lebih dari separuhnya tertib.",
        )


def _temuan(b: Bagian) -> Iterator[Usulan]:
    if telat := desa_bernilai(b, "terlambat"):
        yield Usulan(
            "temuan-terlambat",
            f"{b.angka('terlambat')} dari {b.angka('terbuka')} temuan yang masih terbuka sudah lewat batas waktunya: "
            f"{sebut(telat)}.",
            f"Tuntaskan {b.angka('terlambat')} temuan yang terlambat di {sebut(telat)}; tegur secara tertulis "
            "bila tidak ditindaklanjuti.",
        )


def _monitoring(b: Bagian) -> Iterator[Usulan]:
    if telat := desa_bernilai(b, "terlambat"):
        yield Usulan(
            "monitoring-terlambat",
            f"{b.angka('terlambat')} laporan monitoring belum diserahkan sampai batas waktunya: {sebut(telat)}.",
            f"Petugas monitoring di {sebut(telat)} menyerahkan laporannya.",
        )


def _apbdes(b: Bagian) -> Iterator[Usulan]:
    if lewat := desa_bernilai(b, "lewat"):
        yield Usulan(
            "apbdes-lewat",
            f"{b.angka('lewat')} rancangan APB Desa lewat waktu tanpa hasil evaluasi: {sebut(lewat)}.",
            "Susun pembagian tugas evaluasi APB Desa agar setiap rancangan diputus sebelum 20 hari kerja habis.",
        )
    if perbaiki := desa_bernilai(b, "perbaiki"):
        yield Usulan(
            "apbdes-perbaiki",
            f"{b.angka('perbaiki')} rancangan APB Desa dinyatakan perlu diperbaiki: {sebut(perbaiki)}.",
            f"Dampingi perbaikan rancangan APB di {sebut(perbaiki)}.",
        )


def _kewajiban(b: Bagian) -> Iterator[Usulan]:
    if telat := desa_bernilai(b, "terlambat"):
        yield Usulan(
            "kewajiban-terlambat",
            f"{b.angka('terlambat')} dari {b.angka('dinilai')} kewajiban yang jatuh tempo belum dipenuhi: "
            f"{sebut(telat)}. Kepatuhan sekecamatan: {b.angka('persen')} %.",
            f"Ingatkan {sebut(telat)} memenuhi kewajiban yang terlambat, dan bahas sebabnya bersama pemerintah desa.",
        )


def _dokumen(b: Bagian) -> Iterator[Usulan]:
    if telat := desa_bernilai(b, "terlambat"):
        yield Usulan(
            "dokumen-terlambat",
            f"{b.angka('terlambat')} dari {b.angka('jumlah')} dokumen wajib belum dikirim atau ditolak: "
            f"{sebut(telat)}.",
            f"Minta {sebut(telat)} melengkapi dokumen wajibnya.",
        )


def _kapasitas(b: Bagian) -> Iterator[Usulan]:
    belum = desa_bernilai(b, "belum")
    if belum and b.angka("dinilai"):
        yield Usulan(
            "kapasitas-belum",
            f"{b.angka('belum')} perangkat belum dinilai kapasitasnya: {sebut(belum)}.",
            f"Nilai kapasitas perangkat di {sebut(belum)} pada kunjungan berikutnya.",
        )


def _pendamping(b: Bagian) -> Iterator[Usulan]:
    if belum := desa_bernilai(b, "belum"):
        yield Usulan(
            "pendamping-belum",
            f"{b.angka('belum')} dari {b.angka('diharapkan')} lembar bulanan pendamping belum diajukan atau harus "
            f"diperbaiki: {sebut(belum)}.",
            f"Pendamping melengkapi lembar bulanannya bagi {sebut(belum)}.",
        )


PENGUSUL: dict[str, Callable[[Bagian], Iterator[Usulan]]] = {
    "kunjungan": _kunjungan,
    "buku": _buku,
    "temuan": _temuan,
    "monitoring": _monitoring,
    "apbdes": _apbdes,
    "kewajiban": _kewajiban,
    "dokumen": _dokumen,
    "kapasitas": _kapasitas,
    "pendamping": _pendamping,
}


def usulkan(bagian: Sequence[Bagian]) -> list[Usulan]:
    return [u for b in bagian if b.kunci in PENGUSUL and not b.kosong for u in PENGUSUL[b.kunci](b)]


def hasil_usulan(bagian: Sequence[Bagian]) -> str:
    """What was achieved, as the figures say it: one line for each section."""
    ada = {b.kunci: b for b in bagian if not b.kosong}
    baris = []
    if k := ada.get("kunjungan"):
        didatangi = desa_bernilai(k, "selesai")
        baris.append(
            f"Dari {k.angka('rencana')} kunjungan yang direncanakan, {k.angka('selesai')} sudah disahkan, di "
            f"{len(didatangi)} dari {len(k.baris)} desa."
        )
    if b := ada.get("buku"):
        baris.append(
            f"Dari {b.angka('diperiksa')} buku yang diperiksa, {b.angka('tertib')} tertib ({b.angka('persen')} %)."
        )
    if t := ada.get("temuan"):
        baris.append(
            f"{t.angka('dicatat')} temuan dicatat, {t.angka('selesai')} diselesaikan, dan {t.angka('terbuka')} masih "
            "terbuka."
        )
    if a := ada.get("apbdes"):
        putus = sum(int(a.angka(n) or 0) for n in ("sesuai", "perbaiki"))
        baris.append(f"{a.angka('diterima')} rancangan APB Desa diterima dan {putus} diputus.")
    if w := ada.get("kewajiban"):
        baris.append(f"Kepatuhan desa atas kewajiban yang jatuh tempo {w.angka('persen')} %.")
    return "\n".join(baris)
