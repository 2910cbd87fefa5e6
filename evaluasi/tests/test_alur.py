"""Every status × action × role, from the transition table; and what each action needs."""

import itertools

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from akun.enums import Peran
from akun.models import Pengguna
from akun.tests.factories import pengguna_berperan
from dasar.alur import cari
from desa.tests.factories import DesaFactory
from evaluasi.alur import TRANSISI_EVALUASI
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, LembarEvaluasi
from evaluasi.services import evaluasi as layanan
from evaluasi.services.laporan import laporan_tulis
from evaluasi.services.rencana import IsiEvaluasi, evaluasi_buat, evaluasi_ubah
from evaluasi.syarat import kekurangan_buka, kekurangan_laporkan, kekurangan_tutup
from evaluasi.tests.contoh import evaluasi_dinilai, evaluasi_rencana, nilai_semua, tiga_orang
from evaluasi.tests.factories import ANGKA, EvaluasiFactory, FormulirEvaluasiFactory, TimEvaluasiFactory
from naskah.enums.naskah import StatusNaskah
from naskah.models import Naskah
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db

S = StatusEvaluasi
AKSI = [t.aksi for t in TRANSISI_EVALUASI if t.peran]
PIMPINAN = {"tutup", "laporkan"}


@pytest.fixture
def formulir(db):
    return FormulirEvaluasiFactory(kode="II.C", aspek=2)


def lengkap(desa, status, anggota, formulir):
    """An evaluation to which nothing is missing for whatever action comes next."""
    e = EvaluasiFactory(
        desa=desa, status=status, anggota=anggota, isi_kegiatan="Isi.", kesimpulan="Baik.", saran=["S."]
    )
    LembarEvaluasi.objects.create(evaluasi=e, formulir=formulir, urut=1)
    if status == S.DINILAI:
        for a in e.tim.anggota.all():
            e.penilaian.create(anggota=a)
        nilai_semua(e)
    elif status != S.RENCANA and e.hasil is not None:
        e.hasil = {"cara": "tingkat", "angka_tingkat": ANGKA, "penilai": [], "lembar": [], "nilai": None, "huruf": ""}
        e.save()
    return e


def lakukan(aksi, e, oleh):
    isi = {"alasan": "Perbaiki."} if cari(TRANSISI_EVALUASI, aksi).alasan_wajib else {}
    return getattr(layanan, f"evaluasi_{aksi}")(evaluasi=e, oleh=oleh, **isi)


@pytest.mark.parametrize("aksi", sorted(PIMPINAN))
def test_anggota_biasa_dan_anggota_tim_lain_tidak_menutup_atau_melaporkan(desa, formulir, aksi):
    tiga = tiga_orang(desa)
    e = lengkap(desa, next(iter(cari(TRANSISI_EVALUASI, aksi).dari)), tiga, formulir)
    ketua_lain = pengguna_berperan(Peran.VERIFIKATOR, desa)
    TimEvaluasiFactory(kecamatan=desa.kecamatan, anggota=[ketua_lain])
    for orang in (tiga[2], ketua_lain):
        with pytest.raises(PermissionDenied):
            lakukan(aksi, e, orang)


@pytest.mark.parametrize("aksi", AKSI)
def test_orang_kecamatan_lain_tidak_berwenang_walau_tercantum_dalam_tim(desa, formulir, aksi):
    transisi = cari(TRANSISI_EVALUASI, aksi)
    asing = pengguna_berperan(next(iter(transisi.peran)), DesaFactory())
    e = lengkap(desa, next(iter(transisi.dari)), [asing, *tiga_orang(desa)[1:]], formulir)
    with pytest.raises(PermissionDenied):
        lakukan(aksi, e, asing)


@pytest.mark.parametrize("aksi", [t.aksi for t in TRANSISI_EVALUASI if t.alasan_wajib])
def test_alasan_wajib(desa, formulir, aksi):
    transisi = cari(TRANSISI_EVALUASI, aksi)
    e = lengkap(desa, next(iter(transisi.dari)), tiga_orang(desa), formulir)
    with pytest.raises(ValidationError) as galat:
        getattr(layanan, f"evaluasi_{aksi}")(
            evaluasi=e, oleh=pengguna_berperan(next(iter(transisi.peran)), desa), alasan=" "
        )
    assert galat.value.message_dict == {"alasan": ["Alasan wajib diisi."]}


def test_kekurangan_sebelum_dibuka(desa):
    ditarik = FormulirEvaluasiFactory(kode="X.1", status="ditarik")
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, bernomor=False)
    e = EvaluasiFactory(desa=desa, tim=tim, tanggal_mulai=None)
    LembarEvaluasi.objects.create(evaluasi=e, formulir=ditarik, urut=1)
    assert kekurangan_buka(e) == [
        "Tim belum mempunyai ketua tim.",
        "Tim belum mempunyai sekretaris.",
        "Tim belum mempunyai anggota.",
        "SK tim belum disetujui camat, jadi belum bernomor.",
        "Ketua atau sekretaris tim harus mempunyai akun kecamatan; merekalah yang menutup penilaian dan "
        "menyerahkan laporan.",
        "Waktu evaluasi belum diisi.",
        "Formulir X.1 versi 1 sudah ditarik; pilih formulir yang berlaku.",
    ]


def test_tim_desa_lain_tidak_dapat_menilai(desa):
    tetangga = DesaFactory(kecamatan=desa.kecamatan)
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, desa=tetangga, penerbit="bpd", anggota=tiga_orang(desa))
    e = EvaluasiFactory(desa=desa, tim=tim)
    assert f"{tim} tidak dibentuk untuk {desa}." in kekurangan_buka(e)


def test_pembukaan_menyiapkan_penilaian_dan_memberi_tahu(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_rencana(desa, tiga, [formulir])
    layanan.evaluasi_buka(evaluasi=e, oleh=tiga[0])
    assert [p.anggota.nama for p in e.penilaian.all()] == [p.nama for p in tiga]
    judul = f"Evaluasi {desa} menunggu nilai Anda"
    assert set(Pemberitahuan.objects.values_list("penerima", "judul")) == {(p.pk, judul) for p in tiga[1:]}


def test_formulir_yang_ditarik_sesudah_dibuka_tetap_dipakai(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir])
    type(formulir).objects.filter(pk=formulir.pk).update(status="ditarik", alasan_ditarik="Diganti.")
    hasil = layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    assert hasil.hasil["lembar"][0]["kode"] == "II.C"


def test_penutupan_membekukan_hasil_dan_menyusun_naskah(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir], pola=("aab", "bbb"))
    hasil = layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    assert hasil.hasil["lembar"][0]["nilai"] == "254/3"  # (269.5/3 + 79.5) / 2 = 84.666…
    assert (hasil.hasil_naskah.status, hasil.hasil_naskah.nomor) == (StatusNaskah.DRAF, "")
    assert hasil.hasil_naskah.isi["lembar"][0]["nilai"] == "84,67"


def test_menutup_tanpa_semua_anggota_hanya_dengan_alasan(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir])
    e.penilaian.filter(anggota__pengguna=tiga[2]).update(diserahkan=None)
    with pytest.raises(ValidationError) as galat:
        layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    assert galat.value.message_dict == {
        "alasan": ["Sebutkan mengapa Anggota Tim Uji tidak menilai; alasannya dicetak pada formulir."]
    }
    assert Evaluasi.objects.get(pk=e.pk).status == S.DINILAI
    assert Naskah.objects.filter(jenis="lembar_evaluasi").count() == 0
    hasil = layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0], alasan="Sakit.")
    assert hasil.alasan_tidak_lengkap == "Sakit."
    assert [len(a["skor"]) for a in hasil.hasil["lembar"][0]["aspek"]] == [2, 2]


def test_yang_menutup_harus_sudah_menyerahkan_nilainya_sendiri(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir], nilai=False)
    assert kekurangan_tutup(e) == ["Belum ada anggota yang menyerahkan nilainya."]
    with pytest.raises(PermissionDenied):
        layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0], alasan="Semua sakit.")


def test_beda_dua_tingkat_harus_dibahas_sebelum_ditutup(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir], pola=("aca", "bbb"))
    assert kekurangan_tutup(e) == ["Formulir II.C aspek 1: penilai berbeda 2 tingkat; tulis hasil pembahasannya."]
    with pytest.raises(ValidationError):
        layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    e.lembar.get().pembahasan.create(aspek=formulir.aspek.first(), isi="Disepakati.")
    assert layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0]).status == S.DITUTUP


def test_kekurangan_laporan(desa):
    assert kekurangan_laporkan(EvaluasiFactory(desa=desa, status=S.DITUTUP)) == [
        "Isi kegiatan belum ditulis.",
        "Kesimpulan belum ditulis.",
        "Saran belum ditulis; isi sedikitnya satu.",
    ]


@pytest.fixture
def dilaporkan(desa, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir], pola=("ccc",)), oleh=tiga[0])
    return layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[1])


def test_camat_sebagai_ketua_tim_tetap_dapat_menyerahkan_laporan(desa, formulir, orang):
    e = evaluasi_dinilai(desa, [orang["camat"], *tiga_orang(desa)[1:]], [formulir], pola=("ccc",))
    e = layanan.evaluasi_tutup(evaluasi=e, oleh=orang["camat"])
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=orang["camat"])
    assert (e.hasil_naskah.status, e.laporan.status) == (StatusNaskah.DIAJUKAN, StatusNaskah.DIAJUKAN)


def test_penerimaan_menomori_keduanya_dan_membuka_hasil_bagi_desa(dilaporkan, orang):
    kades = orang["kepala_desa"]
    assert not kades.has_perm("evaluasi.lihat_evaluasi", dilaporkan)
    e = layanan.evaluasi_terima(evaluasi=dilaporkan, oleh=orang["camat"])
    pengantar = e.pengantar
    assert (pengantar.status, pengantar.urut, pengantar.jenis) == (StatusNaskah.DISETUJUI, 1, "pengantar_evaluasi")
    assert [p.kunci for p in pengantar.penanda.all()] == ["camat"]
    nomor = [e.hasil_naskah.nomor, e.laporan.nomor]
    assert [k["naskah"].rpartition(" Nomor ")[2] for k in pengantar.isi["kiriman"]] == nomor
    assert pengantar.isi["tembusan"][1] == f"Ketua Badan Permusyawaratan {e.desa}."
    assert Evaluasi.objects.tentang(pengantar).get() == e
    for naskah in (e.hasil_naskah, e.laporan):
        naskah.refresh_from_db()
        assert (naskah.status, naskah.urut) == (StatusNaskah.DISETUJUI, 1)
        assert naskah.isi["tanggal"] != ""
        assert [p.nama for p in naskah.penanda.all()] == ["Ketua Tim Uji", "Sekretaris Tim Uji", "Anggota Tim Uji"]
    assert kades.has_perm("evaluasi.lihat_evaluasi", e)
    assert f"Hasil evaluasi {e.desa} diterima camat" in Pemberitahuan.objects.filter(penerima=kades).values_list(
        "judul", flat=True
    )


def test_yang_dikembalikan_diperbaiki_laporannya_nilainya_tetap(dilaporkan, desa, orang):
    hasil = dilaporkan.hasil
    e = layanan.evaluasi_kembalikan(evaluasi=dilaporkan, alasan="Saran kurang jelas.", oleh=orang["camat"])
    ketua = e.tim.anggota.get(jabatan_tim="ketua").pengguna
    isi = {"maksud": "Sasaran", "isi_kegiatan": "Isi baru.", "kesimpulan": "K.", "saran": ["Saran baru."]}
    e = laporan_tulis(evaluasi=e, versi=e.versi, oleh=ketua, **isi)
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=ketua)
    assert (e.hasil, e.laporan.isi["saran"], e.laporan.status) == (hasil, ["Saran baru."], StatusNaskah.DIAJUKAN)
    assert Naskah.objects.filter(jenis="laporan_evaluasi").count() == 1


def isi_dari(e, **ganti):
    return IsiEvaluasi(
        **{
            "desa": e.desa,
            "tim": e.tim,
            "tahun": e.tahun,
            "tanggal_mulai": e.tanggal_mulai,
            "tanggal_selesai": e.tanggal_selesai,
            "cara": e.cara,
            "angka_tingkat": ANGKA,
            "formulir": tuple(lb.formulir for lb in e.lembar.all()),
        }
        | ganti
    )


def sampai_selesai(e, tiga, camat, pola=("bbb", "bcb")):
    e = layanan.evaluasi_buka(evaluasi=e, oleh=tiga[0])
    nilai_semua(e, pola=pola)
    e = layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    e.saran = e.saran or ["Pertahankan."]
    e.save()
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[0])
    return layanan.evaluasi_terima(evaluasi=e, oleh=camat)


def test_evaluasi_pengganti_menggantikan_naskah_dan_yang_lama_tetap_terbaca(desa, formulir, orang):
    tiga = tiga_orang(desa)
    lama = sampai_selesai(evaluasi_rencana(desa, tiga, [formulir]), tiga, orang["camat"])
    baru = evaluasi_buat(isi=isi_dari(lama), oleh=tiga[0], menggantikan=lama)
    with pytest.raises(ValidationError, match="sudah mempunyai pengganti"):
        evaluasi_buat(isi=isi_dari(lama), oleh=tiga[0], menggantikan=lama)
    baru = sampai_selesai(baru, tiga, orang["camat"], pola=("aaa",))
    lama = Evaluasi.objects.get(pk=lama.pk)
    assert (lama.status, lama.hasil_naskah.status, lama.laporan.status) == (S.DIGANTI, "diganti", "diganti")
    assert (baru.hasil_naskah.menggantikan, baru.laporan.menggantikan) == (lama.hasil_naskah, lama.laporan)
    assert (baru.pengantar.menggantikan, lama.pengantar.status) == (lama.pengantar, "diganti")
    assert orang["kepala_desa"].has_perm("evaluasi.lihat_evaluasi", lama)


def test_pengganti_membatalkan_naskah_lama_yang_belum_bernomor(dilaporkan, desa, formulir, orang):
    tiga = [a.pengguna for a in dilaporkan.tim.anggota.all()]
    baru = evaluasi_buat(isi=isi_dari(dilaporkan), oleh=tiga[0], menggantikan=dilaporkan)
    sampai_selesai(baru, tiga, orang["camat"])
    lama = Evaluasi.objects.get(pk=dilaporkan.pk)
    assert (lama.status, lama.hasil_naskah.status, lama.laporan.status) == (S.DIGANTI, "dibatalkan", "dibatalkan")
    assert not orang["kepala_desa"].has_perm("evaluasi.lihat_evaluasi", lama)  # never accepted


def test_yang_belum_bernilai_tidak_dapat_diganti(desa, formulir):
    tiga = tiga_orang(desa)
    lama = evaluasi_rencana(desa, tiga, [formulir])
    with pytest.raises(ValidationError, match="tidak dapat diganti"):
        evaluasi_buat(isi=isi_dari(lama), oleh=tiga[0], menggantikan=lama)


def test_rencana_yang_dibuka_tidak_dapat_diubah(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir])
    with pytest.raises(PermissionDenied):
        evaluasi_ubah(evaluasi=e, versi=e.versi, isi=isi_dari(e), oleh=tiga[0])


def test_waktu_yang_terbalik_dan_tim_asing_ditolak(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_rencana(desa, tiga, [formulir])
    terbalik = isi_dari(e, tanggal_mulai=e.tanggal_selesai, tanggal_selesai=e.tanggal_mulai)
    with pytest.raises(ValidationError, match="berakhir sebelum mulai"):
        evaluasi_ubah(evaluasi=e, versi=e.versi, isi=terbalik, oleh=tiga[0])
    asing = TimEvaluasiFactory()
    with pytest.raises(ValidationError) as galat:
        evaluasi_ubah(evaluasi=e, versi=e.versi, isi=isi_dari(e, tim=asing), oleh=tiga[0])
    assert galat.value.message_dict == {"tim": [f"Tim ini tidak dibentuk untuk {desa}."]}


def test_dua_orang_menyimpan_rencana_bersamaan(desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_rencana(desa, tiga, [formulir])
    evaluasi_ubah(evaluasi=e, versi=0, isi=isi_dari(e, tahun=2024), oleh=tiga[0])
    with pytest.raises(ValidationError) as galat:
        evaluasi_ubah(evaluasi=e, versi=0, isi=isi_dari(e, tahun=2023), oleh=tiga[0])
    assert galat.value.code == "basi"
    assert Evaluasi.objects.get(pk=e.pk).tahun == 2024


# --- the table; its world is built once and stays for whatever follows in this module ---


@pytest.fixture(scope="module")
def dunia_tabel(dunia_bersama):
    """A person of every role, and for every status an evaluation by others and one that each of them leads."""

    def buat():
        desa, formulir = DesaFactory(), FormulirEvaluasiFactory(kode="II.C", aspek=2)
        orang = {p: pengguna_berperan(p, desa) for p in Peran}
        lain = [pengguna_berperan(Peran.VERIFIKATOR, desa), pengguna_berperan(Peran.PELAKSANA, desa)]
        tim = {None: [*lain, pengguna_berperan(Peran.PELAKSANA, desa)]} | {p: [o, *lain] for p, o in orang.items()}
        evaluasi = {(s, p): lengkap(desa, s, t, formulir).pk for s in StatusEvaluasi for p, t in tim.items()}
        return {p: o.pk for p, o in orang.items()}, evaluasi

    return dunia_bersama(buat)


@pytest.mark.parametrize(("status", "aksi", "peran"), list(itertools.product(StatusEvaluasi, AKSI, Peran)))
def test_tabel_peralihan(dunia_tabel, status, aksi, peran):
    orang, evaluasi = dunia_tabel
    pelaku = Pengguna.objects.get(pk=orang[peran])
    e = Evaluasi.objects.get(pk=evaluasi[status, peran if aksi in PIMPINAN else None])
    transisi = cari(TRANSISI_EVALUASI, aksi)
    if peran not in transisi.peran:
        with pytest.raises(PermissionDenied):
            lakukan(aksi, e, pelaku)
    elif status not in transisi.dari:
        with pytest.raises(ValidationError) as galat:
            lakukan(aksi, e, pelaku)
        assert galat.value.code == "status"
    else:
        lakukan(aksi, e, pelaku)
        baris = e.riwayat.get()
        assert (baris.dari, baris.ke, baris.oleh, baris.aksi) == (status, transisi.ke, pelaku, aksi)
        assert Evaluasi.objects.get(pk=e.pk).status == transisi.ke
        return
    assert Evaluasi.objects.get(pk=e.pk).status == status
    assert e.riwayat.count() == 0
