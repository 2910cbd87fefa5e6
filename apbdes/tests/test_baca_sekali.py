"""Every page of a budget, and every answer to htmx, reads the rows of each version once at most."""

import json
import re
import uuid
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apbdes import urls
from apbdes.enums import StatusVersi
from apbdes.lembar import acuan
from apbdes.models import RincianBelanja, VersiApbdes
from apbdes.tests.contoh import xlsx
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_lembar_lain import ISI
from dasar.alur import sejak_dari

pytestmark = pytest.mark.django_db
S = StatusVersi
DESA, KECAMATAN = "sekretaris_desa", "verifikator"
SIKAP = {"perangkat": "perbup-kayong-utara-66-2023", "kode": "B30-01", "sikap": "diterima", "lihat": "0"}
LAIN = {"sikap": "entah"}
TOLAK = {"sikap": "dikesampingkan", "alasan": ""}

# page, status, who, what is sent (None: looked at), what the answer is
HALAMAN = [
    ("versi-rinci", S.DISUSUN, DESA, None, 200),
    ("versi-rinci", S.DIAJUKAN, KECAMATAN, None, 200),
    ("versi-rinci", S.DIEVALUASI, KECAMATAN, None, 200),
    ("versi-isi", S.DISUSUN, DESA, None, 200),
    ("versi-isi", S.DIEVALUASI, KECAMATAN, None, 200),
    ("susun", S.DISUSUN, DESA, None, 200),
    ("susun-putusan", S.DISUSUN, DESA, None, 200),
    ("versi-fakta", S.DISUSUN, DESA, None, 200),
    ("versi-pendamping", S.DISUSUN, DESA, None, 200),
    ("versi-pagu", S.DISUSUN, DESA, None, 200),
    ("versi-impor", S.DISUSUN, DESA, None, 200),
    ("versi-templat", S.DISUSUN, DESA, None, 200),
    ("versi-ekspor:xlsx", S.DISUSUN, DESA, None, 200),
    ("versi-ekspor:siskeudes", S.DISUSUN, DESA, None, 200),
    ("versi-banding", S.DISUSUN, DESA, None, 200),
    ("versi-perbaikan", S.DISUSUN, DESA, None, 200),
    ("versi-evaluasi", S.DIAJUKAN, KECAMATAN, None, 200),
    ("versi-evaluasi", S.DIEVALUASI, KECAMATAN, None, 200),
    ("versi-lembar", S.DIEVALUASI, KECAMATAN, None, 200),
    ("versi-catatan", S.DIEVALUASI, KECAMATAN, None, 200),
    ("versi-temuan", S.DIEVALUASI, KECAMATAN, None, 200),
    ("versi-aksi:ajukan", S.DISUSUN, DESA, None, 200),
    ("versi-aksi:batalkan", S.DISUSUN, DESA, None, 200),
    ("versi-aksi:terima", S.DIAJUKAN, KECAMATAN, None, 200),
    ("versi-aksi:tolak_berkas", S.DIAJUKAN, KECAMATAN, None, 200),
    ("versi-aksi:ajukan", S.DISUSUN, DESA, {}, 422),
    ("versi-lanjutan", S.DISUSUN, DESA, {"langkah": "perubahan"}, 422),
    ("versi-sikap", S.DIEVALUASI, KECAMATAN, SIKAP, 302),
    ("versi-sikap", S.DIEVALUASI, KECAMATAN, SIKAP | LAIN, 422),
    ("versi-sikap htmx", S.DIEVALUASI, KECAMATAN, SIKAP, 200),
    ("versi-sikap htmx", S.DIEVALUASI, KECAMATAN, SIKAP | TOLAK, 200),
    ("versi-sikap htmx", S.DIEVALUASI, KECAMATAN, SIKAP | {"lihat": "7"}, 200),
    ("versi-sikap-sisanya", S.DIEVALUASI, KECAMATAN, {}, 302),
    ("versi-sikap-kesampingkan", S.DIEVALUASI, KECAMATAN, {}, 422),
    ("versi-sikap-kesampingkan", S.DIEVALUASI, KECAMATAN, {"kunci": "x", "banyak-alasan": "y"}, 422),
    ("versi-keterangan", S.DIEVALUASI, KECAMATAN, {"pagu-pagu_dds": "x"}, 422),
    ("versi-keterangan", S.DIEVALUASI, KECAMATAN, {"pagu-pagu_dds": "1", "pagu-dasar": "x"}, 422),
    ("versi-keterangan-tarik", S.DIEVALUASI, KECAMATAN, {"keterangan": "0"}, 422),
    ("versi-catatan htmx", S.DIEVALUASI, KECAMATAN, {"id": str(uuid.uuid4()), "dari": "0", "isi": "Periksa."}, 200),
    ("versi-catatan htmx", S.DIEVALUASI, KECAMATAN, {"id": str(uuid.uuid4()), "dari": "0", "isi": ""}, 200),
    ("versi-temuan", S.DIEVALUASI, KECAMATAN, {"isi": ""}, 422),
    ("versi-lembar", S.DIEVALUASI, KECAMATAN, {"formulir": "0"}, 422),
    ("versi-usul", S.DIEVALUASI, KECAMATAN, {"kesimpulan": "", "hasil": ""}, 422),
    ("versi-usul", S.DIEVALUASI, KECAMATAN, {"kesimpulan": "a", "simpan": "ya", "dari_kesimpulan": "0"}, 302),
]
# Not here: what reads no rows, or those that the tests below send; a PDF is its own test.
BUKAN = {
    "versi-baru", "daftar", "alur", "susun-simpan", "susun-tempel", "versi-impor-simpan", "versi-impor-jawab",
    "versi-impor-lembar", "versi-impor-lupakan", "versi-pratinjau", "versi-pdf", "versi-penjabaran", "tim-evaluasi",
    "perangkat-daftar", "perangkat-pilihan", "perangkat-rinci", "angka-ubah",
}  # fmt: skip


def bacaan(kueri) -> dict[str, int]:
    """How often the spending rows of each version were read whole."""
    pola = re.compile(r'"harga_satuan".* FROM "apbdes_rincianbelanja" .*"versi_apbdes_id" = (\d+)', re.DOTALL)
    return Counter(c[1] for q in kueri.captured_queries if (c := pola.search(q["sql"])))


def rancangan(desa, nama, status) -> VersiApbdes:
    lain, isi = {}, anggaran_melanggar(kode_desa=desa.kode)
    if nama in ("versi-banding", "versi-perbaikan"):
        lain["sebelum"] = VersiApbdesFactory(desa=desa, isi=isi, status=S.PERLU_DIPERBAIKI)
        lain |= {"apbdes": lain["sebelum"].apbdes, "perbaikan_ke": 1}
    return siap(desa, status, isi=isi, **lain)


def alamat(nama, versi):
    nama, _, isian = nama.partition(":")
    lanjut = {
        "versi-banding": [versi.sebelum_id],
        "versi-catatan": ["belanja", RincianBelanja.objects.filter(versi_apbdes=versi).first().pk],
        "versi-temuan": [uuid.uuid4()],
    }
    return reverse(f"apbdes:{nama}", args=[versi.pk, *([isian] if isian else []), *lanjut.get(nama, [])])


def test_setiap_halaman_rancangan_ada_di_tabel_ini():
    ada = {n.split(":")[0].split(" ")[0] for n, *_ in HALAMAN} | BUKAN
    kantor = ("kode", "kegiatan-", "rekening-", "aturan-", "lembar-", "formulir-")
    nama = {p.name for p in urls.urlpatterns if p.name and not p.name.startswith(kantor)}
    assert nama - ada == set()


@pytest.mark.parametrize(("nama", "status", "peran", "kirim", "kode"), HALAMAN)
def test_halaman_membaca_anggaran_sekali(client, desa, orang, nama, status, peran, kirim, kode):
    nama, _, htmx = nama.partition(" ")
    if nama == "versi-lembar":
        acuan.muat()
    versi = rancangan(desa, nama, status)
    if kirim is not None:
        kirim = {"sejak": sejak_dari(versi)} | kirim
    client.force_login(orang[peran])
    kepala = {"HX-Request": "true"} if htmx else {}
    tuju = alamat(nama, versi)
    with CaptureQueriesContext(connection) as kueri:
        jawab = client.get(tuju) if kirim is None else client.post(tuju, kirim, headers=kepala)
    assert jawab.status_code == kode
    assert max(bacaan(kueri).values(), default=0) <= 1


def test_perubahan_membaca_keduanya_sekali(client, desa, orang):
    isi = anggaran_melanggar(kode_desa=desa.kode)
    murni = VersiApbdesFactory(desa=desa, isi=isi, status=S.DITETAPKAN)
    versi = siap(desa, apbdes=murni.apbdes, sebelum=murni, perubahan_ke=1, jenis="perubahan")
    client.force_login(orang[DESA])
    for tuju in [alamat(n, versi) for n in ("versi-rinci", "susun", "versi-aksi:ajukan")]:
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(tuju).status_code == 200
        assert bacaan(kueri) == {str(murni.pk): 1, str(versi.pk): 1}


def test_usulan_membaca_sekali(client, desa, orang):
    versi = siap(desa, S.DIEVALUASI)
    client.force_login(orang["verifikator"])
    client.post(reverse("apbdes:versi-sikap-sisanya", args=[versi.pk]))
    isi = {"sejak": sejak_dari(versi), "kesimpulan": "Perbaiki.", "hasil": "perlu_diperbaiki"}
    isi["dari_kesimpulan"] = versi.versi
    with CaptureQueriesContext(connection) as kueri:
        assert client.post(reverse("apbdes:versi-usul", args=[versi.pk]), isi).status_code == 302
    assert bacaan(kueri) == {str(versi.pk): 1}


def test_menyimpan_menempel_dan_mengimpor_membaca_paling_banyak_sekali(client, desa, orang):
    versi = siap(desa, isi=anggaran_melanggar(kode_desa=desa.kode))
    client.force_login(orang[DESA])
    baris = RincianBelanja.objects.filter(versi_apbdes=versi).first()
    ubah = {"lembar": "belanja", "id": str(baris.pk), "versi": baris.versi, "isi": {"uraian": "Lain"}}
    berkas = SimpleUploadedFile("rab.xlsx", xlsx({"RAB": ISI}))
    simpan, tempel, impor, pilih, setuju = (
        alamat(n, versi)
        for n in ("susun-simpan", "susun-tempel", "versi-impor", "versi-impor-lembar", "versi-impor-simpan")
    )
    with CaptureQueriesContext(connection) as kueri:
        client.post(simpan, json.dumps({"kiriman": [ubah]}), content_type="application/json")
    assert bacaan(kueri) == {}
    with CaptureQueriesContext(connection) as kueri:
        client.post(tempel, '{"teks": "a", "isian": {}}', content_type="application/json")
    assert bacaan(kueri) == {}
    kolom = client.post(impor, {"berkas": berkas})
    isian = {k.html_name: k.value() or "" for k in kolom.context["form"]}
    with CaptureQueriesContext(connection) as kueri:
        pratinjau = client.post(pilih + kolom.context["alamat"], isian)
    assert bacaan(kueri) == {str(versi.pk): 1}
    with CaptureQueriesContext(connection) as kueri:
        jawab = client.post(setuju, {"kunci": pratinjau.context["kunci"]})
    assert jawab.status_code == 302
    assert bacaan(kueri)[str(versi.pk)] <= 2  # what is replaced, and what the trail keeps of it
