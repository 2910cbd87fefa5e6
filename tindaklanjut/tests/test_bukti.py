"""An answer with what shows it, judged by somebody else, sent back, answered again, opened again."""

import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.models import Berkas, VersiBerkas
from berkas.services.berkas import Tujuan, berkas_unggah
from berkas.services.lampiran import Kiriman
from berkas.services.ruang import kategori_ruang
from berkas.tests.berkas_contoh import pdf
from berkas.tests.contoh_unggah import unggah
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from tindaklanjut.bukti import KATEGORI
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import BuktiJawaban, Temuan, TindakLanjut
from tindaklanjut.services import temuan_buka_kembali, temuan_jawab, temuan_resmikan
from tindaklanjut.tests.contoh_bukti import foto
from tindaklanjut.tests.test_temuan import buat, kabar, rinci

pytestmark = [pytest.mark.waktu, pytest.mark.django_db]
S = StatusTemuan


def kirim(client, orang, t, aksi, **isi):
    client.force_login(orang)
    alamat = reverse(f"tindaklanjut:temuan-{aksi}", args=[t.pk])
    return client.post(alamat, {"sejak": sejak_dari(t)} | isi)


def jawab(client, orang, t, *bukti, hasil="selesai", **isi):
    isi = {"hasil": hasil, "uraian": "Buku kas sudah ditutup."} | isi
    return kirim(client, orang["sekretaris_desa"], t, "jawab", **isi, bukti=list(bukti))


def kini(t):
    return Temuan.objects.get(pk=t.pk).status


def berkas_tersimpan(folder: str = "berkas") -> set[str]:
    """Every object below the folder of files in the storage."""
    if not default_storage.exists(folder):
        return set()
    dalam, isi = default_storage.listdir(folder)
    return {f"{folder}/{n}" for n in isi} | {n for d in dalam for n in berkas_tersimpan(f"{folder}/{d}")}


def test_selesai_tanpa_bukti_ditolak_dan_ketikannya_tetap(client, desa, orang):
    t = buat(desa)
    balasan = jawab(client, orang, t)
    isi = balasan.content.decode()
    assert (balasan.status_code, kini(t), TindakLanjut.objects.count()) == (422, S.TERBUKA, 0)
    assert "Lampirkan sedikitnya satu foto atau berkas" in isi
    assert "Buku kas sudah ditutup.</textarea>" in isi


def test_belum_ditindaklanjuti_bukan_jawaban(client, desa, orang):
    """It would hand the turn to the kecamatan, and silence the reminders, without anything done."""
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    assert 'value="belum"' not in client.get(rinci(t)).content.decode()
    balasan = jawab(client, orang, t, hasil="belum")
    assert (balasan.status_code, kini(t), TindakLanjut.objects.count()) == (422, S.TERBUKA, 0)
    assert "Buku kas sudah ditutup.</textarea>" in balasan.content.decode()
    with pytest.raises(ValidationError, match="apa yang sudah dilakukan"):
        temuan_jawab(temuan=t, hasil="belum", uraian="Belum.", oleh=orang["sekretaris_desa"])
    assert kini(t) == S.TERBUKA


def test_sebagian_boleh_tanpa_bukti(client, desa, orang):
    t = buat(desa)
    assert jawab(client, orang, t, hasil="sebagian").status_code == 302
    assert kini(t) == S.DIJAWAB


def test_dikembalikan_dijawab_lagi_lalu_dinyatakan_selesai(client, desa, orang):
    t = buat(desa)
    jawab(client, orang, t, foto())
    kosong = kirim(client, orang["verifikator"], t, "kembalikan")
    assert (kosong.status_code, "Tulis apa yang masih kurang." in kosong.content.decode()) == (422, True)
    kirim(client, orang["verifikator"], t, "kembalikan", alasan="Fotonya tidak memuat halaman penutup.")
    assert kini(t) == S.KEMBALI
    pesan = ("Jawaban atas temuan dikembalikan", "Fotonya tidak memuat halaman penutup.", rinci(t))
    assert [kabar(orang[p])[0] for p in ("kepala_desa", "sekretaris_desa")] == [pesan, pesan]
    client.force_login(orang["sekretaris_desa"])
    assert "Fotonya tidak memuat halaman penutup." in client.get(rinci(t)).content.decode()
    jawab(client, orang, t, foto("penutup.jpg", (10, 80, 90)))
    assert '<h2 id="judul-alasan">' not in client.get(rinci(t)).content.decode()  # answered since
    kirim(client, orang["verifikator"], t, "tutup", uraian="Halaman penutup terlihat.")
    assert kini(t) == S.SELESAI
    assert [r.aksi for r in t.riwayat.all()] == ["jawab", "kembalikan", "jawab", "tutup"]
    status = dict(Berkas.objects.values_list("versi_terkini__nama_asli", "status"))
    assert status == {"buku-kas.jpg": "menunggu", "penutup.jpg": "diterima"}  # what was seen in the end


def test_yang_menemukan_tidak_menyatakannya_selesai(client, desa, orang):
    penemu = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Penemu")
    t = buat(desa, S.DRAF, asal_id="7", diubah_oleh=penemu)
    temuan_resmikan(asal_jenis="kunjungan", asal_id="7", oleh=orang["camat"])
    t.refresh_from_db()
    assert t.ditemukan_oleh == penemu
    jawab(client, orang, t, foto())
    for aksi, isi in (("tutup", {"uraian": "Sudah."}), ("kembalikan", {"alasan": "Belum."})):
        assert kirim(client, penemu, t, aksi, **isi).status_code == 403
    halaman = client.get(rinci(t)).content.decode()
    assert "Anda penemu temuan ini; orang lain yang harus memutuskannya." in halaman
    assert kini(t) == S.DIJAWAB
    kirim(client, orang["verifikator"], t, "tutup", uraian="Dilihat.")
    assert kini(t) == S.SELESAI
    assert penemu.pemberitahuan.count() == 0  # nobody is asked for what they may not do


def test_penemu_yang_sudah_pindah_kantor_tidak_menghalangi(client, desa, orang):
    """Who found it works elsewhere now: somebody else is asked and decides; the finder does not find it any more."""
    penemu = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Penemu")
    t = buat(desa, ditemukan_oleh=penemu)
    penemu.penugasan.update(kecamatan=DesaFactory().kecamatan)
    jawab(client, orang, t, foto())
    assert [j for j, _, _ in kabar(orang["verifikator"])] == [f"{desa} menjawab temuan"]
    assert penemu.pemberitahuan.count() == 0
    assert kirim(client, penemu, t, "tutup", uraian="Sudah.").status_code == 404
    assert kirim(client, orang["verifikator"], t, "tutup", uraian="Dilihat.").status_code == 302
    assert kini(t) == S.SELESAI


def test_penemu_satu_satunya_pemeriksa_disebut_buntu(client, desa, orang):
    """Where nobody may judge the answer, those who can have somebody else assigned are told."""
    t = buat(desa, ditemukan_oleh=orang["verifikator"])
    jawab(client, orang, t, foto())
    assert [j for j, _, _ in kabar(orang["admin"])] == [f"Belum ada yang dapat memutuskan: {t}"]


def test_kotak_kosongkan_yang_tidak_ada_di_halaman_diabaikan(client, desa, orang):
    """No page of ours offers to clear evidence; a request that says so all the same is an ordinary answer."""
    t = buat(desa)
    assert jawab(client, orang, t, foto(), **{"bukti-clear": "on"}).status_code == 302
    assert (kini(t), BuktiJawaban.objects.count()) == (S.DIJAWAB, 1)


def test_beberapa_foto_menjadi_satu_dokumen(client, desa, orang):
    t = buat(desa)
    jawab(client, orang, t, *(foto(f"{n}.jpg", (80 * n, 0, 0)) for n in range(3)), satukan="on")
    v = VersiBerkas.objects.get()
    assert (v.mime, BuktiJawaban.objects.get().versi) == ("application/pdf", v)
    assert "Bukti tindak lanjut" in v.nama_asli
    assert v.nama_asli in client.get(rinci(t)).content.decode()


def test_lima_puluh_berkas_diterima_lima_puluh_satu_ditolak(client, desa, orang):
    t = buat(desa)
    terlalu = jawab(client, orang, t, *(foto(f"{n}.jpg", (5 * n, 200 - 3 * n, 90)) for n in range(51)))
    assert (terlalu.status_code, Berkas.objects.count(), kini(t)) == (422, 0, S.TERBUKA)
    assert "Anda memilih 51 berkas; paling banyak 50 bagi satu jawaban." in terlalu.content.decode()
    assert jawab(client, orang, t, *(foto(f"{n}.jpg", (5 * n, 200 - 3 * n, 90)) for n in range(50))).status_code == 302
    assert (BuktiJawaban.objects.count(), kini(t)) == (50, S.DIJAWAB)
    # One piece of news for one answer, not one for each of its files.
    assert [j for j, _, _ in kabar(orang["verifikator"])] == [f"{desa} menjawab temuan"]


def test_satu_berkas_rusak_tidak_menyisakan_apa_pun(client, desa, orang):
    t = buat(desa)
    rusak = foto("rusak.jpg")
    rusak.file.truncate(20)
    sebelum = berkas_tersimpan()
    balasan = jawab(client, orang, t, foto(), rusak)
    assert (balasan.status_code, Berkas.objects.count(), TindakLanjut.objects.count()) == (422, 0, 0)
    assert "“rusak.jpg”" in balasan.content.decode()
    assert berkas_tersimpan() == sebelum


def test_berkas_yang_sudah_ada_menjadi_bukti_milik_desa_lain_tidak(client, desa, orang):
    lain = DesaFactory(kecamatan=desa.kecamatan)
    milik = unggah(desa, orang["sekretaris_desa"], judul="LPPD 2026")
    asing = unggah(lain, pengguna_berperan(Peran.SEKRETARIS_DESA, lain), judul="LPPD desa lain")
    t = buat(desa)
    ditolak = jawab(client, orang, t, lama=[asing.berkas_id])
    assert (ditolak.status_code, kini(t)) == (422, S.TERBUKA)
    assert "LPPD desa lain" not in ditolak.content.decode()
    assert jawab(client, orang, t, lama=[milik.berkas_id]).status_code == 302
    assert [b.versi for b in BuktiJawaban.objects.all()] == [milik]
    milik.berkas.refresh_from_db()
    kirim(client, orang["verifikator"], t, "tutup", uraian="Dilihat.")
    milik.berkas.refresh_from_db()
    assert milik.berkas.status == "menunggu"  # a required document is judged for itself


def test_jawaban_ditekan_dua_kali_menjadi_satu(client, desa, orang):
    """The second click answers like the first: one answer, one piece of news, and no page that asks to send again."""
    t = buat(desa)
    client.force_login(orang["sekretaris_desa"])
    nomor = str(client.get(rinci(t)).context["form_jawab"]["id"].value())
    sejak = sejak_dari(t)
    for _ in range(2):
        balasan = jawab(client, orang, t, foto(), foto("dua.jpg", (9, 9, 200)), id=nomor, sejak=sejak)
        assert (balasan.status_code, balasan.url) == (302, rinci(t))
    assert ([str(j.pk) for j in t.tindak_lanjut.all()], t.riwayat.count()) == ([nomor], 1)
    assert (BuktiJawaban.objects.count(), len(kabar(orang["verifikator"]))) == (2, 1)
    assert str(client.get(rinci(t)).context["form_jawab"]["id"].value()) != nomor


@pytest.mark.parametrize("beda", [{"uraian": "Buku bank juga."}, {"hasil": "sebagian"}, {"bukti": (7, 7, 7)}])
def test_halaman_jawaban_yang_sudah_dipakai_tidak_menelan_isi_lain(client, desa, orang, beda):
    """Gone back in the browser, something else written: it is not thanked for and thrown away."""
    t, nomor = buat(desa), str(uuid.uuid4())
    isi = {"hasil": "selesai", "uraian": "Buku kas sudah ditutup.", "bukti": (120, 90, 60)}

    def kirimkan(**isi):
        return kirim(client, orang["sekretaris_desa"], t, "jawab", **isi | {"bukti": [foto(warna=isi["bukti"])]})

    assert kirimkan(**isi, id=nomor).status_code == 302
    balasan = kirimkan(**(isi | beda), id=nomor)
    assert (balasan.status_code, TindakLanjut.objects.count()) == (422, 1)
    assert "Halaman ini sudah dipakai untuk jawaban lain." in balasan.content.decode()
    baru = str(balasan.context["form_jawab"]["id"].value())
    assert kirimkan(**(isi | beda), id=baru).status_code == 302
    assert {str(j.pk) for j in TindakLanjut.objects.all()} == {nomor, baru}


def test_nomor_jawaban_orang_atau_temuan_lain_tidak_terpakai(client, desa, orang):
    satu, dua, nomor = buat(desa), buat(desa), str(uuid.uuid4())
    isi = {"id": nomor, "hasil": "sebagian", "uraian": "Sudah."}
    assert kirim(client, orang["sekretaris_desa"], satu, "jawab", **isi).status_code == 302
    assert kirim(client, orang["sekretaris_desa"], dua, "jawab", **isi).status_code == 422
    assert kirim(client, orang["kepala_desa"], satu, "jawab", **isi).status_code == 422
    assert kirim(client, orang["sekretaris_desa"], dua, "jawab", **(isi | {"id": "abc"})).status_code == 422
    assert TindakLanjut.objects.count() == 1


def test_versi_yang_datang_sesudah_jawaban_tidak_ikut_diterima(client, desa, orang):
    """Whoever confirms has seen what the answer shows, not what replaced it since."""
    t = buat(desa)
    jawab(client, orang, t, foto())
    b = Berkas.objects.get()
    baru = Tujuan(desa=desa, kategori=b.kategori, tahun=b.tahun, berkas=b, alasan="Foto lain.")
    berkas_unggah(tujuan=baru, isi=foto(warna=(1, 200, 3)).file, nama="lain.jpg", oleh=orang["sekretaris_desa"])
    kirim(client, orang["verifikator"], t, "tutup", uraian="Dilihat.")
    b.refresh_from_db()
    assert (kini(t), b.versi_terkini.urut, b.status) == (S.SELESAI, 2, "menunggu")


def test_bukti_yang_dikembalikan_tidak_diterima_tanpa_jawaban_baru(client, desa, orang):
    t = buat(desa)
    jawab(client, orang, t, foto())
    kirim(client, orang["verifikator"], t, "kembalikan", alasan="Buram.")
    kirim(client, orang["verifikator"], t, "tutup", uraian="Dilihat di desa.")
    assert (kini(t), Berkas.objects.get().status) == (S.SELESAI, "menunggu")


def test_berkas_sendiri_tidak_ikut_diterima(client, desa, orang):
    """The same photo, first sent by who confirms now: another person judges the file, as always."""
    dua_peran = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    dua_peran.penugasan.create(
        peran=Peran.VERIFIKATOR, kecamatan=desa.kecamatan, mulai=hari_uji() - datetime.timedelta(days=30)
    )
    pertama, t = buat(desa), buat(desa, uraian="Buku bank belum ditutup.")
    kirim(client, dua_peran, pertama, "jawab", hasil="selesai", uraian="Sudah.", bukti=[foto()])
    jawab(client, orang, t, foto())
    kirim(client, dua_peran, t, "tutup", uraian="Dilihat.")
    assert (VersiBerkas.objects.count(), kini(t), Berkas.objects.get().status) == (1, S.SELESAI, "menunggu")


def test_foto_yang_sama_boleh_dilampirkan_lagi(client, desa, orang):
    satu, dua = buat(desa), buat(desa, uraian="Buku bank belum ditutup.")
    assert jawab(client, orang, satu, foto()).status_code == 302
    assert jawab(client, orang, dua, foto()).status_code == 302
    assert (VersiBerkas.objects.count(), BuktiJawaban.objects.count()) == (1, 2)


def test_yang_selesai_dibuka_kembali_dengan_alasan_dan_batas_baru(client, desa, orang):
    t = buat(desa, S.SELESAI, ditutup_pada=hari_uji(), hari=-30)
    lewat = kirim(
        client, orang["verifikator"], t, "buka-kembali", alasan="Kosong lagi.", batas_waktu=f"{t.batas_waktu:%Y-%m-%d}"
    )
    assert (lewat.status_code, kini(t)) == (422, S.SELESAI)
    assert "Batas waktu yang baru tidak boleh sudah lewat." in lewat.content.decode()
    jauh = kirim(client, orang["verifikator"], t, "buka-kembali", alasan="Kosong lagi.", batas_waktu="9999-12-31")
    assert (jauh.status_code, kini(t), "Periksa tahunnya: 9999." in jauh.content.decode()) == (422, S.SELESAI, True)
    with pytest.raises(ValidationError, match="Periksa tahunnya: 9999"):
        temuan_buka_kembali(temuan=t, alasan="Kosong lagi.", batas_waktu=datetime.date.max, oleh=orang["verifikator"])
    tanpa = kirim(client, orang["verifikator"], t, "buka-kembali", batas_waktu="2099-01-05")
    assert "Tulis mengapa temuan ini dibuka kembali." in tanpa.content.decode()
    kirim(client, orang["verifikator"], t, "buka-kembali", alasan="Kosong lagi.", batas_waktu="2099-01-05")
    t.refresh_from_db()
    assert (t.status, t.ditutup_pada, t.batas_waktu) == (S.TERBUKA, None, datetime.date(2099, 1, 5))
    assert kabar(orang["kepala_desa"]) == [("Temuan yang sudah selesai dibuka kembali", "Kosong lagi.", rinci(t))]


@pytest.mark.parametrize("peran", sorted(set(Peran) - {Peran.VERIFIKATOR, Peran.ADMIN_KABUPATEN}))
def test_hanya_verifikator_yang_mengembalikan_dan_membuka(client, desa, orang, peran):
    t, selesai = buat(desa, S.DIJAWAB), buat(desa, S.SELESAI)
    isi = {"alasan": "x", "batas_waktu": "2099-01-05"}
    assert kirim(client, orang[peran], t, "kembalikan", **isi).status_code == 403
    assert kirim(client, orang[peran], selesai, "buka-kembali", **isi).status_code == 403
    assert (kini(t), kini(selesai)) == (S.DIJAWAB, S.SELESAI)


def test_foto_dan_pdf_disatukan_fotonya_saja(client, desa, orang):
    """Photos of one paper become one document; what is a document already stays beside it."""
    t = buat(desa)
    surat = SimpleUploadedFile("surat.pdf", pdf(), "application/pdf")
    nomor = str(uuid.uuid4())
    kiriman = [foto("a.jpg", (9, 0, 0)), surat, foto("b.jpg", (0, 9, 0))]
    for _ in range(2):  # pressed twice: the same answer
        for satu in kiriman:
            satu.seek(0)
        assert jawab(client, orang, t, *kiriman, satukan="on", id=nomor).status_code == 302
    jenis = sorted(b.versi.nama_asli for b in BuktiJawaban.objects.select_related("versi"))
    assert (len(jenis), jenis[0][:19], jenis[1]) == (2, "Bukti tindak lanjut", "surat.pdf")
    assert TindakLanjut.objects.count() == 1


def test_satu_foto_dan_pdf_tidak_ada_yang_disatukan(client, desa, orang):
    t = buat(desa)
    surat = SimpleUploadedFile("surat.pdf", pdf(), "application/pdf")
    assert jawab(client, orang, t, foto(), surat, satukan="on").status_code == 302
    assert sorted(v.nama_asli for v in VersiBerkas.objects.all()) == ["buku-kas.jpg", "surat.pdf"]


def test_kategori_yang_dimatikan_kantor_tidak_menghalangi_jawaban(client, desa, orang):
    """The office takes it out of what villages choose from; an answer does not choose."""
    t = buat(desa)
    kategori = kategori_ruang(KATEGORI)
    kategori.aktif = False
    kategori.save()
    assert jawab(client, orang, t, foto()).status_code == 302
    assert (kini(t), BuktiJawaban.objects.count()) == (S.DIJAWAB, 1)


def test_basis_data_yang_hilang_di_tengah_tidak_menyisakan_berkas(desa, orang):
    """The database goes away once the photos are stored: nothing can be asked of it any more, and nothing stays."""
    t, sebelum, hilang = buat(desa), berkas_tersimpan(), []

    def putus(jalankan, sql, params, many, context):
        if hilang or sql.startswith('INSERT INTO "tindaklanjut_riwayattemuan"'):
            hilang.append(sql)
            raise OperationalError("server closed the connection unexpectedly")
        return jalankan(sql, params, many, context)

    kiriman = Kiriman(baru=[("a.jpg", foto().file), ("b.jpg", foto("b.jpg", (1, 2, 3)).file)])
    with connection.execute_wrapper(putus), pytest.raises(OperationalError):
        temuan_jawab(temuan=t, hasil="selesai", uraian="Sudah.", oleh=orang["sekretaris_desa"], bukti=kiriman)
    connection.set_rollback(False)
    assert hilang
    assert berkas_tersimpan() == sebelum


@pytest.mark.django_db(transaction=True)
def test_foto_disimpan_tanpa_menahan_siapa_pun(client, monkeypatch):
    """Inspecting and storing takes its time: no transaction is open meanwhile, so no lock is held either."""
    desa = DesaFactory()
    orang = {p: pengguna_berperan(p, desa) for p in (Peran.SEKRETARIS_DESA, Peran.VERIFIKATOR)}
    dalam, simpan = [], default_storage.save
    monkeypatch.setattr(
        default_storage, "save", lambda *a, **k: dalam.append(connection.in_atomic_block) or simpan(*a, **k)
    )
    t = buat(desa)
    assert jawab(client, orang, t, foto(), foto("dua.jpg", (1, 2, 3))).status_code == 302
    assert (any(dalam), len(dalam) >= 2, kini(t)) == (False, True, S.DIJAWAB)  # first pages are stored later, too
