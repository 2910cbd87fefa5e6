"""The figures of this product that the factors of risk are fed with: each from the raw rows of one village, or why it
is not known. What is not known is said; it is never a zero."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.urls import reverse

from apbdes.enums import SikapPutusan
from dasbor.alamat import alamat_anggaran, alamat_evaluasi, alamat_kunjungan
from dasbor.keadaan import KeadaanDesa
from desa.enums import JabatanPerangkat
from tindaklanjut.enums import Tingkat

HARI_BARU = 180  # days in office within which somebody counts as new; PERUT's own
HARI_AJUKAN = 3  # days after the agreement; Lembar Evaluasi of Permendagri 20/2018, row 1.2
DILANGGAR = "dilanggar"
MENUDUH = frozenset({"Wajib", "Perlu"})  # as the frozen verdicts call their level
# Posts that every village has (Permendagri 84/2015); hamlets and staff differ, and two seksi or urusan may be one.
POKOK = (
    JabatanPerangkat.KEPALA_DESA,
    JabatanPerangkat.SEKRETARIS_DESA,
    JabatanPerangkat.KAUR_KEUANGAN,
    JabatanPerangkat.KAUR_PERENCANAAN,
    JabatanPerangkat.KASI_PEMERINTAHAN,
    JabatanPerangkat.KASI_KESEJAHTERAAN,
)


@dataclass(frozen=True)
class Nilai:
    """What was measured: a number in the unit of its measure, `belum_pernah`, or neither, and then why."""

    angka: Fraction | None
    kalimat: str
    belum_pernah: bool = False
    ringkas: str = ""  # the number alone, as it is printed


@dataclass(frozen=True)
class Ukuran:
    satuan: str
    hitung: Callable[[KeadaanDesa], Nilai]
    alamat: Callable[[KeadaanDesa], str]


def _tahu(angka: int | Fraction, kalimat: str) -> Nilai:
    return Nilai(Fraction(angka), kalimat)


def _tak_tahu(kalimat: str) -> Nilai:
    return Nilai(None, kalimat)


def _persen(bagian: int, seluruh: int) -> str:
    """Whole per cent, rounded half up."""
    return f"{(200 * bagian + seluruh) // (2 * seluruh)} persen"


def _kunjungan(k: KeadaanDesa) -> Nilai:
    terakhir = k.terakhir_dikunjungi
    if terakhir is None:
        return Nilai(None, "Belum pernah dikunjungi menurut catatan di sini.", belum_pernah=True)
    hari = max(0, (k.pada - terakhir).days)
    lama = "" if k.kunjungan_sah else " (menurut catatan lama)"
    return _tahu(hari, f"{hari} hari sejak kunjungan terakhir{lama}.")


def _buku(k: KeadaanDesa) -> Nilai:
    diperiksa = k.diperiksa
    if not diperiksa:
        return _tak_tahu("Belum satu buku pun diperiksa pada kunjungan yang disahkan.")
    belum = sum(not b.tertib for b in diperiksa)
    return _tahu(
        Fraction(100 * belum, len(diperiksa)),
        f"{belum} dari {len(diperiksa)} buku yang diperiksa belum tertib ({_persen(belum, len(diperiksa))}).",
    )


def _temuan(k: KeadaanDesa) -> Nilai | None:
    """Without an approved visit or a monitoring that was reported nobody looked, so that none is no good sign."""
    if k.kunjungan_sah or k.monitoring_terakhir or k.temuan:
        return None
    return _tak_tahu("Belum ada kunjungan atau monitoring yang dapat menghasilkan temuan.")


def _temuan_terbuka(k: KeadaanDesa) -> Nilai:
    return _temuan(k) or _tahu(k.temuan_terbuka, f"{k.temuan_terbuka} temuan masih terbuka.")


def _temuan_terlambat(k: KeadaanDesa) -> Nilai:
    return _temuan(k) or _tahu(k.temuan_terlambat, f"{k.temuan_terlambat} temuan lewat batas waktunya.")


def _tanpa(n: int, apa: str) -> str:
    """What of the open findings could not be counted."""
    return f"; {n} lainnya tanpa {apa}" if n else ""


def _temuan_berulang(k: KeadaanDesa) -> Nilai:
    """Only what has a kind can be seen to come back."""
    if tak_tahu := _temuan(k):
        return tak_tahu
    terbuka = [t for t in k.temuan if t.berjalan]
    berjenis = [t for t in terbuka if t.berjenis]
    if terbuka and not berjenis:
        return _tak_tahu("Jenis temuan yang masih terbuka belum dicatat, jadi tidak diketahui yang berulang.")
    n = sum(t.ulangan > 0 for t in berjenis)
    lain = _tanpa(len(terbuka) - len(berjenis), "jenis")
    return _tahu(n, f"{n} temuan terbuka berulang dari yang pernah ditemukan{lain}.")


def _temuan_berat(k: KeadaanDesa) -> Nilai:
    if tak_tahu := _temuan(k):
        return tak_tahu
    terbuka = [t for t in k.temuan if t.berjalan]
    dinilai = [t for t in terbuka if t.tingkat]
    if terbuka and not dinilai:
        return _tak_tahu("Tingkat temuan yang masih terbuka belum dicatat.")
    n = sum(t.tingkat == Tingkat.BERAT for t in dinilai)
    return _tahu(n, f"{n} temuan terbuka bertingkat berat{_tanpa(len(terbuka) - len(dinilai), 'tingkat')}.")


def _dokumen(k: KeadaanDesa) -> Nilai:
    if not k.dituntut:
        return _tak_tahu("Kecamatan belum menetapkan sejak kapan kewajiban dihitung.")
    return _tahu(k.dokumen_terlambat, f"{k.dokumen_terlambat} dokumen atau laporan lewat hari terakhirnya.")


def _perdes(k: KeadaanDesa) -> Nilai:
    tahun = k.pada.year
    versi = [a for a in k.anggaran if a.tahun == tahun]
    if not versi:
        return _tak_tahu(f"APB Desa tahun {tahun} belum ada di sini.")
    awal = k.pada.replace(month=1, day=1)
    perdes = next((a.perdes for a in versi if a.perdes and a.urut[0] == 0), None)
    hari = max(0, ((perdes or k.pada) - awal).days + 1)
    if perdes:
        isi = f"Perdes ditetapkan {hari} hari sesudah 31 Desember {tahun - 1}." if hari else "Perdes tepat waktu."
    else:
        isi = f"Perdes APB Desa tahun {tahun} belum tercatat, {hari} hari sesudah 31 Desember {tahun - 1}."
    return _tahu(hari, isi)


def _pengajuan(k: KeadaanDesa) -> Nilai:
    """Calendar days beyond the three after the agreement with the BPD; what was mended is asked for by another day."""
    versi = next((a for a in reversed(k.anggaran) if a.urut[1] == 0 and a.disepakati and a.diajukan), None)
    if versi is None or versi.disepakati is None or versi.diajukan is None:
        return _tak_tahu("Tanggal APB Desa disepakati dan diajukan belum tercatat.")
    lama = max(0, (versi.diajukan - versi.disepakati).days)
    return _tahu(
        max(0, lama - HARI_AJUKAN),
        f"APB Desa tahun {versi.tahun} diajukan {lama} hari sesudah disepakati, paling lambat {HARI_AJUKAN} hari.",
    )


def _putusan(k: KeadaanDesa) -> Nilai:
    dinilai = next((a for a in reversed(k.anggaran) if a.putusan and a.tahun >= k.pada.year), None)
    if dinilai is None or not dinilai.putusan:
        return _tak_tahu("Belum ada hasil evaluasi APB Desa tahun ini atau tahun depan.")
    lain = SikapPutusan.DIKESAMPINGKAN.label
    n = sum(
        p.get("putusan") == DILANGGAR and p.get("tingkat") in MENUDUH and p.get("sikap") != lain
        for p in dinilai.putusan
    )
    return _tahu(n, f"{n} aturan dilanggar pada evaluasi APB Desa tahun {dinilai.tahun}.")


def _bagian(k: KeadaanDesa, nama: str, dari: str, sebutan: str) -> Nilai:
    """The share of one sum in another, of this year's budget. Per cent."""
    versi = k.anggaran_tahun(k.pada.year)
    seluruh = getattr(versi, dari) if versi else 0
    if versi is None or not seluruh:
        return _tak_tahu(f"Rincian APB Desa tahun {k.pada.year} belum ada di sini.")
    bagian = getattr(versi, nama)
    return _tahu(Fraction(100 * bagian, seluruh), f"{sebutan} {_persen(bagian, seluruh)} dari {dari}.")


def _siltap(k: KeadaanDesa) -> Nilai:
    return _bagian(k, "siltap", "belanja", "Penghasilan tetap dan tunjangan")


def _silpa(k: KeadaanDesa) -> Nilai:
    return _bagian(k, "silpa", "pendapatan", "SiLPA")


def _sisa_jabatan(k: KeadaanDesa) -> Nilai:
    kades = next((p for p in k.perangkat if p.kata == JabatanPerangkat.KEPALA_DESA), None)
    if kades is None:
        return _tak_tahu("Kepala desanya belum dicatat.")
    if kades.batas is None:
        return _tak_tahu("Akhir masa jabatan kepala desanya belum dicatat.")
    sisa = (kades.batas - k.pada).days
    return _tahu(sisa, f"Masa jabatan kepala desa berakhir {sisa} hari lagi.")


def _pejabat_baru(k: KeadaanDesa) -> Nilai:
    perlu = (JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.KAUR_KEUANGAN)
    ada = {p.kata: p for p in k.perangkat if p.kata in perlu}
    if len(ada) < len(perlu):
        return _tak_tahu("Kepala desa atau kaur keuangannya belum dicatat.")
    if any(p.tanggal is None for p in ada.values()):
        return _tak_tahu("Sejak kapan kepala desa atau kaur keuangannya menjabat belum dicatat.")
    n = sum((k.pada - p.tanggal).days < HARI_BARU for p in ada.values() if p.tanggal)
    return _tahu(n, f"{n} di antara kepala desa dan kaur keuangan menjabat kurang dari {HARI_BARU} hari.")


def _jabatan_kosong(k: KeadaanDesa) -> Nilai:
    if not k.perangkat:
        return _tak_tahu("Perangkat desanya belum dicatat.")
    isi = {p.kata for p in k.perangkat}
    n = sum(j not in isi for j in POKOK)
    return _tahu(n, f"{n} dari {len(POKOK)} jabatan pokok tidak tercatat pemegangnya.")


def _kapasitas(k: KeadaanDesa) -> Nilai:
    """Who was not assessed is not known, and says nothing of the village."""
    c = k.kapasitas
    if not c.dinilai:
        return _tak_tahu("Belum satu perangkat pun dinilai kapasitasnya.")
    n = c.dinilai - c.mampu
    belum = f"; {c.belum_dinilai} lainnya belum dinilai" if c.belum_dinilai else ""
    return _tahu(
        Fraction(100 * n, c.dinilai),
        f"{n} dari {c.dinilai} perangkat yang dinilai belum mampu ({_persen(n, c.dinilai)}){belum}.",
    )


def _evaluasi(k: KeadaanDesa) -> Nilai:
    terakhir = k.evaluasi_terakhir
    if terakhir is None:
        return _tak_tahu("Belum ada evaluasi yang diterima camat.")
    try:
        nilai = Fraction(terakhir.teks)
        tampil = str(round(Decimal(nilai.numerator) / Decimal(nilai.denominator), 2)).replace(".", ",")
    except (ValueError, ZeroDivisionError, InvalidOperation):
        return _tak_tahu("Nilai evaluasi terakhirnya tidak terbaca.")
    return Nilai(nilai, f"Nilai {tampil} pada evaluasi tahun {terakhir.kata}.", ringkas=tampil)


def _desa(nama: str) -> Callable[[KeadaanDesa], str]:
    return lambda k: reverse(nama, args=[k.desa.pk])


def _temuan_desa(lain: str) -> Callable[[KeadaanDesa], str]:
    return lambda k: f"{reverse('tindaklanjut:temuan-daftar')}?desa={k.desa.pk}&keadaan={lain}"


UKURAN = {
    "hari_sejak_kunjungan": Ukuran("hari", _kunjungan, alamat_kunjungan),
    "buku_belum_tertib": Ukuran("persen", _buku, _desa("perut:buku-desa")),
    "temuan_terbuka": Ukuran("temuan", _temuan_terbuka, _temuan_desa("belum")),
    "temuan_terlambat": Ukuran("temuan", _temuan_terlambat, _temuan_desa("terlambat")),
    "temuan_berulang": Ukuran("temuan", _temuan_berulang, _temuan_desa("belum")),
    "temuan_berat": Ukuran("temuan", _temuan_berat, _temuan_desa("belum")),
    "dokumen_terlambat": Ukuran("dokumen", _dokumen, _desa("kewajiban:desa")),
    "perdes_terlambat": Ukuran("hari", _perdes, alamat_anggaran),
    "pengajuan_terlambat": Ukuran("hari", _pengajuan, alamat_anggaran),
    "putusan_dilanggar": Ukuran("aturan", _putusan, alamat_anggaran),
    "bagian_siltap": Ukuran("persen", _siltap, alamat_anggaran),
    "bagian_silpa": Ukuran("persen", _silpa, alamat_anggaran),
    "sisa_masa_jabatan": Ukuran("hari", _sisa_jabatan, _desa("desa:desa-rinci")),
    "pejabat_baru": Ukuran("orang", _pejabat_baru, _desa("desa:desa-rinci")),
    "jabatan_kosong": Ukuran("jabatan", _jabatan_kosong, _desa("desa:desa-rinci")),
    "kapasitas_belum_mampu": Ukuran("persen", _kapasitas, _desa("kapasitas:desa")),
    "nilai_evaluasi": Ukuran("nilai", _evaluasi, alamat_evaluasi),
}
