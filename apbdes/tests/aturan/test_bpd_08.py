"""BPD-08, BAB IV.2.C Keterangan (2): no belanja modal in activity 1.1.06."""

from apbdes.tests.contoh import BUKAN, TIDAK, YA, anggaran, b, putus


def test_barang_dan_jasa_saja():
    assert putus("BPD-08", anggaran([b("1.1.06", "5.2.1.01", 9), b("1.2.01", "5.3.2.03", 9)])).putusan == YA


def test_satu_rupiah_belanja_modal_pun_tidak_boleh():
    hasil = putus("BPD-08", anggaran([b("1.1.06", "5.2.1.01", 9), b("1.1.06", "5.3.2.03", 1)]))
    assert (hasil.putusan, hasil.selisih, hasil.baris) == (TIDAK, 1, ("Belanja!3",))


def test_tanpa_operasional_bpd_tidak_berlaku():
    assert putus("BPD-08", anggaran([b("1.2.01", "5.3.2.03", 9)])).putusan == BUKAN
