"""What must hold for any budget: the order of rows, how finely they are split and empty rows decide nothing."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan import kode_perangkat, periksa
from apbdes.tests.contoh import TIDAK, anggaran, b, f, p, putus

KEGIATAN = [
    "1.1.01",
    "1.1.02",
    "1.1.03",
    "1.1.04",
    "1.1.05",
    "1.1.06",
    "1.4.03",
    "1.5.06",
    "2.3.10",
    "2.3.11",
    "5.1.00",
]
REKENING = ["5.1.1.01", "5.1.1.02", "5.1.2.01", "5.1.2.02", "5.1.4.01", "5.2.1.01", "5.3.2.02", "5.3.5.01", "5.3.5.03"]
KOMPONEN = ["", "honor_tpk", "administrasi", "bahan", "konsultan_perencana", "konsultan_pengawas", "insentif_pbb"]
PENERIMA = ["", "kades", "sekdes", "kaur", "ketua_bpd", "sekretaris_bpd", "ketua_tpk", "anggota_tpk"]
SUMBER = ["ADD", "DDS", "PBH", "PAD"]
HARGA = [600_000, 3_000_000, 450_000, 2_250_000, 1_200_000, 1_020_000, 100]

# Amounts around a few round sums, so that limits are met, missed and reached exactly.
jumlah = st.one_of(st.integers(0, 2_000), st.sampled_from([300, 700, 1000, 30_000_000]))


@st.composite
def baris(draw) -> BarisBelanja:
    lain = {
        "komponen": draw(st.sampled_from(KOMPONEN)),
        "penerima": draw(st.sampled_from(PENERIMA)),
        "satuan": draw(st.sampled_from(["", "OB", "OT"])),
        "sumber": draw(st.sampled_from(SUMBER)),
        "pelaksana": draw(st.sampled_from(["", "Kaur TU dan Umum", "Kasi Pelayanan"])),
        "dari_silpa": draw(st.booleans()),
        "bantuan_khusus": draw(st.booleans()),
        "risiko_tinggi": draw(st.booleans()),
        "kegiatan_acuan": draw(st.sampled_from(["", "2.3.10", "2.3.13"])),
        "pagu_acuan": draw(st.sampled_from([None, 1000, 200_000])),
    }
    isi = b(draw(st.sampled_from(KEGIATAN)), draw(st.sampled_from(REKENING)), draw(jumlah), **lain)
    if draw(st.booleans()):
        volume, harga = draw(st.integers(0, 12)), draw(st.sampled_from(HARGA))
        isi = isi._replace(volume=volume, harga_satuan=harga, jumlah=volume * harga)
    return isi


@st.composite
def susunan(draw) -> tuple[list[BarisBelanja], dict]:
    isi = draw(st.lists(baris(), min_size=1, max_size=12))
    pendapatan = [
        p(rekening, sumber, draw(jumlah))
        for rekening, sumber in (("4.2.1.01", "DDS"), ("4.2.2.01", "PBH"), ("4.2.3.01", "ADD"))
    ]
    lain = {
        "pendapatan": pendapatan,
        "pembiayaan": [f("6.2.1.01", draw(jumlah), "PAD")],
        "pagu_dds": draw(st.sampled_from([None, 300, 1000])),
        "pagu_add": pendapatan[2].jumlah,
        "pagu_pbh": draw(st.sampled_from([None, pendapatan[1].jumlah])),
        "jumlah_petugas_pbb": draw(st.sampled_from([None, 3, 5])),
    }
    return isi, lain


def semua(isi: Anggaran) -> dict[str, str]:
    return {(kode, h.aturan.kode): h.hasil.putusan.value for kode in kode_perangkat() for h in periksa(isi, kode)}


tenang = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@tenang
@given(susunan(), st.randoms(use_true_random=False))
def test_urutan_baris_tidak_mengubah_putusan(isi, acak):
    belanja, lain = isi
    teracak = list(belanja)
    acak.shuffle(teracak)
    asal, baru = anggaran(belanja, **lain), anggaran(teracak, **lain)
    assert semua(baru) == semua(asal)
    selisih = [(h.aturan.kode, h.hasil.selisih) for kode in kode_perangkat() for h in periksa(asal, kode)]
    assert [(h.aturan.kode, h.hasil.selisih) for kode in kode_perangkat() for h in periksa(baru, kode)] == selisih


@tenang
@given(susunan(), st.data())
def test_memecah_satu_baris_menjadi_dua_tidak_mengubah_putusan(isi, data):
    belanja, lain = isi
    n = data.draw(st.integers(0, len(belanja) - 1))
    utuh = belanja[n]
    if utuh.volume is None:
        sebagian = data.draw(st.integers(0, utuh.jumlah))
        pecahan = [utuh._replace(jumlah=sebagian), utuh._replace(jumlah=utuh.jumlah - sebagian)]
    else:
        sebagian = data.draw(st.integers(0, utuh.volume))
        pecahan = [utuh._replace(volume=v, jumlah=v * utuh.harga_satuan) for v in (sebagian, utuh.volume - sebagian)]
    dipecah = [*belanja[:n], *pecahan, *belanja[n + 1 :]]
    assert semua(anggaran(dipecah, **lain)) == semua(anggaran(belanja, **lain))


@tenang
@given(susunan(), st.data())
def test_menambah_baris_nol_tidak_mengubah_putusan(isi, data):
    belanja, lain = isi
    nol = data.draw(baris())._replace(jumlah=0, volume=None, pelaksana="")
    if data.draw(st.booleans()):
        nol = data.draw(st.sampled_from(belanja))._replace(jumlah=0, volume=0)
    ditambah = [*belanja, nol]
    assert semua(anggaran(ditambah, **lain)) == semua(anggaran(belanja, **lain))


MAKSIMUM = {
    "B30-01": b("1.1.01", "5.2.1.01", 0),
    "B30-02": b("1.1.03", "5.2.1.01", 0),
    "BPD-05": b("1.1.06", "5.2.1.01", 0),
    "INF-01": b("2.3.10", "5.3.5.01", 0, komponen="honor_tpk"),
    "INF-02": b("2.3.10", "5.3.5.90", 0, komponen="administrasi"),
    "INF-04": b("1.4.03", "5.2.2.04", 0, komponen="konsultan_perencana", kegiatan_acuan="2.3.13", pagu_acuan=1000),
    "INF-06": b("1.4.03", "5.2.2.04", 0, komponen="konsultan_pengawas", kegiatan_acuan="2.3.10"),
    "DD-01": b("1.1.04", "5.2.1.01", 0, sumber="DDS"),
    "DD-03": b("1.1.05", "5.2.1.01", 0, sumber="DDS"),
}


@tenang
@given(susunan(), st.sampled_from(sorted(MAKSIMUM)), st.integers(1, 50_000_000))
def test_menaikkan_pembilang_tidak_pernah_memperbaiki_batas_maksimum(isi, kode, tambah):
    belanja, lain = isi
    sebelum = putus(kode, anggaran(belanja, **lain))
    sesudah = putus(kode, anggaran([*belanja, MAKSIMUM[kode]._replace(jumlah=tambah)], **lain))
    if sebelum.putusan == TIDAK:
        assert sesudah.putusan == TIDAK
        if sebelum.selisih is not None and sesudah.selisih is not None:
            assert sesudah.selisih >= sebelum.selisih
