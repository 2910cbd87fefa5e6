"""A set of rules that an office writes: who may, its parts as forms and as text, the way to law in force."""

import pytest
import yaml
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.kantor import isi as kelola
from apbdes.kantor.nilai import ekspor, struktur
from apbdes.models import PerangkatAturan
from apbdes.models.perangkat import PerangkatTerkunci
from apbdes.services import aturan_kantor as services
from apbdes.tests.contoh_aturan import KODE, NASKAH, perangkat_contoh
from dasar.basi import Basi
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(desa):
    return pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)


@pytest.fixture
def perangkat(desa, admin):
    return perangkat_contoh(desa.kecamatan.kabupaten, admin)


def alamat(nama, perangkat, *lain):
    return reverse(f"apbdes:aturan-{nama}", args=[perangkat.pk, *lain])


# --- who -----------------------------------------------------------------------------------
def test_admin_kabupaten_lain_tidak_menemukannya(client, perangkat):
    client.force_login(pengguna_berperan(Peran.ADMIN_KABUPATEN, DesaFactory()))
    for nama, *lain in [
        *(("rinci",), ("yaml",), ("kepala",), ("ganti",), ("hapus",)),
        *(("aksi", "ajukan"), ("aksi", "terbitkan"), ("tambah", "angka"), ("ubah", "angka", "honor_tpk")),
        *(("buang", "pilihan", "infrastruktur"), ("periksa", "INF-01", 0)),
    ]:
        assert client.get(alamat(nama, perangkat, *lain)).status_code == 404, nama
    assert client.post(alamat("terbitan", perangkat)).status_code == 404


@pytest.mark.parametrize(
    ("peran", "draf", "diajukan", "terbit"),
    [
        (Peran.ADMIN, 200, 200, 200),
        (Peran.ADMIN_KABUPATEN, 200, 200, 200),
        (Peran.VERIFIKATOR, 404, 200, 200),
        *((p, 404, 404, 200) for p in (Peran.CAMAT, Peran.PELAKSANA, Peran.PENDAMPING, Peran.PEMANTAU_KABUPATEN)),
        *((p, 404, 404, 200) for p in (Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA)),
    ],
)
def test_siapa_membaca_pada_keadaan_apa(client, desa, perangkat, peran, draf, diajukan, terbit):
    client.force_login(pengguna_berperan(peran, desa))
    for status, jawab in (("draf", draf), ("diajukan", diajukan), ("terbit", terbit)):
        PerangkatAturan.objects.filter(pk=perangkat.pk).update(status=status, diterbitkan="2026-01-01T00:00:00Z")
        assert client.get(perangkat.get_absolute_url()).status_code == jawab, status


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.ADMIN, Peran.ADMIN_KABUPATEN}))
def test_yang_bukan_admin_tidak_menulis(desa, perangkat, peran):
    oleh = pengguna_berperan(peran, desa)
    with pytest.raises(PermissionDenied):
        services.bagian_simpan(perangkat=perangkat, bagian="angka", nama="x", entri={}, sidik=None, oleh=oleh)
    with pytest.raises(PermissionDenied):
        services.perangkat_buat(kabupaten=perangkat.kabupaten, isi=kelola.kosong("x", "X", [2026]), oleh=oleh)


def test_admin_kabupaten_tidak_membuat_bagi_kabupaten_lain(admin):
    with pytest.raises(PermissionDenied):
        services.perangkat_buat(
            kabupaten=DesaFactory().kecamatan.kabupaten, isi=kelola.kosong("x", "X", [2026]), oleh=admin
        )


# --- in and out -----------------------------------------------------------------------------
def test_ekspor_sama_dengan_naskahnya(client, perangkat, admin):
    client.force_login(admin)
    teks = client.get(alamat("yaml", perangkat)).content.decode()
    assert struktur(teks) == struktur(NASKAH.format(wilayah=perangkat.kabupaten.kode))
    assert struktur(ekspor(perangkat.isi)) == perangkat.isi


def test_kode_yang_sudah_dipakai_ditolak(perangkat, admin):
    for kode in (KODE, "perbup-kayong-utara-66-2023"):
        with pytest.raises(ValidationError, match="sudah dipakai"):
            services.perangkat_buat(kabupaten=perangkat.kabupaten, isi=kelola.kosong(kode, "X", [2026]), oleh=admin)


# --- one part at a time -----------------------------------------------------------------------
def test_bagian_yang_diubah_orang_lain_tidak_tertimpa(perangkat, admin):
    dilihat = kelola.sidik(perangkat.isi["angka"]["honor_tpk"])
    baru = perangkat.isi["angka"]["honor_tpk"] | {"arti": "honor tim"}
    services.bagian_simpan(perangkat=perangkat, bagian="angka", nama="honor_tpk", entri=baru, sidik=dilihat, oleh=admin)
    with pytest.raises(Basi):
        services.bagian_simpan(
            perangkat=perangkat, bagian="angka", nama="honor_tpk", entri=None, sidik=dilihat, oleh=admin
        )
    # What was changed elsewhere is no conflict.
    lain = kelola.sidik(perangkat.isi["pilihan"]["infrastruktur"])
    services.bagian_simpan(
        perangkat=perangkat, bagian="pilihan", nama="infrastruktur", entri={"kegiatan": "2"}, sidik=lain, oleh=admin
    )
    perangkat.refresh_from_db()
    assert perangkat.isi["angka"]["honor_tpk"] == baru
    assert perangkat.isi["pilihan"]["infrastruktur"] == {"kegiatan": "2"}


def test_yang_terbit_tidak_berubah(perangkat, admin):
    PerangkatAturan.objects.filter(pk=perangkat.pk).update(status="terbit", diterbitkan="2026-01-01T00:00:00Z")
    terbit = PerangkatAturan.objects.get(pk=perangkat.pk)
    with pytest.raises(ValidationError, match="tidak dapat diubah lagi"):
        services.bagian_simpan(perangkat=terbit, bagian="angka", nama="x", entri={"arti": "x"}, sidik=None, oleh=admin)
    with pytest.raises(ValidationError):
        services.perangkat_hapus(perangkat=terbit, oleh=admin)
    terbit.isi = terbit.isi | {"judul": "Lain"}
    with pytest.raises(PerangkatTerkunci):
        terbit.save()
    with pytest.raises(PerangkatTerkunci):
        terbit.delete()


def test_setiap_bagian_terbuka_sebagai_formulir_dan_kembali_sama(client, perangkat, admin):
    """Opened and stored unchanged, every part is what it was."""
    client.force_login(admin)
    for bagian in kelola.BAGIAN:
        for nama in kelola.nama_bagian(perangkat.isi, bagian):
            jawab = client.get(alamat("ubah", perangkat, bagian, nama))
            assert jawab.status_code == 200
            assert not jawab.context.get("teks"), (bagian, nama)
            kirim = isian(jawab.context["form"])
            assert client.post(alamat("ubah", perangkat, bagian, nama), kirim).status_code == 302, (bagian, nama)
    for kode in kelola.nama_bagian(perangkat.isi, "aturan"):
        jawab = client.get(alamat("periksa", perangkat, kode, 0))
        assert jawab.status_code == 200
        assert client.post(alamat("periksa", perangkat, kode, 0), isian(jawab.context["form"])).status_code == 302
    kini = PerangkatAturan.objects.get(pk=perangkat.pk)
    assert (kini.isi, kini.versi) == (perangkat.isi, perangkat.versi)


def isian(form):
    """What a browser would send of this form."""
    daftar = [form, *(f for s in _formset(form) for f in (s.management_form, *s.forms))]
    hasil = {}
    for f in daftar:
        for bidang in f:
            nilai = bidang.value()
            if nilai is None or nilai is False:
                continue
            hasil[bidang.html_name] = nilai if isinstance(nilai, list) else str(nilai)
    return hasil


def _formset(form):
    return [s for s in (getattr(form, "riwayat", None), getattr(form, "tabel", None)) if s is not None] + list(
        getattr(form, "syarat", {}).values()
    )


def test_susunan_di_luar_formulir_ditulis_sebagai_teks(client, perangkat, admin):
    client.force_login(admin)
    url = alamat("ubah", perangkat, "pilihan", "infrastruktur") + "?sebagai=teks"
    jawab = client.get(url)
    teks = "arti: x\nsekegiatan: {kegiatan: 2, kecuali: {kegiatan: 2.3}}\n"
    sidik = jawab.context["form"].initial["sidik"]
    assert client.post(url, {"teks": teks, "sidik": sidik}).status_code == 302
    jawab = client.get(alamat("ubah", perangkat, "pilihan", "infrastruktur"))
    assert jawab.context["teks"]
    assert not jawab.context["dapat"]
    jawab = client.post(url, {"teks": "a: [b", "sidik": sidik})
    assert jawab.status_code == 422
    assert "Baris" in str(jawab.context["form"].errors["teks"])


# --- bad input: a sentence each, nothing stored -------------------------------------------------
RUSAK = [
    ("wilayah: {wilayah}", "wilayah: 6l.11", "bukan kabupaten yang Anda urus"),
    ("{{sejak: 2024-01-01, nilai: 4%}}", "{{sejak: 2024-01-01, sampai: 2023-01-01, nilai: 4%}}", "sebelum dimulai"),
    ("nilai: 4%", "nilai: 101%", "di luar 0% sampai 100%"),
    ("kegiatan: 2, rekening: [5.3.4, 5.3.5]", "kegiatan: [], rekening: 5.3.4", "kosong"),
    ("rekening: [5.3.4, 5.3.5]", "rekening: ['5.3,04']", "bukan kode rekening"),
    ("jumlah: honor\n", "jumlah: honorarium\n", "tidak ada dalam perangkat ini"),
    ("dalam: infrastruktur", "dalam: honor", "Berputar-putar"),
    ("tahun: [2026]", "tahun: []", "“tahun” belum diisi"),
    ("kode: INF-01", "kode: [INF", "tidak dapat dibaca sebagai YAML"),
    ("  satuan: OB\n", "", "memerlukan “satuan”"),
]


@pytest.mark.parametrize(("lama", "baru", "kalimat"), RUSAK, ids=[r[2] for r in RUSAK])
def test_berkas_yang_keliru_disebut_dengan_barisnya(client, desa, admin, tmp_path, capsys, lama, baru, kalimat):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.management import call_command

    assert lama in NASKAH
    isi = NASKAH.replace(lama, baru, 1).format(wilayah=desa.kecamatan.kabupaten.kode).encode()
    client.force_login(admin)
    jawab = client.post(reverse("apbdes:aturan-unggah"), {"berkas": SimpleUploadedFile("a.yaml", isi)})
    assert jawab.status_code == 422
    assert [s for s in jawab.context["salah"] if kalimat in s.kalimat and s.baris], jawab.context["salah"]
    berkas = tmp_path / "a.yaml"
    berkas.write_bytes(isi)
    with pytest.raises(SystemExit) as keluar:
        call_command("apbdes_aturan_impor", str(berkas), oleh=admin.username)
    assert keluar.value.code == 2
    assert kalimat in capsys.readouterr().err
    assert not PerangkatAturan.objects.exists()


@pytest.mark.parametrize("isi", [b"\xff\xfe\x00", b"", b"- a\n- b\n", b"kode: &a x\nnama: *a\n", b"[" * 500])
def test_berkas_yang_bukan_perangkat(client, admin, isi):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client.force_login(admin)
    jawab = client.post(reverse("apbdes:aturan-unggah"), {"berkas": SimpleUploadedFile("a.yaml", isi)})
    assert jawab.status_code == 422
    assert not PerangkatAturan.objects.exists()


def urutan(berkas):
    """The names as they follow one another in the file, whatever keeps it in between."""
    isi = yaml.safe_load(berkas.read_text(encoding="utf-8"))
    return {bagian: list(isi.get(bagian, {})) for bagian in ("angka", "pilihan", "fakta")}


def test_impor_dan_ekspor_lewat_perintah(desa, admin, tmp_path, capsys):
    from django.core.management import call_command

    naskah = NASKAH.format(wilayah=desa.kecamatan.kabupaten.kode)
    berkas, hasil = tmp_path / "a.yaml", tmp_path / "b.yaml"
    berkas.write_text(naskah, encoding="utf-8")
    call_command("apbdes_aturan_impor", str(berkas), oleh=admin.username)
    call_command("apbdes_aturan_ekspor", KODE, ke=str(hasil))
    assert struktur(hasil.read_text(encoding="utf-8")) == struktur(naskah)
    assert urutan(hasil) == urutan(berkas)
    # A second time it is the draft that changes, no second set.
    berkas.write_text(naskah.replace("nilai: 4%", "nilai: 5%"), encoding="utf-8")
    call_command("apbdes_aturan_impor", str(berkas), oleh=admin.username)
    assert PerangkatAturan.objects.get().isi["angka"]["honor_tpk"]["riwayat"][0]["nilai"] == "5%"
    capsys.readouterr()
