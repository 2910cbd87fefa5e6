"""The sekretaris kecamatan approves and signs for the camat: only the kinds that the office allows, and it says so."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from naskah.models import PengaturanTtd
from naskah.pejabat import penanda_tangan
from naskah.queries.naskah import menunggu_persetujuan
from naskah.services.naskah import naskah_setujui

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 5, 5)


@pytest.fixture
def sekcam(desa):
    orang = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Sekcam", nip="2" * 18, pangkat="Penata (III/c)")
    orang.penugasan.update(sekretaris=True)
    return Pengguna.objects.get(pk=orang.pk)


def izinkan(desa, *jenis):
    PengaturanTtd.objects.update_or_create(kecamatan=desa.kecamatan, defaults={"atas_nama": list(jenis)})


def test_bawaan_tidak_boleh(siapkan, desa, sekcam, orang):
    naskah = siapkan(desa)
    assert menunggu_persetujuan(sekcam) == []
    with pytest.raises(PermissionDenied):
        naskah_setujui(naskah=naskah, oleh=sekcam)


def test_jenis_yang_diizinkan_disetujui_dan_tercatat(siapkan, desa, sekcam, orang):
    izinkan(desa, "naskah_uji")
    naskah, lain = siapkan(desa), siapkan(desa, jenis="naskah_lain")
    assert menunggu_persetujuan(sekcam) == [naskah]
    hasil = naskah_setujui(naskah=naskah, oleh=sekcam)
    assert [(r.aksi, r.oleh, r.alasan) for r in hasil.riwayat.filter(aksi="setujui")] == [
        ("setujui", sekcam, f"a.n. Camat {desa.kecamatan.nama}")
    ]
    with pytest.raises(PermissionDenied):
        naskah_setujui(naskah=lain, oleh=sekcam)


def test_yang_diajukannya_sendiri_tidak_disetujuinya(siapkan, desa, sekcam):
    izinkan(desa, "naskah_uji")
    naskah = siapkan(desa, oleh=sekcam)
    assert menunggu_persetujuan(sekcam) == []
    with pytest.raises(PermissionDenied):
        naskah_setujui(naskah=naskah, oleh=sekcam)


def test_verifikator_lain_dan_kecamatan_lain_tidak(siapkan, desa, sekcam, orang):
    izinkan(desa, "naskah_uji")
    naskah = siapkan(desa)
    sekcam.penugasan.update(kecamatan=DesaFactory().kecamatan)
    pindah = Pengguna.objects.get(pk=sekcam.pk)
    assert [o.has_perm("naskah.setujui_naskah", naskah) for o in (orang["verifikator"], pindah)] == [False, False]


def test_camat_tetap_menandatangani_sendiri(siapkan, desa, orang):
    izinkan(desa, "naskah_uji")
    hasil = naskah_setujui(naskah=siapkan(desa), oleh=orang["camat"])
    assert hasil.riwayat.get(aksi="setujui").alasan == ""


def test_blok_tanda_tangan_atas_nama(desa, sekcam, orang):
    izinkan(desa, "surat_tugas_perut")
    o = penanda_tangan(sekcam, desa.kecamatan, HARI, "surat_tugas_perut")
    kecamatan = desa.kecamatan.nama
    assert (o.nama, o.jabatan, o.atas_nama, o.id) == (
        "Sekcam",
        f"Sekretaris Kecamatan {kecamatan}",
        f"Camat {kecamatan}",
        sekcam.pk,
    )
    assert o.jabatan_penuh == f"a.n. Camat {kecamatan}, Sekretaris Kecamatan {kecamatan}"
    # Drawing the letter up is not approving it, and another kind stays the camat's.
    assert penanda_tangan(sekcam, desa.kecamatan, HARI).id == orang["camat"].pk
    assert penanda_tangan(sekcam, desa.kecamatan, HARI, "sk_tim_evaluasi").id == orang["camat"].pk


def test_pengaturannya_di_halaman_tanda_tangan(client, desa, orang):
    client.force_login(orang["verifikator"])
    alamat = reverse("naskah:pengaturan-ttd")
    isi = {"bagian": "cara", "cara": "basah", "jari": "on", "atas_nama": ["surat_tugas_perut"], "versi": ""}
    assert client.post(alamat, isi).status_code == 302
    assert PengaturanTtd.objects.get(kecamatan=desa.kecamatan).atas_nama == ["surat_tugas_perut"]
    # A visit's berita acara is decided on the visit's own page, by the camat.
    assert client.post(alamat, isi | {"atas_nama": ["berita_acara_perut"]}).status_code == 422


def test_halaman_sekretaris_menyebut_atas_nama(client, siapkan, desa, sekcam, orang):
    izinkan(desa, "naskah_uji")
    naskah = siapkan(desa)
    client.force_login(sekcam)
    assert "Naskah menunggu persetujuan Anda" in client.get(reverse("dasbor:hari-ini")).content.decode()
    halaman = client.get(reverse("naskah:naskah-aksi", args=[naskah.pk, "setujui"])).content.decode()
    assert f"Menyetujui a.n. Camat {desa.kecamatan.nama} sebagai" in halaman


def test_tercetak_atas_nama_camat(desa, sekcam, orang):
    """The block of the letter as it comes from the template."""
    izinkan(desa, "surat_tugas_perut")
    o = penanda_tangan(sekcam, desa.kecamatan, HARI, "surat_tugas_perut")
    blok = " ".join(render_to_string("naskah/pdf/_tanda_tangan.html", {"orang": o, "kunci": "camat"}).split())
    kecamatan = desa.kecamatan.nama
    assert f"<p>a.n. Camat {kecamatan}</p> <p>Sekretaris Kecamatan {kecamatan},</p>" in blok
    assert blok.index("a.n. Camat") < blok.index('id="ttd-camat"') < blok.index("Sekcam</p>")
