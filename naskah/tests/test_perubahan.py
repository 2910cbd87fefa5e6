"""What is said to differ between two frozen contents."""

from naskah.perubahan import BagianBerubah, baris_isi, beda_isi

LAMA = {
    "notulen": ["Singkat."],
    "buku": {
        "instrumen": "Buku 2024",
        "jumlah": 2,
        "kelompok": [
            {
                "judul": "A. Umum",
                "jumlah": 2,
                "baris": [
                    {"nomor": 1, "kode": "A.1", "keberadaan": "Tidak ada", "format": "–", "catatan": "–"},
                    {"nomor": 2, "kode": "A.2", "keberadaan": "Ada", "format": "Sesuai", "catatan": "–"},
                ],
            }
        ],
    },
    "foto": [{"berkas": "foto/1.jpg", "keterangan": "Balai desa", "waktu": "", "tempat": ""}],
}
JUDUL = {"notulen": "Notulen", "buku": "Buku", "foto": "Foto", "agenda": "Agenda"}


def test_bagian_yang_sama_tidak_disebut_dan_angka_hitungan_bukan_perubahan():
    kini = {**LAMA, "buku": {**LAMA["buku"], "jumlah": 3}, "foto": [{**LAMA["foto"][0], "berkas": "foto/2.jpg"}]}
    assert beda_isi(JUDUL, LAMA, kini) == []


def test_baris_yang_berubah_disebut_dahulu_dan_sekarang():
    kelompok = LAMA["buku"]["kelompok"][0]
    baris = [{**kelompok["baris"][0], "keberadaan": "Ada", "format": "Sesuai"}, kelompok["baris"][1]]
    kini = {
        **LAMA,
        "agenda": ["Pembinaan"],
        "notulen": ["Singkat.", "Ditambah."],
        "buku": {**LAMA["buku"], "kelompok": [{**kelompok, "baris": baris}]},
        "camat": "tidak dibandingkan",
    }
    assert beda_isi(JUDUL, LAMA, kini) == [
        BagianBerubah("Notulen", [], ["Ditambah."]),
        BagianBerubah("Buku", ["A.1 – Tidak ada"], ["A.1 – Ada – Sesuai"]),
        BagianBerubah("Agenda", [], ["Pembinaan"]),
    ]


def test_isi_tanpa_bentuk_yang_dikenal_tidak_gagal():
    assert [baris_isi(n) for n in (None, 3, True, {}, [], {"a": None}, [["x"], ""])] == [[], [], [], [], [], [], ["x"]]
