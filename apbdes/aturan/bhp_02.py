"""BHP-02: each appointed tax officer gets 600.000 rupiah a year. BAB IV.3.C angka 1."""

from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan._pbh import pbh_tanpa_komponen
from apbdes.aturan._tempat import identitas, sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, angka_tepat, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import angka, rupiah


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    if anggaran.pendapatan_sumber.get("PBH", 0) <= 0:
        return tidak_berlaku("Tidak ada pendapatan bagi hasil pajak dan retribusi.")
    besaran: int = nilai["besaran"]
    petugas = anggaran.jumlah_petugas_pbb
    baris = anggaran.per_komponen.get("insentif_pbb", [])
    alasan: list[str] = []
    kurang: list[str] = []
    salah: list[BarisBelanja] = []
    selisih: int | None = None
    for b in baris:
        if not b.satuan:
            kurang.append(f"{sel(b, 'satuan')} (harus OT)")
        elif b.satuan.upper() != "OT":
            alasan.append(f"{b.tempat} satuannya {b.satuan}, seharusnya OT")
            selisih = (selisih or 0) + b.jumlah
            salah.append(b)
        elif b.harga_satuan is None:
            kurang.append(sel(b, "harga_satuan"))
        elif b.harga_satuan != besaran:
            alasan.append(f"{b.tempat} {rupiah(b.harga_satuan)}, seharusnya {rupiah(besaran)} setahun")
            selisih = (selisih or 0) + abs(b.harga_satuan - besaran)
            salah.append(b)
        if b.volume is None:
            kurang.append(sel(b, "volume"))
    hitungan = None
    tanpa = [] if baris else pbh_tanpa_komponen(anggaran)
    kurang += [sel(b, "komponen") for b in tanpa]
    if petugas is None:
        kurang.append(identitas("jumlah_petugas_pbb"))
    elif not tanpa and all(b.volume is not None for b in baris):
        orang = sum(b.volume or 0 for b in baris)
        if orang != petugas:
            alasan.append(f"insentif dianggarkan untuk {angka_tepat(orang)} petugas, padahal ditetapkan {petugas}")
            salah += baris
        hitungan = f"{angka_tepat(orang)} {'=' if orang == petugas else '≠'} {petugas} petugas × {angka(besaran)}"
    isi = {"batas": rupiah(besaran), "hitungan": hitungan}
    if alasan:
        return dilanggar(f"Insentif petugas PBB: {daftar(alasan)}.", selisih=selisih, baris=tempat(salah), **isi)
    if kurang:
        bermasalah = [b for b in (*baris, *tanpa) if any(f"{b.tempat} " in k for k in kurang)]
        return tidak_dapat(kurang, baris=tempat(bermasalah))
    return terpenuhi(f"Insentif {petugas} petugas PBB {rupiah(besaran)} setahun.", **isi)
