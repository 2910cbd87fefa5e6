"""Posts and villages as offices write them."""

import pytest

from desa.enums import JabatanPerangkat
from desa.kenali import DesaDikenal, desa_disebut, jabatan_baca, perangkat_rapi
from desa.models import Desa
from desa.tests.factories import DesaFactory

J = JabatanPerangkat


@pytest.mark.parametrize(
    ("teks", "jabatan", "rincian", "status"),
    [
        ("Kades", J.KEPALA_DESA, "", ""),
        ("KEPALA DESA PUTAT BASIUN", J.KEPALA_DESA, "", ""),
        ("Pambakal", J.KEPALA_DESA, "", ""),
        ("Keuchik", J.KEPALA_DESA, "", ""),
        ("Pj. Wali Nagari Koto Baru", J.KEPALA_DESA, "", "pj"),
        ("Kepala Kampung", J.KEPALA_DESA, "", ""),
        ("Sekretaris Gampong", J.SEKRETARIS_DESA, "", ""),
        ("Pj. Kades", J.KEPALA_DESA, "", "pj"),
        ("Sekdes", J.SEKRETARIS_DESA, "", ""),
        ("Plt. Sekdes", J.SEKRETARIS_DESA, "", "plt"),
        ("Kadus I", J.KEPALA_KEWILAYAHAN, "Dusun I", ""),
        ("Kepala Dusun Mawar", J.KEPALA_KEWILAYAHAN, "Dusun Mawar", ""),
        ("Ka. Dusun II", J.KEPALA_KEWILAYAHAN, "Dusun II", ""),
        ("Kadus", J.KEPALA_KEWILAYAHAN, "", ""),
        ("Kaur Umum", J.KAUR_TU_UMUM, "", ""),
        ("Kaur TU dan Umum", J.KAUR_TU_UMUM, "", ""),
        ("Kaur TU/Umum", J.KAUR_TU_UMUM, "", ""),
        ("Kepala Urusan Tata Usaha & Umum", J.KAUR_TU_UMUM, "", ""),
        ("Kaur Keu", J.KAUR_KEUANGAN, "", ""),
        ("KAUR KEUANGAN", J.KAUR_KEUANGAN, "", ""),
        ("Bendahara Desa", J.KAUR_KEUANGAN, "", ""),
        ("Kaur Ren", J.KAUR_PERENCANAAN, "", ""),
        ("Kaur Umum dan Perencanaan", J.KAUR_TU_UMUM, "Umum dan Perencanaan", ""),
        ("Kasi Pem", J.KASI_PEMERINTAHAN, "", ""),
        ("Kasi. Pemerintahan", J.KASI_PEMERINTAHAN, "", ""),
        ("Kepala Seksi Pemerintahan", J.KASI_PEMERINTAHAN, "", ""),
        ("Kasi Kesra", J.KASI_KESEJAHTERAAN, "", ""),
        ("Kasi Kesejahteraan dan Pelayanan", J.KASI_KESEJAHTERAAN, "Kesejahteraan dan Pelayanan", ""),
        ("Kasi Pelayanan", J.KASI_PELAYANAN, "", ""),
        ("Staf Kaur Umum", J.STAF, "Staf Kaur Umum", ""),
        ("Operator Desa", J.STAF, "Operator Desa", ""),
    ],
)
def test_jabatan_seperti_ditulis_kantor(teks, jabatan, rincian, status):
    terbaca, *lain = jabatan_baca(teks)
    assert (terbaca.lower(), *lain) == (jabatan.label.lower(), rincian, status)


@pytest.mark.parametrize("teks", ["", "Raja", "Kaur", "Kasi Pembangunan", "Ketua RT", "Sekretaris BPD"])
def test_jabatan_yang_tidak_dikenal_tidak_ditebak(teks):
    assert perangkat_rapi({"jabatan": teks}) == {"jabatan": teks}


def test_rincian_dan_status_yang_sudah_diisi_tidak_ditimpa():
    isi = {"jabatan": "Plt. Kadus I", "rincian": "Dusun Anggrek", "status_jabatan": "Plh."}
    assert perangkat_rapi(isi) == {**isi, "jabatan": J.KEPALA_KEWILAYAHAN.label}


def test_desa_dikenal_dengan_sebutan_daerahnya(db):
    gampong = DesaFactory(nama="Lamgugob", bentuk="gampong")
    baru, kampung = DesaFactory(nama="Baru"), DesaFactory(nama="Kampung Baru")
    ditulis = ["Gampong Lamgugob", "Kampung Baru", "Lain"]
    disebut = set(desa_disebut(Desa.objects.all(), ditulis))
    assert {gampong, kampung} <= disebut <= {gampong, kampung, baru}
    dikenal = DesaDikenal(disebut)
    assert [dikenal.cari(t) for t in ditulis[:2]] == [gampong, kampung]
    assert [dikenal.cari(t) for t in ("Lamgugob", "GAMPONG LAMGUGOB", "Desa Lamgugob")] == [gampong] * 3


def test_desa_dikenal_dari_kode_atau_nama():
    satu, dua, tiga = (
        Desa(pk=n, kode=f"63.11.03.202{n}", nama=nama) for n, nama in enumerate(["Putat Basiun", "Muara", "Muara"])
    )
    dikenal = DesaDikenal([satu, dua, tiga])
    for teks in ("63.11.03.2020", "6311032020", "Putat Basiun", "DESA PUTAT BASIUN", "Ds. Putat-Basiun"):
        assert dikenal.cari(teks) is satu
    for teks, kalimat in (
        ("", "Desa wajib diisi, dengan kode atau namanya."),
        ("Lain", "Desa “Lain” tidak ada di wilayah yang Anda kelola."),
        ("63.11.03.2029", "Desa dengan kode 63.11.03.2029 tidak ada di wilayah yang Anda kelola."),
        ("Muara", "Ada 2 desa bernama “Muara” (63.11.03.2021, 63.11.03.2022). Tulis kodenya."),
    ):
        with pytest.raises(ValueError) as galat:
            dikenal.cari(teks)
        assert str(galat.value) == kalimat
