"""From an empty database to a kecamatan with everything a first visit needs: the path and what it says is missing."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from akun.admin_pertama import tautan_awal_terbitkan
from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.tests.factories import pengguna_berperan
from config.tests.kantor import hari_uji
from dasbor.kantor import PENYIAP, langkah_kantor, perlu_disiapkan
from desa.models import Desa, Kecamatan
from desa.tests.factories import KecamatanFactory, PerangkatFactory
from perut.models import Kunjungan, Lokus, Program
from perut.tests.factories import KunjunganFactory, ProgramFactory

pytestmark = pytest.mark.django_db

HALAMAN = "/kantor/menyiapkan/"
SANDI = "kerbau-rawa-amuntai-7"
KOP = {"alamat": "Jalan Raya Awayan Nomor 1", "ibu_kota": "Awayan", "singkatan": "KEC-AWY"}


def gambar(lebar: int, tinggi: int) -> SimpleUploadedFile:
    isi = io.BytesIO()
    Image.new("1", (lebar, tinggi)).save(isi, "PNG")
    return SimpleUploadedFile("lambang.png", isi.getvalue(), "image/png")


def kurang(pengguna, kecamatan) -> dict[str, list[str]]:
    return {s.judul: s.kurang for s in langkah_kantor(pengguna, kecamatan) if s.kurang}


def di_menu(client) -> bool:
    return HALAMAN in {b.url for k in client.get("/desa/").context["menu"] for b in k.butir}


def test_dari_basis_data_kosong_sampai_kunjungan_pertama(client, settings):
    """In the browser alone as far as rooms here go; people are made as the list of people makes them."""
    settings.ALAMAT_SITUS = "http://testserver"
    isi = {"nama": "Siti", "email": "siti@contoh.go.id", "username": "admin", "sandi": SANDI, "ulangi": SANDI}
    jawab = client.post(tautan_awal_terbitkan(), isi, follow=True)
    assert jawab.redirect_chain == [(HALAMAN, 302)]
    assert "Pilih kecamatan" in jawab.content.decode()
    assert not Kecamatan.objects.exists()  # nobody's office is there from the start
    assert di_menu(client)

    jawab = client.post("/desa/kecamatan/pilih/", {"kode": "63.11.03"}, follow=True)
    kecamatan = Kecamatan.objects.get()
    assert kecamatan.desa.count() == 23
    admin = Pengguna.objects.get()
    assert list(kurang(admin, kecamatan)) == [
        "Kop naskah", "Orang dan peran", "Kepala desa dan perangkat", "Program tahun ini", "Kunjungan pertama",
    ]  # fmt: skip
    assert "Belum diisi: lambang daerah, alamat kantor, ibu kota, kode naskah." in jawab.content.decode()

    ubah = f"/desa/kecamatan/{kecamatan.pk}/ubah/"
    kop = KOP | {"zona_waktu": kecamatan.zona_waktu, "versi": kecamatan.versi}
    besar = client.post(ubah, kop | {"lambang_baru": gambar(8000, 5000)})  # 40 megapixels
    assert besar.status_code == 422
    assert "Perkecil sampai di bawah 25 megapiksel." in besar.content.decode()
    assert 'value="Jalan Raya Awayan Nomor 1"' in besar.content.decode()
    kecamatan.refresh_from_db()
    assert (kecamatan.alamat, kecamatan.lambang.name) == ("", "")
    assert client.post(ubah, kop | {"lambang_baru": gambar(80, 50)}).status_code == 302

    for peran in (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA):
        pengguna_berperan(peran, kecamatan.desa.first())
    for desa in Desa.objects.all():
        PerangkatFactory(desa=desa, jabatan="kepala_desa", nama=f"Kepala {desa.nama_saja}")
    kecamatan.refresh_from_db()
    assert list(kurang(admin, kecamatan)) == ["Program tahun ini", "Kunjungan pertama"]
    assert client.get(HALAMAN).content.decode().count("Dikerjakan verifikator.") == 2  # programme and visit

    verifikator = Pengguna.objects.get(penugasan__peran=Peran.VERIFIKATOR)
    client.force_login(verifikator)
    assert di_menu(client)
    tahun = hari_uji().year
    client.post("/perut/program/baru/", {"kecamatan": kecamatan.pk, "tahun": tahun, "frekuensi": "bulanan"})
    program = Program.objects.get()
    assert kurang(verifikator, kecamatan)["Program tahun ini"] == ["Desa lokusnya belum dipilih."]
    Lokus.objects.create(program=program, desa=kecamatan.desa.first(), alasan="Buku keuangan.")
    assert list(kurang(verifikator, kecamatan)) == ["Kunjungan pertama"]
    assert di_menu(client)
    KunjunganFactory(desa=kecamatan.desa.first(), status="dijadwalkan", tanggal=hari_uji() + timedelta(days=3))
    assert kurang(verifikator, kecamatan) == {}
    assert not di_menu(client)
    html = client.get(HALAMAN).content.decode()
    assert "7 dari 7 langkah selesai" in html and HALAMAN in html  # one's own page stays on the menu


@pytest.mark.django_db
def test_program_tahun_depan_cukup_bagi_yang_mulai_di_akhir_tahun(desa, orang):
    """The last days of December leave no day to visit a village this year."""
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=hari_uji().year + 1)
    Lokus.objects.create(program=program, desa=desa, alasan="Buku keuangan.")
    assert "Program tahun ini" not in kurang(orang["verifikator"], desa.kecamatan)
    Program.objects.update(tahun=hari_uji().year - 1)
    assert "Program tahun ini" in kurang(orang["verifikator"], desa.kecamatan)


@pytest.mark.parametrize(
    ("lepas", "langkah", "kalimat"),
    [
        (lambda k: Kecamatan.objects.update(alamat=""), "Kop naskah", "Belum diisi: alamat kantor."),
        (lambda k: Penugasan.objects.filter(peran=Peran.CAMAT).delete(), "Orang dan peran", "Belum ada camat."),
        (
            lambda k: Penugasan.objects.filter(peran=Peran.PELAKSANA).update(selesai=hari_uji() - timedelta(days=1)),
            "Orang dan peran",
            "Belum ada pelaksana.",
        ),
        (
            lambda k: Pengguna.objects.filter(penugasan__peran=Peran.CAMAT).update(is_active=False),
            "Orang dan peran",
            "Belum ada camat.",
        ),
        (
            lambda k: k.desa.first().perangkat.update(selesai=hari_uji() - timedelta(days=1)),
            "Kepala desa dan perangkat",
            "Kepalanya belum tercatat: {desa}.",
        ),
        (
            lambda k: Kunjungan.objects.update(status="rencana"),
            "Kunjungan pertama",
            "Belum ada kunjungan yang dijadwalkan.",
        ),
        (lambda k: Lokus.objects.all().delete(), "Program tahun ini", "Desa lokusnya belum dipilih."),
        (
            lambda k: Program.objects.update(tahun=hari_uji().year - 1),
            "Program tahun ini",
            f"Program tahun {hari_uji().year} belum ada.",
        ),
    ],
)  # fmt: skip
def test_yang_lepas_kemudian_disebut_lagi(desa, orang, lepas, langkah, kalimat):
    """The menu and the page ask the same: whatever is gone stands on both."""
    kecamatan = desa.kecamatan
    Kecamatan.objects.filter(pk=kecamatan.pk).update(**KOP, lambang="lambang/a.png")
    program = Program.objects.create(
        kecamatan=kecamatan, tahun=hari_uji().year, frekuensi="bulanan", dibuat_oleh=orang[Peran.VERIFIKATOR]
    )
    Lokus.objects.create(program=program, desa=desa, alasan="Buku.")
    PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=hari_uji() - timedelta(days=9))
    KunjunganFactory(desa=desa, status="dijadwalkan", tanggal=hari_uji() + timedelta(days=3))
    Penugasan.objects.update(mulai=hari_uji() - timedelta(days=9))
    siapa = Pengguna.objects.get(pk=orang[Peran.VERIFIKATOR].pk)
    kecamatan.refresh_from_db()
    assert (perlu_disiapkan(siapa), kurang(siapa, kecamatan)) == (False, {})
    lepas(kecamatan)
    siapa = Pengguna.objects.get(pk=siapa.pk)
    kecamatan.refresh_from_db()
    assert perlu_disiapkan(siapa)
    assert kurang(siapa, kecamatan)[langkah] == [kalimat.format(desa=desa)]


def test_yang_belum_bersandi_disebut_pada_langkah_orang(desa, orang):
    """An office of accounts that nobody has opened is complete, but nobody can sign in it yet."""
    langkah = {s.judul: s.selesai for s in langkah_kantor(orang[Peran.ADMIN], desa.kecamatan)}
    assert "belum membuat kata sandinya" not in langkah["Orang dan peran"]
    for peran in (Peran.CAMAT, Peran.KEPALA_DESA):
        orang[peran].set_unusable_password()
        orang[peran].save()
    langkah = {s.judul: s.selesai for s in langkah_kantor(orang[Peran.ADMIN], desa.kecamatan)}
    assert langkah["Orang dan peran"].endswith(" 2 orang belum membuat kata sandinya.")


def test_kecamatan_dipilih_dan_yang_asing_tidak_ada(client, desa, orang):
    lain = KecamatanFactory()
    client.force_login(orang[Peran.VERIFIKATOR])
    assert client.get(HALAMAN, {"kecamatan": lain.kode}).status_code == 404
    assert client.get(HALAMAN, {"kecamatan": "\x00"}).status_code == 404
    client.force_login(orang[Peran.ADMIN])
    html = client.get(HALAMAN, {"kecamatan": lain.kode}).content.decode()
    assert f"{lain}, {lain.kabupaten}. " in html
    client.force_login(orang[Peran.ADMIN_KABUPATEN])
    html = client.get(HALAMAN).content.decode()
    assert "/desa/kecamatan/pilih/" in html and "/perut/" not in html  # the work itself is not theirs
    for peran in set(Peran) - PENYIAP:
        client.force_login(orang[peran])
        assert client.get(HALAMAN).status_code == 403
        assert not perlu_disiapkan(orang[peran])


def test_menu_bertanya_sama_banyak_untuk_berapa_pun_kecamatan(desa, orang):
    admin = orang[Peran.ADMIN]
    assert admin.peran  # read before
    for _ in range(2):
        with CaptureQueriesContext(connection) as tercatat:
            assert perlu_disiapkan(admin)
        assert len(tercatat) == 1  # the first office that lacks something ends the search
        KecamatanFactory.create_batch(3)
