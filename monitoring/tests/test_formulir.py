"""What is particular to a draft of a monitoring form: the two answers, the parts, the numbers."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.tests.instrumen import data_editor
from instrumen.services import formulir_salin, formulir_simpan, formulir_terbitkan
from instrumen.syarat import kekurangan_terbit
from monitoring import acuan
from monitoring.forms.formulir import EditorMonitoring
from monitoring.models import FormulirMonitoring
from monitoring.queries_formulir import bagian_berbutir
from monitoring.services.formulir import FORMULIR

pytestmark = pytest.mark.django_db


@pytest.fixture
def draf(orang):
    """A copy of III.V: two parts."""
    acuan.muat()
    asal = FormulirMonitoring.objects.get(kode="III.V")
    return formulir_salin(jenis=FORMULIR, asal=asal, kecamatan=None, oleh=orang["admin"])


def simpan(draf, oleh, **ganti):
    draf.refresh_from_db()
    isi = FORMULIR.isi(draf) | ganti
    return formulir_simpan(jenis=FORMULIR, formulir=draf, revisi=draf.revisi, isi=isi, oleh=oleh)


def kirim(client, draf, **ganti):
    data = data_editor(EditorMonitoring.buka(draf), draf.revisi)
    return client.post(reverse("monitoring:formulir-ubah", args=[draf.pk]), data | ganti)


def test_nama_jawaban_diganti_dan_kabar_buruk_tetap_yang_sama(client, orang, draf):
    client.force_login(orang["admin"])
    kirim(client, draf, pilihan_1="SUDAH", pilihan_2="BELUM")
    draf.refresh_from_db()
    assert draf.pilihan == ["SUDAH", "BELUM"]
    positif = list(draf.butir.order_by("urut").values_list("positif", flat=True))
    asal = draf.disalin_dari.butir.order_by("urut").values_list("positif", flat=True)
    assert positif == [{"YA": "SUDAH", "TIDAK": "BELUM"}[p] for p in asal]
    assert set(positif) == {"SUDAH", "BELUM"}


def test_jawaban_yang_baik_dibalik(client, orang, draf):
    client.force_login(orang["admin"])
    kirim(client, draf, **{"baris-0-baik": "1", "baris-8-baik": "0"})
    buruk = [b.nomor for b in draf.butir.order_by("urut") if b.ya_kabar_buruk]
    assert buruk == ["1"]


def test_kedua_jawaban_harus_berbeda(client, orang, draf):
    client.force_login(orang["admin"])
    jawab = kirim(client, draf, pilihan_1="YA", pilihan_2="YA")
    assert (jawab.status_code, "Kedua jawaban harus berbeda." in jawab.content.decode()) == (422, True)


def test_bagian_ditukar_dan_butir_mengikuti_lalu_dinomori_ulang(orang, draf):
    (a, isi_a), (b, isi_b) = [(bagian["kode"], len(butir)) for bagian, butir in bagian_berbutir(draf)]
    simpan(draf, orang["admin"], bagian=draf.bagian[::-1])
    draf.refresh_from_db()
    assert [(bagian["kode"], len(butir)) for bagian, butir in bagian_berbutir(draf)] == [(b, isi_b), (a, isi_a)]
    urutan = [(x.bagian, x.nomor) for x in draf.butir.order_by("urut")]
    assert urutan == [(b, str(n)) for n in range(1, isi_b + 1)] + [(a, str(n)) for n in range(1, isi_a + 1)]


def test_butir_bagian_yang_dihapus_menunggu_tempat(client, orang, draf):
    client.force_login(orang["admin"])
    (_, butir_a), (_, butir_b) = bagian_berbutir(draf)
    jawab = kirim(client, draf, **{"bagian-1-DELETE": "on"})
    assert "Bagian B sudah dihapus. Pilih bagian lain." in jawab.content.decode()
    lepas = {f"baris-{n}-bagian": "" for n in range(len(butir_a), len(butir_a) + len(butir_b))}
    assert kirim(client, draf, **{"bagian-1-DELETE": "on"} | lepas).status_code == 302
    draf.refresh_from_db()
    (_, isi_a), (tanpa, lepas_baris) = bagian_berbutir(draf)
    assert (isi_a, tanpa, lepas_baris) == (butir_a, None, butir_b)
    with pytest.raises(ValidationError, match="Butir 1 belum ditempatkan pada bagian"):
        formulir_terbitkan(jenis=FORMULIR, formulir=draf, oleh=orang["admin"])


def test_dua_bagian_sehuruf_ditolak(client, orang, draf):
    client.force_login(orang["admin"])
    jawab = kirim(client, draf, **{"bagian-1-kode": "A"})
    assert (jawab.status_code, "Dua bagian memakai huruf yang sama." in jawab.content.decode()) == (422, True)


def test_setiap_kekurangan_disebut(orang, draf):
    baris = FORMULIR.isi(draf)["baris"]
    bagian = [*draf.bagian, {"kode": "C", "judul": " "}]
    baris[0]["teks"] = "  "
    next(b for b in baris if b["bagian"] == "B" and b["teks"] == draf.butir.get(bagian="B", nomor="2").teks).update(
        positif="MUNGKIN"
    )
    simpan(draf, orang["admin"], bagian=bagian, baris=baris)
    draf.refresh_from_db()
    assert kekurangan_terbit(draf) == [
        "Butir A1 belum berisi teks.",
        "Butir B2 belum menyebut jawaban yang baik.",
        "Bagian C belum berjudul.",
        "Bagian C belum berisi butir.",
    ]


def test_halaman_menyebut_tempat_kabar_buruk_dan_catatan(client, orang):
    acuan.muat()
    client.force_login(orang["pelaksana"])
    for isi in acuan.semua():
        for f in acuan.daftar_formulir(isi):
            formulir = FormulirMonitoring.objects.get(acuan=isi["kode"], kode=f["kode"])
            halaman = client.get(formulir.get_absolute_url()).content.decode()
            buruk = [b for b in f["butir"] if b["positif"] != f["pilihan"][0]]
            assert halaman.count(f"{f['pilihan'][0]} berarti kabar buruk") == len(buruk)
            for b in f["butir"]:
                assert b["teks"] in halaman
                assert b["tempat"].partition(", ")[2] in halaman
                assert all(c in halaman for c in b["catatan"])
