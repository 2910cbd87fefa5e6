"""INF-06: a supervising consultant costs at most 1,5 per cent of a high-risk activity of the same year, in Tata Praja.

BAB III.1.B angka 2 butir 4)-5).
"""

from apbdes.anggaran import Anggaran, BarisBelanja, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.banding import paling_banyak
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    baris = anggaran.per_komponen.get("konsultan_pengawas", [])
    if not baris:
        return tidak_berlaku("Tidak ada konsultan pengawas.")
    batas = nilai["maksimum"]
    alasan: list[str] = []
    salah: list[BarisBelanja] = []
    for b in baris:
        if not b.kegiatan.startswith(nilai["sub_bidang"] + "."):
            alasan.append(f"{b.tempat} harus berada pada sub bidang {nilai['sub_bidang']}")
            salah.append(b)
    pekerjaan: dict[str, list[BarisBelanja]] = {}
    for b in baris:
        if b.kegiatan_acuan in anggaran.per_kegiatan:
            pekerjaan.setdefault(b.kegiatan_acuan, []).append(b)
    selisih, hitungan = 0, []
    for kegiatan, rangkaian in sorted(pekerjaan.items()):
        if not any(b.risiko_tinggi for b in anggaran.per_kegiatan[kegiatan]):
            alasan.append(f"kegiatan {kegiatan} tidak ditandai risiko_tinggi")
            salah += rangkaian
        banding = paling_banyak(jumlah(rangkaian), batas, anggaran.jumlah_kegiatan[kegiatan])
        hitungan.append(f"{kegiatan}: {banding.hitungan}")
        if not banding.cocok:
            selisih += banding.selisih
            salah += rangkaian
            alasan.append(f"biaya untuk {kegiatan} melebihi {batas.teks} pagu; kurangi {rupiah(banding.selisih)}")
    satu = next(iter(pekerjaan.items())) if len(pekerjaan) == 1 else None
    isi = {
        "pembilang": jumlah(satu[1]) if satu else None,
        "penyebut": anggaran.jumlah_kegiatan[satu[0]] if satu else None,
        "batas": batas.teks,
        "hitungan": "; ".join(hitungan) or None,
    }
    if salah:
        return dilanggar(f"Konsultan pengawas: {daftar(alasan)}.", selisih=selisih or None, baris=tempat(salah), **isi)
    kurang = [b for b in baris if b.kegiatan_acuan not in anggaran.per_kegiatan]
    if kurang:
        return tidak_dapat(
            (
                f"{sel(b, 'kegiatan_acuan')} ({b.kegiatan_acuan} tidak ada pada lembar Belanja)"
                if b.kegiatan_acuan
                else sel(b, "kegiatan_acuan")
                for b in kurang
            ),
            baris=tempat(kurang),
        )
    return terpenuhi(f"Biaya konsultan pengawas tidak melebihi {batas.teks} pagu kegiatan berisiko tinggi.", **isi)
