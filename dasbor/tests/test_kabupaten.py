"""The kecamatan side by side: each figure recomputed from the raw rows, the sheet, and how much it asks."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from apbdes.models import VersiApbdes
from berkas.models import Berkas
from config.tests.dunia import wilayah_buat
from dasar.waktu import hari_ini_pembaca
from dasbor.kabupaten.beban import beban_petugas
from dasbor.kabupaten.isi import KOLOM, baris_kecamatan
from dasbor.kabupaten.tren import tren_kabupaten
from dasbor.pilih import kecamatan_dibaca
from desa.models import Desa, Kecamatan
from desa.tests.factories import DesaFactory, KecamatanFactory
from kewajiban.keadaan import Hitungan
from kewajiban.models import Penghitungan
from monitoring.models import Monitoring
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.tests.factories import KunjunganFactory
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

pytestmark = [pytest.mark.django_db, pytest.mark.waktu]
ALAMAT = reverse("dasbor:kabupaten")


@pytest.fixture
def dua(desa):
    """A kecamatan with something of every kind in every status beside the empty one of `desa`, and one far away."""
    isi = wilayah_buat()
    Kecamatan.objects.filter(pk=isi.kecamatan_id).update(kabupaten=desa.kecamatan.kabupaten)
    Kunjungan.objects.filter(desa__kecamatan=isi.kecamatan_id, status="disahkan").update(tanggal=hari_ini_pembaca())
    Temuan.objects.filter(desa=isi).update(batas_waktu=hari_ini_pembaca() - timedelta(days=60))
    DesaFactory()
    return isi.kecamatan_id


def semestinya(kec):
    """The same in plain Python, row by row."""
    tahun = hari_ini_pembaca().year

    def di(model, jalan="desa"):
        return [o for o in model.objects.all() if (o.desa if jalan == "desa" else o.apbdes.desa).kecamatan_id == kec]

    kunjungan, temuan, monitoring = di(Kunjungan), di(Temuan), di(Monitoring)
    versi = di(VersiApbdes, "apbdes")
    sah = [k for k in kunjungan if k.status == "disahkan" and k.tanggal.year == tahun]
    terbuka = [t for t in temuan if t.status in {"terbuka", "dijawab", "kembali"}]
    milik = list(Desa.objects.filter(kecamatan=kec, jenis="desa"))
    dihitung = Penghitungan.objects.filter(kecamatan=kec).exists()
    dokumen = [s for d in milik for s in Hitungan(d.kecamatan).tunggakan([d])]
    return {
        "desa": Desa.objects.filter(kecamatan=kec, jenis="desa").count(),
        "dikunjungi": len({k.desa_id for k in sah}),
        "sah": len(sah),
        "rencana": len([k for k in kunjungan if k.tanggal.year == tahun and k.status != "dibatalkan"]),
        "menunggu": len([k for k in kunjungan if k.status in {"diajukan", "diverifikasi"}])
        + len([v for v in versi if v.status in {"diajukan", "dievaluasi", "diusulkan"}])
        + len([m for m in monitoring if m.status == "dilaporkan"])
        + len([b for b in di(Berkas) if b.status == "menunggu"]),
        "dokumen_terlambat": sum(s.keadaan == "terlambat" for s in dokumen) if dihitung else None,
        "temuan": len(terbuka),
        "temuan_terlambat": len([t for t in terbuka if t.terlambat]),
        "laporan_terlambat": len([m for m in monitoring if m.terlambat]),
        "apbdes_ditetapkan": len(
            {v.apbdes.desa_id for v in versi if v.status == "ditetapkan" and v.apbdes.tahun == tahun}
        ),
        "apbdes_lewat": len([v for v in versi if v.status == "lewat_waktu" and v.apbdes.tahun >= tahun]),
    }


def test_setiap_angka_sama_dengan_baris_mentah(dua, desa, orang):
    pemantau = orang["pemantau_kabupaten"]
    baris = {b.kecamatan.pk: b for b in baris_kecamatan(pemantau, kecamatan_dibaca(pemantau))}
    assert set(baris) == {dua, desa.kecamatan_id}
    for pk, b in baris.items():
        benar = semestinya(pk)
        assert {n: getattr(b, n) for n in benar} == benar
    assert baris[dua].menunggu > 0 and baris[dua].temuan_terlambat > 0 and baris[dua].dokumen_terlambat > 0
    assert baris[desa.kecamatan_id].menunggu == 0


def test_halaman_dan_lembarnya_sama(client, dua, desa, orang):
    client.force_login(orang["pemantau_kabupaten"])
    halaman = client.get(ALAMAT)
    buku = load_workbook(BytesIO(client.get(reverse("dasbor:kabupaten-xlsx")).content))
    lembar = buku["Kecamatan"]
    kepala, *isi = [[s.value for s in deret] for deret in lembar.iter_rows()]
    assert len(isi) == len(halaman.context["baris"]) == 2
    for deret, (b, _) in zip(isi, halaman.context["baris"], strict=True):
        nilai = dict(zip(kepala, deret, strict=True))
        assert nilai["Desa"] == b.desa
        assert {j: nilai[j] for j, _, _ in KOLOM} == {j: getattr(b, n) for j, n, _ in KOLOM}
    assert f'href="{reverse("dasbor:sekilas")}?kecamatan={dua}"' in halaman.content.decode()


def test_lebih_banyak_daripada_satu_halaman(client, dua, desa, orang, monkeypatch):
    """The sum and the sheet hold every kecamatan, and each can be opened, also one that does not stand in the list."""
    monkeypatch.setattr("dasbor.pilih.PILIHAN_MAKS", 1)
    monkeypatch.setattr("dasbor.kabupaten.views.PILIHAN_MAKS", 1)
    for pk in (dua, desa.kecamatan_id):
        KunjunganFactory(desa=DesaFactory(kecamatan_id=pk))
    client.force_login(orang["pemantau_kabupaten"])
    halaman = client.get(ALAMAT)
    assert len(halaman.context["baris"]) == 1
    teks = halaman.content.decode()
    assert "Tampil 1 dari 2 kecamatan" in teks and "Jumlah 2 kecamatan" in teks
    assert load_workbook(BytesIO(client.get(reverse("dasbor:kabupaten-xlsx")).content)).active.max_row == 3
    for pk in (dua, desa.kecamatan_id):
        assert client.get(reverse("dasbor:sekilas"), {"kecamatan": pk}).status_code == 200
    assert client.get(reverse("dasbor:sekilas"), {"kecamatan": DesaFactory().kecamatan_id}).status_code == 404


def test_beban_petugas(client, dua, desa, orang):
    """Each person's own work; what a verifikator or the camat decides leaves out the visits that he made himself."""
    staf, kasi, camat = orang["pelaksana"], orang["verifikator"], orang["camat"]
    for status, petugas in [
        (StatusKunjungan.DIJADWALKAN, [staf, kasi]),
        (StatusKunjungan.DIKEMBALIKAN, [staf]),
        (StatusKunjungan.RENCANA, [staf]),
        (StatusKunjungan.DIAJUKAN, [staf]),
        (StatusKunjungan.DIAJUKAN, [staf, kasi]),
        (StatusKunjungan.DIVERIFIKASI, [staf]),
        (StatusKunjungan.DISAHKAN, [staf]),
    ]:
        KunjunganFactory(desa=desa, status=status).petugas.set(petugas)
    KunjunganFactory(desa=DesaFactory(), status=StatusKunjungan.DIJADWALKAN).petugas.set([staf])  # elsewhere
    asal = {"asal_jenis": "kunjungan", "asal_id": "1", "asal_teks": "Uji", "penanggung_jawab": "Kaur"}
    for status in StatusTemuan:
        isi = {"uraian": "Uji.", "batas_waktu": hari_ini_pembaca(), "status": status, "ditemukan_oleh": staf}
        Temuan.objects.create(desa=desa, **asal, **isi)
    semua = beban_petugas(orang["pemantau_kabupaten"], [desa.kecamatan])
    assert {b.orang: b.angka for b in semua} == {staf: (2, 0, 0, 3), kasi: (1, 0, 1, 0), camat: (0, 0, 1, 0)}
    assert semua[0].orang == staf
    client.force_login(orang["pemantau_kabupaten"])
    jawab = client.get(reverse("dasbor:kabupaten-beban"))
    buku = load_workbook(BytesIO(client.get(reverse("dasbor:kabupaten-xlsx")).content))
    isi = [[s.value for s in deret][2:] for deret in buku["Beban petugas"].iter_rows(min_row=2)]
    assert isi == [[b.orang.nama, b.jabatan, *b.angka] for b, _ in jawab.context["baris"]]
    assert [b for b, _ in jawab.context["baris"] if b.kecamatan == desa.kecamatan] == semua


def test_dua_belas_bulan_adalah_jumlah_kecamatannya(client, dua, desa, orang):
    KunjunganFactory(desa=desa, status=StatusKunjungan.DISAHKAN, tanggal=hari_ini_pembaca())
    pemantau = orang["pemantau_kabupaten"]
    client.force_login(pemantau)
    jumlah = {g.kunci: g for g in client.get(reverse("dasbor:kabupaten-tren")).context["grafik"]}
    satu = [
        {g.kunci: g for g in client.get(reverse("dasbor:sekilas-tren"), {"kecamatan": pk}).context["grafik"]}
        for pk in (dua, desa.kecamatan_id)
    ]
    for kunci in ("kunjungan", "temuan"):
        for n, deret in enumerate(jumlah[kunci].deret):
            bagian = zip(*(s[kunci].deret[n].nilai for s in satu), strict=True)
            assert deret.nilai == tuple(sum(b) for b in bagian)
    assert jumlah["dokumen"].deret[0].nilai == satu[0]["dokumen"].deret[0].nilai  # the other requires nothing
    assert sum(jumlah["kunjungan"].deret[1].nilai) > 0
    buku = load_workbook(BytesIO(client.get(reverse("dasbor:kabupaten-xlsx")).content))
    lembar = list(buku["Dua belas bulan"].iter_rows(values_only=True))
    assert len(lembar) == 13
    assert [b[2] for b in lembar[1:]] == list(jumlah["kunjungan"].deret[1].nilai)


@pytest.mark.parametrize("peran", [Peran.CAMAT, Peran.KEPALA_DESA, Peran.ADMIN_KABUPATEN])
def test_bukan_untuk_kecamatan_dan_desa(client, orang, peran):
    client.force_login(orang[peran])
    for nama in ("kabupaten", "kabupaten-beban", "kabupaten-tren", "kabupaten-xlsx"):
        assert client.get(reverse(f"dasbor:{nama}")).status_code == 403


def test_pertanyaan_tidak_mengikuti_banyaknya_kecamatan(dua, desa, orang):
    pemantau = orang["pemantau_kabupaten"]
    assert pemantau.peran == {Peran.PEMANTAU_KABUPATEN}

    def tanya():
        jumlah = []
        for kerja in (baris_kecamatan, beban_petugas, tren_kabupaten):
            with CaptureQueriesContext(connection) as isi:
                hasil = kerja(pemantau, kecamatan_dibaca(pemantau))
            jumlah.append(len(isi))
            if kerja is baris_kecamatan:
                banyak = len(hasil)
        return banyak, jumlah

    awal = tanya()
    for _ in range(15):
        kec = KecamatanFactory(kabupaten=desa.kecamatan.kabupaten)
        KunjunganFactory(desa=DesaFactory(kecamatan=kec), status="disahkan")
    akhir = tanya()
    assert (awal[0], akhir[0]) == (2, 17)
    assert awal[1] == akhir[1]
    assert max(akhir[1]) <= 12
