"""INF-08: how the honorarium of the TPK is shared out, each within one rupiah. BAB III.1.B angka 2 butir 6)."""

from apbdes.anggaran import PENERIMA, Anggaran, BarisBelanja, jumlah
from apbdes.aturan._tempat import sel, tempat
from apbdes.aturan.hasil import Hasil, Nilai, daftar, dilanggar, terpenuhi, tidak_berlaku, tidak_dapat
from dasar.uang import SEN, angka, rupiah

BAGIAN = {"ketua_tpk": "ketua", "sekretaris_tpk": "sekretaris", "anggota_tpk": "anggota"}


def periksa(anggaran: Anggaran, nilai: Nilai) -> Hasil:
    honor = {
        kegiatan: [b for b in baris if b.komponen == "honor_tpk"] for kegiatan, baris in anggaran.infrastruktur.items()
    }
    honor = {kegiatan: baris for kegiatan, baris in honor.items() if baris}
    if not honor:
        return tidak_berlaku("Tidak ada honor TPK pada kegiatan infrastruktur.")
    salah: list[BarisBelanja] = []
    tanpa: list[BarisBelanja] = []
    kalimat, hitungan, selisih = [], [], 0
    for kegiatan, baris in sorted(honor.items()):
        kosong = [b for b in baris if not b.penerima]
        if kosong:
            tanpa += kosong
            continue
        pagu = jumlah(baris)
        lebih = 0
        for penerima, nama in BAGIAN.items():
            batas = nilai[nama]
            ada = jumlah(b for b in baris if b.penerima == penerima)
            jauh = ada * batas.penyebut - batas.pembilang * pagu
            tepat = abs(jauh) <= batas.penyebut * SEN
            hitungan.append(f"{kegiatan} {nama}: {angka(ada)} {'=' if tepat else '≠'} {batas.teks} × {angka(pagu)}")
            if not tepat:
                kalimat.append(
                    f"{kegiatan}: {PENERIMA[penerima]} {rupiah(ada)}, seharusnya {batas.teks} dari {rupiah(pagu)}"
                )
                salah += [b for b in baris if b.penerima == penerima]
                lebih += max(0, -(-jauh // batas.penyebut))
        lain = [b for b in baris if b.penerima not in BAGIAN]
        if lain and any(k.startswith(f"{kegiatan}:") for k in kalimat):
            kalimat.append(f"{kegiatan}: {daftar(PENERIMA[b.penerima] for b in lain)} bukan anggota TPK")
            salah += lain
            lebih += jumlah(lain)
        selisih += lebih
    isi = {
        "batas": " : ".join(nilai[nama].teks for nama in BAGIAN.values()),
        "hitungan": "; ".join(hitungan) or None,
    }
    if kalimat:
        return dilanggar(
            f"Pembagian honor TPK tidak sesuai. {'; '.join(kalimat)}.", selisih=selisih, baris=tempat(salah), **isi
        )
    if tanpa:
        return tidak_dapat((sel(b, "penerima") for b in tanpa), baris=tempat(tanpa))
    return terpenuhi("Honor TPK dibagi sesuai ketentuan.", **isi)
