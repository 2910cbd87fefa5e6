"""The checks of the grammar, each against one group of rows: verdict, arithmetic and the rows that are to blame."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from apbdes.gramatika import bentuk as b
from apbdes.gramatika import pesan
from apbdes.gramatika.banding import (
    TANDA,
    NilaiSiap,
    Penyiap,
    Terhitung,
    ambil_volume,
    banding,
    sejauh,
    sel_harga,
    sen_ke_atas,
)
from apbdes.gramatika.butir import DILANGGAR, TERPENUHI, TIDAK_BERLAKU, TIDAK_DAPAT, Butir
from apbdes.gramatika.lingkup import TIDAK_KURANG, Kurang, Lingkup, identitas
from apbdes.gramatika.nilai import baca_bilangan
from apbdes.gramatika.saring import Gabung
from dasar.uang import SEN


class BandingSiap:
    def __init__(
        self, asal: b.Banding, siap: Penyiap, arti: dict[str, str], angka: dict[str, str], *, uang: bool
    ) -> None:
        self.pembanding = asal.pembanding
        self.nilai = [siap.nilai(n) for n in asal.nilai]
        self.batas = [_tetap(n, uang=uang) for n in self.nilai]
        self.sebutan = " atau ".join(
            tetap if tetap and not n.persen else pesan.sebut_nilai(n.nilai, arti, angka)
            for n, tetap in zip(self.nilai, self.batas, strict=True)
        )


def _tetap(n: NilaiSiap, *, uang: bool) -> str:
    """A limit as far as the set itself says it: its percentages, or a number that nothing of the budget changes."""
    if n.persen_teks:
        return n.persen_teks
    if n.berjalan or n.tabel or n.tanpa or not n.tetap:
        return ""
    return pesan.uang_rp(n.bilangan * SEN) if uang else pesan.angka_tepat(n.bilangan)


class Jawab:
    """What one number's comparison with one or two limits came to."""

    def __init__(self) -> None:
        self.salah: list[tuple[int, str]] = []  # by how many sen, and the sentence
        self.arah: int = 0
        self.kurang = TIDAK_KURANG
        self.hitungan: list[str] = []
        self.batas = ""
        self.penyebut: int | None = None
        self.ragu = False  # violated only by what was not found in words
        self.sebutan: list[str] = []
        self.ruang: int | None = None  # sen that are left below the limit


class CekSiap:
    """A check made ready for a year."""

    def __init__(self, asal: b.Pemeriksaan, siap: Penyiap, arti: dict[str, str], angka: dict[str, str]) -> None:
        self.asal = asal
        self.jenis = asal.jenis
        self.pilihan = siap.gudang.buat(asal.pilihan)
        self.dalam = siap.gudang.buat(asal.dalam)
        uang = asal.jenis in ("jumlah", "harga")
        self.banding = [BandingSiap(x, siap, arti, angka, uang=uang) for x in asal.banding]
        self.batas = [t for x in self.banding if (t := " atau ".join(dict.fromkeys(filter(None, x.batas))))]
        self.toleransi = (baca_bilangan(asal.toleransi) or 0) * SEN
        self.sebutan = pesan.sebut(asal.pilihan, arti)
        self.hal = pesan.besar(self.sebutan)
        self.hal_dalam = pesan.sebut(asal.dalam, arti)
        self.arti = arti

    @property
    def g(self) -> Gabung:
        assert self.pilihan is not None  # every check but `data` has one
        return self.pilihan

    def jalan(self, lk: Lingkup) -> Butir:
        return _CEK[self.jenis](self, lk)

    def bandingkan(self, kiri: int | Fraction, lk: Lingkup, *, uang: bool, jumlahan: bool) -> Jawab:
        """`jumlahan`: a sum of rows, of which more or fewer could have been found."""
        j = Jawab()
        for satu in self.banding:
            self._satu(satu, kiri, lk, j, uang=uang, jumlahan=jumlahan)
        return j

    def _satu(
        self, satu: BandingSiap, kiri: int | Fraction, lk: Lingkup, j: Jawab, *, uang: bool, jumlahan: bool
    ) -> None:
        """Of several values, and of several prices, any will do; the nearest is the one that counts otherwise."""
        dekat: tuple[int | Fraction, Terhitung, int | Fraction, NilaiSiap] | None = None
        kurang = lain = TIDAK_KURANG
        teks = [x.persen_teks for x in satu.nilai if x.persen_teks]
        for nilai in satu.nilai:
            t = nilai.hitung(lk)
            kurang += t.kurang
            for sisa in () if t.kurang else t.calon:
                kanan = t.senilai(sisa)
                if uang and not t.uang:
                    kanan *= SEN
                baik, beda = banding(satu.pembanding, kiri, kanan, uang=uang, toleransi=self.toleransi)
                if baik and not t.lain:
                    if satu.pembanding == "paling_banyak" and uang:
                        j.ruang = max(0, -beda.__ceil__())
                    self._catat(satu, kiri, j, t, sisa, teks, uang=uang, baik=True)
                    return
                if baik:
                    lain += t.lain
                if dekat is None or sejauh(beda) < sejauh(dekat[0]):
                    dekat = (beda, t, sisa, nilai)
        if lain or kurang or dekat is None:
            j.kurang += lain + kurang
            return
        beda, t, sisa, nilai = dekat
        self._catat(satu, kiri, j, t, sisa, teks, uang=uang, baik=False)
        if self.diragukan(beda, nilai, jumlahan=jumlahan):
            j.ragu = True
            return
        j.arah = -1 if beda < 0 else 1
        j.salah.append((sen_ke_atas(beda), f"{pesan.MELANGGAR[satu.pembanding]} {satu.sebutan}"))

    def diragukan(self, beda: int | Fraction, nilai: NilaiSiap, *, jumlahan: bool) -> bool:
        """Whether what words did not find could mend it."""
        if beda > 0:
            return nilai.bertambah or (jumlahan and self.g.berkurang)
        return nilai.berkurang or (jumlahan and self.g.bertambah)

    def _catat(
        self,
        satu: BandingSiap,
        kiri: int | Fraction,
        j: Jawab,
        t: Terhitung,
        sisa: int | Fraction,
        teks: list[str],
        *,
        uang: bool,
        baik: bool,
    ) -> None:
        tanda = TANDA[satu.pembanding][0 if baik else 1]
        if uang and not t.uang:
            sisa = sisa * SEN
        tulis: Callable[[int | Fraction], str] = pesan.uang if uang else pesan.angka_tepat
        beda, akhir = kiri - t.senilai(sisa), ""
        if baik and beda and not banding(satu.pembanding, kiri, t.senilai(sisa), uang=False, toleransi=0)[0]:
            # What holds only within the tolerance is not written as if it held to the last digit.
            tanda, akhir = "≈", f" (beda {pesan.uang_rp(sejauh(beda)) if uang else pesan.angka_tepat(sejauh(beda))})"
        if t.persen:
            n, d, teks_sendiri = t.persen
            teks = teks or [teks_sendiri]
            j.batas = " atau ".join(dict.fromkeys(teks))
            j.penyebut = sisa if uang and isinstance(sisa, int) else None
            j.hitungan.append(
                f"{tulis(kiri)} × {pesan.angka_tepat(d)} = {tulis(kiri * d)} {tanda} "
                f"{pesan.angka_tepat(n)} × {tulis(sisa)} = {tulis(n * sisa)}{akhir}"
            )
        else:
            kanan = t.senilai(sisa)
            j.batas = pesan.uang_rp(kanan) if uang else pesan.angka_tepat(kanan)
            j.penyebut = kanan.numerator if uang and t.berjalan and kanan.denominator == 1 else None
            j.hitungan.append(f"{tulis(kiri)} {tanda} {tulis(kanan)}{akhir}")
        j.sebutan.append(f"{pesan.MEMENUHI[satu.pembanding]} {satu.sebutan}")


def _jumlah(c: CekSiap, lk: Lingkup) -> Butir:
    t = lk.ambil(c.g)
    kiri = lk.indeks.jumlah(t.pasti)
    kurang = lk.terbuka(c.g, t.mungkin)
    j = c.bandingkan(kiri, lk, uang=True, jumlahan=True)
    isi: dict[str, Any] = {
        "pembilang": kiri,
        "penyebut": j.penyebut,
        "batas": j.batas,
        "hitungan": "; ".join(j.hitungan),
    }
    hal = f"{c.hal} {pesan.uang_rp(kiri)}"
    if kurang:
        return Butir(TIDAK_DAPAT, kurang=kurang)
    if j.salah:
        baris = t.pasti
        if j.arah < 0 and c.banding[0].pembanding in ("paling_sedikit", "lebih_dari"):
            baris = _yang_memakan(c, lk, t.pasti) or t.pasti
        selisih = sum(n for n, _ in j.salah)
        ajakan = "Kurangi" if j.arah > 0 else "Tambah"
        kalimat = f"{hal} {pesan.deret(k for _, k in j.salah)}. {ajakan} {pesan.uang_rp(selisih)}."
        return Butir(DILANGGAR, kalimat, selisih=selisih, baris=baris, **isi)
    if j.kurang:
        return Butir(TIDAK_DAPAT, kurang=j.kurang)
    if j.ragu:
        return Butir(TIDAK_DAPAT, _ragu(c), baris=t.pasti)
    sisa = f"; tersisa {pesan.uang_rp(j.ruang)}" if j.ruang is not None and len(c.banding) == 1 else ""
    kalimat = f"{hal}, {pesan.deret(j.sebutan)}{sisa}."
    return Butir(TERPENUHI, kalimat, selisih=0, ringkas=f"{c.hal} {pesan.deret(j.sebutan)}", **isi)


def _ragu(c: CekSiap) -> str:
    return f"{c.hal} dicari menurut kata dalam uraian, dan yang ditemukan belum cukup. Pastikan pada uraiannya."


def _yang_memakan(c: CekSiap, lk: Lingkup, bagian: int) -> int:
    """The rows of the whole outside the part: the ones to be cut, not the many that are too small together."""
    seluruh = 0
    for satu in c.banding:
        for nilai in satu.nilai:
            for g in nilai.pilihan:
                seluruh |= lk.ambil(g).pasti
    return seluruh & ~bagian


def _harga(c: CekSiap, lk: Lingkup) -> Butir:
    lk = lk.bersatuan(c.asal.satuan)
    t = lk.ambil(c.g)
    baik = t.pasti & lk.indeks.bersatuan(lk.satuan)
    kurang = lk.terbuka(c.g, t.mungkin)
    harga_ada = dict.fromkeys(lk.indeks.harga(baik))
    jawab = {h: c.bandingkan(h, lk, uang=True, jumlahan=False) for h in harga_ada if h is not None}
    salah: list[tuple[int, int, Jawab]] = []  # row, price, answer
    benar: tuple[int, Jawab] | None = None
    ragu = False
    for harga, j in jawab.items():
        if j.salah:
            continue
        if j.kurang:
            kurang += Kurang(j.kurang.sel)
        elif j.ragu:
            ragu = True
        elif benar is None:
            benar = (harga, j)
    if any(j.salah for j in jawab.values()):
        for n, harga in zip(lk.indeks.nomor(baik), lk.indeks.harga(baik), strict=True):
            if harga is not None and jawab[harga].salah:
                salah.append((n, harga, jawab[harga]))
    if salah:
        topeng = 0
        for n, _, _ in salah:
            topeng |= 1 << n
        _, harga, j = salah[0]
        kata = (
            f"{lk.indeks.baris[n].tempat} {pesan.uang_rp(h)} ({pesan.deret(k for _, k in x.salah)})"
            for n, h, x in salah
        )
        return Butir(
            DILANGGAR,
            f"{c.hal}: {pesan.deret(kata)}.",
            pembilang=harga,
            batas=j.batas,
            selisih=sum(s for _, _, x in salah for s, _ in x.salah),
            baris=topeng,
            hitungan="; ".join(dict.fromkeys(h for _, _, x in salah for h in x.hitungan)),
        )
    if baik != t.pasti or None in harga_ada:
        kurang += lk.sel(sel_harga(lk, t.pasti, c.asal.satuan, baik))
    if kurang:
        return Butir(TIDAK_DAPAT, kurang=kurang)
    if ragu:
        return Butir(TIDAK_DAPAT, _ragu(c), baris=t.pasti)
    if benar is None:
        return Butir(TIDAK_BERLAKU, f"Tidak ada {c.sebutan}.")
    harga, j = benar
    return Butir(
        TERPENUHI,
        f"{c.hal} {pesan.uang_rp(harga)}, {pesan.deret(j.sebutan)}.",
        pembilang=harga,
        penyebut=j.penyebut,
        batas=j.batas,
        selisih=0,
        baris=t.pasti,
        hitungan="; ".join(j.hitungan),
        ringkas=f"{c.hal} {pesan.deret(j.sebutan)}",
    )


def _volume(c: CekSiap, lk: Lingkup) -> Butir:
    (kiri,), _, kurang = ambil_volume(lk, c.g)
    if kurang:
        return Butir(TIDAK_DAPAT, kurang=kurang)
    j = c.bandingkan(kiri, lk, uang=False, jumlahan=True)
    baris = lk.ambil(c.g).pasti
    hal = f"{c.hal} bervolume {pesan.angka_tepat(kiri)}"
    isi: dict[str, Any] = {"batas": j.batas, "hitungan": "; ".join(j.hitungan)}
    if j.salah:
        return Butir(DILANGGAR, f"{hal}, {pesan.deret(k for _, k in j.salah)}.", baris=baris, **isi)
    if j.kurang:
        return Butir(TIDAK_DAPAT, kurang=j.kurang)
    if j.ragu:
        return Butir(TIDAK_DAPAT, _ragu(c), baris=baris)
    return Butir(TERPENUHI, f"{hal}, {pesan.deret(j.sebutan)}.", **isi)


def _data(c: CekSiap, lk: Lingkup) -> Butir:
    nama = c.asal.data
    isi = lk.data(nama)
    hal = pesan.besar(c.arti.get(nama, nama.replace("_", " ")))
    if not c.banding:
        ada = isi is not None and isi is not False
        return Butir(TERPENUHI, f"{hal} sudah diisi.") if ada else Butir(DILANGGAR, f"{hal} belum ada.")
    if isi is None:
        return Butir(TIDAK_DAPAT, kurang=identitas(nama))
    if isinstance(isi, (str, bool)):
        tertulis = isi if isinstance(isi, str) else "ya" if isi else "tidak"
        cocok = any(str(n) == tertulis for x in c.asal.banding for n in x.nilai)
        return Butir(
            TERPENUHI if cocok else DILANGGAR,
            f"{hal} adalah {tertulis.replace('_', ' ')}.",
            hitungan=f"{tertulis} {'=' if cocok else '≠'} {c.banding[0].sebutan}",
        )
    if hasattr(isi, "isoformat"):
        return _tanggal(c, lk, hal, isi)
    uang = (lk.fakta[nama].jenis if nama in lk.fakta else b.IDENTITAS[nama]) == "rupiah"
    j = c.bandingkan(isi, lk, uang=uang, jumlahan=False)
    tulis = pesan.uang_rp(isi) if uang else str(isi) if "tahun" in nama else pesan.angka_tepat(isi)
    if j.salah:
        return Butir(DILANGGAR, f"{hal} {tulis} {pesan.deret(k for _, k in j.salah)}.", hitungan="; ".join(j.hitungan))
    if j.kurang:
        return Butir(TIDAK_DAPAT, kurang=j.kurang)
    if j.ragu:
        return Butir(TIDAK_DAPAT, f"{hal} dibandingkan dengan yang dicari menurut kata. Pastikan pada uraiannya.")
    return Butir(TERPENUHI, f"{hal} {tulis}, {pesan.deret(j.sebutan)}.", hitungan="; ".join(j.hitungan))


def _tanggal(c: CekSiap, lk: Lingkup, hal: str, isi: Any) -> Butir:
    """Any of the dates will do."""
    kurang = TIDAK_KURANG
    hitungan = []
    for nilai in c.asal.banding[0].nilai:
        f = nilai.faktor[0]
        batas = f.teks if f.jenis == "tanggal" else lk.data(f.teks)
        if batas is None:
            kurang += identitas(f.teks)
            continue
        batas = batas if isinstance(batas, str) else batas.isoformat()
        hitungan.append(f"{isi.isoformat()} {'≤' if isi.isoformat() <= batas else '>'} {batas}")
        if isi.isoformat() <= batas:
            return Butir(TERPENUHI, f"{hal} {isi.isoformat()}, paling lambat {batas}.", hitungan=hitungan[-1])
    if kurang:
        return Butir(TIDAK_DAPAT, kurang=kurang)
    sebutan = c.banding[0].sebutan
    return Butir(DILANGGAR, f"{hal} ({isi.isoformat()}) sesudah {sebutan}.", hitungan="; ".join(hitungan))


def _ada(c: CekSiap, lk: Lingkup) -> Butir:
    t = lk.ambil(c.g)
    if t.pasti:
        return Butir(TERPENUHI, f"{c.hal} sudah dianggarkan.")
    if t.mungkin:
        return Butir(TIDAK_DAPAT, kurang=lk.terbuka(c.g, t.mungkin))
    if c.g.bertambah:
        return Butir(TIDAK_DAPAT, _ragu(c))
    return Butir(DILANGGAR, f"{c.hal} belum dianggarkan.")


def _tidak_ada(c: CekSiap, lk: Lingkup) -> Butir:
    t = lk.ambil(c.g)
    if t.pasti and not c.g.berkurang:
        jumlah = lk.indeks.jumlah(t.pasti)
        kalimat = f"Ada {c.sebutan} {pesan.uang_rp(jumlah)}, yang tidak boleh dianggarkan."
        return Butir(DILANGGAR, kalimat, selisih=jumlah, baris=t.pasti)
    if t.pasti:
        return Butir(TIDAK_DAPAT, _ragu(c), baris=t.pasti)
    if t.mungkin:
        return Butir(TIDAK_DAPAT, kurang=lk.terbuka(c.g, t.mungkin))
    return Butir(TERPENUHI, f"Tidak ada {c.sebutan}.", selisih=0)


def _hanya(c: CekSiap, lk: Lingkup) -> Butir:
    """Each row by itself: outside, inside, or open."""
    assert c.dalam is not None  # `baca` asks for it
    p, q = lk.ambil(c.g), lk.ambil(c.dalam)
    luar = p.pasti & ~(q.pasti | q.mungkin)
    if luar and not (c.g.berkurang or c.dalam.bertambah):
        jumlah = lk.indeks.jumlah(luar)
        kalimat = f"{c.hal} {pesan.uang_rp(jumlah)} di luar {c.hal_dalam}."
        return Butir(DILANGGAR, kalimat, selisih=jumlah, baris=luar)
    kurang = lk.terbuka(c.g, p.mungkin & ~q.pasti) + lk.terbuka(c.dalam, (p.pasti | p.mungkin) & q.mungkin)
    if kurang:
        return Butir(TIDAK_DAPAT, kurang=kurang)
    if luar:
        return Butir(TIDAK_DAPAT, _ragu(c), baris=luar)
    return Butir(TERPENUHI, f"{c.hal} seluruhnya {c.hal_dalam}.", selisih=0)


_CEK: dict[str, Callable[[CekSiap, Lingkup], Butir]] = {
    "jumlah": _jumlah,
    "harga": _harga,
    "volume": _volume,
    "data": _data,
    "ada": _ada,
    "tidak_ada": _tidak_ada,
    "hanya": _hanya,
}
