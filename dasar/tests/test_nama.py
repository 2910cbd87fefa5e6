"""Awkward names: what people type into forms, and what a document makes of it."""

import pytest

from dasar import nama as n


@pytest.mark.parametrize(
    ("jenis", "nama", "harapan"),
    [
        ("Desa", "Putat Basiun", "Desa Putat Basiun"),
        ("Desa", "Desa Putat Basiun", "Desa Putat Basiun"),
        ("Desa", "desa  putat", "Desa putat"),
        ("Desa", "DS. PUTAT", "Desa PUTAT"),
        ("Desa", "Desa Desa Putat", "Desa Putat"),
        ("Desa", "Desa", "Desa"),
        ("Desa", "", "Desa"),
        ("Desa", "Desabaru", "Desa Desabaru"),
        ("Desa", "Ma'rampiau Hulu", "Desa Ma'rampiau Hulu"),
        ("Kecamatan", "Kota Baru", "Kecamatan Kota Baru"),
        ("Kecamatan", "Kec. Awayan", "Kecamatan Awayan"),
        ("Kecamatan", "KECAMATAN AWAYAN", "Kecamatan AWAYAN"),
        ("Desa", "Putat\x00 Basiun\u200b", "Desa Putat Basiun"),
    ],
)
def test_jenis_disebut_satu_kali(jenis, nama, harapan):
    assert n.berjenis(jenis, nama) == harapan


@pytest.mark.parametrize(
    ("daerah", "harapan"),
    [
        ("Kabupaten Balangan", "Bupati Balangan"),
        ("Balangan", "Bupati Balangan"),
        ("Kota Banjarbaru", "Wali Kota Banjarbaru"),
        ("Kabupaten Kota Waringin Barat", "Bupati Kota Waringin Barat"),
    ],
)
def test_kepala_daerah(daerah, harapan):
    assert n.kepala_daerah(daerah) == harapan


@pytest.mark.parametrize(
    ("bagian", "harapan"),
    [
        (("Kepala Desa", "Desa Putat"), "Kepala Desa Putat"),
        (("pengelolaan keuangan desa", "Desa Putat"), "pengelolaan keuangan Desa Putat"),
        (("Pemantau Kabupaten", "Kabupaten Balangan"), "Pemantau Kabupaten Balangan"),
        (("Plt.", "Kepala", "Desa Putat"), "Plt. Kepala Desa Putat"),
        (("Kepala Desa", ""), "Kepala Desa"),
        (("", "Desa Putat"), "Desa Putat"),
        (("Bapak Camat", "Camat"), "Bapak Camat Camat"),  # only kinds of regions
    ],
)
def test_sambung(bagian, harapan):
    assert n.sambung(*bagian) == harapan


@pytest.mark.parametrize(
    ("kalimat", "harapan"),
    [
        ("Menunggu Siti, M.AP.", "Menunggu Siti, M.AP."),
        ("Menunggu Siti, M.AP..", "Menunggu Siti, M.AP."),
        ("Menunggu Siti", "Menunggu Siti."),
        ("Sudah?", "Sudah?"),
        ("Ia berkata “ya.”", "Ia berkata “ya.”"),
        ("(lihat Pasal 3.)", "(lihat Pasal 3.)"),
        ("sebagai berikut:", "sebagai berikut:"),
        ("menetapkan;", "menetapkan."),
        ("dan seterusnya...", "dan seterusnya..."),
        ("dan seterusnya…", "dan seterusnya…"),
        ("", ""),
    ],
)
def test_satu_titik_di_akhir(kalimat, harapan):
    assert n.akhiri(kalimat) == harapan
    assert n.akhiri(n.akhiri(kalimat)) == harapan


@pytest.mark.parametrize(
    ("teks", "harapan"),
    [
        ("Pelaporan keuangan Desa", "pelaporan keuangan Desa"),
        ("RPJMDesa dan RKPDesa", "RPJMDesa dan RKPDesa"),
        ("APB Desa", "APB Desa"),
        ("DATA INFORMASI", "DATA INFORMASI"),
        ("", ""),
    ],
)
def test_di_dalam_kalimat(teks, harapan):
    assert n.sela(teks) == harapan


def test_awal_kalimat_tidak_mengecilkan_singkatan():
    assert n.awali("kinerja BPD dan LKD") == "Kinerja BPD dan LKD"


@pytest.mark.parametrize(
    ("nama", "depan", "inti", "belakang"),
    [
        ("Drs. H. Ahmad Yani, S.Sos., M.AP.", "Drs. H.", "Ahmad Yani", "S.Sos., M.AP."),
        ("Ahmad Yani", "", "Ahmad Yani", ""),
        ("M. Yusuf", "", "M. Yusuf", ""),
        ("Ahmad Y.", "", "Ahmad Y.", ""),
        ("Ahmad Yani S.Sos", "", "Ahmad Yani", "S.Sos"),
        ("Ahmad Yani S.Sos., M.AP.", "", "Ahmad Yani", "S.Sos., M.AP."),
        ("DRS AHMAD YANI, MSI", "DRS", "AHMAD YANI", "MSI"),
        ("Ir. Hj. Rahma, S.T., M.T.", "Ir. Hj.", "Rahma", "S.T., M.T."),
        ("dr. Siti Aminah, Sp.A.", "dr.", "Siti Aminah", "Sp.A."),
        ("Drs.", "", "Drs.", ""),
        ("S.Sos.", "", "S.Sos.", ""),
        (", M.AP.", "", ", M.AP.", ""),
        ("I Gusti Ngurah Ma'ruf", "", "I Gusti Ngurah Ma'ruf", ""),
        ("Suparman", "", "Suparman", ""),
        ("  Ahmad\t\x00Yani ", "", "Ahmad Yani", ""),
        ("محمد يوسف, S.Ag.", "", "محمد يوسف", "S.Ag."),
        ("A" * 200, "", "A" * 200, ""),
        ("", "", "", ""),
    ],
)
def test_nama_orang_dipecah(nama, depan, inti, belakang):
    assert n.pecah_nama(nama) == n.NamaOrang(depan, inti, belakang)


@pytest.mark.parametrize(
    ("nama", "harapan"),
    [
        ("Drs. H. Ahmad Yani, S.Sos., M.AP.", "Drs. H. AHMAD YANI, S.Sos., M.AP."),
        ("Ma'ruf", "MA'RUF"),
        ("Nur ’Aini, A.Md.Keb.", "NUR ’AINI, A.Md.Keb."),
        ("Drs.", "DRS."),
        ("", ""),
    ],
)
def test_kapital_membiarkan_gelar(nama, harapan):
    assert n.kapital_nama(nama) == harapan


@pytest.mark.parametrize(
    ("jabatan", "harapan"),
    [
        ("Camat Awayan", "CAMAT AWAYAN"),
        ("Plt. Camat Awayan", "Plt. CAMAT AWAYAN"),
        ("a.n. Camat Awayan", "a.n. CAMAT AWAYAN"),
        ("Pj. Kepala Desa Putat", "Pj. KEPALA DESA PUTAT"),
        ("Pjabat", "PJABAT"),
    ],
)
def test_kapital_jabatan(jabatan, harapan):
    assert n.kapital_jabatan(jabatan) == harapan


@pytest.mark.parametrize(
    ("satu", "dua", "sama"),
    [
        ("Drs. H. Ahmad Yani, M.Si.", "AHMAD YANI", True),
        ("Ma'ruf Amin", "Ma’ruf Amin", True),
        ("Maʼruf Amin", "Maruf Amin, S.H.", True),
        ("Nur-Aini", "Nur Aini", True),
        ("José", "Jose", True),
        ("Ahmad Yani, S.Sos", "Ahmad Yani S.Sos., M.AP.", True),
        ("M. Yusuf", "Muhammad Yusuf", False),
        ("Ahmad Yani", "Ahmad Yani Saputra", False),
        ("", "", False),
        ("...", "", False),
        ("محمد", "محمد", True),
    ],
)
def test_nama_yang_sama(satu, dua, sama):
    assert n.nama_sama(satu, dua) is sama
    assert n.nama_sama(dua, satu) is sama
