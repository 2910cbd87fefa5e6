"""Monthly pay per post: what is written for one person-month (OB), and what it must be.

A row tells its figure only when it names who is paid, its satuan is OB and its harga_satuan is filled in.
"""

from collections.abc import Iterable
from typing import NamedTuple

from apbdes.anggaran import PENERIMA, Anggaran, BarisBelanja
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.banding import tepat
from apbdes.aturan.hasil import Hasil, Nilai, Persen, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import angka, rupiah

SILTAP_KADES, SILTAP_PERANGKAT = "5.1.1.01", "5.1.2.01"


def kurang_harga(b: BarisBelanja) -> list[str]:
    kurang = []
    if b.satuan.upper() != "OB":
        kurang.append(f"{sel(b, 'satuan')} (harus OB)")
    if b.harga_satuan is None:
        kurang.append(sel(b, "harga_satuan"))
    return kurang


def baris_siltap(anggaran: Anggaran, penerima: str) -> list[BarisBelanja]:
    return [
        b for r in (SILTAP_KADES, SILTAP_PERANGKAT) for b in anggaran.per_rekening.get(r, ()) if b.penerima == penerima
    ]


def siltap_tanpa_penerima(anggaran: Anggaran, penerima: str) -> list[BarisBelanja]:
    """Siltap rows that name nobody and could be this person's."""
    rekening = SILTAP_KADES if penerima == "kades" else SILTAP_PERANGKAT
    return [b for b in anggaran.per_rekening.get(rekening, ()) if not b.penerima]


class Acuan(NamedTuple):
    """The monthly figures that another one is a share of, and the cells that are missing to know them."""

    nilai: tuple[int, ...]
    kurang: tuple[str, ...]


def acuan_baris(baris: Iterable[BarisBelanja], tanpa: Iterable[BarisBelanja], hal: str) -> Acuan:
    baris = list(baris)
    nilai = tuple(sorted({b.harga_satuan for b in baris if b.harga_satuan is not None and not kurang_harga(b)}))
    kurang = [k for b in baris for k in kurang_harga(b)] + [sel(b, "penerima") for b in tanpa]
    return Acuan(nilai, tuple(kurang) or (() if nilai else (hal,)))


def acuan_siltap(anggaran: Anggaran, penerima: str) -> Acuan:
    return acuan_baris(
        baris_siltap(anggaran, penerima),
        siltap_tanpa_penerima(anggaran, penerima),
        f"baris penghasilan tetap {PENERIMA.get(penerima, penerima)} (penerima {penerima}) pada lembar Belanja",
    )


def periksa_bagian(
    pasangan: list[tuple[BarisBelanja, Acuan]],
    tanpa: list[BarisBelanja],
    batas: tuple[Persen, ...],
    *,
    hal: str,
    dari: str,
) -> Hasil:
    """Each row's harga_satuan must be exactly one of the shares of one of its reference figures."""
    salah: list[tuple[BarisBelanja, int, str]] = []
    kurang: list[str] = [sel(b, "penerima") for b in tanpa]
    bermasalah: list[BarisBelanja] = list(tanpa)
    cocok_pertama: tuple[int, int, str] | None = None
    for b, acuan in pasangan:
        kurang_sel = kurang_harga(b)
        if kurang_sel:
            kurang += kurang_sel
            bermasalah.append(b)
            continue
        harga = b.harga_satuan or 0
        banding = [(tepat(harga, p, n), n) for n in acuan.nilai for p in batas]
        cocok = next(((x, n) for x, n in banding if x.cocok), None)
        if banding and cocok is None:
            terdekat = min((x for x, _ in banding), key=lambda x: x.selisih)
            salah.append((b, terdekat.selisih, terdekat.hitungan))
            continue
        if cocok and cocok_pertama is None:
            cocok_pertama = (harga, cocok[1], cocok[0].hitungan)
        kurang += acuan.kurang
    teks = " atau ".join(p.teks for p in batas)
    if salah:
        return dilanggar(
            f"{hal} harus {teks} dari {dari}. "
            + daftar(f"{b.tempat} berselisih {rupiah(jauh)}" for b, jauh, _ in salah)
            + ".",
            selisih=sum(jauh for _, jauh, _ in salah),
            baris=tempat(b for b, _, _ in salah),
            pembilang=salah[0][0].harga_satuan,
            batas=teks,
            hitungan="; ".join(dict.fromkeys(h for _, _, h in salah)),
        )
    if kurang:
        return tidak_dapat(kurang, baris=tempat(bermasalah))
    if not pasangan:
        return tidak_berlaku(f"Tidak ada baris {hal[0].lower()}{hal[1:]}.")
    tertulis, acuan_cocok, hitungan = cocok_pertama or (None, None, None)
    return terpenuhi(
        f"{hal} sebesar {teks} dari {dari}.",
        pembilang=tertulis,
        penyebut=acuan_cocok,
        batas=teks,
        hitungan=hitungan,
    )


def periksa_bpd(
    anggaran: Anggaran, nilai: Nilai, penerima: str, *, acuan: Acuan, dari: str, juga: tuple[Persen, ...] = ()
) -> Hasil:
    """One post of the BPD in activity 1.1.05. A reference figure that is known is enough."""
    semua = anggaran.per_kegiatan.get(nilai["kegiatan"], [])
    if acuan.nilai:
        acuan = acuan._replace(kurang=())
    return periksa_bagian(
        [(b, acuan) for b in semua if b.penerima == penerima],
        [b for b in semua if not b.penerima],
        (nilai["bagian"], *juga),
        hal=f"Tunjangan {PENERIMA[penerima]}",
        dari=dari,
    )


def acuan_ketua_bpd(anggaran: Anggaran, nilai: Nilai) -> Acuan:
    semua = anggaran.per_kegiatan.get(nilai["kegiatan"], [])
    return acuan_baris(
        (b for b in semua if b.penerima == "ketua_bpd"),
        (),
        "baris tunjangan ketua BPD (penerima ketua_bpd) pada lembar Belanja",
    )


def periksa_siltap_minimum(anggaran: Anggaran, nilai: Nilai, penerima: str) -> Hasil:
    minimum: int = nilai["minimum"]
    baris, tanpa = baris_siltap(anggaran, penerima), siltap_tanpa_penerima(anggaran, penerima)
    rendah = [b for b in baris if not kurang_harga(b) and (b.harga_satuan or 0) < minimum]
    hal = f"Penghasilan tetap {PENERIMA[penerima]}"
    if rendah:
        tertulis = [b.harga_satuan or 0 for b in rendah]
        return dilanggar(
            f"{hal} paling sedikit {rupiah(minimum)} sebulan, tetapi tertulis {daftar(rupiah(n) for n in tertulis)}.",
            selisih=sum(minimum - n for n in tertulis),
            baris=tempat(rendah),
            pembilang=tertulis[0],
            batas=rupiah(minimum),
            hitungan="; ".join(f"{angka(n)} < {angka(minimum)}" for n in dict.fromkeys(tertulis)),
        )
    kurang = [k for b in baris for k in kurang_harga(b)] + [sel(b, "penerima") for b in tanpa]
    if kurang:
        return tidak_dapat(kurang, baris=tempat(b for b in (*baris, *tanpa) if not b.penerima or kurang_harga(b)))
    if not baris:
        return tidak_berlaku(f"Tidak ada penghasilan tetap untuk {PENERIMA[penerima]}.")
    return terpenuhi(f"{hal} tidak kurang dari {rupiah(minimum)} sebulan.", batas=rupiah(minimum))
