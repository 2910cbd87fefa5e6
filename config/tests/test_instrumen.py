"""The life of instruments in every room that has them: who keeps which, what is fixed, what goes on."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.instrumen import RUANG, formulir_dari, kiriman
from config.tests.jawaban import PENOLAKAN, orang_dibaca_sekali, tanpa_digambar
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from instrumen import StatusInstrumen
from instrumen.alur import TRANSISI_FORMULIR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


@pytest.fixture(params=RUANG, name="ruang")
def _ruang(request):
    return RUANG[request.param]


@pytest.fixture
def alamat(ruang):
    return lambda nama, *arg: reverse(f"{ruang.nama}:formulir-{nama}", args=arg)


def milik(siapa, desa):
    """Whose form: everybody's, this or another office's, this or another kabupaten's."""
    asing = DesaFactory().kecamatan if "asing" in siapa else None
    if siapa.startswith("kabupaten"):
        return {"kabupaten": (asing or desa.kecamatan).kabupaten}
    return {"kecamatan": {"umum": None, "sendiri": desa.kecamatan, "asing": asing}[siapa]}


# who × whose form → may keep it
PENGELOLA = {
    ("admin", "umum"),
    ("admin_kabupaten", "sendiri"),
    ("admin_kabupaten", "kabupaten"),
    ("verifikator", "sendiri"),
}
SIAPA = ("umum", "sendiri", "asing", "kabupaten", "kabupaten asing")
DEKAT_KABUPATEN = ("admin", "admin_kabupaten", "pemantau_kabupaten", "verifikator", "kepala_desa")


@pytest.mark.parametrize(
    ("peran", "siapa"),
    [(p, s) for p in Peran.values for s in SIAPA if "kabupaten" not in s or p in DEKAT_KABUPATEN],
)
@pytest.mark.parametrize("status", StatusInstrumen.values)
@tanpa_digambar(hanya=PENOLAKAN)
@orang_dibaca_sekali()
def test_siapa_melihat_dan_mengelola_formulir_siapa(client, orang, desa, ruang, alamat, peran, status, siapa):
    formulir = ruang.formulir(1, status=status, **milik(siapa, desa))
    kelola = (peran, siapa) in PENGELOLA
    terlihat = ("asing" not in siapa or peran == "admin") and (status != "draf" or kelola)
    client.force_login(orang[peran])
    assert client.get(alamat("rinci", formulir.pk)).status_code == (200 if terlihat else 404)
    for nama in ("ubah", "hapus", "terbitkan", "tarik"):
        kode = client.get(alamat(nama, formulir.pk)).status_code
        if peran not in {"admin", "admin_kabupaten", "verifikator"}:
            assert kode == 403, nama
        elif not terlihat:
            assert kode == 404, nama
        elif not kelola:
            assert kode == 403, nama
        else:
            boleh = {"draf": {"ubah", "hapus", "terbitkan"}, "terbit": {"tarik"}, "ditarik": set()}[status]
            assert kode == (200 if nama in boleh else 302), nama


@pytest.mark.parametrize(
    ("peran", "siapa"),
    [
        (p, s)
        for p in Peran.values
        for s in ("umum", "sendiri", "kabupaten")
        if s != "kabupaten" or p in DEKAT_KABUPATEN
    ],
)
@pytest.mark.parametrize("status", StatusInstrumen.values)
@pytest.mark.parametrize("transisi", TRANSISI_FORMULIR, ids=lambda t: t.aksi)
def test_setiap_peralihan_dari_setiap_status(orang, desa, ruang, peran, transisi, status, siapa):
    formulir = ruang.formulir(2, status=status, **milik(siapa, desa))
    kerjakan = ruang.layanan(transisi.aksi)
    harapan = None if status in transisi.dari else ValidationError
    if (peran, siapa) not in PENGELOLA:
        harapan = PermissionDenied
    if harapan:
        with pytest.raises(harapan):
            kerjakan(formulir=formulir, oleh=orang[peran], alasan="Perlu.")
        formulir.refresh_from_db()
        assert (formulir.status, formulir.riwayat.count()) == (status, 0)
        return
    kerjakan(formulir=formulir, oleh=orang[peran], alasan="Perlu.")
    riwayat = formulir.riwayat.get()
    assert (riwayat.dari, riwayat.ke, riwayat.oleh, riwayat.alasan) == (status, transisi.ke, orang[peran], "Perlu.")
    formulir.refresh_from_db()
    assert formulir.status == transisi.ke
    assert formulir.diterbitkan is not None


def test_penarikan_memerlukan_alasan(orang, ruang):
    formulir = ruang.formulir()
    with pytest.raises(ValidationError, match="Alasan wajib diisi"):
        ruang.layanan("tarik")(formulir=formulir, oleh=orang["admin"], alasan="  ")
    formulir.refresh_from_db()
    assert formulir.status == "terbit"


def test_versi_baru_disalin_diubah_terbit_dan_yang_lama_tidak_tersentuh(orang, desa, ruang):
    lama = ruang.formulir(3)
    lembar = ruang.pakai(lama, desa)
    isi_lama = ruang.jenis.isi(lama)
    draf = ruang.layanan("salin")(asal=lama, kecamatan=None, oleh=orang["admin"])
    assert (draf.versi, draf.status, draf.disalin_dari) == (2, "draf", lama)
    assert ruang.baris(draf) == ruang.baris(lama)
    isi = ruang.jenis.isi(draf)
    isi["judul"] = "Judul baru"
    isi["baris"] = [isi["baris"][0] | {"teks": "Diubah"}, isi["baris"][2]]
    ruang.layanan("simpan")(formulir=draf, revisi=0, isi=isi, oleh=orang["admin"])
    assert [f.pk for f in ruang.berlaku(desa.kecamatan)] == [lama.pk]
    ruang.layanan("terbitkan")(formulir=draf, oleh=orang["admin"])
    (berlaku,) = ruang.berlaku(desa.kecamatan)
    assert (berlaku.pk, berlaku.judul) == (draf.pk, "Judul baru")
    assert ruang.baris(berlaku) == ["Diubah", isi_lama["baris"][2]["teks"]]
    lembar.refresh_from_db()
    assert formulir_dari(lembar) == lama
    lama.refresh_from_db()
    assert ruang.jenis.isi(lama) == isi_lama
    assert lama.status == "terbit"


def test_baris_yang_tetap_membawa_tempat_dan_bunyi_sumbernya(orang, ruang):
    asal = ruang.formulir(2)
    baris = getattr(asal, ruang.baris_berelasi)
    baris.update(tempat="Perbup X, Format II, nomor 1", catatan=["Janggal."])
    draf = ruang.layanan("salin")(asal=asal, kecamatan=None, oleh=orang["admin"])
    isi = ruang.jenis.isi(draf)
    asli = isi["baris"][0]["teks"]
    isi["baris"][0]["teks"] = "Dengan kata lain"
    ruang.layanan("simpan")(formulir=draf, revisi=0, isi=isi, oleh=orang["admin"])
    kini = list(getattr(draf, ruang.baris_berelasi).order_by("urut"))
    assert [(b.tempat, b.catatan, b.berbeda) for b in kini] == [
        ("Perbup X, Format II, nomor 1", ["Janggal."], True),
        ("Perbup X, Format II, nomor 1", ["Janggal."], False),
    ]
    assert kini[0].teks_sumber == asli


def test_draf_yang_belum_lengkap_tidak_terbit_dan_disebut_sebabnya(client, orang, ruang, alamat):
    formulir = ruang.formulir(0, status="draf", jenis_kegiatan=" ")
    client.force_login(orang["admin"])
    halaman = client.get(alamat("rinci", formulir.pk)).content.decode()
    assert f"Belum ada {ruang.jenis.sebutan_baris}." in halaman
    assert "Jenis kegiatan belum diisi." in halaman
    jawab = client.post(alamat("terbitkan", formulir.pk), {"sejak": "v0", "alasan": "Alasan saya"})
    assert jawab.status_code == 422
    assert f"Belum ada {ruang.jenis.sebutan_baris}." in jawab.content.decode()
    assert "Alasan saya" in jawab.content.decode()
    formulir.refresh_from_db()
    assert formulir.status == "draf"


def test_berlaku_sejak_tidak_mendahului_versi_sebelumnya(orang, ruang):
    ruang.formulir(kode="II", berlaku_sejak=datetime.date(2026, 5, 4))
    draf = ruang.formulir(kode="II", versi=2, status="draf", berlaku_sejak=datetime.date(2026, 5, 3))
    with pytest.raises(ValidationError, match="mendahului versi 1, yang berlaku sejak 4 Mei 2026"):
        ruang.layanan("terbitkan")(formulir=draf, oleh=orang["admin"])


def test_yang_diterbitkan_adalah_yang_dilihat(client, orang, ruang, alamat):
    draf = ruang.formulir(status="draf", revisi=4)
    client.force_login(orang["admin"])
    jawab = client.post(alamat("terbitkan", draf.pk), {"sejak": "v3", "alasan": ""})
    assert (jawab.status_code, "sejak halaman ini dibuka" in jawab.content.decode()) == (422, True)
    assert client.post(alamat("terbitkan", draf.pk), {"sejak": "v4", "alasan": ""}).status_code == 302
    draf.refresh_from_db()
    assert draf.status == "terbit"


@pytest.mark.parametrize("status", ["terbit", "ditarik"])
def test_versi_yang_terbit_tidak_dapat_diubah_atau_dihapus(client, orang, ruang, alamat, status):
    formulir = ruang.formulir(status=status)
    isi = ruang.jenis.isi(formulir)
    with pytest.raises(ValidationError, match="tidak dapat diubah lagi"):
        ruang.layanan("simpan")(formulir=formulir, revisi=0, isi=isi | {"judul": "X"}, oleh=orang["admin"])
    with pytest.raises(ValidationError, match="tidak dapat dihapus"):
        ruang.layanan("hapus")(formulir=formulir, oleh=orang["admin"])
    client.force_login(orang["admin"])
    data = kiriman(ruang, formulir, judul="X")
    assert client.get(alamat("ubah", formulir.pk)).url == alamat("rinci", formulir.pk)
    assert client.post(alamat("ubah", formulir.pk), data).status_code == 422
    assert client.post(alamat("hapus", formulir.pk)).status_code == 422
    formulir.refresh_from_db()
    assert ruang.jenis.isi(formulir) == isi


def test_hanya_satu_draf_pada_satu_waktu(client, orang, ruang, alamat):
    asal = ruang.formulir()
    client.force_login(orang["admin"])
    for _ in range(2):
        jawab = client.post(alamat("salin", asal.pk), {"milik": "semua"}, follow=True)
    assert "sudah ditulis sebagai draf oleh Admin" in jawab.content.decode()
    draf = ruang.jenis.model.objects.get(status="draf")
    assert jawab.redirect_chain[-1][0] == alamat("rinci", draf.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ruang.formulir(kode=asal.kode, versi=9, status="draf")


def test_formulir_kantor_hanya_untuk_kantor_itu(client, orang, desa, ruang, alamat):
    umum = ruang.formulir()
    client.force_login(orang["verifikator"])
    client.post(alamat("salin", umum.pk), {"milik": str(desa.kecamatan_id)})
    sendiri = ruang.jenis.model.objects.get(kecamatan=desa.kecamatan)
    assert (sendiri.kode, sendiri.versi) == (umum.kode, 1)
    client.post(alamat("terbitkan", sendiri.pk), {"sejak": "v0"})
    asing = DesaFactory()
    assert [f.pk for f in ruang.berlaku(desa.kecamatan)] == [umum.pk, sendiri.pk]
    assert [f.pk for f in ruang.berlaku(asing.kecamatan)] == [umum.pk]
    client.force_login(pengguna_berperan("verifikator", asing))
    assert client.get(alamat("rinci", sendiri.pk)).status_code == 404
    assert client.get(alamat("daftar")).context["table"].page.paginator.count == 1
    for tujuan in ("semua", str(desa.kecamatan_id), "", "0"):
        assert client.post(alamat("salin", umum.pk), {"milik": tujuan}).status_code == 403
    assert ruang.jenis.model.objects.count() == 2


@pytest.mark.parametrize("ruang", [RUANG["monitoring"], RUANG["evaluasi"]], ids=lambda r: r.nama)
@pytest.mark.parametrize("peran", ["admin", "verifikator"])
def test_formulir_sendiri_untuk_bidang_yang_tidak_dimuat_sumber(client, orang, desa, ruang, alamat, peran):
    client.force_login(orang[peran])
    daftar = client.get(alamat("daftar")).content.decode()
    assert "tidak memuat formulir" in daftar
    assert f"{alamat('buat')}?bidang=5" in daftar
    form = client.get(alamat("buat"), {"bidang": "5"}).context["form"]
    data = {nama: form[nama].value() or "" for nama in form.fields} | {"jenis_kegiatan": "Posko bencana"}
    jawab = client.post(alamat("buat"), data)
    draf = ruang.jenis.model.objects.get()
    assert jawab.url == alamat("ubah", draf.pk)
    assert (draf.kode, draf.nomor_bidang, draf.status) == ("K.5", 5, "draf")
    assert draf.kecamatan == (None if peran == "admin" else desa.kecamatan)
    assert client.get(jawab.url).status_code == 200
    lagi = client.post(alamat("buat"), data)
    assert "Kode ini sudah dipakai." in lagi.content.decode()
    assert "Posko bencana" in lagi.content.decode()


def test_formulir_kabupaten_untuk_semua_kecamatannya(client, orang, desa, ruang, alamat):
    """Copied by its admin, offered to every office of it after the general one and before the office's own."""
    umum, kantor = ruang.formulir(), ruang.formulir(kode="X", kecamatan=desa.kecamatan)
    kabupaten = desa.kecamatan.kabupaten
    client.force_login(orang["admin_kabupaten"])
    halaman = client.get(alamat("rinci", umum.pk)).content.decode()
    assert f"Salin untuk semua kecamatan di {kabupaten}" in halaman
    tujuan = f"kab-{kabupaten.pk}"
    client.post(alamat("salin", umum.pk), {"milik": tujuan})
    milik = ruang.jenis.model.objects.get(kabupaten=kabupaten)
    assert (milik.kode, milik.versi, milik.kecamatan) == (umum.kode, 1, None)
    lagi = client.post(alamat("salin", umum.pk), {"milik": tujuan})
    assert lagi.url == alamat("rinci", milik.pk)
    client.post(alamat("terbitkan", milik.pk), {"sejak": "v0"})
    tetangga = DesaFactory(kecamatan__kabupaten=kabupaten)
    assert [f.pk for f in ruang.berlaku(desa.kecamatan)] == [umum.pk, milik.pk, kantor.pk]
    assert [f.pk for f in ruang.berlaku(tetangga.kecamatan)] == [umum.pk, milik.pk]
    assert [f.pk for f in ruang.berlaku(DesaFactory().kecamatan)] == [umum.pk]
    saring = client.get(alamat("daftar"), {"milik": "kabupaten"}).context["table"]
    assert [(b.record.pk, b.record.keadaan[1]) for b in saring.rows] == [(milik.pk, "Berlaku")]
    for pengguna in (orang["verifikator"], pengguna_berperan("admin_kabupaten", DesaFactory())):
        client.force_login(pengguna)
        assert client.post(alamat("salin", umum.pk), {"milik": tujuan}).status_code == 403
    with pytest.raises(IntegrityError), transaction.atomic():
        ruang.formulir(kecamatan=desa.kecamatan, kabupaten=kabupaten)


def test_formulir_untuk_kecamatan_lain_ditolak_dengan_kalimat(client, orang, ruang, alamat):
    client.force_login(orang["verifikator"])
    data = {"milik": str(DesaFactory().kecamatan_id), "kode": "K.5", "judul": "J", "nomor_bidang": "5"}
    assert "di luar wilayah Anda" in client.post(alamat("buat"), data).content.decode()
    assert ruang.jenis.model.objects.count() == 0


def test_yang_ditarik_selagi_dipakai_tetap_dilanjutkan_dan_mengatakannya(client, orang, desa, ruang, alamat):
    formulir = ruang.formulir()
    lembar = ruang.pakai(formulir, desa)
    client.force_login(orang["admin"])
    assert "1 lembar yang sudah dimulai tetap dilanjutkan" in client.get(alamat("tarik", formulir.pk)).content.decode()
    kosong = client.post(alamat("tarik", formulir.pk), {"alasan": ""})
    assert "Alasan wajib diisi." in kosong.content.decode()
    client.post(alamat("tarik", formulir.pk), {"alasan": "Butir 2 keliru", "sejak": sejak_dari(formulir)})
    lembar.refresh_from_db()
    dipakai = formulir_dari(lembar)
    dipakai.refresh_from_db()
    assert "sudah ditarik dengan alasan: “Butir 2 keliru”" in dipakai.peringatan
    assert list(ruang.berlaku(desa.kecamatan)) == []
    halaman = client.get(alamat("rinci", formulir.pk)).content.decode()
    assert "Yang sudah dimulai tetap dilanjutkan dengan versi ini" in halaman
    draf = ruang.layanan("salin")(asal=formulir, kecamatan=None, oleh=orang["admin"])
    assert ruang.baris(draf) == ruang.baris(formulir)


@pytest.mark.parametrize("bidang", [("daftar", 0), ("rinci", 1)], ids=lambda b: b[0])
def test_banyaknya_kueri_tetap(client, orang, desa, ruang, alamat, bidang, django_assert_max_num_queries):
    nama, perlu = bidang
    client.force_login(orang["verifikator"])

    def hitung(formulir) -> int:
        with django_assert_max_num_queries(40) as tangkapan:
            assert client.get(alamat(nama, *[formulir.pk][:perlu])).status_code == 200
        return len(tangkapan)

    satu = hitung(ruang.formulir(1, nomor_bidang=5, kecamatan=desa.kecamatan))
    for n in range(29):
        terakhir = ruang.formulir(30 if n == 28 else 1, nomor_bidang=5, kecamatan=desa.kecamatan)
    assert hitung(terakhir) == satu


def test_saringan_dan_unduhan_daftar(client, orang, desa, ruang, alamat):
    ruang.formulir(kode="A.1")
    ruang.formulir(kode="A.1", versi=2)
    ruang.formulir(kode="A.2", status="ditarik")
    ruang.formulir(kode="A.3", nomor_bidang=5, kecamatan=desa.kecamatan, status="draf")
    ruang.formulir(kode="A.4", berlaku_sejak=datetime.date(2999, 1, 1))
    client.force_login(orang["verifikator"])

    def kode(**saringan):
        tabel = client.get(alamat("daftar"), saringan).context["table"]
        return [(r.record.kode, r.record.versi, r.record.keadaan[1]) for r in tabel.paginated_rows]

    assert kode(keadaan="berlaku") == [("A.1", 2, "Berlaku")]
    assert kode(keadaan="digantikan") == [("A.1", 1, "Digantikan"), ("A.4", 1, "Berlaku mulai 1 Jan 2999")]
    assert kode(keadaan="ditarik") == [("A.2", 1, "Ditarik")]
    assert kode(keadaan="draf") == kode(milik="kantor") == kode(nomor_bidang="5") == [("A.3", 1, "Draf")]
    assert kode(cari="a.4") == [("A.4", 1, "Berlaku mulai 1 Jan 2999")]
    assert client.get(alamat("daftar"), {"_export": "xlsx"}).status_code == 200
