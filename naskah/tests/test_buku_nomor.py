"""The book of numbers of an office: continued from paper, shared, reserved, skipped, written by hand; never twice."""

import datetime
import io
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils.formats import date_format
from openpyxl import load_workbook

from akun.tests.factories import pengguna_berperan
from config.tests.kantor import hari_uji
from desa.models import RiwayatData
from desa.tests.factories import DesaFactory
from naskah.celah import celah_nomor
from naskah.enums.naskah import CaraNomor
from naskah.models import Naskah, NomorTerpakai, SeriNomor
from naskah.services.naskah import naskah_setujui
from naskah.services.nomor import (
    nomor_hapus,
    nomor_lepas,
    nomor_majukan,
    nomor_pakai,
    nomor_sisihkan,
    nomor_tangan,
)
from naskah.tests.factories import NaskahFactory

pytestmark = pytest.mark.django_db
POLA = "{klasifikasi}/{urut:03d}/{kode}/{tahun}"


def seri(desa, jenis, klasifikasi, **isi):
    hasil, _ = SeriNomor.objects.update_or_create(
        kecamatan=desa.kecamatan, jenis=jenis, defaults={"klasifikasi": klasifikasi, "pola": POLA} | isi
    )
    return hasil


def test_seri_yang_diubah_di_tengah_tahun_tidak_mengulang_nomor(desa, terbitkan):
    """What one kind printed before the change, another would print after it."""
    seri(desa, "naskah_uji", "140")
    pertama = terbitkan(desa)
    seri(desa, "naskah_uji", "141")
    seri(desa, "naskah_lain", "140")
    kedua = terbitkan(desa, jenis="naskah_lain")
    assert pertama.nomor != kedua.nomor
    assert Naskah.objects.exclude(nomor="").values("nomor").distinct().count() == 2


@pytest.fixture
def urus(orang, desa):
    """urus(layanan, …): as the verifikator of this kecamatan."""
    return lambda layanan, **isi: layanan(kecamatan=desa.kecamatan, oleh=orang["verifikator"], **isi)


SURAT = {"jenis_surat": "Surat Undangan", "perihal": "Rapat koordinasi", "kepada": "Para kepala desa"}


def tangan(urus, urut=None, *, nomor="", tanggal=None, jenis="naskah_uji", **isi):
    surat = SURAT | {"alasan": "Listrik padam.", "urut": urut, "nomor": nomor, "jenis": jenis}
    return urus(nomor_tangan, tanggal=tanggal or hari_uji(), **surat | isi)


def terbit_hari_ini(desa, terbitkan, **isi):
    return terbitkan(desa, tanggal=hari_uji(), **isi)


# --- continued from the paper book ---
def test_nomor_berlanjut_dari_buku_kertas(desa, terbitkan, urus):
    urus(nomor_majukan, jenis="naskah_uji", terakhir=147, alasan="Buku kantor sampai 147.")
    naskah = terbit_hari_ini(desa, terbitkan)
    assert (naskah.urut, naskah.nomor[:12]) == (148, "400.10.2/148")
    assert [str(n) for n in NomorTerpakai.objects.filter(cara="lompat")] == ["1 s.d. 147"]
    assert RiwayatData.objects.tentang(NomorTerpakai.objects.get(cara="lompat")).get().aksi == "dicatat"


@pytest.mark.parametrize("terakhir", [0, 1, 147])
def test_nomor_terakhir_hanya_maju(urus, desa, jenis_uji, terakhir):
    urus(nomor_majukan, jenis=jenis_uji, terakhir=147, alasan="Buku kantor.")
    with pytest.raises(ValidationError) as galat:
        urus(nomor_majukan, jenis=jenis_uji, terakhir=terakhir, alasan="Mundur.")
    assert galat.value.message_dict == {"terakhir": ["Nomor terakhir seri ini sudah 147; hanya dapat dimajukan."]}


# --- shared by several kinds ---
def test_beberapa_jenis_satu_buku(desa, terbitkan):
    seri(desa, "naskah_uji", "140")
    ikut = seri(desa, "naskah_lain", "141", ikut="naskah_uji")
    ikut.full_clean()
    urut = [terbitkan(desa, jenis=j).urut for j in ("naskah_uji", "naskah_lain", "naskah_lain", "naskah_uji")]
    assert urut == [1, 2, 3, 4]


def test_buku_bersama_tidak_berantai(desa, jenis_uji):
    seri(desa, "naskah_lain", "141", ikut="surat_tugas_perut")
    with pytest.raises(ValidationError) as galat:
        SeriNomor(
            kecamatan=desa.kecamatan, jenis=jenis_uji, klasifikasi="9", pola=POLA, ikut="naskah_lain"
        ).full_clean()
    assert list(galat.value.message_dict) == ["ikut"]
    with pytest.raises(ValidationError, match="dipakai menghitung bersama"):
        SeriNomor(
            kecamatan=desa.kecamatan, jenis="surat_tugas_perut", klasifikasi="9", pola=POLA, ikut="berita_acara_perut"
        ).full_clean()


def test_keluar_dari_buku_bersama_di_tengah_tahun_tidak_mengulang(desa, terbitkan):
    seri(desa, "naskah_uji", "140")
    seri(desa, "naskah_lain", "140", ikut="naskah_uji")
    bersama = [terbitkan(desa, jenis=j).nomor for j in ("naskah_uji", "naskah_lain", "naskah_uji")]
    seri(desa, "naskah_lain", "140", ikut="")
    sendiri = [terbitkan(desa, jenis="naskah_lain").nomor for _ in range(2)]
    assert len({*bersama, *sendiri}) == 5


def test_pola_yang_tampak_lain_tetapi_mencetak_sama_ditolak(desa, jenis_uji):
    seri(desa, "naskah_lain", "140", pola="{klasifikasi}/{urut:03d}/{kode}/{tahun}")
    kembar = SeriNomor(
        kecamatan=desa.kecamatan, jenis=jenis_uji, klasifikasi="140", pola="{klasifikasi}/{urut}/{kode}/{tahun}"
    )
    with pytest.raises(ValidationError) as galat:
        kembar.full_clean()  # from 100 on they print the same
    assert list(galat.value.message_dict) == ["klasifikasi"]
    kembar.ikut = "naskah_lain"
    kembar.full_clean()


# --- a new year ---
@pytest.mark.parametrize(("lanjut", "urut"), [(False, 1), (True, 3)])
def test_tahun_baru(desa, terbitkan, lanjut, urut):
    seri(desa, "naskah_uji", "140", lanjut=lanjut)
    terbitkan(desa)
    terbitkan(desa)
    assert terbitkan(desa, tanggal=datetime.date(2027, 1, 4)).urut == urut


# --- reserved, skipped ---
@pytest.mark.parametrize("cara", [CaraNomor.PESAN, CaraNomor.LEWAT])
def test_nomor_yang_disisihkan_tidak_dipakai_naskah(desa, terbitkan, urus, cara):
    terbit_hari_ini(desa, terbitkan)
    dua = urus(nomor_sisihkan, jenis="naskah_uji", cara=cara, jumlah=2, alasan="Surat susulan.")
    assert [n.urut for n in dua] == [2, 3]
    assert terbit_hari_ini(desa, terbitkan).urut == 4


def test_nomor_pesanan_dipakai_atau_dilepas(desa, orang, urus, jenis_uji):
    satu, dua = urus(nomor_sisihkan, jenis=jenis_uji, cara=CaraNomor.PESAN, jumlah=2, alasan="Susulan.")
    oleh = orang["verifikator"]
    nomor_pakai(terpakai=satu, tanggal=hari_uji(), **SURAT, oleh=oleh)
    nomor_lepas(terpakai=dua, alasan="Suratnya batal.", oleh=oleh)
    isi = NomorTerpakai.objects.order_by("urut").values_list("cara", "perihal", "alasan")
    assert list(isi) == [("tangan", "Rapat koordinasi", "Susulan."), ("lewat", "", "Suratnya batal.")]
    with pytest.raises(ValidationError, match="tidak lagi dipesan"):
        nomor_pakai(terpakai=satu, tanggal=hari_uji(), **SURAT, oleh=oleh)


# --- issued by hand ---
def test_nomor_tangan_lalu_nomor_perut(desa, terbitkan, urus):
    assert terbit_hari_ini(desa, terbitkan).urut == 1
    assert tangan(urus, 2).nomor[:12] == "400.10.2/002"
    assert terbit_hari_ini(desa, terbitkan).urut == 3
    tangan(urus, 5)  # 4 is still free, 5 is not
    assert [terbit_hari_ini(desa, terbitkan).urut for _ in range(2)] == [4, 6]


def test_nomor_tangan_yang_sudah_diberikan_perut_ditolak(desa, terbitkan, urus):
    naskah = terbit_hari_ini(desa, terbitkan)
    tanggal = date_format(naskah.tanggal, "j F Y")
    for isi in ({"urut": 1}, {"nomor": naskah.nomor.lower(), "jenis": ""}):
        with pytest.raises(ValidationError) as galat:
            tangan(urus, **isi)
        (kalimat,) = galat.value.messages
        assert kalimat == f"Nomor {naskah.nomor} sudah dipakai Naskah Uji tanggal {tanggal}: Percobaan."
    tangan(urus, 2)
    with pytest.raises(ValidationError, match="sudah tercatat"):
        tangan(urus, 2)
    assert NomorTerpakai.objects.count() == 2


def test_nomor_di_luar_seri_tidak_dipakai_dua_kali(urus, jenis_uji):
    tangan(urus, nomor="005/12/KEC-AWY/2026", jenis="")
    with pytest.raises(ValidationError, match="sudah tercatat"):
        tangan(urus, nomor="005/12/kec-awy/2026", jenis="")
    with pytest.raises(IntegrityError), transaction.atomic():  # nor past the service
        NomorTerpakai.objects.create(
            kecamatan=NomorTerpakai.objects.get().kecamatan,
            tahun=2026,
            nomor="005/12/KEC-AWY/2026",
            cara=CaraNomor.TANGAN,
            tanggal=hari_uji(),
            alasan="Lagi.",
        )


def test_surat_bertanggal_di_masa_depan_ditolak(urus, jenis_uji):
    with pytest.raises(ValidationError) as galat:
        tangan(urus, 7, tanggal=hari_uji() + datetime.timedelta(days=1))
    assert galat.value.message_dict == {"tanggal": ["Tanggal surat tidak boleh di masa depan."]}


def test_catatan_yang_keliru_dihapus_dan_riwayatnya_tetap(orang, urus, jenis_uji):
    keliru = tangan(urus, 9)
    nomor_hapus(terpakai=keliru, oleh=orang["verifikator"])
    assert not NomorTerpakai.objects.exists()
    assert RiwayatData.objects.filter(jenis="nomorterpakai").order_by("pk").last().aksi == "dihapus"
    dipesan = urus(nomor_sisihkan, jenis=jenis_uji, cara=CaraNomor.PESAN, jumlah=1, alasan="Susulan.")[0]
    with pytest.raises(ValidationError):
        nomor_hapus(terpakai=dipesan, oleh=orang["verifikator"])


@pytest.mark.parametrize("peran", ["camat", "pelaksana", "pemantau_kabupaten", "sekretaris_desa"])
def test_bukan_pengurus_tidak_menyentuh_buku(desa, orang, jenis_uji, peran):
    with pytest.raises(PermissionDenied):
        nomor_majukan(kecamatan=desa.kecamatan, jenis=jenis_uji, terakhir=9, alasan="Coba.", oleh=orang[peran])


# --- pages ---
def url(kerja, *isi):
    return reverse(f"naskah:nomor-{kerja}", args=isi)


@pytest.mark.parametrize(
    ("kerja", "kolom", "lain"),
    [
        ("maju", "terakhir", {"alasan": "Buku kantor."}),
        ("pesan", "jumlah", {"alasan": "Susulan."}),
        ("tangan", "urut", SURAT | {"alasan": "Listrik padam.", "tanggal": "2026-05-05"}),
    ],
)
@pytest.mark.parametrize("salah", ["0", "-3", "dua", "1234567890", "1.5"])
def test_bilangan_yang_keliru_ditolak_di_tempatnya(client, orang, jenis_uji, kerja, kolom, lain, salah):
    client.force_login(orang["verifikator"])
    jawab = client.post(url(kerja), {"jenis": jenis_uji, kolom: salah} | lain)
    assert jawab.status_code == 422
    (kalimat,) = jawab.context["form"].errors[kolom]
    assert kalimat.startswith("Isi bilangan 1 sampai ")
    assert jawab.context["form"][kolom].value() == salah
    assert not NomorTerpakai.objects.exists()


@pytest.mark.parametrize("kerja", ["maju", "pesan", "lewati", "tangan"])
def test_yang_kosong_disebut_dan_alasan_wajib(client, orang, jenis_uji, kerja):
    client.force_login(orang["verifikator"])
    assert client.get(url(kerja)).status_code == 200
    jawab = client.post(url(kerja), {"jenis": jenis_uji})
    assert jawab.status_code == 422
    assert "alasan" in jawab.context["form"].errors


def test_perjalanan_nomor_tangan(client, desa, orang, terbitkan):
    """The power was out: a letter was numbered on paper; PERUT goes on after it, and the agenda shows both."""
    client.force_login(orang["verifikator"])
    hari = hari_uji()
    client.post(url("maju"), {"jenis": "naskah_uji", "terakhir": "147", "alasan": "Buku kantor sampai 147."})
    isi = SURAT | {"alasan": "Listrik padam.", "tanggal": f"{hari:%Y-%m-%d}", "jenis": "naskah_uji", "urut": "148"}
    assert client.post(url("tangan"), isi).status_code == 302
    assert client.post(url("tangan"), isi).status_code == 422
    client.post(url("lewati"), {"jenis": "naskah_uji", "jumlah": "1", "alasan": "Kertas rusak."})
    naskah = terbit_hari_ini(desa, terbitkan)
    assert naskah.urut == 150
    daftar = client.get(url("daftar")).content.decode()
    for kata in ("1 s.d. 147", "Listrik padam.", "Kertas rusak.", "400.10.2/151/"):
        assert kata in daftar, kata
    agenda = client.get(reverse("naskah:agenda")).context["baris"]
    kode = desa.kecamatan.kode_naskah
    assert {(b.nomor, b.keadaan) for b in agenda} == {
        ("1 s.d. 147", "Tercatat di buku kantor: Buku kantor sampai 147."),
        (f"400.10.2/148/{kode}/{hari.year}", "Dikeluarkan di luar PERUT: Listrik padam."),
        (f"400.10.2/149/{kode}/{hari.year}", "Dilewati: Kertas rusak."),
        (naskah.nomor, "Disetujui"),
    }
    assert [b.no for b in agenda] == [1, 2, 3, 4]
    lembar = load_workbook(io.BytesIO(client.get(reverse("naskah:agenda-xlsx")).content)).active
    assert [b[4] for b in lembar.iter_rows(min_row=2, values_only=True)].count("Rapat koordinasi") == 1


@pytest.mark.parametrize("kerja", ["pakai", "lepas", "hapus"])
def test_nomor_kecamatan_lain_tidak_ditemukan(client, orang, urus, jenis_uji, kerja):
    dipesan = urus(nomor_sisihkan, jenis=jenis_uji, cara=CaraNomor.PESAN, jumlah=1, alasan="Susulan.")[0]
    client.force_login(pengguna_berperan("verifikator", DesaFactory()))
    assert client.get(url(kerja, dipesan.pk)).status_code == 404
    client.force_login(orang["verifikator"])
    assert client.get(url(kerja, dipesan.pk)).status_code == 200


def test_nomor_yang_sudah_diberikan_masuk_buku_ketika_memperbarui(desa):
    """Two alike, which nothing prevented before: both are kept, and the later is marked."""
    for urut in (1, 2):
        naskah = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, jenis="surat_tugas_perut")
        isi = {
            "nomor": "140/001/UJI/2026",
            "urut": urut,
            "jenis": ["surat_tugas_perut", "laporan_monitoring"][urut - 1],
        }
        Naskah.objects.filter(pk=naskah.pk).update(**isi)
    import_module("naskah.migrations.0004_buku_nomor").tulis_buku(apps, connection.schema_editor())
    isi = NomorTerpakai.objects.order_by("urut").values_list("buku", "nomor", "kembar")
    assert list(isi) == [
        ("surat_tugas_perut", "140/001/UJI/2026", False),
        ("laporan_monitoring", "140/001/UJI/2026", True),
    ]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_nomor_tangan_dan_persetujuan_serentak_tidak_sama(siapkan, monkeypatch):
    monkeypatch.setattr("naskah.cetak.naskah_pdf_simpan", lambda **_: "")  # the PDF is not what is tested here
    desa = DesaFactory()
    camat, verifikator = (pengguna_berperan(p, desa) for p in ("camat", "verifikator"))
    daftar = [siapkan(desa) for _ in range(8)]

    def satu(n: int) -> str | None:
        try:
            if n % 2:
                return naskah_setujui(naskah=daftar[n // 2], oleh=camat).nomor
            isi = SURAT | {"alasan": "Listrik padam.", "urut": n // 2 + 1, "nomor": "", "jenis": "naskah_uji"}
            return nomor_tangan(kecamatan=desa.kecamatan, tanggal=hari_uji(), **isi, oleh=verifikator).nomor
        except ValidationError:
            return None  # refused: PERUT was faster
        finally:
            connection.close()

    with ThreadPoolExecutor(16) as kolam:
        diberikan = [n for n in kolam.map(satu, range(16)) if n]
    assert len(diberikan) == len(set(diberikan)) == NomorTerpakai.objects.count()


def test_celah_karena_nomor_tangan_disebut_dan_dijelaskan_sekali(client, desa, orang, terbitkan, urus):
    """20 was written by hand while PERUT stood at 2: 3-19 are named until somebody says why, then given no more."""
    tahun = hari_uji().year
    terbitkan(desa), terbitkan(desa)
    isi = {"tanggal": hari_uji(), "jenis_surat": "Undangan", "perihal": "Rapat", "kepada": "Desa", "nomor": ""}
    urus(nomor_tangan, jenis="naskah_uji", urut=20, alasan="Listrik padam.", **isi)
    assert [(c.nomor, c.menyusul) for c in celah_nomor(desa.kecamatan, tahun)] == [("3–19", True)]
    for siapa in ("verifikator", "camat"):
        client.force_login(orang[siapa])
        agenda = client.get(reverse("naskah:agenda")).content.decode()
        assert "nomor 3–19 belum terpakai, padahal nomor sesudahnya sudah." in agenda
        assert ("Sebutkan alasannya" in agenda) is (siapa == "verifikator")
    client.force_login(orang["verifikator"])
    alamat = f"{reverse('naskah:nomor-celah')}?kecamatan={desa.kecamatan_id}&buku=naskah_uji&awal=3"
    assert client.post(alamat, {"alasan": " "}).status_code == 422
    assert client.post(alamat, {"alasan": "Buku kantor sudah sampai 20."}).status_code == 302
    assert celah_nomor(desa.kecamatan, tahun) == []
    assert terbitkan(desa).urut == 21
    agenda = client.get(reverse("naskah:agenda")).content.decode()
    assert "3 s.d. 19" in agenda and "Buku kantor sudah sampai 20." in agenda and "belum terpakai" not in agenda
    assert client.post(alamat, {"alasan": "Lagi."}, follow=True).status_code == 200
    assert NomorTerpakai.objects.filter(cara=CaraNomor.LOMPAT).count() == 1


def test_celah_di_belakang_hitungan_disebut_tidak_terpakai(desa, terbitkan, urus):
    """Passed over because another series printed the text; and what the office carried on from paper is no gap."""
    urus(nomor_majukan, jenis="naskah_uji", terakhir=10, alasan="Buku kertas.")
    terbitkan(desa), terbitkan(desa)
    tengah = terbitkan(desa)
    terbitkan(desa)
    NomorTerpakai.objects.filter(naskah=tengah).delete()
    celah = celah_nomor(desa.kecamatan, hari_uji().year)
    assert [(c.nomor, c.menyusul, c.kalimat) for c in celah] == [("13", False, "Naskah Uji: nomor 13 tidak terpakai.")]
