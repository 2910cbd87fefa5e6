"""Every file against its row: missing, altered, unsigned; and what nothing names."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from antrean.models import Pekerjaan
from dasar.penyimpanan import SEMENTARA
from naskah.models import Naskah, PenandaTangan, VersiPdf
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, sertifikat_untuk, tempat
from notifikasi.models import Pemberitahuan
from operasi.isi import kolom_berkas
from operasi.models import JenisMasalah, MasalahBerkas, PemeriksaanBerkas
from operasi.services import pemeriksaan
from operasi.services.pemeriksaan import berkas_periksa_lanjut, pemeriksaan_jalan, sidik_kolom

pytestmark = pytest.mark.django_db


@pytest.fixture
def naskah(terbitkan, desa, orang, settings):
    sertifikat_untuk(settings, orang["camat"])
    naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
    pekerjaan_selesaikan(penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"]).pk)
    naskah.refresh_from_db()
    return naskah


def masalah() -> list[tuple[str, str]]:
    return sorted(MasalahBerkas.objects.values_list("perkara", "jenis"))


def lama(nama: str, umur: timedelta) -> str:
    saat = (timezone.now() - umur).timestamp()
    os.utime(default_storage.path(nama), (saat, saat))
    return nama


def test_yang_utuh_tidak_disebut(naskah):
    putaran = pemeriksaan_jalan()
    assert masalah() == [] and putaran.selesai is not None
    assert putaran.diperiksa == 3  # the document's two stages, and the last one once more as its PDF
    assert not Pemberitahuan.objects.filter(topik="berkas-periksa").exists()


def test_setiap_kerusakan_disebut_pada_pemiliknya(naskah, orang, client):
    """Missing, altered, and bytes changed together with their hash, where only the signature tells."""
    awal, akhir = VersiPdf.objects.order_by("urut")
    default_storage.delete(awal.berkas.name)
    Path(default_storage.path(akhir.berkas.name)).write_bytes(b"%PDF-1.7 lain")
    pemeriksaan_jalan()
    assert masalah() == [
        ("naskah.Naskah", JenisMasalah.BERUBAH),
        ("naskah.VersiPdf", JenisMasalah.BERUBAH),
        ("naskah.VersiPdf", JenisMasalah.HILANG),
    ]
    assert Pemberitahuan.objects.get(topik="berkas-periksa").penerima == orang["admin"]
    client.force_login(orang["admin"])
    isi = client.get(reverse("operasi:berkas-daftar")).content.decode()
    assert "Tidak ada di penyimpanan" in isi and awal.berkas.name in isi
    with pytest.raises(CommandError, match="3 berkas bermasalah"):
        call_command("berkas_periksa")


def test_dipalsukan_bersama_sidiknya_diketahui_dari_tanda_tangannya(naskah):
    awal = VersiPdf.objects.order_by("urut")[0]
    Naskah.objects.filter(pk=naskah.pk).update(pdf=awal.berkas.name, pdf_sha256=awal.sha256)
    pemeriksaan_jalan()
    [satu] = MasalahBerkas.objects.all()
    assert satu.jenis == JenisMasalah.TTD and "tercatat 1 tanda tangan elektronik" in satu.uraian
    assert PenandaTangan.objects.get(naskah=naskah).status == "selesai"


def test_dilanjutkan_di_tempat_berhenti_dan_satu_saja(naskah, monkeypatch):
    monkeypatch.setattr(pemeriksaan, "SEKALI", 1)
    putaran = pemeriksaan_jalan(detik=0)
    assert putaran.selesai is None and putaran.dilepas
    kali = 0
    while (putaran := pemeriksaan_jalan(detik=0)) and putaran.tahap < 2 and kali < 50:
        kali += 1
    PemeriksaanBerkas.objects.update(dilepas=False)
    assert pemeriksaan_jalan() is None  # somebody is at it
    PemeriksaanBerkas.objects.update(detak=timezone.now() - timedelta(hours=1))  # and was killed
    putaran = pemeriksaan_jalan()
    assert putaran.selesai is not None and PemeriksaanBerkas.objects.count() == 1
    assert masalah() == []


def test_tugas_mengantrekan_giliran_berikutnya(naskah, monkeypatch):
    monkeypatch.setattr(pemeriksaan, "GILIRAN", 0.0)
    berkas_periksa_lanjut()
    assert Pekerjaan.objects.filter(nama="operasi.berkas_periksa_lanjut").count() == 1


def test_yang_tak_bertuan_disapu_sesudah_tenggang(naskah):
    yatim = [default_storage.save(f"naskah/2026/{n}.pdf", ContentFile(b"x")) for n in ("baru", "lama")]
    lama(yatim[1], timedelta(days=8))
    disebut = default_storage.save("foto/2026/05/tercetak.jpg", ContentFile(b"x"))
    lambang = default_storage.save("lambang/lama.png", ContentFile(b"x"))
    pratinjau = default_storage.save(f"pratinjau/{'a' * 32}/0001.jpg", ContentFile(b"x"))
    for nama in (disebut, lambang, pratinjau, naskah.pdf.name):
        lama(nama, timedelta(days=300))
    Naskah.objects.filter(pk=naskah.pk).update(isi={**naskah.isi, "foto": [disebut]})
    sisa = Path(default_storage.path(f"naskah/2026/{SEMENTARA}mati"))
    sisa.write_bytes(b"separuh")
    os.utime(sisa, (1, 1))
    assert pemeriksaan_jalan().disapu == 2
    assert [default_storage.exists(n) for n in (*yatim, disebut, lambang, pratinjau, naskah.pdf.name)] == [
        True, False, True, True, False, True,
    ]  # fmt: skip
    assert not sisa.exists()


def test_berkas_yang_pergi_bersama_barisnya_bukan_masalah(naskah, monkeypatch):
    """Read in one moment, looked at in the next."""
    versi = VersiPdf.objects.order_by("urut")[0]
    baca = pemeriksaan.baca_berkas

    def lalu_pergi(nama, *, simpan):
        if nama == versi.berkas.name:
            VersiPdf.objects.filter(pk=versi.pk).delete()
            default_storage.delete(nama)
        return baca(nama, simpan=simpan)

    monkeypatch.setattr(pemeriksaan, "baca_berkas", lalu_pergi)
    pemeriksaan_jalan()
    assert masalah() == []


def test_penyimpanan_yang_mati_tidak_menuduh_berkasnya(naskah):
    """Where the folder lay is something else now, as on a share that answers nonsense: the round waits."""
    folder = Path(default_storage.path(naskah.pdf.name)).parent
    folder.rename(folder.with_name("nanti"))
    folder.write_bytes(b"")
    with pytest.raises(CommandError, match="belum selesai"):
        call_command("berkas_periksa")
    assert masalah() == []
    folder.unlink()
    folder.with_name("nanti").rename(folder)
    PemeriksaanBerkas.objects.update(detak=timezone.now() - timedelta(hours=1))
    call_command("berkas_periksa")
    assert masalah() == []


def test_kolom_bersidik():
    """Which columns are compared byte for byte; where a new one has a hash, it is named as these are."""
    tanpa = {f"{m._meta.label}.{f.name}" for m, f in kolom_berkas() if not sidik_kolom(m, f)}
    assert tanpa == {"naskah.PenandaTangan.goresan", "naskah.PekerjaanTtd.siap", "desa.Kecamatan.lambang"}


def test_mulai_dari_halaman(client, orang, naskah):
    client.force_login(orang["admin"])
    assert client.post(reverse("operasi:berkas-mulai")).status_code == 302
    assert Pekerjaan.objects.filter(nama="operasi.berkas_periksa_lanjut", lama=True).exists()
