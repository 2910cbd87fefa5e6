"""Perangkat from a spreadsheet: preview, all or nothing, no duplicates, and every odd file with a sentence."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from dasar.lembar import UKURAN_MAKS
from desa.ekspor import templat_pejabat
from desa.enums import JabatanPerangkat
from desa.models import Perangkat
from desa.tabel import PERANGKAT, TABEL
from desa.tests.factories import DesaFactory, PerangkatFactory

pytestmark = pytest.mark.django_db
IMPOR = SIMPAN = "/desa/perangkat/impor/"
KOLOM = ["kode_desa", "nama", "jabatan", "niap", "mulai"]


@pytest.fixture
def sekretaris(client, orang):
    client.force_login(orang["sekretaris_desa"])
    return client


def xlsx(*baris, kolom=KOLOM) -> bytes:
    buku = Workbook()
    for isi in [kolom, *baris]:
        buku.active.append(isi)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def unggah(client, isi: bytes, nama="perangkat.xlsx"):
    return client.post(IMPOR, {"berkas": SimpleUploadedFile(nama, isi)})


def hasil(jawaban) -> list[tuple]:
    return [(b.nomor, b.keadaan) for b in jawaban.context["tinjauan"].baris]


def galat(jawaban) -> list[tuple]:
    return [(g.baris, g.kolom, g.kalimat) for g in jawaban.context["tinjauan"].galat]


def simpan(client, pratinjau):
    return client.post(SIMPAN, {"kunci": pratinjau.context["kunci"]}, follow=True)


def pesan(jawaban) -> list[str]:
    return [str(p) for p in jawaban.context["messages"]]


def test_pratinjau_tidak_menyimpan_lalu_simpan_lalu_impor_kedua_tanpa_ganda(sekretaris, desa):
    berkas = xlsx(
        [desa.kode, "Sekretaris Satu", "Sekretaris Desa", "001", datetime.datetime(2020, 5, 17)],
        [desa.kode, "Staf Dua", "staf", None, "17/05/2021"],
    )
    pratinjau = unggah(sekretaris, berkas)
    assert hasil(pratinjau) == [(2, "baru"), (3, "baru")]
    assert Perangkat.objects.count() == 0
    jawaban = simpan(sekretaris, pratinjau)
    assert pesan(jawaban) == ["Impor selesai: 2 baru, 0 diperbarui, 0 sudah sama."]
    assert list(Perangkat.objects.order_by("nama").values_list("desa", "nama", "jabatan", "niap", "mulai")) == [
        (desa.pk, "Sekretaris Satu", "sekretaris_desa", "001", datetime.date(2020, 5, 17)),
        (desa.pk, "Staf Dua", "staf", "", datetime.date(2021, 5, 17)),
    ]
    assert hasil(unggah(sekretaris, berkas)) == [(2, "sama"), (3, "sama")]


def test_dikenali_dari_niap_meski_nama_dan_jabatan_berubah(sekretaris, desa):
    lama = PerangkatFactory(desa=desa, nama="Nama Lama", niap="007", jabatan=JabatanPerangkat.STAF)
    pratinjau = unggah(sekretaris, xlsx([desa.kode, "Nama Baru", "Kaur Keuangan", "007", None]))
    assert pratinjau.context["tinjauan"].baris[0].perubahan == [
        "nama: Nama Lama → Nama Baru",
        "jabatan: Staf Perangkat Desa → Kaur Keuangan",
    ]
    simpan(sekretaris, pratinjau)
    assert list(Perangkat.objects.values_list("pk", "nama", "jabatan")) == [(lama.pk, "Nama Baru", "kaur_keuangan")]


def test_niap_menyusul_melengkapi_orang_yang_sama(sekretaris, desa):
    lama = PerangkatFactory(desa=desa, nama="Kaur Satu", jabatan=JabatanPerangkat.KAUR_KEUANGAN)
    simpan(sekretaris, unggah(sekretaris, xlsx([desa.kode, "kaur satu", "kaur_keuangan", "009", None])))
    assert list(Perangkat.objects.values_list("pk", "niap")) == [(lama.pk, "009")]


def test_kolom_yang_tidak_ada_tidak_mengubah_data(sekretaris, desa):
    PerangkatFactory(desa=desa, nama="Kaur Satu", jabatan=JabatanPerangkat.KAUR_KEUANGAN, telepon="0812")
    berkas = xlsx([desa.kode, "Kaur Satu", "Kaur Keuangan"], kolom=["Kode Desa", "NAMA", "Jabatan"])
    assert hasil(unggah(sekretaris, berkas)) == [(2, "sama")]
    assert Perangkat.objects.get().telepon == "0812"


def test_setiap_kesalahan_disebut_dengan_baris_dan_kolom_dan_tidak_ada_yang_disimpan(sekretaris, desa):
    asing = DesaFactory()
    pratinjau = unggah(
        sekretaris,
        xlsx(
            [desa.kode, "Baik", "Kaur Keuangan", "1", None],
            [asing.kode, "", "Raja", "2", "31-02-2026"],
            [None, None, None, None, None],
            [desa.kode, "B" * 151, "staf", "3", None],
            [desa.kode, "Baik", "Kaur Keuangan", "1", None],
        ),
    )
    jabatan = ", ".join(JabatanPerangkat.labels)
    assert sorted(galat(pratinjau)) == [
        (3, "jabatan", f"“Raja” tidak dikenal. Pilih salah satu: {jabatan}."),
        (3, "kode_desa", f"Desa dengan kode {asing.kode} tidak ada di wilayah yang Anda kelola."),
        (3, "mulai", "Tanggal “31-02-2026” tidak dapat dibaca. Tulis seperti 17-05-2026."),
        (3, "nama", "Wajib diisi."),
        (5, "nama", "Pastikan nilai ini mengandung paling banyak 150 karakter (sekarang 151 karakter)."),
        (6, "nama", "Orang ini sudah ada di baris 2 berkas ini."),
    ]
    assert hasil(pratinjau) == [(2, "baru"), (3, "salah"), (5, "salah"), (6, "salah")]
    assert pratinjau.context["kunci"] == ""
    assert pesan(sekretaris.post(SIMPAN, {"kunci": ""}, follow=True)) == [
        "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi."
    ]
    assert Perangkat.objects.count() == 0


def test_akhir_mendahului_mulai_dan_bentrok_dengan_data_yang_ada(sekretaris, desa):
    PerangkatFactory(desa=desa, nama="Sama", jabatan=JabatanPerangkat.STAF, niap="1")
    pratinjau = unggah(
        sekretaris,
        xlsx(
            [desa.kode, "Lain", "staf", "2", "2026-05-17", "2026-05-16"],
            [desa.kode, "Sama", "staf", "3", None, None],
            kolom=[*KOLOM, "selesai"],
        ),
    )
    assert galat(pratinjau) == [
        (2, "", "Akhir masa jabatan mendahului tanggal mulai."),
        (3, "", "Perangkat dengan nama dan jabatan ini sudah ada."),
    ]


def test_data_yang_berubah_setelah_pratinjau_membatalkan_semuanya(sekretaris, desa):
    pratinjau = unggah(sekretaris, xlsx([desa.kode, "A", "staf", "1", None], [desa.kode, "B", "staf", "2", None]))
    PerangkatFactory(desa=desa, nama="B", jabatan=JabatanPerangkat.STAF, niap="99")
    assert galat(simpan(sekretaris, pratinjau)) == [(3, "", "Perangkat dengan nama dan jabatan ini sudah ada.")]
    assert Perangkat.objects.count() == 1


def test_simpan_dua_kali_hanya_sekali(sekretaris, desa):
    pratinjau = unggah(sekretaris, xlsx([desa.kode, "A", "staf", "1", None]))
    simpan(sekretaris, pratinjau)
    assert pesan(simpan(sekretaris, pratinjau)) == [
        "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi."
    ]
    assert Perangkat.objects.count() == 1


@pytest.mark.parametrize("penulisan", ["2026-05-17", "17-05-2026", "17/05/2026", datetime.date(2026, 5, 17)])
def test_penulisan_tanggal(sekretaris, desa, penulisan):
    simpan(sekretaris, unggah(sekretaris, xlsx([desa.kode, "A", "staf", "1", penulisan])))
    assert Perangkat.objects.get().mulai == datetime.date(2026, 5, 17)


@pytest.mark.parametrize(
    ("pemisah", "sandi"), [(",", "utf-8"), (";", "utf-8"), (",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-8")]
)
def test_csv_dari_berbagai_aplikasi(sekretaris, desa, pemisah, sandi):
    teks = f"kode_desa,nama,jabatan\r\n{desa.kode},René,Staf Perangkat Desa\r\n".replace(",", pemisah)
    pratinjau = unggah(sekretaris, teks.encode(sandi), "data.csv")
    assert [b.isi["nama"] for b in pratinjau.context["tinjauan"].baris] == ["René"]
    assert hasil(pratinjau) == [(2, "baru")]


LAMA = (
    "Berkas Excel lama (.xls) atau yang berkata sandi tidak dapat dibaca. Buka dengan Excel, lalu pilih "
    "Simpan Sebagai “Excel Workbook (.xlsx)” tanpa kata sandi."
)
TEMPLAT = "Gunakan templat yang disediakan."


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        (
            "a.pdf",
            b"%PDF-1.7",
            "Berkas harus berjenis xlsx atau csv. Dari Excel, pilih Simpan Sebagai lalu “Excel Workbook (.xlsx)”.",
        ),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0",
            LAMA,
        ),
        ("a.xlsx", b"\xd0\xcf\x11\xe0", LAMA),
        (
            "a.xlsx",
            b"bukan zip",
            "Berkas ini bukan xlsx yang dapat dibaca. Buka dengan Excel lalu simpan ulang sebagai xlsx.",
        ),
        ("a.xlsx", b"", "Berkas ini kosong."),
        ("a.csv", b"\xef\xbb\xbf\r\n\r\n", "Berkas ini kosong."),
        (
            "a.csv",
            b"a\x00b",
            "Berkas ini bukan csv. Simpan ulang dari aplikasi lembar kerja sebagai CSV UTF-8 atau xlsx.",
        ),
        ("a.csv", b"x" * (UKURAN_MAKS + 1), "Berkas ini terlalu besar. Ukuran paling besar 5 MB."),
        ("a.csv", b"nama,umur\r\nA,1", f"Kolom jabatan tidak ada di baris judul. {TEMPLAT}"),
        ("a.csv", b"kode_desa,nama,jabatan,nama\r\n1,A,staf,1", "Kolom nama muncul lebih dari sekali."),
        ("a.csv", b"kode_desa,nama,jabatan\r\n", "Berkas ini hanya berisi judul kolom, belum ada barisnya."),
        (
            "a.csv",
            b"kode_desa,nama,jabatan\r\n" + b"1,A,staf\r\n" * 1001,
            "Berkas ini berisi lebih dari 1000 baris. Bagi menjadi beberapa berkas.",
        ),
    ],
)
def test_berkas_yang_aneh_mendapat_kalimat(sekretaris, nama, isi, kalimat):
    jawaban = unggah(sekretaris, isi, nama)
    assert jawaban.status_code == 422
    assert jawaban.context["form"].errors == {"berkas": [kalimat]}


def test_tanpa_berkas(sekretaris):
    assert sekretaris.post(IMPOR).context["form"].errors == {"berkas": ["Pilih berkas yang akan diimpor."]}


def test_rumus_dan_angka_yang_dibulatkan_ditolak(sekretaris, desa):
    pratinjau = unggah(
        sekretaris,
        xlsx(
            [desa.kode, '=HYPERLINK("http://contoh")', "staf", "1", None],
            [desa.kode, "B", "staf", 123456789012345678, None],
        ),
    )
    assert galat(pratinjau) == [
        (2, "nama", "Sel ini berisi rumus. Ganti dengan nilainya."),
        (3, "niap", "Angka sepanjang ini dibulatkan oleh Excel. Ubah format sel menjadi Teks, lalu ketik ulang."),
    ]


def test_verifikator_mengimpor_seluruh_kecamatannya_saja(client, orang, desa):
    tetangga, asing = DesaFactory(kecamatan=desa.kecamatan), DesaFactory()
    client.force_login(orang["verifikator"])
    baris = [[d.kode, "A", "staf", "1", None] for d in (desa, tetangga, asing)]
    pratinjau = unggah(client, xlsx(*baris))
    assert galat(pratinjau) == [
        (4, "kode_desa", f"Desa dengan kode {asing.kode} tidak ada di wilayah yang Anda kelola.")
    ]


@pytest.mark.parametrize("peran", ["camat", "pelaksana", "pendamping", "kepala_desa", "pemantau_kabupaten"])
def test_yang_hanya_membaca_tidak_mengimpor(client, orang, peran):
    client.force_login(orang[peran])
    assert (client.get(IMPOR).status_code, client.post(SIMPAN, {"kunci": "x"}).status_code) == (403, 403)


def test_templat_kosong_dikenali_dan_berpetunjuk(sekretaris):
    jawaban = sekretaris.get(reverse("desa:perangkat-templat"))
    buku = load_workbook(io.BytesIO(jawaban.content))
    assert buku.sheetnames == ["Perangkat", "Petunjuk"]
    assert unggah(sekretaris, templat_pejabat(PERANGKAT)).context["form"].errors == {
        "berkas": ["Berkas ini hanya berisi judul kolom, belum ada barisnya."]
    }


@pytest.mark.parametrize("jenis", ["xlsx", "csv"])
def test_ekspor_tanpa_rumus_dan_dapat_diimpor_kembali(sekretaris, desa, jenis):
    PerangkatFactory(
        desa=desa, nama="=1+1", niap="@x", telepon="+62812", rincian="-a", sk_nomor="140/1", status_jabatan="plt"
    )
    PerangkatFactory(nama="Orang desa lain")
    isi = sekretaris.get(reverse("desa:perangkat-ekspor", args=[jenis])).content
    if jenis == "csv":
        judul, *baris = csv.reader(io.StringIO(isi.decode("utf-8-sig")))
    else:
        judul, *baris = [list(b) for b in load_workbook(io.BytesIO(isi)).active.iter_rows(values_only=True)]
    assert [dict(zip(judul, ["" if s is None else s for s in b], strict=True)) for b in baris] == [
        dict.fromkeys([k.judul_lembar for k in PERANGKAT.kolom_lembar], "")
        | {
            "kode_desa": desa.kode,
            "nama": "'=1+1",
            "jabatan": "Kaur Keuangan",
            "rincian": "'-a",
            "niap": "'@x",
            "status_jabatan": "Plt.",
            "sk_nomor": "140/1",
            "telepon": "'+62812",
        }
    ]
    assert hasil(unggah(sekretaris, isi, f"a.{jenis}")) == [(2, "sama")]


def test_ekspor_daftar_umum_juga_tanpa_rumus(sekretaris, desa):
    PerangkatFactory(desa=desa, nama="=1+1")
    isi = sekretaris.get(reverse("desa:perangkat-daftar"), {"_export": "xlsx"}).content
    assert load_workbook(io.BytesIO(isi)).active["A2"].value == "'=1+1"


KANTOR = ["Desa", "Nama Lengkap", "Jabatan", "No. HP", "Mulai Menjabat", "Pendidikan"]


def test_lembar_kantor_terbaca_dan_setiap_kolom_ditampilkan(client, orang, desa):
    client.force_login(orang["verifikator"])
    baris = [
        ["DAFTAR PERANGKAT DESA"],
        [],
        KANTOR,
        [f"Desa {desa.nama.upper()}", "Satu", "Plt. Sekdes", 81234567890, "17 Agustus 2021", "SMA"],
        [None, "Dua", "Kadus I", None, 44425, "SMA"],
        [],
        ["Mengetahui,"],
    ]
    buku = Workbook()
    for isi in baris:
        buku.active.append(isi)
    buku.active.merge_cells("A4:A5")
    keluar = io.BytesIO()
    buku.save(keluar)
    pratinjau = unggah(client, keluar.getvalue())
    assert [(b.nomor, [(s.judul, s.isi, s.tertulis) for s in b.sel]) for b in pratinjau.context["tinjauan"].baris] == [
        (
            4,
            [
                ("Desa", str(desa), ""),
                ("Nama lengkap", "Satu", ""),
                ("Jabatan", "Sekretaris Desa", "Plt. Sekdes"),
                ("Rincian jabatan", "", ""),
                ("Cara menjabat", "Plt.", ""),
                ("Mulai menjabat", "17 Agustus 2021", ""),
                ("Telepon", "081234567890", "81234567890"),
            ],
        ),
        (
            5,
            [
                ("Desa", str(desa), ""),
                ("Nama lengkap", "Dua", ""),
                ("Jabatan", "Kepala Dusun/Kewilayahan", "Kadus I"),
                ("Rincian jabatan", "Dusun I", ""),
                ("Cara menjabat", "Definitif", ""),
                ("Mulai menjabat", "17 Agustus 2021", "44425"),
                ("Telepon", "", ""),
            ],
        ),
    ]
    isi = pratinjau.content.decode()
    assert "Kolom Pendidikan tidak diimpor." in isi
    assert "Baris 7 di bawah tabel (“Mengetahui,”) tidak dibaca." in isi
    simpan(client, pratinjau)
    assert sorted(Perangkat.objects.values_list("nama", "jabatan", "rincian", "status_jabatan", "telepon")) == [
        ("Dua", "kepala_kewilayahan", "Dusun I", "definitif", ""),
        ("Satu", "sekretaris_desa", "", "plt", "081234567890"),
    ]


def test_kesalahan_menyebut_judul_kolom_berkasnya(client, orang):
    client.force_login(orang["verifikator"])
    isi = unggah(client, xlsx(["Entah", "A", "staf"], kolom=["Nama Desa", "Nama", "Jabatan"])).content.decode()
    assert "<strong>Baris 2, kolom Nama Desa:</strong> Desa “Entah” tidak ada di wilayah yang Anda kelola." in isi


def test_tahun_dua_angka_ditanyakan_sebelum_disimpan(sekretaris, desa):
    pratinjau = unggah(sekretaris, xlsx([desa.kode, "A", "staf", "1", "01/02/21"]))
    kedua = simpan(sekretaris, pratinjau)
    assert (kedua.status_code, Perangkat.objects.count()) == (422, 0)
    assert pesan(kedua) == ["Periksa dahulu tahun yang ditulis dua angka, lalu beri tanda centang."]
    sekretaris.post(IMPOR, {"kunci": kedua.context["kunci"], "yakin": "ya"})
    assert Perangkat.objects.get().mulai == datetime.date(2021, 2, 1)


def test_lembar_dipilih_bila_ada_beberapa(sekretaris, desa):
    buku = load_workbook(io.BytesIO(xlsx([desa.kode, "Lama", "staf", "1", None])))
    lain = buku.create_sheet("2026")
    for isi in (KOLOM, [desa.kode, "Baru", "staf", "2", None]):
        lain.append(isi)
    keluar = io.BytesIO()
    buku.save(keluar)
    tanya = unggah(sekretaris, keluar.getvalue())
    assert [x.nama for x in tanya.context["pilihan"]] == ["Sheet", "2026"]
    pratinjau = sekretaris.post(IMPOR, {"lembar": "1"})
    assert [b.isi["nama"] for b in pratinjau.context["tinjauan"].baris] == ["Baru"]
    assert pesan(sekretaris.post(IMPOR, {"lembar": "7"}, follow=True)) == [
        "Pratinjau ini sudah tidak berlaku. Bila belum tersimpan, unggah berkasnya sekali lagi."
    ]


def test_satu_desa_tidak_perlu_menyebut_desanya(sekretaris, desa):
    simpan(sekretaris, unggah(sekretaris, xlsx(["A", "Kaur Keu"], kolom=["Nama", "Jabatan"])))
    assert list(Perangkat.objects.values_list("desa", "nama", "jabatan")) == [(desa.pk, "A", "kaur_keuangan")]


@pytest.mark.parametrize(
    ("kunci", "kolom", "isi", "tersimpan"),
    [
        ("bpd", ["Desa", "Nama", "Jabatan", "JK"], ["Wakil Ketua", "P"], {"jabatan": "wakil_ketua"}),
        (
            "lkd",
            ["Desa", "Nama", "Jenis", "Nama Lembaga"],
            ["LPMD", "LPM Maju"],
            {"jenis": "lpm", "lembaga": "LPM Maju", "jabatan": "Ketua"},
        ),
    ],
)
def test_bpd_dan_lkd_juga_diimpor(client, orang, desa, kunci, kolom, isi, tersimpan):
    client.force_login(orang["verifikator"])
    alamat = reverse(f"desa:{kunci}-impor")
    assert alamat in client.get(reverse(f"desa:{kunci}-daftar")).content.decode()
    berkas = SimpleUploadedFile("a.xlsx", xlsx([desa.nama, "Siti", *isi], kolom=kolom))
    pratinjau = client.post(alamat, {"berkas": berkas})
    client.post(alamat, {"kunci": pratinjau.context["kunci"]})
    assert list(TABEL[kunci].model.objects.filter(**tersimpan).values_list("desa", "nama")) == [(desa.pk, "Siti")]
    assert load_workbook(io.BytesIO(client.get(reverse(f"desa:{kunci}-templat")).content)).sheetnames[1] == "Petunjuk"
