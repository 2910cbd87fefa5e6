"""What is wrong as a whole: a sentence at the place, and nothing stored.

Elsewhere, each where its kind is tested: a sheet whose total disagrees (test_lembar_lain), two sets for one kabupaten
and year (test_aturan_terbit, test_perangkat_rusak), a set whose region is misspelt, a value that ends before it begins,
an empty selection and a percentage over 100 (`RUSAK` of test_aturan_kantor; those of a figure, test_perangkat_kantor).
"""

from copy import deepcopy

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import StatusPerangkat
from apbdes.models import PerangkatAturan, RincianBelanja, VersiApbdes
from apbdes.services import aturan_kantor as services
from apbdes.tests.contoh import lembar_kecil, xlsx
from apbdes.tests.contoh_aturan import perangkat_contoh
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_access import butuh_mdbtools, jet
from apbdes.tests.test_siskeudes import rinci, tabel

pytestmark = pytest.mark.django_db
KEGIATAN, REKENING = "1.1.04", "5.2.1.01"


# --- uploaded to a draft --------------------------------------------------------------------------
def siskeudes(*desa, tahun="2024"):
    return tabel(*(rinci(f"{d}01.01.04.", "5.2.1.01.", str(500 + n), desa=d, tahun=tahun) for n, d in enumerate(desa)))


def buku(kegiatan=KEGIATAN, rekening=REKENING):
    judul = ["kode_kegiatan", "kode_rekening", "jumlah", "sumber_dana"]
    return xlsx(lembar_kecil(Belanja=[judul, [kegiatan, rekening, 500, "ADD"]]))


UNGGAHAN = {  # file → name, content, sentences
    "zip dua desa, bukan desa ini": (
        "dua-desa.zip",
        lambda kd: siskeudes("98.2998.", "99.2999."),
        ("98.2998", "99.2999"),
    ),
    "zip tahun lain": ("a.zip", lambda kd: siskeudes(kd, tahun="2019"), ("untuk tahun 2019", "diisi tahun 2024")),
    "mde tahun lain": pytest.param(
        "DataAPBDES.mde",
        lambda kd: jet(siskeudes(kd, tahun="2019")),
        ("untuk tahun 2019", "diisi tahun 2024"),
        marks=butuh_mdbtools,
    ),
    "sen pada kode rekening": ("a.xlsx", lambda kd: buku(rekening="5.2.1,01"), ("5.2.1,01", "kode_rekening")),
    "sen pada kode kegiatan": ("a.xlsx", lambda kd: buku(kegiatan="1.1,04"), ("1.1,04", "kode_kegiatan")),
    "angka bersen pada kode rekening": ("a.xlsx", lambda kd: buku(rekening=5210.25), ("5210", "kode_rekening")),
    "sen pada sandi siskeudes": (
        "a.zip",
        lambda kd: tabel(rinci(f"{kd}01.01.04.", "5.2.1,01", "500", desa=kd)),
        ("5.2.1,01", "Kd_Rincian"),
    ),
}


@pytest.mark.parametrize(("nama", "isi", "kalimat"), UNGGAHAN.values(), ids=UNGGAHAN)
def test_unggahan_ditolak_dan_isi_rancangan_tetap(client, desa, nama, isi, kalimat):
    versi = VersiApbdesFactory(desa=desa, tahun=2024)
    RincianBelanja.objects.create(
        versi_apbdes=versi, kegiatan=KEGIATAN, rekening=REKENING, uraian="Kertas", jumlah=1, sumber="ADD"
    )
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    berkas = SimpleUploadedFile(nama, isi(f"{desa.kode[6:]}."))
    jawab = client.post(reverse("apbdes:versi-impor", args=[versi.pk]), {"berkas": berkas})
    teks = jawab.content.decode()
    ditanya = nama.startswith("dua-desa")  # which of them is this one is a question, not a fault
    assert (jawab.status_code, [k for k in kalimat if k not in teks]) == (200 if ditanya else 422, [])
    assert "kunci" not in jawab.context  # nothing waits to be confirmed
    assert RincianBelanja.objects.get().uraian == "Kertas"
    assert VersiApbdes.objects.get().versi == versi.versi


# --- handed in to be published -----------------------------------------------------------------------
def tanpa_yang_melanggar(aturan):
    aturan["contoh"] = aturan["contoh"][:1]


def tanpa_yang_terpenuhi(aturan):
    aturan["contoh"] = aturan["contoh"][1:]


def tidak_melanggar(aturan):
    """An example that says dilanggar of a budget that keeps the rule."""
    aturan["contoh"] = [aturan["contoh"][0], deepcopy(aturan["contoh"][0]) | {"putusan": "dilanggar"}]


CONTOH = {
    tanpa_yang_melanggar: "Aturan INF-01 belum mempunyai contoh yang dilanggar.",
    tanpa_yang_terpenuhi: "Aturan INF-01 belum mempunyai contoh yang terpenuhi.",
    tidak_melanggar: "Aturan INF-01, contoh 2: diharapkan dilanggar, hasilnya terpenuhi.",
}


@pytest.mark.parametrize(("cara", "kalimat"), CONTOH.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_aturan_yang_tidak_dilanggar_contoh_mana_pun(client, desa, cara, kalimat):
    admin = pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)
    perangkat = perangkat_contoh(desa.kecamatan.kabupaten, admin)
    isi = deepcopy(perangkat.isi)
    cara(isi["aturan"][0])
    PerangkatAturan.objects.update(isi=isi)
    perangkat.refresh_from_db()
    with pytest.raises(ValidationError, match=kalimat):
        services.perangkat_ajukan(perangkat=perangkat, oleh=admin)
    perangkat.refresh_from_db()
    assert perangkat.status == StatusPerangkat.DRAF
    client.force_login(admin)
    assert kalimat in client.get(reverse("apbdes:aturan-rinci", args=[perangkat.pk])).content.decode()
