"""One's own data: all of it, nobody else's, no secrets; and a correction that reaches somebody."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from akun.enums import CaraUndangan
from akun.models import AkunPejabat, Faktor, Gawai, Pengguna, Sesi, SurelBaru, Undangan
from akun.services.surel import surel_minta, surel_pastikan_kirim
from akun.services.undangan import undangan_buat
from akun.tests.test_faktor import kode_kini, pasang, sandi
from dasbor.data_saya import data_tentang, ringkasan
from desa.tests.factories import PerangkatFactory
from jejak.models import Catatan
from notifikasi.models import Pemberitahuan
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db
ALAMAT, UNDUH = reverse("dasbor:data-saya"), reverse("dasbor:data-saya-unduh")


def buka(jawab):
    arsip = ZipFile(BytesIO(jawab.content))
    return json.loads(arsip.read("data.json")), arsip.read("data.txt").decode()


def test_salinan_data_sendiri(client, orang, desa):
    kades, camat = orang["kepala_desa"], orang["camat"]
    kades.nip, kades.telepon = "19800101", "0812"
    kades.save()
    AkunPejabat.objects.create(pengguna=kades, perangkat=PerangkatFactory(desa=desa, nama="Abdul Uji"))
    KunjunganFactory(desa=desa, diubah_oleh=kades)
    client.force_login(kades)
    isi, teks = buka(client.post(UNDUH))
    assert (isi["akun"]["NIP"], isi["akun"]["Telepon"], isi["pejabat"]["Nama lengkap"]) == (
        "19800101",
        "0812",
        "Abdul Uji",
    )
    assert {"Penugasan", "Kunjungan"} <= {b["benda"] for b in isi["baris"]}
    assert isi["jejak"][-1]["kejadian"] == "Masuk"
    for satu in (kades.password, kades.token_kalender, camat.nama):
        assert satu not in json.dumps(isi, ensure_ascii=False)
        assert satu not in teks
    assert "NIP: 19800101" in teks
    terakhir = Catatan.objects.latest("pk")
    assert (terakhir.jenis, terakhir.perkara) == ("ekspor", "dasbor:data-saya-unduh")


def test_permintaan_pembetulan_sampai_kepada_admin(client, orang):
    client.force_login(orang["pelaksana"])
    jawab = client.post(ALAMAT, {"isi": " "})
    assert jawab.status_code == 422
    assert "Tulis apa yang keliru" in jawab.content.decode()
    client.post(ALAMAT, {"isi": "NIP saya seharusnya 123."})
    (kabar,) = Pemberitahuan.objects.filter(judul__contains="pembetulan")
    assert (kabar.penerima, kabar.isi) == (orang["admin"], "NIP saya seharusnya 123.")
    assert kabar.tautan == reverse("akun:orang-rinci", args=[orang["pelaksana"].pk])
    assert Catatan.objects.get(perkara="data-pribadi").uraian.endswith("NIP saya seharusnya 123.")


def test_halamannya_menyebut_yang_tersimpan(client, orang):
    client.force_login(orang["pendamping"])
    assert "Penugasan: 1 baris" in client.get(ALAMAT).content.decode()


def test_salinan_tidak_membuka_akunnya(orang):
    """A file that lies in a download folder: no key of a session that goes on, none of a browser, of the app or of a
    link; and each row once."""
    camat = orang["camat"]
    pasang(camat)
    undangan_buat(pengguna=[camat], cara=CaraUndangan.CETAK, oleh=orang["admin"])
    surel_pastikan_kirim(surel_minta(pengguna=camat, surel="baru@contoh.test", oleh=camat).pk)
    klien = sandi(camat)
    klien.post(reverse("akun:masuk-kode"), {"kode": kode_kini(Faktor.objects.get(user=camat))})
    isi = json.dumps(data_tentang(Pengguna.objects.get(pk=camat.pk)))
    rahasia = [
        klien.session.session_key,
        *Sesi.objects.values_list("kunci", flat=True),
        *Gawai.objects.values_list("sidik", flat=True),
        *Faktor.objects.values_list("key", flat=True),
        *Undangan.objects.values_list("sidik", flat=True),
        *SurelBaru.objects.values_list("sidik", flat=True),
        camat.token_kalender,
        camat.password,
    ]
    assert len(rahasia) == 8
    assert [r for r in rahasia if r in isi] == []
    assert [n for n, _ in ringkasan(camat)].count("Faktor kedua") == 1
    assert not [n for n, _ in ringkasan(camat) if "device" in n]
