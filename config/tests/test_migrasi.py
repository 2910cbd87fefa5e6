"""An office that has worked with the first version loses nothing when it takes up the lifecycle of documents."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SEBELUM = [("dokumen", "0001_initial"), ("perut", "0001_initial")]
SESUDAH = [("dokumen", "0005_naskah_terjaga"), ("perut", "0003_kunjungan_berberita_acara")]
ISI = {
    "camat": {"nama": "Camat Awayan", "jabatan": "Camat Awayan", "id": None},
    "petugas": [{"nama": "Staf Kecamatan", "jabatan": "Staf", "id": 1}],
}


@pytest.fixture
def kembali():
    """The rest of the suite finds the newest tables again, empty as this test leaves them."""
    yield
    call_command("flush", verbosity=0, interactive=False)
    MigrationExecutor(connection).migrate(list(MigrationExecutor(connection).loader.graph.leaf_nodes()))


def pindah(tujuan):
    pelaksana = MigrationExecutor(connection)
    pelaksana.migrate(tujuan)
    return MigrationExecutor(connection).loader.project_state(tujuan).apps


@pytest.mark.django_db(transaction=True)
def test_naskah_dan_kunjungan_lama_dibawa_serta(kembali):
    lama = pindah(SEBELUM)
    Pengguna, Desa = lama.get_model("akun", "Pengguna"), lama.get_model("desa", "Desa")
    Kecamatan, Naskah = lama.get_model("desa", "Kecamatan"), lama.get_model("dokumen", "Naskah")
    Kunjungan = lama.get_model("perut", "Kunjungan")
    orang = Pengguna.objects.create(pk=1, username="staf", nama="Staf Kecamatan")
    kabupaten = lama.get_model("desa", "Kabupaten").objects.create(kode="63.11", nama="Kabupaten", provinsi="Provinsi")
    kecamatan = Kecamatan.objects.create(kabupaten=kabupaten, kode="63.11.03", nama="Awayan")
    desa = Desa.objects.create(kecamatan=kecamatan, kode="63.11.03.2021", nama="Putat Basiun")

    def naskah(urut, jenis="surat_tugas_perut", isi=ISI, **lain):
        return Naskah.objects.create(
            jenis=jenis,
            kecamatan=kecamatan,
            desa=desa,
            tahun=2026,
            urut=urut,
            nomor=f"{urut}/2026",
            tanggal=datetime.date(2026, 5, 5),
            perihal="Kunjungan",
            isi=isi,
            dibuat_oleh=orang,
            **lain,
        )

    pengganti = naskah(2, pdf="naskah/2.pdf", pdf_sha256="a" * 64)
    naskah(1, status="diganti", pengganti=pengganti)
    naskah(3, "berita_acara_perut", ISI | {"kepala_desa": {"nama": "Kepala Desa", "jabatan": "Kepala Desa"}})
    kunjungan = Kunjungan.objects.create(
        desa=desa, tanggal=datetime.date(2026, 5, 6), status="diajukan", surat_tugas=pengganti
    )
    kunjungan.riwayat.create(aksi="ajukan", dari="berlangsung", ke="diajukan", oleh=orang)

    baru = pindah(SESUDAH)
    Naskah = baru.get_model("dokumen", "Naskah")
    satu, dua, tiga = (Naskah.objects.get(urut=n, nomor=f"{n}/2026") for n in (1, 2, 3))
    assert [n.status for n in (satu, dua, tiga)] == ["diganti", "disetujui", "disetujui"]
    assert (dua.menggantikan_id, dua.cara_ttd) == (satu.pk, "basah")
    assert [(v.urut, v.berkas.name, v.sha256) for v in dua.versi_pdf.all()] == [(0, "naskah/2.pdf", "a" * 64)]
    assert list(dua.penanda.values_list("kunci", "pengguna")) == [("camat", None)]
    penanda = tiga.penanda.order_by("urutan", "pk").values_list("kunci", "pengguna")
    assert list(penanda) == [("petugas-1", 1), ("kepala-desa", None), ("camat", None)]
    assert len({n.kode for n in Naskah.objects.all()}) == Naskah.objects.count() == 4

    kunjungan = baru.get_model("perut", "Kunjungan").objects.get()
    draf = kunjungan.berita_acara
    assert (draf.status, draf.nomor, draf.urut, draf.jenis) == ("diajukan", "", None, "berita_acara_perut")
    assert list(draf.riwayat.values_list("aksi", "oleh")) == [("ajukan", orang.pk)]
