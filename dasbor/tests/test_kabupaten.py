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
from dasbor.kabupaten.isi import KOLOM, baris_kecamatan
from dasbor.pilih import kecamatan_dibaca
from desa.models import Desa, Kecamatan
from desa.tests.factories import DesaFactory, KecamatanFactory
from monitoring.models import Monitoring
from perut.models import Kunjungan
from perut.tests.factories import KunjunganFactory
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
    return {
        "desa": Desa.objects.filter(kecamatan=kec, jenis="desa").count(),
        "dikunjungi": len({k.desa_id for k in sah}),
        "sah": len(sah),
        "rencana": len([k for k in kunjungan if k.tanggal.year == tahun and k.status != "dibatalkan"]),
        "menunggu": len([k for k in kunjungan if k.status in {"diajukan", "diverifikasi"}])
        + len([v for v in versi if v.status in {"diajukan", "dievaluasi", "diusulkan"}])
        + len([m for m in monitoring if m.status == "dilaporkan"])
        + len([b for b in di(Berkas) if b.status == "menunggu"]),
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
    assert baris[dua].menunggu > 0 and baris[dua].temuan_terlambat > 0
    assert baris[desa.kecamatan_id].menunggu == 0


def test_halaman_dan_lembarnya_sama(client, dua, desa, orang):
    client.force_login(orang["pemantau_kabupaten"])
    halaman = client.get(ALAMAT)
    lembar = load_workbook(BytesIO(client.get(reverse("dasbor:kabupaten-xlsx")).content)).active
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


@pytest.mark.parametrize("peran", [Peran.CAMAT, Peran.KEPALA_DESA, Peran.ADMIN_KABUPATEN])
def test_bukan_untuk_kecamatan_dan_desa(client, orang, peran):
    client.force_login(orang[peran])
    assert client.get(ALAMAT).status_code == 403
    assert client.get(reverse("dasbor:kabupaten-xlsx")).status_code == 403


def test_pertanyaan_tidak_mengikuti_banyaknya_kecamatan(dua, desa, orang):
    pemantau = orang["pemantau_kabupaten"]
    assert pemantau.peran == {Peran.PEMANTAU_KABUPATEN}

    def tanya():
        with CaptureQueriesContext(connection) as isi:
            banyak = len(baris_kecamatan(pemantau, kecamatan_dibaca(pemantau)))
        return banyak, len(isi)

    awal = tanya()
    for _ in range(15):
        kec = KecamatanFactory(kabupaten=desa.kecamatan.kabupaten)
        KunjunganFactory(desa=DesaFactory(kecamatan=kec), status="disahkan")
    akhir = tanya()
    assert (awal[0], akhir[0]) == (2, 17)
    assert awal[1] == akhir[1] <= 12
