"""A monitoring filled in by a plain form, without JavaScript: the same rows, the same contract."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from config.tests.isian_biasa import isian, nama
from config.tests.kantor import hari_uji
from monitoring.models import FotoMonitoring, JawabanMonitoring, LembarMonitoring, Monitoring
from monitoring.tests import contoh_lapangan as contoh
from tindaklanjut.models import Temuan

pytestmark = pytest.mark.django_db


def test_diisi_tanpa_skrip(client, desa):
    petugas = contoh.petugas(desa)
    m, lembar = contoh.monitoring_berjalan(desa, [petugas])
    client.force_login(petugas)
    url = reverse("monitoring:lapangan-biasa", args=[m.pk])
    assert url in client.get(reverse("monitoring:lapangan", args=[m.pk])).content.decode()
    isi = isian(client.get(url).content.decode())
    butir = nama(isi, "jawaban", "jawaban").removesuffix("-jawaban")
    buruk = next(p for p in lembar.formulir.pilihan if p != lembar.formulir.butir.order_by("urut").first().positif)
    isi |= {f"{butir}-jawaban": buruk, f"{butir}-keterangan": "Belum ada papan."}
    baru = next(n for n in isi if n.startswith("lembar-") and n.endswith("-lokasi") and str(lembar.pk) not in n)
    isi |= {baru: "RT 2", baru.replace("-lokasi", "-formulir"): str(lembar.formulir_id)}
    jawab = client.post(url, isi, follow=True)
    assert "2 isian disimpan." in jawab.content.decode()
    j = JawabanMonitoring.objects.get(keterangan="Belum ada papan.")
    assert (j.jawaban, set(LembarMonitoring.objects.values_list("lokasi", flat=True))) == (
        buruk,
        {lembar.lokasi, "RT 2"},
    )

    # The bad news may become a finding, and be proved by a photo.
    isi = isian(jawab.content.decode())
    isi |= {f"temuan-{j.pk}-uraian": "Papan belum ada.", f"temuan-{j.pk}-penanggung_jawab": "Kepala Desa"}
    isi[f"temuan-{j.pk}-batas_waktu"] = f"{hari_uji() + datetime.timedelta(days=14)}"
    gambar = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(gambar, "JPEG")

    def foto():
        return SimpleUploadedFile("a.jpg", gambar.getvalue(), "image/jpeg")

    tanpa_butir = client.post(url, isi | {"foto": foto()})
    assert tanpa_butir.status_code == 422
    assert "Pilih butir yang dibuktikan fotonya" in tanpa_butir.content.decode()
    assert Temuan.objects.get().uraian == "Papan belum ada."
    assert client.post(url, isi | {"foto": foto(), "foto-butir": str(j.pk)}).status_code == 302
    assert FotoMonitoring.objects.get().jawaban == j


def test_yang_keliru_di_tempatnya_dan_yang_terkunci_tertutup(client, desa):
    petugas = contoh.petugas(desa)
    m, lembar = contoh.monitoring_berjalan(desa, [petugas])
    client.force_login(petugas)
    url = reverse("monitoring:lapangan-biasa", args=[m.pk])
    isi = isian(client.get(url).content.decode())
    isi |= {f"lembar-{lembar.pk}-tanggal": "2001-01-01", f"lembar-{lembar.pk}-lokasi": "RT 9"}
    jawab = client.post(url, isi)
    assert (jawab.status_code, "Tanggal ini di luar masa penugasan" in jawab.content.decode()) == (422, True)
    assert 'value="RT 9"' in jawab.content.decode()
    lembar.refresh_from_db()
    assert lembar.lokasi != "RT 9"
    Monitoring.objects.update(status="dibatalkan")
    assert client.get(url).status_code == 403
