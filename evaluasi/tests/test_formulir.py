"""What is particular to a draft of an evaluation form: five described levels, and the scale that it keeps."""

import pytest
from django.core.exceptions import ValidationError

from evaluasi import acuan
from evaluasi.models import FormulirEvaluasi
from evaluasi.services.formulir import FORMULIR
from evaluasi.tests import perbup
from instrumen.services import formulir_salin, formulir_simpan, formulir_terbitkan
from instrumen.syarat import kekurangan_terbit

pytestmark = pytest.mark.django_db


@pytest.fixture
def draf(orang):
    """A copy of II.C: two aspects."""
    acuan.muat()
    asal = FormulirEvaluasi.objects.get(kode="II.C")
    return formulir_salin(jenis=FORMULIR, asal=asal, kecamatan=None, oleh=orang["admin"])


def simpan(draf, oleh, baris):
    isi = FORMULIR.isi(draf) | {"baris": baris}
    return formulir_simpan(jenis=FORMULIR, formulir=draf, revisi=draf.revisi, isi=isi, oleh=oleh)


def test_salinan_sama_dengan_asalnya(draf):
    asal = FORMULIR.isi(draf.disalin_dari)
    kini = FORMULIR.isi(draf)
    for isi in (asal, kini):
        del isi["berlaku_sejak"]
        for baris in isi["baris"]:
            del baris["id"]
    assert kini == asal
    assert draf.skala == draf.disalin_dari.skala


def test_kelima_tingkat_harus_diuraikan(orang, draf):
    baris = FORMULIR.isi(draf)["baris"]
    baris[0]["tingkat_b"], baris[0]["tingkat_e"], baris[1]["teks"] = "", "  ", ""
    baris.append({"id": None, "teks": "Ketiga"} | dict.fromkeys([f"tingkat_{h}" for h in "abcde"], ""))
    simpan(draf, orang["admin"], baris)
    assert kekurangan_terbit(draf) == [
        "Aspek 1 belum berisi uraian tingkat b, e.",
        "Aspek 2 belum berisi teks.",
        "Aspek 3 belum berisi uraian tingkat a, b, c, d, e.",
    ]
    with pytest.raises(ValidationError):
        formulir_terbitkan(jenis=FORMULIR, formulir=draf, oleh=orang["admin"])


def test_tingkat_yang_diubah_menyimpan_bunyi_sumbernya(client, orang, draf):
    baris = FORMULIR.isi(draf)["baris"]
    asli = baris[0]["tingkat_d"]
    baris[0]["tingkat_d"] = "Tidak diinformasikan sama sekali"
    simpan(draf, orang["admin"], baris[::-1])
    aspek = draf.aspek.get(urut=2)
    assert [t.berbeda for t in aspek.tingkat.all()] == [False, False, False, True, False]
    assert aspek.tingkat.get(huruf="d").teks_sumber == asli
    client.force_login(orang["admin"])
    halaman = client.get(draf.get_absolute_url()).content.decode()
    assert "Bunyi dalam sumber" in halaman
    assert asli in halaman
    # A copy of the copy still knows the source's words.
    formulir_terbitkan(jenis=FORMULIR, formulir=draf, oleh=orang["admin"])
    cucu = formulir_salin(jenis=FORMULIR, asal=draf, kecamatan=None, oleh=orang["admin"])
    assert cucu.aspek.get(urut=2).tingkat.get(huruf="d").teks_sumber == asli


def test_halaman_menampilkan_setiap_aspek_kelima_tingkat_dan_catatannya(client, orang):
    acuan.muat()
    client.force_login(orang["camat"])
    for isi, f in [(berkas, f) for berkas in acuan.semua() for f in acuan.daftar_formulir(berkas)]:
        formulir = FormulirEvaluasi.objects.get(acuan=isi["kode"], kode=f["kode"])
        halaman = client.get(formulir.get_absolute_url()).content.decode()
        for a in f["aspek"]:
            assert halaman.count(a["tempat"].partition(", ")[2]) >= 1
            assert all(t["teks"] in halaman for t in a["tingkat"])
            assert all(c in halaman for c in [*a["catatan"], *f["catatan"]])


def test_daftar_menyebut_bidang_yang_tidak_dimuat_sumber_dan_catatan_lampirannya(client, orang):
    client.force_login(orang["kepala_desa"])
    halaman = client.get("/evaluasi/formulir/").content.decode()
    for t in perbup.isi()["tanpa_formulir"]:
        assert t["teks"] in halaman
    assert "Laporan Pelaksanaan Kegiatan Monitoring" in halaman
    assert "Buat formulir sendiri" not in halaman
