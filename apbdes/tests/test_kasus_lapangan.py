"""The command on files as the field has them, one of each kind; what it prints is worked out by hand, all of it."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command

from apbdes.tests.contoh import PERBUP, lembar_kecil, xlsx

DESA, TAHUN = "63.01.05.2004", 2026
DASAR = {
    "STR-07": ("Kode kegiatan dan kode rekening ada dan pada tempatnya", "Pasal 9 dan Lampiran"),
    "BAL-01": ("Pendapatan, belanja, dan pembiayaan seimbang", "Pasal 9"),
    "BAL-02": ("Tidak ada jumlah negatif; volume × harga satuan = jumlah", "Lampiran, format RAB"),
    "BAL-03": ("Pengeluaran setiap sumber dana tidak melebihi penerimaannya", "Lampiran, format APB Desa"),
    "PAGU-02": ("Pendapatan Dana Desa, ADD, dan bagi hasil pajak sama dengan pagu", "Pasal 9"),
}
BERES = {
    "STR-07": {"pesan": "Semua kode kegiatan dan kode rekening dikenal."},
    "BAL-01": {"pesan": "Pendapatan, belanja, dan pembiayaan seimbang.", "batas": "0"},
    "BAL-02": {"pesan": "Tidak ada jumlah negatif; volume × harga satuan sama dengan jumlah."},
    "BAL-03": {"pesan": "Pengeluaran dari setiap sumber dana tidak melebihi penerimaannya."},
    "PAGU-02": {"pesan": "Pendapatan ADD Rp1.000, sama dengan pagu Alokasi Dana Desa.", "hitungan": "1.000 = 1.000"},
}
KOSONG = dict.fromkeys(("pembilang", "penyebut", "batas", "hitungan", "catatan"))


def keluaran(berkas, *, tahun=TAHUN, desa=DESA, **lain):
    """The whole answer under the base set; `lain`: what differs from everything being in order."""
    hasil = []
    for kode, (judul, dasar) in DASAR.items():
        isi = {"kode": kode, "judul": judul, "tingkat": "wajib", "putusan": "terpenuhi"}
        isi |= {"dasar": f"Permendagri 20/2018 {dasar}", **KOSONG, "selisih": 0, "baris": []}
        hasil.append(isi | BERES[kode] | lain.get(kode.replace("-", "_"), {}))
    banyak = [h["putusan"] for h in hasil]
    return {
        "berkas": berkas,
        "desa": desa,
        "tahun": tahun,
        "jenis": "murni",
        "aturan": "dasar",
        "perangkat": ["dasar"],
        "hasil": hasil,
        "ringkasan": {
            k: banyak.count(k) for k in ("terpenuhi", "dilanggar", "tidak_berlaku", "tidak_dapat_ditentukan")
        },
    }


@pytest.fixture
def periksa(tmp_path, capsys):
    def jalan(nama, isi, *argumen):
        berkas = tmp_path / nama
        berkas.write_bytes(isi)
        with pytest.raises(SystemExit) as keluar:
            call_command("apbdes_periksa", str(berkas), "--json", *argumen)
        return keluar.value.code, json.loads(capsys.readouterr().out)

    return jalan


def buku(belanja, pendapatan, pembiayaan, **identitas):
    isi = {"kode_desa": DESA, "tahun_anggaran": TAHUN, "jenis": "murni"} | identitas
    kolom = ["kode_rekening", "sumber_dana", "jumlah"]
    return xlsx(
        lembar_kecil(
            Identitas=[["kunci", "nilai"], *([k, n] for k, n in isi.items())],
            Pendapatan=[kolom, *pendapatan],
            Belanja=[["kode_kegiatan", *kolom], *belanja],
            Pembiayaan=[kolom, *pembiayaan],
        )
    )


ADD = ["4.2.3.01", "ADD", 1000]
SEIMBANG = {"hitungan": "1.000 − 1.050 + 50 − 0 = 0"}


def test_silpa_bersumber(periksa):
    isi = buku([["1.1.04", "5.2.1.01", "ADD", 1050]], [ADD], [["6.1.1.01", "ADD", 50]], pagu_add=1000)
    assert periksa("silpa.xlsx", isi, "--aturan", "dasar") == (0, keluaran("silpa.xlsx", BAL_01=SEIMBANG))
    status, jawab = periksa("silpa.xlsx", isi, "--aturan", PERBUP)
    assert status == 1  # BTT-01; what is not marked neither passes nor accuses
    b30, b70 = (h for h in jawab["hasil"] if h["kode"] in {"B30-02", "B70-02"})
    belum = {
        "tingkat": "wajib",
        "putusan": "tidak_dapat_ditentukan",
        **KOSONG,
        "selisih": None,
        "baris": ["Pembiayaan!2"],
        "pesan": "Belum dapat dihitung. Belanja dan pengeluaran pembiayaan dengan dari_silpa Rp0 kurang dari SiLPA. "
        "Tambah Rp50.",
    }
    perbup = "Perbup Kayong Utara 66/2023 Lampiran I BAB IV.2.B angka"
    murni = "dari belanja yang berasal dari pendapatan desa"
    assert b30 == belum | {
        "kode": "B30-02",
        "judul": f"Kelompok itu beserta jaminan sosial paling banyak 30% {murni}",
        "dasar": f"{perbup} 1",
    }
    assert b70 == belum | {
        "kode": "B70-02",
        "judul": f"Belanja selain kelompok itu dan jaminan sosial paling sedikit 70% {murni}",
        "dasar": f"{perbup} 2",
    }


def test_silpa_tanpa_sumber_dan_tanpa_tanda(periksa):
    isi = buku([["1.1.04", "5.2.1.01", "ADD", 1050]], [ADD], [["6.1.1.01", None, 50]], pagu_add=1000)
    belum = {
        "putusan": "tidak_dapat_ditentukan",
        "selisih": None,
        "hitungan": "ADD: 1.050 > 1.000",
        "baris": ["Pembiayaan!2"],
        "pesan": "Pengeluaran dari Alokasi Dana Desa melebihi penerimaannya; tandai dari_silpa pada yang dibayar dari "
        "SiLPA, atau sebut sumber dana penerimaan pembiayaannya. Lengkapi Pembiayaan!2 kolom sumber_dana.",
    }
    jawab = periksa("silpa.xlsx", isi, "--aturan", "dasar")
    assert jawab == (3, keluaran("silpa.xlsx", BAL_01=SEIMBANG, BAL_03=belum))


def test_rab_berpecahan(periksa):
    """2,35 × 333 is 782,55 and 1,5 × 33 is 49,5: both are written in whole rupiah; one rupiah more is a fault."""
    kolom = ["kode_kegiatan", "kode_rekening", "sumber_dana", "volume", "harga_satuan", "jumlah"]

    def isi(kerikil, upah):
        belanja = [
            ["1.1.04", "5.2.1.01", "ADD", 2.35, 333, kerikil],
            ["1.1.04", "5.2.1.01", "ADD", "1,5", 33, 50],
            ["1.1.04", "5.2.1.06", "ADD", None, None, upah],
        ]
        kunci = {"kode_desa": DESA, "tahun_anggaran": TAHUN, "jenis": "murni", "pagu_add": 1000}
        lembar = lembar_kecil(
            Identitas=[["kunci", "nilai"], *([k, n] for k, n in kunci.items())],
            Pendapatan=[["kode_rekening", "sumber_dana", "jumlah"], ADD],
            Belanja=[kolom, *belanja],
            Pembiayaan=[["kode_rekening", "sumber_dana", "jumlah"]],
        )
        return xlsx(lembar)

    seimbang = {"hitungan": "1.000 − 1.000 + 0 − 0 = 0"}
    jawab = periksa("rab.xlsx", isi(783, 167), "--aturan", "dasar")
    assert jawab == (0, keluaran("rab.xlsx", BAL_01=seimbang))
    status, jawab = periksa("rab.xlsx", isi(784, 166), "--aturan", "dasar")
    (bal,) = (h for h in jawab["hasil"] if h["kode"] == "BAL-02")
    assert (status, bal["putusan"], bal["baris"]) == (1, "dilanggar", ["Belanja!2"])


def test_kode_sesudah_2018(periksa):
    """They exist; income of 6.1.4 from PAD does not pay for ADD, were it by one rupiah."""
    belanja = [["1.1.08", "5.2.2.06", "ADD", 1001], ["4.2.06", "5.2.5.08", "PAD", 4]]
    isi = buku(belanja, [ADD], [["6.1.4.01", "PAD", 5]], pagu_add=1000)
    lebih = {
        "putusan": "dilanggar",
        "selisih": 1,
        "hitungan": "ADD: 1.001 > 1.000",
        "baris": ["Belanja!2"],
        "pesan": "Pengeluaran dari Alokasi Dana Desa (ADD) melebihi penerimaannya Rp1.",
    }
    seimbang = {"hitungan": "1.000 − 1.005 + 5 − 0 = 0"}
    jawab = periksa("kode.xlsx", isi, "--aturan", "dasar")
    assert jawab == (1, keluaran("kode.xlsx", BAL_01=seimbang, BAL_03=lebih))


KOLOM = (
    "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,No_Urut,SumberDana,Uraian,Satuan,JmlSatuan,HrgSatuan,Anggaran,"
    "JmlSatuanPAK,HrgSatuanPAK,AnggaranStlhPAK"
)


def siskeudes(*baris, tulis=str):
    """A zip of the tables that must be there; `tulis` writes their numbers."""
    isi = [KOLOM]
    rab: dict[tuple[str, str], int] = {}
    for kegiatan, rekening, paket, sumber, volume, harga, jumlah in baris:
        angka = ",".join(map(tulis, (volume, harga, jumlah)))
        isi.append(f"2027,03.2021.,03.2021.{kegiatan}.,{rekening}.,{paket},001,{sumber},Contoh,Paket,{angka},{angka}")
        rab[kegiatan, rekening] = rab.get((kegiatan, rekening), 0) + jumlah
    ringkas = [f"2027,03.2021.,03.2021.{k}.,{r}.,{tulis(n)},{tulis(0)},{tulis(n)}" for (k, r), n in rab.items()]
    nama = [f"2027,03.2021.,03.2021.{k}.,{k}.,Contoh" for k, _ in rab if k != "00.00.00"]
    wadah = io.BytesIO()
    with zipfile.ZipFile(wadah, "w") as zip_:
        zip_.writestr("Ta_RABRinci.csv", "\n".join(isi))
        zip_.writestr(
            "Ta_RAB.csv", "\n".join(["Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Anggaran,AnggaranPAK,AnggaranStlhPAK", *ringkas])
        )
        zip_.writestr("Ta_Kegiatan.csv", "\n".join(["Tahun,Kd_Desa,Kd_Keg,ID_Keg,Nama_Kegiatan", *nama]))
    return wadah.getvalue()


@pytest.mark.parametrize("tulis", [str, "{:.16e}".format], ids=["angka biasa", "seperti mdb2csv"])
@pytest.mark.parametrize(("kegiatan", "rekening"), [("01.01.04", "5.2.1.01"), ("01.01.08", "5.2.2.06")])
def test_siskeudes_dua_paket_yang_sama(periksa, tulis, kegiatan, rekening):
    """Two equal rows in two paket are two rows; Siskeudes has no pagu, so that PAGU-02 waits for one."""
    pendapatan = ("00.00.00", "4.2.3.01", "01", "ADD", 1, 6742, 6742)
    belanja = [(kegiatan, rekening, paket, "ADD", 337.1, 10, 3371) for paket in ("01", "02")]
    belum = {
        "putusan": "tidak_dapat_ditentukan",
        "selisih": None,
        "pesan": "Belum dapat dihitung. Lengkapi Identitas kunci pagu_add.",
        "hitungan": None,
    }
    jawab = periksa("siskeudes.zip", siskeudes(pendapatan, *belanja, tulis=tulis), "--aturan", "dasar")
    seimbang = {"hitungan": "6.742 − 6.742 + 0 − 0 = 0"}
    assert jawab == (3, keluaran("siskeudes.zip", tahun=2027, desa="03.2021", BAL_01=seimbang, PAGU_02=belum))


def test_desa_dipilih_dan_disebut_kodenya(periksa):
    isi = siskeudes(("00.00.00", "4.2.3.01", "01", "ADD", 1, 5, 5), ("01.01.04", "5.2.1.01", "01", "ADD", 1, 5, 5))
    status, jawab = periksa("siskeudes.zip", isi, "--desa", "61.11.03.2021")
    assert (status, jawab["desa"], jawab["perangkat"]) == (3, "61.11.03.2021", ["dasar", "nasional"])
    status, jawab = periksa("siskeudes.zip", isi, "--desa", "61.11.03.2022")
    assert (status, jawab["galat"][0]["kolom"]) == (2, "Kd_Desa")
    status, jawab = periksa("buku.xlsx", buku([], [ADD], []), "--desa", "61.11.03.2021")
    assert status == 2
    assert jawab["galat"][0]["pesan"] == f"Buku kerja ini milik desa {DESA}, bukan 61.11.03.2021."
