"""People from one sheet: every row shown with what it does, every fault at its cell, all or nothing."""

import csv
import datetime
import io

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from akun.models import AkunPejabat, LembarImpor, Pengguna, Penugasan
from akun.tasks import sesi_bersihkan
from akun.tests.factories import PenggunaFactory, pengguna_berperan
from desa.enums import JabatanPerangkat
from desa.models import Desa, Perangkat
from desa.tests.factories import DesaFactory, PerangkatFactory

pytestmark = pytest.mark.django_db
KOLOM = ["nama", "peran", "wilayah", "nip", "surel", "telepon"]
NIP = "197001011990011001"


@pytest.fixture
def alamat(client, orang, desa):
    client.force_login(orang["admin"])
    return reverse("akun:orang-massal-kecamatan", args=[desa.kecamatan_id])


def xlsx(*baris, kolom=KOLOM) -> bytes:
    buku = Workbook()
    for isi in [kolom, *baris]:
        buku.active.append(isi)
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()


def unggah(client, alamat, isi: bytes, nama="orang.xlsx"):
    return client.post(alamat, {"berkas": SimpleUploadedFile(nama, isi)})


def galat(jawab) -> list[tuple]:
    return [(g.baris, g.kolom, g.kalimat) for g in jawab.context["tinjauan"].galat]


def hasil(jawab) -> list[tuple]:
    return [(b.nomor, b.keadaan, b.perubahan[0]) for b in jawab.context["tinjauan"].baris]


def simpan(client, alamat, pratinjau):
    return client.post(alamat, {"kunci": pratinjau.context["kunci"]})


def test_pratinjau_lalu_simpan_dengan_peran_perangkat_dan_tautannya(client, alamat, desa):
    lama = PerangkatFactory(desa=desa, nama="Siti Aminah", jabatan=JabatanPerangkat.SEKRETARIS_DESA)
    berkas = xlsx(
        ["H. Ahmad Yani, S.Sos.", "Kades", desa.nama, None, "yani@contoh.test", "0812 3456 789"],
        ["siti aminah", "Sekretaris Desa", f"Desa {desa.nama.upper()}", None, None, None],
        ["Budi, S.STP.", "Camat", None, "19700101 199001 1 001", None, None],
        ["Dewi", "Sekcam", str(desa.kecamatan), None, None, None],
        ["Dewi", "Plt. Camat", None, None, None, None],
    )
    ganda = unggah(client, alamat, berkas)
    assert [(b, k) for b, k, _ in galat(ganda)] == [(6, "nama")]
    sebelum = Pengguna.objects.count()
    pratinjau = unggah(
        client,
        alamat,
        xlsx(
            ["H. Ahmad Yani, S.Sos.", "Kades", desa.nama, None, "yani@contoh.test", "0812 3456 789"],
            ["siti aminah", "Sekretaris Desa", f"Desa {desa.nama.upper()}", None, None, None],
            ["Budi, S.STP.", "Camat", None, "19700101 199001 1 001", None, None],
            ["Dewi", "Sekcam", str(desa.kecamatan), None, "dewi@contoh.test", None],
            ["Dewi", "Plt. Camat", None, None, "dewi@contoh.test", None],
        ),
    )
    assert hasil(pratinjau) == [
        (2, "baru", "Akun baru ahmad.yani."),
        (3, "baru", "Akun baru siti.aminah."),
        (4, "baru", "Akun baru budi."),
        (5, "baru", "Akun baru dewi."),
        (6, "berubah", "Orang yang sama dengan baris 5."),
    ]
    assert (Pengguna.objects.count(), Perangkat.objects.count()) == (sebelum, 1)
    assert simpan(client, alamat, pratinjau).url == reverse("akun:undangan-banyak")
    tugas = Penugasan.objects.filter(pengguna__username__in=["ahmad.yani", "siti.aminah", "budi", "dewi"])
    assert sorted(tugas.values_list("pengguna__username", "peran", "status_jabatan", "sekretaris")) == [
        ("ahmad.yani", "kepala_desa", "definitif", False),
        ("budi", "camat", "definitif", False),
        ("dewi", "camat", "plt", False),
        ("dewi", "verifikator", "definitif", True),
        ("siti.aminah", "sekretaris_desa", "definitif", False),
    ]
    assert {t.perangkat.nama: t.pengguna.username for t in AkunPejabat.objects.all()} == {
        "H. Ahmad Yani, S.Sos.": "ahmad.yani",
        "Siti Aminah": "siti.aminah",
    }
    lama.refresh_from_db()
    assert Pengguna.objects.get(username="siti.aminah").nama == lama.nama
    assert Pengguna.objects.get(username="budi").nip == NIP
    assert not any(p.bersandi for p in Pengguna.objects.filter(username__in=["ahmad.yani", "budi"]))
    lagi = unggah(client, alamat, xlsx(["Ahmad Yani", "Kepala Desa", desa.nama, None, None, None]))
    assert hasil(lagi) == [(2, "sama", "Sudah bertugas demikian dengan akun ahmad.yani.")]


def test_setiap_kesalahan_di_selnya_dan_tidak_ada_yang_tersimpan(client, alamat, desa):
    PenggunaFactory(username="lama", nama="Pemilik Lama", nip="198001011990011001", email="lama@contoh.test")
    sebelum = Pengguna.objects.count()
    berkas = xlsx(
        ["Baik", "Pelaksana", None, NIP, "a@contoh.test", None],
        ["Lain", "Pelaksana", None, NIP, None, None],
        ["Lain Lagi", "Pelaksana", None, None, "A@contoh.test", None],
        ["Baik", "Pendamping", None, None, None, None],
        ["Ani", "Raja", None, None, None, None],
        ["Beni", "Kepala Desa", "Desa Hilang", None, None, None],
        ["Cici", "Kepala Desa", None, None, None, None],
        ["", "Pelaksana", None, None, None, None],
        ["Didi", "Pelaksana", None, 197001011990011001, None, None],
        ["Eni", "Pelaksana", None, "1,97E+17", None, None],
        ["Feri", "Pelaksana", None, "123", "bukan surel", 8123456789],
        ["Gani", "=A1", None, None, None, None],
        ["Hani", "Pelaksana", None, "198001011990011001", None, None],
        ["Ida", "Pelaksana", None, None, "lama@contoh.test", None],
        ["Joni", "Camat", desa.nama, None, None, None],
        ["Kiki" * 60, "Pelaksana", None, None, None, None],
        ["Lili", "Kepala Desa", desa.nama, None, None, None],
        ["Mimi", "Kepala Desa", desa.nama, None, None, None],
    )
    jawab = unggah(client, alamat, berkas)
    assert jawab.status_code == 422
    assert [(b, k, kalimat.partition(".")[0][:60]) for b, k, kalimat in galat(jawab)] == [
        (3, "nip", "NIP ini sudah dipakai Baik di baris 2"),
        (4, "surel", "Surel ini sudah dipakai Baik di baris 2"),
        (5, "nama", "Nama ini sudah ada di baris 2 pada tempat yang sama"),
        (6, "peran", "Peran “Raja” tidak ada"),
        (7, "wilayah", f"Desa “Desa Hilang” tidak ada di {desa.kecamatan}"[:60]),
        (8, "wilayah", "Wajib diisi: Kepala Desa bertugas di satu desa"),
        (9, "nama", "Wajib diisi"),
        (10, "nip", "Angka sepanjang ini dibulatkan oleh Excel"),
        (11, "nip", "Nomor ini sudah diubah Excel menjadi “1,97E+17”, jadi angka "),
        (12, "nip", "NIP terdiri atas 18 angka; “123” berisi 3 angka"),
        (12, "surel", "“bukan surel” bukan alamat surel"),
        (12, "telepon", "Angka 0 di depan “8123456789” tampaknya dihapus Excel"),
        (13, "peran", "Sel ini berisi rumus"),
        (14, "nip", "NIP ini sudah tercatat pada Pemilik Lama (lama)"),
        (15, "surel", "Surel ini sudah tercatat pada Pemilik Lama (lama)"),
        (16, "wilayah", f"“{desa.nama}” adalah desa, sedangkan Camat bertugas di satu ke"[:60]),
        (17, "nama", "Pastikan nilai ini mengandung paling banyak 150 karakter (se"),
        (19, "peran", f"Kepala Desa {desa.nama} sudah ada di baris 18"),
    ]
    assert Pengguna.objects.count() == sebelum


def test_yang_sudah_berakun_mendapat_penugasan_dan_yang_kosong_dilengkapi(client, alamat, orang, desa):
    ada = pengguna_berperan("pelaksana", desa, nama="Rudi, S.E.", username="rudi", email="")
    pratinjau = unggah(client, alamat, xlsx(["RUDI", "Verifikator", None, NIP, "rudi@contoh.test", "0811111111"]))
    (baris,) = pratinjau.context["tinjauan"].baris
    assert baris.perubahan == [
        "Sudah mempunyai akun rudi: penugasannya ditambahkan.",
        "Dilengkapi: NIP, surel, telepon.",
    ]
    simpan(client, alamat, pratinjau)
    ada.refresh_from_db()
    assert (ada.nip, ada.email, ada.nama) == (NIP, "", "Rudi, S.E.")
    assert ada.surel_baru.get().surel == "rudi@contoh.test"  # an account in use: its new mailbox confirms it first
    assert set(ada.penugasan.values_list("peran", flat=True)) == {"pelaksana", "verifikator"}


def test_csv_dari_kantor_dengan_judul_di_atasnya(client, alamat, desa):
    teks = io.StringIO()
    csv.writer(teks, delimiter=";").writerows(
        [
            ["DAFTAR PENGGUNA PERUT"],
            [],
            ["No", "Nama Lengkap", "Peran", "Nama Desa", "No. HP", "TMT"],
            ["1", "Ahmad Yani", "Sekdes", desa.nama, "0812345678", "17 Agustus 2021"],
        ]
    )
    pratinjau = unggah(client, alamat, teks.getvalue().encode(), "orang.csv")
    assert hasil(pratinjau) == [(4, "baru", "Akun baru ahmad.yani.")]
    simpan(client, alamat, pratinjau)
    perangkat = Perangkat.objects.get()
    assert (perangkat.jabatan, f"{perangkat.mulai:%d-%m-%Y}", perangkat.telepon) == (
        "sekretaris_desa",
        "17-08-2021",
        "0812345678",
    )


def test_kaur_dan_kasi_ditulis_dengan_jabatannya(client, alamat, desa):
    pratinjau = unggah(
        client,
        alamat,
        xlsx(
            ["Ahmad Yani", "Bendahara Desa", desa.nama, None, None, None],
            ["Siti", "Kasi Kesra", desa.nama, None, None, None],
            ["Budi", "Kaur Perencanaan", desa.nama, None, None, None],
        ),
    )
    simpan(client, alamat, pratinjau)
    tugas = Penugasan.objects.filter(peran="penyusun_desa", desa=desa).exclude(jabatan="")
    assert sorted(t.sebutan for t in tugas) == sorted(
        f"{j} {desa}" for j in ("Kaur Keuangan", "Kasi Kesejahteraan", "Kaur Perencanaan")
    )
    assert {p.nama: (p.jabatan, p.akun.pengguna.nama) for p in Perangkat.objects.filter(desa=desa)} == {
        "Ahmad Yani": ("kaur_keuangan", "Ahmad Yani"),
        "Siti": ("kasi_kesejahteraan", "Siti"),
        "Budi": ("kaur_perencanaan", "Budi"),
    }


def test_jabatan_menurut_sebutan_daerahnya(client, alamat, desa):
    Desa.objects.filter(pk=desa.pk).update(bentuk="nagari")
    pratinjau = unggah(client, alamat, xlsx(["Ahmad Yani", "Wali Nagari", desa.nama_saja, None, None, None]))
    assert hasil(pratinjau) == [(2, "baru", "Akun baru ahmad.yani.")]


def test_terlalu_banyak_baris_dan_berkas_asing(client, alamat):
    banyak = "nama;peran\n" + "".join(f"Orang {n};Pelaksana\n" for n in range(5000))
    jawab = unggah(client, alamat, banyak.encode(), "orang.csv")
    assert jawab.context["form"].errors["berkas"] == [
        "Berkas ini berisi lebih dari 300 baris. Bagi menjadi beberapa berkas."
    ]
    asing = unggah(client, alamat, b"nama;umur\nAni;3\n", "orang.csv")
    assert asing.context["form"].errors["berkas"] == [
        "Kolom peran tidak ada di baris judul. Gunakan templat yang disediakan."
    ]


def test_berubah_sejak_pratinjau_tidak_disimpan(client, alamat, desa):
    pratinjau = unggah(client, alamat, xlsx(["Ahmad Yani", "Kepala Desa", desa.nama, None, None, None]))
    PerangkatFactory(desa=desa, nama="Orang Lain", jabatan=JabatanPerangkat.KEPALA_DESA)
    jawab = simpan(client, alamat, pratinjau)
    assert jawab.status_code == 422
    assert [(b, k) for b, k, _ in galat(jawab)] == [(2, "nama")]
    assert not Pengguna.objects.filter(username="ahmad.yani").exists()


def test_templat_memuat_peran_dan_desa_kecamatan_sebagai_pilihan(client, orang, desa):
    client.force_login(orang["admin_kabupaten"])
    lain = DesaFactory(kecamatan=desa.kecamatan)
    DesaFactory()
    isi = client.get(reverse("akun:orang-massal-templat", args=[desa.kecamatan_id])).content
    buku = load_workbook(io.BytesIO(isi))
    petunjuk = buku["Petunjuk"]
    pilihan = {k[0].value: [s.value for s in k[1:] if s.value] for k in petunjuk.iter_cols(min_col=4) if k[0].value}
    assert sorted(pilihan["Pilihan wilayah"]) == sorted(map(str, [desa.kecamatan, desa, lain]))
    assert pilihan["Pilihan peran"][:3] == ["Camat", "Sekretaris Kecamatan", "Verifikator"]
    assert "Admin" not in pilihan["Pilihan peran"]
    assert client.get(reverse("akun:orang-massal-kecamatan", args=[DesaFactory().kecamatan_id])).status_code == 404


def test_persetujuan_sesudah_sesi_berakhir_tidak_meminta_berkasnya_lagi(client, alamat, orang, desa):
    """The preview belongs to the person: it waits a day, in whichever session, and nobody else is offered it."""
    admin = orang["admin"]
    client.force_login(admin)
    isi = SimpleUploadedFile("orang.csv", b"nama;peran\nSiti Aminah;Pelaksana\n", "text/csv")
    kunci = client.post(alamat, {"berkas": isi}).context["kunci"]
    Session.objects.all().delete()
    assert client.post(alamat, {"kunci": kunci}).status_code == 302  # to the login page
    assert not Pengguna.objects.filter(nama="Siti Aminah").exists()
    client.force_login(admin)
    assert "orang.csv" in client.get(alamat).content.decode()
    pratinjau = client.post(alamat, {"lanjut": "ya"})
    assert pratinjau.context["tinjauan"].jumlah("baru") == 1
    client.post(alamat, {"kunci": pratinjau.context["kunci"]})
    assert Pengguna.objects.filter(nama="Siti Aminah").exists()
    assert "orang.csv" not in client.get(alamat).content.decode()  # done

    client.post(alamat, {"berkas": SimpleUploadedFile("lagi.csv", b"nama;peran\nBudi;Pelaksana\n", "text/csv")})
    client.force_login(orang["admin_kabupaten"])
    assert "lagi.csv" not in client.get(alamat).content.decode()
    client.force_login(admin)
    LembarImpor.objects.update(dibuat=timezone.now() - datetime.timedelta(days=2))
    assert "lagi.csv" not in client.get(alamat).content.decode()
    sesi_bersihkan()
    assert not LembarImpor.objects.exists()
