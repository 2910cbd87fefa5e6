"""A question as it goes: asked once however often it is sent, answered, handed on, closed, opened again."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas
from berkas.services.lampiran import Kiriman
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory, PerangkatFactory
from klinik.enums import StatusPertanyaan as S
from klinik.models import LampiranPesan, Pertanyaan, Pesan, Topik
from klinik.services import (
    KATEGORI,
    pertanyaan_ajukan,
    pertanyaan_buka_kembali,
    pertanyaan_jawab,
    pertanyaan_selesai,
    pertanyaan_tanya_lagi,
    pertanyaan_teruskan,
    pertanyaan_tutup,
)
from klinik.tests.factories import PertanyaanFactory, TopikFactory, artikel_buat
from tindaklanjut.tests.contoh_bukti import foto

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


@pytest.fixture
def topik():
    return TopikFactory()


def isian(di, topik, **lain):
    isi = {"id": str(uuid.uuid4()), "desa": di.pk, "topik": topik.pk, "judul": "Kapan buku kas ditutup?"}
    return isi | {"uraian": "Akhir bulan ini libur."} | lain


def kirim(client, siapa, di, topik, **lain):
    client.force_login(siapa)
    return client.post(reverse("klinik:pertanyaan-ajukan"), isian(di, topik, **lain))


def langkah(client, siapa, p, aksi, **isi):
    client.force_login(siapa)
    alamat = reverse(f"klinik:pertanyaan-{aksi}", args=[p.pk])
    return client.post(alamat, {"sejak": sejak_dari(p), "id": str(uuid.uuid4())} | isi)


def jawab(p, oleh, teks="Pada hari kerja berikutnya.", **lain):
    return pertanyaan_jawab(pertanyaan=p, isi=teks, oleh=oleh, pk=uuid.uuid4(), **lain)


def kini(p):
    return Pertanyaan.objects.get(pk=p.pk)


def kabar(pengguna):
    return list(pengguna.pemberitahuan.order_by("pk").values_list("judul", flat=True))


# --- asking -------------------------------------------------------------------------
def test_pertanyaan_dengan_foto_sampai_kepada_yang_ditanya(client, desa, orang, topik):
    balasan = kirim(client, orang["sekretaris_desa"], desa, topik, berkas=[foto()])
    p = Pertanyaan.objects.get()
    assert (balasan.status_code, balasan.url) == (302, p.get_absolute_url())
    assert (p.status, p.pesan.get().isi, p.dijawab_pada) == (S.DIAJUKAN, "Akhir bulan ini libur.", None)
    berkas = Berkas.objects.get()
    assert (berkas.kategori.kode, berkas.status) == (KATEGORI.kode, "diterima")  # nobody examines it as a document
    assert kabar(orang["verifikator"]) == [f"{desa} bertanya: Kapan buku kas ditutup?"]
    assert kabar(orang["camat"]) == kabar(orang["sekretaris_desa"]) == []
    isi = client.get(p.get_absolute_url()).content.decode()
    assert "Akhir bulan ini libur." in isi and "buku-kas.jpg" in isi and "Diajukan hari ini" in isi


def test_ditekan_dua_kali_satu_pertanyaan_dan_yang_lain_ditolak(client, desa, orang, topik):
    satu = str(uuid.uuid4())
    for _ in range(2):
        assert kirim(client, orang["sekretaris_desa"], desa, topik, id=satu, berkas=[foto()]).status_code == 302
    lain = kirim(client, orang["sekretaris_desa"], desa, topik, id=satu, judul="Yang lain sama sekali?")
    assert (Pertanyaan.objects.count(), Pesan.objects.count(), LampiranPesan.objects.count()) == (1, 1, 1)
    isi = lain.content.decode()
    assert lain.status_code == 422 and "sudah dipakai untuk pertanyaan lain" in isi and satu not in isi


def test_kembali_lalu_dikirim_lagi_satu_pertanyaan(client, desa, orang, topik):
    """The back button opens the page with a new id and the old words; with a photo more it is another question."""
    satu, dua = (kirim(client, orang["sekretaris_desa"], desa, topik) for _ in range(2))
    assert satu.url == dua.url
    assert Pesan.objects.count() == 1
    assert kirim(client, orang["sekretaris_desa"], desa, topik, berkas=foto()).url != satu.url
    assert kirim(client, orang["kepala_desa"], desa, topik).url != satu.url
    Pertanyaan.objects.update(dibuat_pada=timezone.now() - timedelta(days=2))
    assert kirim(client, orang["sekretaris_desa"], desa, topik).url != satu.url


def test_lima_puluh_berkas_diterima_lebih_ditolak_dan_ketikannya_tetap(client, desa, orang, topik, settings):
    settings.BERKAS_SEKALIGUS_MAKS = 5  # the house's own limit is fifty

    def banyak(n):
        return [foto(f"{k}.jpg", (k * 9, 80, 120)) for k in range(n)]

    balasan = kirim(client, orang["sekretaris_desa"], desa, topik, berkas=banyak(6))
    isi = balasan.content.decode()
    assert (balasan.status_code, Pertanyaan.objects.count(), Berkas.objects.count()) == (422, 0, 0)
    assert "Anda memilih 6 berkas; paling banyak 5 bagi satu pertanyaan." in isi
    assert "Akhir bulan ini libur.</textarea>" in isi and "Kapan buku kas ditutup?</textarea>" in isi
    assert kirim(client, orang["sekretaris_desa"], desa, topik, berkas=banyak(5)).status_code == 302
    assert LampiranPesan.objects.count() == 5


def test_berkas_yang_rusak_disebut_namanya_dan_tidak_ada_yang_tersimpan(client, desa, orang, topik):
    rusak = SimpleUploadedFile("surat.pdf", b"bukan pdf sama sekali")
    balasan = kirim(client, orang["sekretaris_desa"], desa, topik, berkas=[foto("baik.jpg", (5, 5, 90)), rusak])
    assert balasan.status_code == 422
    assert "“surat.pdf”:" in balasan.content.decode() and "Pertanyaan belum terkirim." in balasan.content.decode()
    assert (Pertanyaan.objects.count(), Berkas.objects.count()) == (0, 0)


def test_kosong_dan_topik_kantor_lain_ditolak_di_tempatnya(client, desa, orang, topik):
    asing = Topik.objects.create(nama="Wisata", kecamatan=DesaFactory().kecamatan)
    isi = kirim(client, orang["sekretaris_desa"], desa, asing, judul=" ").content.decode()
    assert "Tulis pertanyaannya." in isi and "Pilih topiknya." in isi and Pertanyaan.objects.count() == 0


@pytest.mark.parametrize("peran", ["camat", "verifikator", "pelaksana", "pendamping", "pemantau_kabupaten"])
def test_hanya_desa_yang_bertanya(desa, orang, topik, peran):
    with pytest.raises(PermissionDenied):
        pertanyaan_ajukan(desa=desa, topik=topik, judul="Apa?", uraian="", oleh=orang[peran], pk=uuid.uuid4())


def test_desa_tanpa_perangkat_dan_kecamatan_tanpa_petugas_tetap_dapat_bertanya(client, topik):
    desa = DesaFactory()
    sekdes = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    client.force_login(sekdes)
    halaman = client.get(reverse("klinik:pertanyaan-ajukan"))
    assert "Belum ada petugas kecamatan" in halaman.content.decode()
    assert kirim(client, sekdes, desa, topik).status_code == 302
    p = Pertanyaan.objects.get()
    assert client.get(p.get_absolute_url()).status_code == 200
    # Somebody comes: it waits for them.
    baru = pengguna_berperan(Peran.PELAKSANA, desa)
    assert list(Pertanyaan.objects.giliran(baru)) == [p]


def test_yang_bertugas_di_dua_desa_memilih_desanya(client, desa, orang, topik):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    sekdes = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    sekdes.penugasan.create(peran=Peran.SEKRETARIS_DESA, desa=lain, mulai=date(2020, 1, 1))
    assert kirim(client, sekdes, desa, topik, desa="").status_code == 422
    assert kirim(client, sekdes, lain, topik).status_code == 302
    assert Pertanyaan.objects.get().desa == lain


def test_dari_dokumen_yang_ditolak_menyebut_dokumennya(client, desa, orang, topik):
    from berkas.tests.contoh_unggah import unggah

    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    client.force_login(orang["sekretaris_desa"])
    alamat = f"{reverse('klinik:pertanyaan-ajukan')}?berkas={berkas.pk}"
    assert berkas.judul in client.get(alamat).content.decode()
    assert client.post(alamat, isian(desa, topik)).status_code == 302
    p = Pertanyaan.objects.get()
    assert p.tentang == berkas
    assert berkas.get_absolute_url() in client.get(p.get_absolute_url()).content.decode()
    assert client.get(f"{reverse('klinik:pertanyaan-ajukan')}?berkas=999999").status_code == 404


# --- answering ----------------------------------------------------------------------
def test_jawaban_pertama_menghentikan_hitungan_yang_berikutnya_tidak_mengubahnya(desa, orang):
    p = PertanyaanFactory(desa=desa, ditanya_oleh=orang["sekretaris_desa"])
    pertama = jawab(p, orang["pelaksana"]).dijawab_pada
    assert kini(p).status == S.DIJAWAB and pertama is not None
    assert kabar(orang["sekretaris_desa"]) == kabar(orang["kepala_desa"]) == [f"Dijawab kecamatan: {p.judul}"]
    pertanyaan_tanya_lagi(pertanyaan=kini(p), isi="Lalu Sabtu?", oleh=orang["kepala_desa"], pk=uuid.uuid4())
    assert (kini(p).status, kini(p).dijawab_pada) == (S.DIAJUKAN, pertama)
    menunggu = kini(p).menunggu_sejak
    assert menunggu > pertama
    pertanyaan_tanya_lagi(pertanyaan=kini(p), isi="Dan Minggu?", oleh=orang["kepala_desa"], pk=uuid.uuid4())
    assert kini(p).menunggu_sejak == menunggu  # it waits already
    jawab(kini(p), orang["verifikator"], "Sabtu bukan hari kerja.")
    assert (kini(p).dijawab_pada, kini(p).menunggu_sejak, Pesan.objects.count()) == (pertama, None, 5)


def test_dua_orang_menjawab_bersamaan_yang_kedua_melihat_jawaban_pertama(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    lama = sejak_dari(p)
    jawab(p, orang["pelaksana"], "Hari Senin.")
    balasan = langkah(client, orang["verifikator"], p, "jawab", sejak=lama, isi="Hari Jumat, menurut saya.")
    isi = balasan.content.decode()
    assert (balasan.status_code, p.pesan.filter(dari_desa=False).count()) == (422, 1)
    assert "Hari Senin." in isi and "Hari Jumat, menurut saya.</textarea>" in isi
    assert "Pelaksana" in isi  # who was first
    # Having read it, he may still add his.
    assert langkah(client, orang["verifikator"], p, "jawab", isi="Hari Jumat, menurut saya.").status_code == 302
    assert p.pesan.filter(dari_desa=False).count() == 2


def test_jawaban_ditekan_dua_kali_satu_pesan(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    pk, sejak = str(uuid.uuid4()), sejak_dari(p)
    for _ in range(2):
        balasan = langkah(client, orang["pelaksana"], p, "jawab", isi="Senin.", id=pk, sejak=sejak)
        assert balasan.status_code == 302
    assert p.pesan.filter(dari_desa=False).count() == p.riwayat.filter(aksi="jawab").count() == 1


def test_camat_menjawab_tanpa_berkas(client, desa, orang):
    """The camat sends no files of a village: the form has none, and the answer goes."""
    p = PertanyaanFactory(desa=desa)
    client.force_login(orang["camat"])
    assert 'type="file"' not in client.get(p.get_absolute_url()).content.decode()
    assert langkah(client, orang["camat"], p, "jawab", isi="Segera.").status_code == 302


def test_penanya_yang_juga_petugas_tidak_menjawab_pertanyaannya_sendiri(client, desa, orang):
    rangkap = pengguna_berperan(Peran.PELAKSANA, desa)
    p = PertanyaanFactory(desa=desa, ditanya_oleh=rangkap)
    with pytest.raises(PermissionDenied):
        jawab(p, rangkap)
    client.force_login(rangkap)
    assert "Anda penanya pertanyaan ini" in client.get(p.get_absolute_url()).content.decode()


def test_orang_desa_dan_pendamping_tidak_menjawab(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    for peran in ("sekretaris_desa", "pendamping", "pemantau_kabupaten"):
        assert langkah(client, orang[peran], p, "jawab", isi="Saya jawab.").status_code == 403
    assert kini(p).status == S.DIAJUKAN


def test_desa_lain_tidak_menemukannya(client, desa, orang):
    lain = pengguna_berperan(Peran.SEKRETARIS_DESA, DesaFactory(kecamatan=desa.kecamatan))
    p = PertanyaanFactory(desa=desa)
    client.force_login(lain)
    assert client.get(p.get_absolute_url()).status_code == 404
    assert langkah(client, lain, p, "selesai").status_code == 404


# --- handing on ---------------------------------------------------------------------
def test_diteruskan_kepada_rekan_menjadi_gilirannya_saja(client, desa, orang):
    rekan = pengguna_berperan(Peran.PELAKSANA, desa, nama="Rekan Keuangan")
    p = PertanyaanFactory(desa=desa)
    balasan = langkah(client, orang["pelaksana"], p, "teruskan", kepada=rekan.pk, catatan="Ini soal kas.")
    assert (balasan.status_code, kini(p).status, kini(p).ditangani) == (302, S.DITERUSKAN, rekan)
    assert kabar(rekan) == [f"Pertanyaan {desa} diteruskan kepada Anda"]
    assert not Pertanyaan.objects.giliran(orang["pelaksana"]).exists()
    assert list(Pertanyaan.objects.giliran(rekan)) == [p]
    client.force_login(orang["sekretaris_desa"])
    assert "Kepada Rekan Keuangan." in client.get(p.get_absolute_url()).content.decode()
    # The village asks on: it stays with whoever has it.
    pertanyaan_tanya_lagi(pertanyaan=kini(p), isi="Kapan?", oleh=orang["sekretaris_desa"], pk=uuid.uuid4())
    assert (kini(p).ditangani, len(kabar(rekan))) == (rekan, 2)


def test_rekan_yang_tugasnya_berakhir_giliran_kembali_kepada_semua(client, desa, orang):
    rekan = pengguna_berperan(Peran.PELAKSANA, desa, nama="Rekan Lama")
    p = PertanyaanFactory(desa=desa)
    pertanyaan_teruskan(pertanyaan=p, kepada=rekan, oleh=orang["pelaksana"])
    rekan.penugasan.update(selesai=hari_uji() - timedelta(days=1))
    assert list(Pertanyaan.objects.giliran(orang["pelaksana"])) == [p]
    client.force_login(orang["sekretaris_desa"])
    assert "tidak bertugas lagi di kecamatan ini" in client.get(p.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="tidak bertugas lagi"):
        pertanyaan_teruskan(pertanyaan=kini(p), kepada=rekan, oleh=orang["pelaksana"])
    # What the village asks on is told to those who are there.
    sebelum = len(kabar(orang["verifikator"]))
    pertanyaan_tanya_lagi(pertanyaan=kini(p), isi="Ada kabar?", oleh=orang["sekretaris_desa"], pk=uuid.uuid4())
    assert len(kabar(orang["verifikator"])) == sebelum + 1 and len(kabar(rekan)) == 1


def test_ke_luar_kecamatan_wajib_bercatatan_dan_dikatakan_apa_adanya(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    kosong = langkah(client, orang["pelaksana"], p, "teruskan")
    assert "Pilih rekan di kecamatan, atau tulis" in kosong.content.decode()
    tanpa = langkah(client, orang["pelaksana"], p, "teruskan", luar="Dinas PMD")
    assert (tanpa.status_code, "Tulis apa yang diteruskan" in tanpa.content.decode()) == (422, True)
    client.force_login(orang["pelaksana"])
    hasil = client.post(
        reverse("klinik:pertanyaan-teruskan", args=[p.pk]),
        {"sejak": sejak_dari(p), "luar": "Dinas PMD", "catatan": "Menunggu penjelasan dinas."},
        follow=True,
    )
    assert "PERUT tidak mengirim apa pun ke sana." in hasil.content.decode()
    assert (kini(p).luar, kini(p).ditangani, kini(p).dijawab_pada) == ("Dinas PMD", None, None)
    client.force_login(orang["sekretaris_desa"])
    assert "Menunggu penjelasan dinas." in client.get(p.get_absolute_url()).content.decode()


# --- closing and opening again ------------------------------------------------------
def test_kecamatan_tidak_menutup_yang_belum_dijawab(client, desa, orang):
    """Nobody makes the figures look better than they are."""
    p = PertanyaanFactory(desa=desa)
    assert langkah(client, orang["verifikator"], p, "tutup").status_code == 422
    assert kini(p).status == S.DIAJUKAN
    jawab(p, orang["pelaksana"])
    pertanyaan_tutup(pertanyaan=kini(p), oleh=orang["verifikator"])
    assert kini(p).status == S.DITUTUP


def test_desa_menyatakan_selesai_dan_membuka_kembali_dengan_alasan(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    pertanyaan_selesai(pertanyaan=p, oleh=orang["kepala_desa"])  # nobody need be the one who asked
    assert "Selesai tanpa jawaban kecamatan" in _halaman(client, orang["sekretaris_desa"], p)
    tanpa = langkah(client, orang["sekretaris_desa"], p, "buka-kembali", alasan=" ")
    assert (tanpa.status_code, kini(p).status) == (422, S.DITUTUP)
    pertanyaan_buka_kembali(pertanyaan=kini(p), alasan="Ternyata belum.", oleh=orang["sekretaris_desa"])
    assert kini(p).status == S.DIAJUKAN
    assert f"Dibuka kembali: {p.judul}" in kabar(orang["verifikator"])
    assert "Ternyata belum." in _halaman(client, orang["pelaksana"], p)


def _halaman(client, siapa, p):
    client.force_login(siapa)
    return client.get(p.get_absolute_url()).content.decode()


def test_langkah_hanya_menerima_kiriman(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    client.force_login(orang["pelaksana"])
    assert client.get(reverse("klinik:pertanyaan-jawab", args=[p.pk])).status_code == 405


def test_lampiran_jawaban_dari_kecamatan_terbaca_desa(desa, orang):
    p = PertanyaanFactory(desa=desa)
    isi = foto("contoh.jpg", (7, 7, 7))
    jawab(p, orang["pelaksana"], kiriman=Kiriman(baru=[("contoh.jpg", isi)]))
    lampiran = LampiranPesan.objects.get()
    assert (lampiran.versi.berkas.desa, lampiran.versi.oleh) == (desa, orang["pelaksana"])
    assert Berkas.objects.untuk(orang["sekretaris_desa"]).count() == 1


# --- what comes of it ---------------------------------------------------------------
def test_temuan_dari_pertanyaan_kembali_ke_asalnya(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    client.force_login(orang["pelaksana"])
    alamat = f"{reverse('tindaklanjut:temuan-catat')}?asal=klinik&id={p.pk}"
    assert alamat.replace("&", "&amp;") in client.get(p.get_absolute_url()).content.decode()
    isi = {"id": str(uuid.uuid4()), "uraian": "Buku kas belum ditutup.", "tingkat": "ringan"}
    isi |= {"penanggung_jawab": "Kaur Keuangan", "batas_waktu": f"{hari_uji() + timedelta(days=9):%Y-%m-%d}"}
    hasil = client.post(alamat, isi, follow=True).content.decode()
    assert f'href="{p.get_absolute_url()}"' in hasil
    assert "Buku kas belum ditutup." in client.get(p.get_absolute_url()).content.decode()


def test_kunjungan_dari_pertanyaan_menyebut_asalnya(client, desa, orang):
    from perut.models import Kunjungan

    p = PertanyaanFactory(desa=desa)
    client.force_login(orang["verifikator"])
    alamat = f"{reverse('perut:kunjungan-buat')}?desa={desa.pk}&pertanyaan={p.pk}"
    assert alamat.replace("&", "&amp;") in client.get(p.get_absolute_url()).content.decode()
    form = client.get(alamat).content.decode()
    assert f"Membahas pertanyaan klinik: {p.judul}" in form
    hasil = client.post(alamat, {"desa": desa.pk, "agenda": "Membahas buku kas.", "jam_mulai": "", "jam_selesai": ""})
    k = Kunjungan.objects.get()
    assert (hasil.status_code, k.pertanyaan) == (302, p)
    assert p.judul in client.get(k.get_absolute_url()).content.decode()
    assert k.get_absolute_url() in client.get(p.get_absolute_url()).content.decode()
    lain = DesaFactory(kecamatan=desa.kecamatan)
    tolak = client.post(alamat, {"desa": lain.pk, "agenda": "x"})
    assert (tolak.status_code, "diajukan desa lain" in tolak.content.decode()) == (422, True)


def test_petugas_yang_tidak_merencanakan_kunjungan_tidak_ditawari(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    client.force_login(orang["pelaksana"])
    assert "Rencanakan kunjungan" not in client.get(p.get_absolute_url()).content.decode()


def test_hari_ini_memperlihatkan_yang_menunggu_dijawab(client, desa, orang):
    PerangkatFactory(desa=desa)
    p = PertanyaanFactory(desa=desa)
    PertanyaanFactory(desa=desa, status=S.DITUTUP)
    for peran, ada in (("pelaksana", True), ("verifikator", True), ("camat", True), ("pendamping", False)):
        client.force_login(orang[peran])
        kotak = {k.judul: [b.pk for b in k.butir] for k in client.get("/").context["kotak"]}
        assert kotak.get("Pertanyaan desa menunggu jawaban", []) == ([p.pk] if ada else []), peran


def test_dicari_menurut_kata_di_judul_dan_percakapan(client, desa, orang):
    p = PertanyaanFactory(desa=desa)
    PertanyaanFactory(desa=desa, judul="Siapa yang memaraf?")
    jawab(p, orang["pelaksana"], "Lihat buku pembantu panjar.")
    client.force_login(orang["camat"])
    for teks in ("umum kas", "panjar pembantu", "kas panjar"):
        daftar = client.get(reverse("klinik:pertanyaan-daftar"), {"cari": teks})
        assert [b.record for b in daftar.context["table"].rows] == [p], teks
        assert p.get_absolute_url() in client.get(reverse("dasbor:cari"), {"cari": teks}).content.decode()
    assert not client.get(reverse("klinik:artikel-daftar"), {"cari": "panjar"}).context["table"].rows


@pytest.mark.parametrize("peran", ["admin", "camat", "verifikator", "pelaksana", "pendamping", "pemantau_kabupaten"])
def test_setiap_halaman_tergambar_bagi_setiap_pembaca(client, desa, orang, peran):
    """With everything that can be on them: files, a document, what came of it, somebody outside."""
    from berkas.tests.contoh_unggah import unggah

    berkas = unggah(desa, orang["sekretaris_desa"]).berkas
    p = PertanyaanFactory(desa=desa, tentang=berkas)
    jawab(p, orang["pelaksana"], kiriman=Kiriman(baru=[("contoh.jpg", foto("contoh.jpg", (7, 7, 7)))]))
    pertanyaan_teruskan(pertanyaan=kini(p), luar="Dinas PMD", catatan="Menunggu.", oleh=orang["verifikator"])
    a = artikel_buat(desa.kecamatan, orang["pelaksana"], pertanyaan=p)
    client.force_login(orang[peran])
    for alamat in (p.get_absolute_url(), a.get_absolute_url(), "/klinik/", "/klinik/artikel/"):
        assert client.get(alamat).status_code == 200, alamat
    ubin = client.get("/klinik/").content.decode()
    assert "Yang paling lama menunggu" in ubin


def test_topik_yang_belum_dimuat_dikatakan(client, desa, orang):
    client.force_login(orang["sekretaris_desa"])
    assert "Topik belum dimuat." in client.get(reverse("klinik:pertanyaan-ajukan")).content.decode()
