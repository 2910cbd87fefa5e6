"""Old records carried over: known, marked, never counted as examined, superseded, taken back as a whole."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from akun.enums import Peran
from config.tests.kantor import hari_uji
from desa.models import Bawaan
from desa.tests.factories import DesaFactory
from perut.catatan_lama import kunjungan_lama_tampil
from perut.models import BukuLama, KunjunganLama, Lokus, Pemeriksaan
from perut.queries import keadaan_buku, keadaan_buku_per_desa, kelengkapan
from perut.tests.factories import BukuFactory, KunjunganFactory, LokusFactory, ProgramFactory
from perut.usulan import jadwal_usulkan
from perut.verifikasi import periksa_aspek

pytestmark = pytest.mark.django_db


@pytest.fixture
def buku(db):
    return [BukuFactory(kode="A.1", nama="Buku Peraturan"), BukuFactory(kode="A.2", nama="Buku Keputusan")]


@pytest.fixture
def verifikator(client, orang):
    client.force_login(orang["verifikator"])
    return client


def alamat(desa, pokok: str, nama: str = "impor") -> str:
    return reverse(f"perut:bawaan-{nama}", args=[desa.kecamatan_id, pokok])


def unggah(client, desa, pokok, *baris):
    buku, keluar = Workbook(), io.BytesIO()
    for b in baris:
        buku.active.append(b)
    buku.save(keluar)
    return client.post(alamat(desa, pokok), {"berkas": SimpleUploadedFile("lama.xlsx", keluar.getvalue())})


def bawa(client, desa, pokok, *baris):
    pratinjau = unggah(client, desa, pokok, *baris)
    client.post(alamat(desa, pokok), {"kunci": pratinjau.context["kunci"]})
    return pratinjau


def hasil(jawaban) -> list[tuple]:
    return [(b.keadaan, b.perubahan, b.catatan) for b in jawaban.context["tinjauan"].baris]


def galat(jawaban) -> list[tuple]:
    return [(g.baris, g.kolom, g.kalimat) for g in jawaban.context["tinjauan"].galat]


BUKU = ["desa", "buku", "keadaan", "tanggal", "catatan"]


def test_keadaan_buku_dibawa_diketahui_tetapi_tidak_dihitung_diperiksa(verifikator, desa, buku):
    lengkap = [desa.nama, "A.1 Buku Peraturan", "lengkap", "3 Maret 2026", "rapi"]
    pratinjau = unggah(verifikator, desa, "buku", BUKU, lengkap, [desa.kode, "Buku Keputusan", "tidak", "2026-03-03"])
    assert (hasil(pratinjau), BukuLama.objects.count()) == ([("baru", [], [])] * 2, 0)
    verifikator.post(alamat(desa, "buku"), {"kunci": pratinjau.context["kunci"]})
    keadaan = keadaan_buku(desa)
    assert [(k.ringkas, k.ada, k.tertib, k.terakhir, k.warna) for k in keadaan] == [
        ("ada, lengkap", False, False, None, "netral"),
        ("tidak ada", False, False, None, "netral"),
    ]
    assert [k.dibawa.tanggal for k in keadaan] == [datetime.date(2026, 3, 3)] * 2
    rekap = kelengkapan(keadaan_buku_per_desa([desa])[desa.pk])
    assert (rekap.ada, rekap.tertib, rekap.total) == (0, 0, 2)
    halaman = verifikator.get(reverse("perut:buku-desa", args=[desa.pk])).content.decode()
    assert halaman.count("Dibawa dari catatan lama, per 3 Maret 2026") == 2
    ProgramFactory(kecamatan=desa.kecamatan)
    assert "2 buku dibawa dari catatan lama" in verifikator.get(reverse("perut:buku-daftar")).content.decode()
    halaman = verifikator.get(reverse("desa:desa-rinci", args=[desa.pk])).content.decode()
    assert "keadaan 2 buku diketahui" in halaman


def test_pemeriksaan_sungguhan_menggantikan_dan_tidak_diganti_impor(verifikator, desa, buku):
    k = KunjunganFactory(desa=desa, tanggal=datetime.date(2026, 4, 7), status="disahkan")
    Pemeriksaan.objects.create(kunjungan=k, buku=buku[0], ada=False)
    pratinjau = bawa(verifikator, desa, "buku", BUKU, [desa.nama, "A.1", "lengkap", "2026-05-01"])
    assert hasil(pratinjau) == [
        ("baru", [], ["Sudah diperiksa pada kunjungan 7 April 2026; hasil pemeriksaan itu yang tetap dipakai."])
    ]
    ini = keadaan_buku(desa)[0]
    assert (ini.ringkas, ini.dibawa, ini.lama is None) == ("tidak ada", None, False)
    assert list(Pemeriksaan.objects.values_list("ada", flat=True)) == [False]


def test_impor_kedua_mengganti_yang_berbeda_lalu_ditarik_seluruhnya(verifikator, desa, buku):
    satu, dua = [desa.nama, "A.1", "ada", "2026-03-03"], [desa.nama, "A.2", "ada", "2026-03-03"]
    bawa(verifikator, desa, "buku", BUKU, satu, dua)
    kedua = bawa(verifikator, desa, "buku", BUKU, satu, [desa.nama, "A.2", "terlambat", "2026-04-04"])
    beda = ["keadaan: Ada → Ada, belum mutakhir", "tanggal: 03-03-2026 → 04-04-2026"]
    assert hasil(kedua) == [("sama", [], []), ("berubah", beda, [])]
    assert [k.ringkas for k in keadaan_buku(desa)] == ["ada", "ada, belum mutakhir"]
    baru, lama = Bawaan.objects.all()
    assert (baru.jumlah, lama.jumlah, baru.berkas) == (1, 2, "lama.xlsx")
    tarik = reverse("perut:bawaan-tarik", args=[baru.pk])
    assert verifikator.post(tarik, {"alasan": ""}).status_code == 422
    verifikator.post(tarik, {"alasan": "keliru tahun"})
    assert [k.ringkas for k in keadaan_buku(desa)] == ["ada", "ada"]
    jawab = verifikator.post(tarik, {"alasan": "sekali lagi"})
    assert (jawab.status_code, jawab.context["form"].errors) == (422, {"__all__": ["Catatan lama ini sudah ditarik."]})
    baru.refresh_from_db()
    assert baru.alasan == "keliru tahun"
    assert (
        "keliru tahun" in verifikator.get(reverse("perut:bawaan-kecamatan", args=[desa.kecamatan_id])).content.decode()
    )


def test_setiap_kesalahan_di_selnya_dan_tidak_ada_yang_disimpan(verifikator, desa, buku):
    asing, besok = DesaFactory(), hari_uji() + datetime.timedelta(days=1)
    pratinjau = unggah(
        verifikator,
        desa,
        "buku",
        BUKU,
        [desa.nama, "A.1", "ada", "2026-03-03"],
        [asing.kode, "A.1", "ada", "2026-03-03"],
        [desa.nama, "Z.9", "hilang", f"{besok:%d-%m-%Y}"],
        [desa.nama, "A.2", None, None, "x" * 501],
        [desa.kode, "Buku Peraturan", "ada", "2026-03-03"],
    )
    pilihan = "Tidak ada; Ada; Ada, belum mutakhir; Ada, lengkap"
    assert galat(pratinjau) == [
        (3, "desa", f"Desa dengan kode {asing.kode} tidak ada di wilayah yang Anda kelola."),
        (4, "buku", "Buku “Z.9” tidak ada dalam daftar buku yang berlaku. Tulis kodenya, misalnya A.1."),
        (4, "keadaan", f"“hilang” tidak dikenal. Pilih salah satu: {pilihan}."),
        (4, "tanggal", f"Tanggal “{besok:%d-%m-%Y}” belum terjadi."),
        (5, "keadaan", f"Wajib diisi. Pilih salah satu: {pilihan}."),
        (5, "tanggal", "Wajib diisi."),
        (5, "catatan", "Paling panjang 500 huruf (sekarang 501)."),
        (6, "buku", "Buku ini sudah ada di baris 2 berkas ini."),
    ]
    assert (pratinjau.status_code, pratinjau.context["kunci"], BukuLama.objects.count()) == (422, "", 0)


def test_templat_berisi_desa_dan_buku_dan_yang_kosong_dilewati(verifikator, desa, buku):
    senama = DesaFactory(kecamatan=desa.kecamatan, nama="Kembar"), DesaFactory(kecamatan=desa.kecamatan, nama="Kembar")
    isi = verifikator.get(alamat(desa, "buku", "templat")).content
    buku_kerja = load_workbook(io.BytesIO(isi))
    baris = list(buku_kerja.worksheets[0].iter_rows(max_row=7, max_col=2, values_only=True))
    sebut = sorted([(desa.nama.lower(), desa.nama), *[("kembar", d.kode) for d in senama]])
    assert baris[1:] == [(teks, str(b)) for _, teks in sebut for b in buku]
    kosong = verifikator.post(alamat(desa, "buku"), {"berkas": SimpleUploadedFile("a.xlsx", isi)})
    assert kosong.context["form"].errors == {"berkas": ["Belum ada baris yang diisi pada berkas ini."]}
    buku_kerja.worksheets[0]["C2"], buku_kerja.worksheets[0]["D2"] = "Ada", "03-03-2026"
    keluar = io.BytesIO()
    buku_kerja.save(keluar)
    terisi = verifikator.post(alamat(desa, "buku"), {"berkas": SimpleUploadedFile("a.xlsx", keluar.getvalue())})
    assert [(b.nomor, b.keadaan) for b in terisi.context["tinjauan"].baris] == [(2, "baru")]


def test_kunjungan_terakhir_dibawa_lalu_digantikan_kunjungan_sungguhan(verifikator, desa):
    bawa(verifikator, desa, "kunjungan", ["Desa", "Tanggal Kunjungan"], [f"Desa {desa.nama}", "3 Maret 2026"])
    assert {k.tanggal for k in kunjungan_lama_tampil([desa.pk]).values()} == {datetime.date(2026, 3, 3)}
    for nama, args in (("perut:kunjungan-daftar", []), ("desa:desa-rinci", [desa.pk])):
        halaman = verifikator.get(reverse(nama, args=args)).content.decode()
        assert ("3 Maret 2026" in halaman, "dibawa dari catatan lama" in halaman) == (True, True)
    KunjunganFactory(desa=desa, tanggal=datetime.date(2026, 2, 2), status="disahkan")
    assert kunjungan_lama_tampil([desa.pk]) == {}
    halaman = verifikator.get(reverse("desa:desa-rinci", args=[desa.pk])).content.decode()
    assert ("2 Februari 2026" in halaman, "dibawa dari catatan lama" in halaman) == (True, False)


def aspek(kunjungan, kode) -> list[tuple]:
    return [(b.kalimat, b.baik) for a in periksa_aspek(kunjungan) if a.kode == kode for b in a.butir]


def test_verifikasi_menyebut_catatan_lama_tetapi_tidak_menghitungnya(verifikator, desa, buku):
    program = ProgramFactory(kecamatan=desa.kecamatan)
    LokusFactory(program=program, desa=desa)
    k = KunjunganFactory(desa=desa, program=program, tanggal=datetime.date(2026, 5, 5), status="diajukan")
    Pemeriksaan.objects.create(kunjungan=k, buku=buku[0], ada=False)
    tanpa = {kode: aspek(k, kode) for kode in ("kesesuaian", "kesinambungan")}
    bawa(verifikator, desa, "kunjungan", ["desa", "tanggal"], [desa.nama, "2026-01-05"])
    bawa(verifikator, desa, "buku", BUKU, [desa.nama, "A.1", "lengkap", "2026-01-05"])
    kalimat = "Menurut catatan lama desa ini dikunjungi 5 Januari 2026; tidak dihitung sebagai kunjungan."
    dengan = aspek(k, "kesesuaian")
    assert [b for b in dengan if b not in tanpa["kesesuaian"]] == [(kalimat, True)]
    assert [b for b in tanpa["kesesuaian"] if b not in dengan] == []
    assert aspek(k, "kesinambungan") == tanpa["kesinambungan"]
    KunjunganFactory(desa=desa, tanggal=datetime.date(2026, 4, 7), status="disahkan")  # supersedes the old record
    assert [b for b in aspek(k, "kesesuaian") if "catatan lama" in b[0]] == []


@pytest.mark.waktu
def test_usulan_jadwal_tidak_mengulang_masa_yang_sudah_dikunjungi(verifikator, desa):
    hari = hari_uji()
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=hari.year, frekuensi="semesteran")
    LokusFactory(program=program, desa=desa)
    rentang = {"mulai": datetime.date(hari.year, 1, 1), "sampai": datetime.date(hari.year, 12, 31)}
    if hari == rentang["sampai"]:
        pytest.skip("tidak ada hari tersisa tahun ini")
    semula = len(jadwal_usulkan(program=program, **rentang).butir)
    KunjunganLama.objects.create(
        bawaan=Bawaan.objects.create(kecamatan=desa.kecamatan, pokok="kunjungan", jumlah=1, oleh=1),
        desa=desa,
        tanggal=hari,
    )
    usulan = jadwal_usulkan(program=program, **rentang)
    assert (len(usulan.butir), usulan.sudah_ada) == (semula - 1, 1)
    assert [x for x in usulan.laporan if "menurut catatan lama" in x] != []
    assert Lokus.objects.count() == 1


@pytest.mark.parametrize("peran", Peran)
def test_siapa_boleh(client, orang, desa, peran):
    client.force_login(orang[peran])
    boleh = peran in {Peran.ADMIN, Peran.VERIFIKATOR}
    assert (client.get(alamat(desa, "buku")).status_code == 200) is boleh
    assert (client.get(reverse("perut:bawaan-kecamatan", args=[desa.kecamatan_id])).status_code == 200) is boleh


def test_kecamatan_lain_tidak_ditemukan(verifikator, orang):
    lain = DesaFactory()
    lembar = Bawaan.objects.create(kecamatan=lain.kecamatan, pokok="buku", jumlah=1, oleh=1)
    assert verifikator.get(alamat(lain, "buku")).status_code == 404
    assert verifikator.post(reverse("perut:bawaan-tarik", args=[lembar.pk]), {"alasan": "x"}).status_code == 404
    daftar = verifikator.get(reverse("perut:bawaan-daftar"))
    assert daftar.url == reverse("perut:bawaan-kecamatan", args=[orang["verifikator"].penugasan_aktif[0].kecamatan_id])
