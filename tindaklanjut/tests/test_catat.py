"""Findings that the office writes down itself: from a document, an evaluation, a citizen's complaint."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.tests.berkas_contoh import pdf
from berkas.tests.contoh_unggah import unggah
from config.tests.kantor import hari_uji
from desa.tests.factories import DesaFactory
from evaluasi.tests.factories import EvaluasiFactory
from jejak.models import Catatan
from tindaklanjut.models import JenisTemuan, Pengaduan, Temuan
from tindaklanjut.pencatatan import IsiTemuan, temuan_catat
from tindaklanjut.sumber import Sumber
from tindaklanjut.tests.test_temuan import kabar, rinci

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
URL = reverse("tindaklanjut:pengaduan-catat")
SKRIP = "<script>alert(1)</script> Bantuan tidak dibagikan."


def isian(tempat, **lain):
    hari = hari_uji()
    return {
        "id": str(uuid.uuid4()),
        "desa": tempat.pk,
        "tanggal": f"{hari - datetime.timedelta(days=2):%Y-%m-%d}",
        "pelapor": "Warga RT 03",
        "kontak": "0811 0000 0000",
        "uraian": "Jalan usaha tani belum dibangun.",
        "tingkat": "berat",
        "penanggung_jawab": "Kepala Desa",
        "batas_waktu": f"{hari + datetime.timedelta(days=14):%Y-%m-%d}",
    } | lain


def catat(client, orang, tempat, **lain):
    client.force_login(orang)
    return client.post(URL, isian(tempat, **lain))


def test_pengaduan_menjadi_temuan_terbuka_dan_desa_diberi_tahu(client, desa, orang):
    assert catat(client, orang["pelaksana"], desa).status_code == 302
    t = Temuan.objects.get()
    hari = hari_uji() - datetime.timedelta(days=2)
    assert (t.status, t.tingkat, t.ditemukan_oleh, t.asal_jenis) == (
        "terbuka",
        "berat",
        orang["pelaksana"],
        "pengaduan",
    )
    assert [r.aksi for r in t.riwayat.all()] == ["catat"]
    p = t.pengaduan
    assert (p.pelapor, p.kontak, p.tanggal, p.dicatat_oleh) == (
        "Warga RT 03",
        "0811 0000 0000",
        hari,
        orang["pelaksana"],
    )
    for peran in ("kepala_desa", "sekretaris_desa"):
        ((judul, isi, tautan),) = kabar(orang[peran])
        assert (judul, tautan) == (f"Temuan baru bagi {desa}", rinci(t))
        assert isi.startswith("Jalan usaha tani belum dibangun.\nKepala Desa, sampai ")


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.ADMIN_KABUPATEN}))
def test_nama_pelapor_hanya_terbaca_di_kecamatan(client, desa, orang, peran):
    catat(client, orang["pelaksana"], desa)
    client.force_login(orang[peran])
    halaman = client.get(rinci(Temuan.objects.get())).content.decode()
    boleh = peran in {Peran.CAMAT, Peran.VERIFIKATOR, Peran.PELAKSANA}
    assert [teks in halaman for teks in ("Warga RT 03", "0811 0000 0000")] == [boleh, boleh]
    assert "Pengaduan warga, " in halaman


@pytest.mark.parametrize("peran", [Peran.ADMIN, Peran.PEMANTAU_KABUPATEN])
def test_nama_pelapor_tidak_terbaca_di_jejak(client, desa, orang, peran):
    """The trail is read beyond the kecamatan: there it only says that a name was written."""
    catat(client, orang["pelaksana"], desa)
    Pengaduan.objects.get().delete()
    tercatat = Catatan.objects.filter(perkara="tindaklanjut.Pengaduan").order_by("pk")
    assert [c.jenis for c in tercatat] == ["buat", "hapus"]
    client.force_login(orang[peran])
    halaman = client.get(reverse("dasbor:jejak")).content.decode()
    assert ("Pengaduan warga" in halaman, "(dirahasiakan)" in halaman) == (True, True)
    for teks in ("Warga RT 03", "0811 0000 0000"):
        assert (teks in halaman, [c for c in tercatat if teks in f"{c.nama} {c.uraian} {c.perubahan}"]) == (False, [])


def test_anonim_tidak_menyimpan_nama(client, desa, orang):
    ditolak = catat(client, orang["verifikator"], desa, anonim="on")
    assert (ditolak.status_code, Temuan.objects.count()) == (422, 0)
    assert "Kosongkan nama dan kontaknya bila pelapor tidak mau disebut namanya." in ditolak.content.decode()
    assert 'value="Warga RT 03"' in ditolak.content.decode()
    assert catat(client, orang["verifikator"], desa, anonim="on", pelapor="", kontak="").status_code == 302
    assert Pengaduan.objects.values_list("anonim", "pelapor", "kontak").get() == (True, "", "")
    assert "Tidak mau disebut namanya" in client.get(rinci(Temuan.objects.get())).content.decode()


@pytest.mark.parametrize(
    ("beda", "kalimat"),
    [
        ({"pelapor": ""}, "Tulis nama pelapornya, atau tandai bahwa ia tidak mau disebut namanya."),
        ({"uraian": ""}, "Temuan belum ditulis."),
        ({"tingkat": ""}, "Pilih tingkatnya."),
        ({"batas_waktu": "2020-01-06"}, "Batas waktu mendahului tanggal pengaduannya."),
        ({"tanggal": "2099-01-01", "batas_waktu": "2099-02-02"}, "Tanggal pengaduan belum terjadi."),
        ({"batas_waktu": "9999-12-31"}, "Periksa tahunnya: 9999."),
        ({"tanggal": "0001-01-01"}, "Periksa tahunnya: 1."),
        ({"penanggung_jawab": "x" * 151}, "150"),
        ({"desa": "0"}, "Pilih"),
        ({"id": "bukan"}, "Muat ulang halaman ini."),
    ],
)
def test_isian_keliru_disebut_dan_tidak_ada_yang_tersimpan(client, desa, orang, beda, kalimat):
    balasan = catat(client, orang["verifikator"], desa, **beda)
    assert (balasan.status_code, Temuan.objects.count(), Pengaduan.objects.count()) == (422, 0, 0)
    galat = " ".join(k for daftar in balasan.context["form"].errors.values() for k in daftar)
    assert ("0811 0000 0000" in balasan.content.decode(), kalimat in galat) == (True, True)


def test_layanan_pun_menolak_tahun_yang_keliru(desa, orang):
    """A finding that no form asked about: the due date of a year that cannot be meant is refused all the same."""
    isi = IsiTemuan(uuid.uuid4(), "Buku kas kosong.", "Kaur Keuangan", datetime.date(9999, 12, 31))
    sumber = Sumber("berkas", "1", desa, "LPPD: LPPD 2026", "")
    with pytest.raises(ValidationError) as galat:
        temuan_catat(sumber=sumber, isi=isi, oleh=orang["verifikator"])
    assert (galat.value.message_dict, Temuan.objects.count()) == ({"batas_waktu": ["Periksa tahunnya: 9999."]}, 0)


def test_jenis_dari_formulir_kantor_lain_bukan_pilihan(client, desa, orang):
    """General kinds, and those of one's own kecamatan and kabupaten; never what another office asks."""
    lain = DesaFactory()
    milik = {
        "umum": {},
        "kecamatan": {"kecamatan": desa.kecamatan},
        "kabupaten": {"kabupaten": desa.kecamatan.kabupaten},
        "asing": {"kecamatan": lain.kecamatan},
        "kabupaten-asing": {"kabupaten": lain.kecamatan.kabupaten},
    }
    jenis = {
        n: JenisTemuan.objects.create(kode=n, nama=n, kelompok="Uji", uraian=f"Dari {n}.", **m)
        for n, m in milik.items()
    }
    berkas = unggah(desa, orang["sekretaris_desa"], judul="LPPD 2026").berkas
    client.force_login(orang["verifikator"])
    for alamat in (URL, f"{reverse('tindaklanjut:temuan-catat')}?asal=berkas&id={berkas.pk}"):
        halaman = client.get(alamat)
        ditawarkan = [j.kode for j in halaman.context["form"].fields["jenis"].queryset]
        assert ditawarkan == ["umum", "kecamatan", "kabupaten"]
        usul = client.post(alamat, isian(desa, uraian="", jenis=jenis["asing"].pk, usul="1"))
        assert "Dari asing." not in usul.content.decode()
        assert client.post(alamat, isian(desa, jenis=jenis["asing"].pk)).status_code == 422
        assert client.post(alamat, isian(desa, jenis=jenis["kecamatan"].pk)).status_code == 302
    assert {t.jenis.kode for t in Temuan.objects.all()} == {"kecamatan"}


def test_kalimat_jenis_mengisi_yang_kosong_dan_tidak_menghapus_ketikan(client, desa, orang):
    """Asked for halfway through: what was typed is still there, nothing is stored, and nothing is refused yet."""
    jenis = JenisTemuan.objects.create(
        kode="k", nama="K", kelompok="K", uraian="Kalimat jenis.", saran="Saran jenis.", tingkat="sedang"
    )
    client.force_login(orang["verifikator"])
    isi = {"usul": "1", "jenis": jenis.pk, "desa": desa.pk, "rekomendasi": "Saran sendiri.", "pelapor": "Fulan"}
    balasan = client.post(URL, isi | {"id": str(uuid.UUID(int=7)), "tanggal": "2026-05-05", "batas_waktu": ""})
    isian_baru = {b.name: b.value() for b in balasan.context["form"]}
    assert (balasan.status_code, Temuan.objects.count(), "invalid" in balasan.content.decode()) == (200, 0, False)
    assert {n: isian_baru[n] for n in ("uraian", "rekomendasi", "tingkat", "pelapor", "tanggal", "id")} == {
        "uraian": "Kalimat jenis.",
        "rekomendasi": "Saran sendiri.",
        "tingkat": "sedang",
        "pelapor": "Fulan",
        "tanggal": "2026-05-05",
        "id": str(uuid.UUID(int=7)),
    }
    assert f'<option value="{desa.pk}" selected>' in balasan.content.decode()


def test_jenis_milik_satu_kantor_tidak_dipakai_bagi_desa_kantor_lain(client, desa, orang):
    """Writing down for two kecamatan: a kind of the one is no kind of the other."""
    lain = DesaFactory()
    orang["verifikator"].penugasan.create(peran=Peran.VERIFIKATOR, kecamatan=lain.kecamatan, mulai="2020-01-01")
    jenis = JenisTemuan.objects.create(kode="b", nama="b", kelompok="Uji", kecamatan=lain.kecamatan)
    ditolak = catat(client, orang["verifikator"], desa, jenis=jenis.pk)
    assert (ditolak.status_code, ditolak.context["form"].errors.get("jenis")) == (
        422,
        ["Jenis ini milik kantor lain. Pilih lagi."],
    )
    assert catat(client, orang["verifikator"], lain, jenis=jenis.pk).status_code == 302


def test_skrip_di_pengaduan_tampil_sebagai_teks(client, desa, orang):
    catat(client, orang["pelaksana"], desa, uraian=SKRIP, pelapor="<img src=x onerror=alert(1)>")
    t = Temuan.objects.get()
    client.force_login(orang["verifikator"])
    for alamat in (rinci(t), reverse("tindaklanjut:temuan-daftar"), reverse("dasbor:hari-ini")):
        isi = client.get(alamat).content.decode()
        assert ("<script>alert(1)" in isi, "<img src=x" in isi) == (False, False)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Bantuan" in client.get(rinci(t)).content.decode()
    assert t.uraian == SKRIP


def test_dikirim_dua_kali_satu_temuan(client, desa, orang):
    isi = isian(desa)
    client.force_login(orang["pelaksana"])
    assert [client.post(URL, isi).status_code for _ in range(2)] == [302, 302]
    assert (Temuan.objects.count(), Pengaduan.objects.count(), orang["kepala_desa"].pemberitahuan.count()) == (1, 1, 1)


@pytest.mark.parametrize(
    "beda", [{"uraian": "Jembatan rusak."}, {"pelapor": "Warga RT 05"}, {"batas_waktu": "2099-01-05"}]
)
def test_halaman_yang_sudah_dipakai_tidak_menelan_temuan_lain(client, desa, orang, beda):
    """Gone back in the browser to write down the next one: it is not thanked for and thrown away."""
    isi = isian(desa)
    client.force_login(orang["pelaksana"])
    assert client.post(URL, isi).status_code == 302
    balasan = client.post(URL, isi | beda)
    assert (balasan.status_code, Temuan.objects.count()) == (422, 1)
    assert "Halaman ini sudah dipakai untuk temuan lain." in balasan.content.decode()
    assert next(iter(beda.values())) in balasan.content.decode()
    nomor = str(balasan.context["form"]["id"].value())
    assert client.post(URL, isi | beda | {"id": nomor}).status_code == 302
    assert {str(t.pk) for t in Temuan.objects.all()} == {isi["id"], nomor}


def test_desa_di_luar_wilayah_bukan_pilihan(client, orang):
    lain = DesaFactory()
    assert catat(client, orang["pelaksana"], lain).status_code == 422
    assert not Temuan.objects.exists()


def test_temuan_dari_dokumen_menuju_dokumennya(client, desa, orang):
    berkas = unggah(desa, orang["sekretaris_desa"], judul="LPPD 2026").berkas
    client.force_login(orang["verifikator"])
    assert "Catat temuan" in client.get(berkas.get_absolute_url()).content.decode()
    alamat = f"{reverse('tindaklanjut:temuan-catat')}?asal=berkas&id={berkas.pk}"
    assert "LPPD 2026" in client.get(alamat).content.decode()
    assert client.post(alamat, isian(desa)).status_code == 302
    t = Temuan.objects.get()
    assert (t.asal_jenis, t.asal_id, t.asal_teks) == ("berkas", str(berkas.pk), "LPPD: LPPD 2026")
    assert f'href="{berkas.get_absolute_url()}"' in client.get(rinci(t)).content.decode()
    client.force_login(orang["sekretaris_desa"])
    assert "Catat temuan" not in client.get(berkas.get_absolute_url()).content.decode()


def test_temuan_dari_dokumen_sejenis_dikenali_berulang(client, desa, orang):
    """Nobody picked a kind: it is of the kind of document that it was found in. The same page sent again is the same
    finding; another kind that somebody picks stays."""
    lain = JenisTemuan.objects.create(kode="lain", nama="Lain", kelompok="Lain")
    client.force_login(orang["verifikator"])
    for n in range(3):
        berkas = unggah(desa, orang["sekretaris_desa"], judul=f"LPPD {n}", isi=pdf(f"LPPD {n}")).berkas
        alamat = f"{reverse('tindaklanjut:temuan-catat')}?asal=berkas&id={berkas.pk}"
        isi = isian(desa) | {"id": str(uuid.UUID(int=n + 1))} | ({"jenis": lain.pk} if n == 2 else {})
        for _ in range(2):
            assert client.post(alamat, isi).status_code == 302
    jenis = [t.jenis.kode for t in Temuan.objects.order_by("dibuat_pada").select_related("jenis")]
    assert jenis == ["berkas:lppd", "berkas:lppd", "lain"]
    assert [t.pk.int for t in Temuan.objects.berulang()] == [2]


def test_temuan_dari_evaluasi_sesudah_nilainya_tetap(client, desa, orang):
    status = ("dinilai", "selesai")
    semua = [EvaluasiFactory(desa=desa, tahun=2020 + n, status=s) for n, s in enumerate(status)]
    client.force_login(orang["verifikator"])
    alamat = [f"{reverse('tindaklanjut:temuan-catat')}?asal=evaluasi&id={e.pk}" for e in semua]
    assert [client.get(a).status_code for a in alamat] == [404, 200]
    assert ["Catat temuan" in client.get(e.get_absolute_url()).content.decode() for e in semua] == [False, True]
    client.post(alamat[1], isian(desa))
    assert [(t.asal_jenis, t.desa) for t in Temuan.objects.all()] == [("evaluasi", desa)]


@pytest.mark.parametrize("alamat", ["", "?asal=berkas&id=abc", "?asal=berkas&id=99999999999999999999", "?asal=x&id=1"])
def test_sumber_yang_tidak_ada_404(client, orang, alamat):
    client.force_login(orang["verifikator"])
    assert client.get(reverse("tindaklanjut:temuan-catat") + alamat).status_code == 404


def test_dokumen_wilayah_lain_404_walau_berperan_di_dua_wilayah(client, desa, orang):
    """A pelaksana here who only reads there writes nothing down there."""
    lain = DesaFactory()
    berkas = unggah(lain, pengguna_berperan(Peran.SEKRETARIS_DESA, lain)).berkas
    alamat = f"{reverse('tindaklanjut:temuan-catat')}?asal=berkas&id={berkas.pk}"
    client.force_login(orang["pelaksana"])
    assert client.get(alamat).status_code == 404
    dua = pengguna_berperan(Peran.PELAKSANA, desa)
    dua.penugasan.create(peran=Peran.CAMAT, kecamatan=lain.kecamatan, mulai=hari_uji(), jabatan="Camat")
    client.force_login(type(dua).objects.get(pk=dua.pk))
    assert client.get(alamat).status_code == 403
    assert not Temuan.objects.exists()
