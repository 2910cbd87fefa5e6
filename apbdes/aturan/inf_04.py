"""INF-04: a planning consultant costs at most 1,5 per cent, in Tata Praja, from ADD. BAB III.1.B angka 2 butir 2)-3).

The work follows a year later, so that its pagu is not in this workbook but in `pagu_acuan`. Rows for the
same work are counted together.
"""

from apbdes.anggaran import Anggaran, BarisBelanja, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.per_komponen.get("konsultan_perencana", [])
    if not baris:
        return tidak_berlaku("Tidak ada konsultan perencana.")
    batas = nilai["maksimum"]
    alasan: list[str] = []
    salah: list[BarisBelanja] = []
    for b in baris:
        if not b.kegiatan.startswith(nilai["sub_bidang"] + "."):
            alasan.append(f"{b.tempat} harus berada pada sub bidang {nilai['sub_bidang']}")
            salah.append(b)
        if b.sumber != nilai["sumber"]:
            alasan.append(f"{b.tempat} harus bersumber dari {nilai['sumber']}")
            salah.append(b)
    pekerjaan: dict[tuple[str, int], list[BarisBelanja]] = {}
    for b in baris:
        if b.pagu_acuan is not None:
            pekerjaan.setdefault((b.kegiatan_acuan, b.pagu_acuan), []).append(b)
    selisih, hitungan = 0, []
    for (_, pagu), rangkaian in sorted(pekerjaan.items()):
        banding = paling_banyak(jumlah(rangkaian), batas, pagu)
        hitungan.append(banding.hitungan)
        if not banding.cocok:
            selisih += banding.selisih
            salah += rangkaian
            alasan.append(
                f"biaya {daftar(tempat(rangkaian))} melebihi {batas.teks} pagu; kurangi {rupiah(banding.selisih)}"
            )
    satu = next(iter(pekerjaan.items())) if len(pekerjaan) == 1 else None
    isi = {
        "pembilang": jumlah(satu[1]) if satu else None,
        "penyebut": satu[0][1] if satu else None,
        "batas": batas.teks,
        "hitungan": "; ".join(hitungan) or None,
    }
    if salah:
        return dilanggar(f"Konsultan perencana: {daftar(alasan)}.", selisih=selisih or None, baris=tempat(salah), **isi)
    kurang = [b for b in baris if b.pagu_acuan is None]
    if kurang:
        return tidak_dapat((sel(b, "pagu_acuan") for b in kurang), baris=tempat(kurang))
    return terpenuhi(f"Biaya konsultan perencana tidak melebihi {batas.teks} pagu kegiatannya.", **isi)
