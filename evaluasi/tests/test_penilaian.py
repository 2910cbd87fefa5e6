"""Scoring over HTTP: one's own scores, handing in, nobody else's before that, and what the team discusses."""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from desa.tests.factories import DesaFactory
from evaluasi.enums import BERNILAI, CaraNilai, StatusEvaluasi
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import FormulirEvaluasi, NilaiAspek, PembahasanAspek, Penilaian
from evaluasi.services.penilaian import (
    id_nilai,
    id_pembahasan,
    nilai_simpan,
    pembahasan_simpan,
    penilaian_serahkan,
    tempat_nilai,
)
from evaluasi.syarat import belum_dibahas, kekurangan_serahkan
from evaluasi.tests.contoh_nilai import beri_nilai, evaluasi_dinilai, penilaian_dari
from evaluasi.tests.factories import FormulirEvaluasiFactory
from notifikasi.models import Pemberitahuan

pytestmark = pytest.mark.django_db

SALAH_TULIS = "Tulis angka 0 sampai 100, paling banyak dua angka di belakang koma; misalnya 87,5."
TERLALU_PANJANG = "Teks ini 2.001 huruf; paling banyak 2.000. Ringkas atau bagi ke bagian lain."
RAHASIA = "Catatan rahasia sebelum diserahkan"


@pytest.fixture
def tim(orang):
    """Ketua, sekretaris, anggota."""
    return [orang[Peran.VERIFIKATOR], orang[Peran.PELAKSANA], orang[Peran.PENDAMPING]]


@pytest.fixture
def evaluasi(desa, tim):
    return evaluasi_dinilai(desa, tim, tanpa_akun=True)


@pytest.fixture
def kirim(client, evaluasi):
    """kirim(pengguna, isi, ke=0): save a score of one's own, of the n-th aspect -> (status, answer)."""

    def kerjakan(pengguna, isi, *, ke=0, versi=0, penilaian=None, id=None):
        milik = penilaian or penilaian_dari(evaluasi, pengguna)
        id = id or id_nilai(milik.pk, *tempat_nilai(evaluasi)[ke])
        client.force_login(pengguna)
        jawab = client.post(
            reverse("evaluasi:nilai-baris", args=[evaluasi.pk, milik.pk, id]),
            json.dumps({"versi": versi, "isi": isi}),
            content_type="application/json",
        )
        return jawab.status_code, jawab.json()

    return kerjakan


def buka(client, pengguna, evaluasi, anggota=None):
    client.force_login(pengguna)
    jawab = client.get(reverse("evaluasi:penilaian", args=[evaluasi.pk]), {"anggota": anggota} if anggota else {})
    return jawab.status_code, jawab.content.decode()


# --- saving -------------------------------------------------------------------
def test_tingkat_dan_catatan_tersimpan(kirim, tim, evaluasi):
    kode, jawab = kirim(tim[0], {"tingkat": "b", "catatan": "Bukti lengkap."})
    assert (kode, jawab["keadaan"], jawab["versi"]) == (200, "tersimpan", 1)
    nilai = NilaiAspek.objects.get()
    assert (nilai.tingkat, nilai.angka, nilai.catatan, nilai.diubah_oleh) == ("b", None, "Bukti lengkap.", tim[0])
    assert (nilai.lembar_id, nilai.aspek_id) == tempat_nilai(evaluasi)[0]
    assert nilai.penilaian == penilaian_dari(evaluasi, tim[0])
    assert penilaian_dari(evaluasi, tim[0]).diisikan_oleh is None


def test_dua_tab_yang_menilai_aspek_yang_sama_adalah_konflik(kirim, tim):
    assert kirim(tim[0], {"tingkat": "b"})[0] == 200
    assert kirim(tim[0], {"tingkat": "b"})[0] == 200  # the same content again is the same answer
    kode, jawab = kirim(tim[0], {"tingkat": "d"})
    assert (kode, jawab["keadaan"], jawab["isi"]["tingkat"]) == (409, "konflik", "b")
    assert NilaiAspek.objects.get().tingkat == "b"
    assert kirim(tim[0], {"tingkat": "d"}, versi=1)[0] == 200


@pytest.mark.parametrize(
    ("cara", "isi", "kalimat"),
    [
        ("tingkat", {"tingkat": "a", "angka": "95"}, "Isi tingkat atau angka, bukan keduanya."),
        ("tingkat", {"angka": "95"}, "Evaluasi ini dinilai dengan tingkat a sampai e, bukan dengan angka."),
        ("tingkat", {"tingkat": "f"}, "Pilih salah satu dari tingkat a sampai e."),
        ("angka", {"tingkat": "a"}, "Evaluasi ini dinilai dengan angka 0 sampai 100, bukan dengan tingkat."),
        ("angka", {"angka": "101"}, "Angka harus antara 0 dan 100."),
        ("angka", {"angka": "-1"}, SALAH_TULIS),
        ("angka", {"angka": "87,555"}, SALAH_TULIS),
        ("angka", {"catatan": "x" * 2001}, TERLALU_PANJANG),
    ],
)  # fmt: skip
def test_nilai_yang_salah_mendapat_kalimat_dan_tidak_tersimpan(kirim, tim, evaluasi, cara, isi, kalimat):
    type(evaluasi).objects.update(cara=cara)
    kode, jawab = kirim(tim[0], isi)
    assert (kode, jawab["keadaan"]) == (422, "tidak_sah")
    assert [k for daftar in jawab["kesalahan"].values() for k in daftar] == [kalimat]
    assert not NilaiAspek.objects.exists()


@pytest.mark.parametrize(
    ("ketikan", "angka", "terbaca"),
    [("87,5", "87.50", "87,5"), ("90", "90.00", "90"), ("100,00", "100.00", "100"), ("0", "0.00", "0")],
)
def test_angka_dengan_koma(kirim, tim, evaluasi, ketikan, angka, terbaca):
    type(evaluasi).objects.update(cara=CaraNilai.ANGKA)
    kode, jawab = kirim(tim[0], {"angka": ketikan})
    assert (kode, jawab["isi"]["angka"]) == (200, terbaca)
    assert NilaiAspek.objects.get().angka == Decimal(angka)
    assert kirim(tim[0], {"angka": terbaca})[0] == 200  # 87,5 and 87,50 are the same content


def test_id_yang_bukan_aspek_evaluasi_ini_tidak_ditemukan(kirim, tim, desa):
    lain = evaluasi_dinilai(desa, tim)
    milik = penilaian_dari(lain, tim[0])
    assert kirim(tim[0], {"tingkat": "a"}, id=uuid4())[0] == 404
    assert kirim(tim[0], {"tingkat": "a"}, id=id_nilai(milik.pk, *tempat_nilai(lain)[0]))[0] == 404
    assert kirim(tim[0], {"tingkat": "a"}, penilaian=milik)[0] == 404  # scores of another evaluation


def test_bukan_anggota_tim_tidak_menilai(kirim, orang, tim, evaluasi):
    for peran in (Peran.CAMAT, Peran.ADMIN, Peran.PEMANTAU_KABUPATEN):
        kode, jawab = kirim(orang[peran], {"tingkat": "a"}, penilaian=penilaian_dari(evaluasi, tim[0]))
        assert (kode, jawab["pesan"]) == (403, "Nilai seorang anggota hanya diisi oleh anggota itu sendiri.")
    assert not NilaiAspek.objects.exists()


def test_ketua_tidak_mengisi_nilai_anggota_yang_berakun(kirim, tim, evaluasi):
    beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab")
    assert kirim(tim[0], {"tingkat": "a"}, penilaian=penilaian_dari(evaluasi, tim[2]))[0] == 403


def test_orang_desa_lain_tidak_menemukan_evaluasi(kirim, tim, evaluasi):
    asing = pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())
    assert kirim(asing, {"tingkat": "a"}, penilaian=penilaian_dari(evaluasi, tim[0]))[0] == 404


@pytest.mark.parametrize("status", sorted(set(StatusEvaluasi) - {StatusEvaluasi.DINILAI}))
def test_di_luar_masa_penilaian_terkunci_dengan_kalimat(kirim, tim, evaluasi, status):
    type(evaluasi).objects.filter(pk=evaluasi.pk).update(status=status, hasil=hasil_berjalan(evaluasi).json())
    kode, jawab = kirim(tim[0], {"tingkat": "a"})
    label = StatusEvaluasi(status).label
    assert (kode, jawab["pesan"]) == (403, f"Evaluasi ini berstatus “{label}”, jadi nilainya tidak dapat diubah.")
    assert not NilaiAspek.objects.exists()


def test_formulir_yang_ditarik_tetap_dapat_diisi_dan_disebut(client, kirim, tim, evaluasi):
    FormulirEvaluasi.objects.update(status="ditarik", alasan_ditarik="Ada versi baru.")
    assert kirim(tim[0], {"tingkat": "a"})[0] == 200
    assert "sudah ditarik (Ada versi baru.)" in buka(client, tim[0], evaluasi)[1]


# --- handing in ---------------------------------------------------------------
def test_yang_kurang_disebut_per_formulir(desa, tim):
    evaluasi = evaluasi_dinilai(
        desa, tim, formulir=[FormulirEvaluasiFactory(kode="II.A", aspek=3), FormulirEvaluasiFactory(kode="IV", aspek=1)]
    )
    milik = beri_nilai(penilaian_dari(evaluasi, tim[0]), "a", serahkan=False)
    assert kekurangan_serahkan(milik) == [
        "Formulir II.A: aspek 2 dan 3 belum dinilai.", "Formulir IV: aspek 1 belum dinilai.",
    ]  # fmt: skip
    with pytest.raises(ValidationError):
        penilaian_serahkan(penilaian=milik, oleh=tim[0])
    milik.refresh_from_db()
    assert milik.diserahkan is None


def test_catatan_saja_belum_nilai(kirim, tim, evaluasi):
    kirim(tim[0], {"catatan": "Belum yakin."})
    assert kekurangan_serahkan(penilaian_dari(evaluasi, tim[0])) == ["Formulir II.A: aspek 1 dan 2 belum dinilai."]


def test_diserahkan_lalu_tetap(client, kirim, tim, evaluasi):
    milik = beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab", serahkan=False)
    client.force_login(tim[0])
    jawab = client.post(reverse("evaluasi:penilaian-serahkan", args=[evaluasi.pk, milik.pk]), follow=True)
    assert "Nilai ini tidak berubah lagi." in jawab.content.decode()
    milik.refresh_from_db()
    assert milik.diserahkan is not None
    kode, jawab = kirim(tim[0], {"tingkat": "e"}, versi=1)
    assert (kode, jawab["pesan"]) == (403, "Nilai ini sudah diserahkan, jadi tidak dapat diubah lagi.")
    assert NilaiAspek.objects.first().tingkat == "a"


def test_menyerahkan_dua_kali_atau_belum_lengkap_dijawab_kalimat(client, tim, evaluasi):
    milik = penilaian_dari(evaluasi, tim[0])
    alamat = reverse("evaluasi:penilaian-serahkan", args=[evaluasi.pk, milik.pk])
    client.force_login(tim[0])
    assert "aspek 1 dan 2 belum dinilai" in client.post(alamat, follow=True).content.decode()
    beri_nilai(milik, "ab")
    assert "sudah diserahkan, jadi tidak dapat diubah lagi" in client.post(alamat, follow=True).content.decode()


def test_yang_terakhir_menyerahkan_mengabari_pimpinan(tim, desa, orang, django_capture_on_commit_callbacks):
    evaluasi = evaluasi_dinilai(desa, tim)
    for pengguna in tim:
        beri_nilai(penilaian_dari(evaluasi, pengguna), "ab", serahkan=False)
    for n, pengguna in enumerate(tim):
        assert Pemberitahuan.objects.count() == 0, n
        with django_capture_on_commit_callbacks(execute=True):
            penilaian_serahkan(penilaian=penilaian_dari(evaluasi, pengguna), oleh=pengguna)
    assert set(Pemberitahuan.objects.values_list("penerima", flat=True)) == {tim[0].pk, tim[1].pk}


# --- nobody sees the others' before ------------------------------------------
def halaman_halaman(evaluasi):
    return [
        reverse("evaluasi:penilaian", args=[evaluasi.pk]),
        reverse("evaluasi:evaluasi-rinci", args=[evaluasi.pk]),
        reverse("evaluasi:evaluasi-daftar"),
        reverse("evaluasi:evaluasi-daftar") + "?_export=xlsx",
        reverse("evaluasi:evaluasi-aksi", args=[evaluasi.pk, "tutup"]),
    ]


@pytest.mark.parametrize("peran", Peran)
def test_sebelum_menyerahkan_tidak_seorang_pun_melihat_nilai_orang_lain(client, desa, orang, peran):
    """Whatever the role, in the team or not: two others have handed in, three levels apart."""
    lain = [pengguna_berperan(Peran.PELAKSANA, desa), pengguna_berperan(Peran.VERIFIKATOR, desa)]
    for anggota in ([orang[peran], *lain], [*lain]):
        evaluasi = evaluasi_dinilai(desa, anggota)
        for pengguna, nilai in zip(lain, ("aa", "dd"), strict=True):
            beri_nilai(penilaian_dari(evaluasi, pengguna), nilai, catatan=RAHASIA)
        client.force_login(orang[peran])
        for alamat in halaman_halaman(evaluasi):
            teks = client.get(alamat).content.decode(errors="replace")
            assert RAHASIA not in teks, alamat
            assert "berbeda" not in teks.lower(), alamat
            assert "74,75" not in teks, alamat
        type(evaluasi).objects.filter(pk=evaluasi.pk).update(status="dibatalkan")


def test_sebelum_menyerahkan_izin_lihat_nilai_ditolak_bagi_semua(desa, orang, tim, evaluasi):
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "aa")
    melihat = {p for p, pengguna in orang.items() if pengguna.has_perm("evaluasi.lihat_nilai_evaluasi", evaluasi)}
    assert melihat == {Peran.PELAKSANA}  # who handed in


@pytest.mark.parametrize("status", [*sorted(BERNILAI), StatusEvaluasi.DIGANTI])
def test_setelah_ditutup_nilai_terlihat(client, orang, tim, evaluasi, status):
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "aa", catatan="Terbuka sesudah ditutup")
    type(evaluasi).objects.filter(pk=evaluasi.pk).update(status=status, hasil=hasil_berjalan(evaluasi).json())
    for peran in (Peran.CAMAT, Peran.VERIFIKATOR, Peran.PEMANTAU_KABUPATEN):
        kode, teks = buka(client, orang[peran], evaluasi)
        assert (kode, "Terbuka sesudah ditutup" in teks) == (200, True)


def test_yang_dibatalkan_hanya_dilihat_yang_sudah_menyerahkan(client, orang, tim, evaluasi):
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "aa", catatan=RAHASIA)
    type(evaluasi).objects.filter(pk=evaluasi.pk).update(status="dibatalkan")
    assert RAHASIA in buka(client, tim[1], evaluasi)[1]
    for pengguna in (orang[Peran.CAMAT], tim[0]):
        kode, teks = buka(client, pengguna, evaluasi)
        assert (kode, RAHASIA in teks) == (200, False)


def test_setelah_menyerahkan_terlihat_berdampingan_dengan_rata_rata(client, tim, evaluasi):
    beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab", catatan="Nilai ketua")
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "cb", catatan="Nilai sekretaris")
    beri_nilai(penilaian_dari(evaluasi, tim[2]), "ee", serahkan=False, catatan=RAHASIA)
    kode, teks = buka(client, tim[1], evaluasi)
    assert kode == 200
    assert "Nilai ketua" in teks
    assert "Nilai sekretaris" in teks
    assert RAHASIA not in teks  # a draft is nobody's business
    # aspect 1: (95 + 64,5)/2 = 79,75, two levels apart; aspect 2: 79,5; total 159,25; value 79,625
    for potongan in ("79,75", "Berbeda 2 tingkat", "159,25", "79,63", "Belum menyerahkan"):
        assert potongan in teks, potongan


def test_halaman_isi_memuat_uraian_setiap_tingkat(client, tim, evaluasi):
    kode, teks = buka(client, tim[0], evaluasi)
    assert kode == 200
    assert teks.count('data-kolom="tingkat"') == 10
    assert "Aspek ke-1, sangat baik" in teks
    assert "(79,5)" in teks  # what the level counts as
    type(evaluasi).objects.update(cara=CaraNilai.ANGKA)
    teks = buka(client, tim[0], evaluasi)[1]
    assert (teks.count('data-kolom="tingkat"'), teks.count('data-kolom="angka"')) == (0, 2)
    assert "Aspek ke-1, sangat baik" in teks


# --- a member without an account ---------------------------------------------
@pytest.fixture
def kertas(evaluasi) -> Penilaian:
    return evaluasi.penilaian.get(anggota__pengguna=None)


def test_nilai_kertas_diisikan_pimpinan_yang_sudah_menyerahkan(client, kirim, tim, evaluasi, kertas):
    kode, jawab = kirim(tim[0], {"tingkat": "c"}, penilaian=kertas)
    assert (kode, jawab["pesan"]) == (
        403, "Serahkan nilai Anda sendiri dahulu, baru isikan nilai kertas anggota lain.",
    )  # fmt: skip
    assert "Serahkan nilai Anda sendiri dahulu" in buka(client, tim[1], evaluasi, kertas.anggota_id)[1]
    beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab")
    assert "Isikan nilai Tokoh Masyarakat" in buka(client, tim[0], evaluasi)[1]
    assert "Anda mengisikan nilai kertas" in buka(client, tim[0], evaluasi, kertas.anggota_id)[1]
    for ke in (0, 1):
        assert kirim(tim[0], {"tingkat": "c"}, penilaian=kertas, ke=ke)[0] == 200
    penilaian_serahkan(penilaian=kertas, oleh=tim[0])
    kertas.refresh_from_db()
    assert (kertas.diisikan_oleh, kertas.diserahkan is not None) == (tim[0], True)
    assert f"Nilai Tokoh Masyarakat diisikan oleh {tim[0]}" in buka(client, tim[0], evaluasi)[1]


def test_nilai_kertas_tidak_diisikan_anggota_biasa(kirim, tim, evaluasi, kertas):
    beri_nilai(penilaian_dari(evaluasi, tim[2]), "ab")
    kode, jawab = kirim(tim[2], {"tingkat": "c"}, penilaian=kertas)
    assert (kode, jawab["pesan"]) == (403, "Nilai anggota tanpa akun diisikan oleh ketua atau sekretaris tim.")


# --- discussion ---------------------------------------------------------------
@pytest.fixture
def berbeda(evaluasi, tim):
    """Aspect 1: a and c, two levels apart. Aspect 2: b and b."""
    beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab")
    beri_nilai(penilaian_dari(evaluasi, tim[1]), "cb")
    beri_nilai(penilaian_dari(evaluasi, tim[2]), "bb")
    return evaluasi


def bahas(evaluasi, oleh, isi="Bukti belum lengkap; disepakati tetap.", ke=0, versi=0):
    id = id_pembahasan(*tempat_nilai(evaluasi)[ke])
    return pembahasan_simpan(evaluasi=evaluasi, pk=id, versi=versi, isi={"isi": isi}, oleh=oleh)


def test_perbedaan_dua_tingkat_harus_dibahas(berbeda, tim):
    assert belum_dibahas(berbeda) == [
        "Formulir II.A aspek 1: penilai berbeda 2 tingkat; tulis hasil pembahasannya."
    ]  # fmt: skip
    assert bahas(berbeda, tim[0]).keadaan == "tersimpan"
    assert belum_dibahas(berbeda) == []
    assert hasil_berjalan(berbeda).lembar[0].aspek[0].pembahasan == "Bukti belum lengkap; disepakati tetap."


def test_pembahasan_kosong_atau_tidak_perlu_ditolak_dengan_kalimat(berbeda, tim):
    assert bahas(berbeda, tim[0], isi=" ").kesalahan == {"isi": ["Tulis hasil pembahasannya."]}
    assert bahas(berbeda, tim[0], ke=1).kesalahan == {
        "__all__": ["Nilai aspek ini tidak berbeda dua tingkat, jadi tidak perlu dibahas."]
    }
    assert not PembahasanAspek.objects.exists()


def test_pembahasan_dua_pimpinan_adalah_konflik(berbeda, tim):
    bahas(berbeda, tim[0])
    hasil = bahas(berbeda, tim[1], isi="Lain")
    assert (hasil.keadaan, hasil.oleh) == ("konflik", str(tim[0]))


def test_pembahasan_hanya_oleh_pimpinan_selama_dinilai(client, berbeda, tim, orang):
    for pengguna in (tim[2], orang[Peran.CAMAT]):
        with pytest.raises(PermissionDenied, match="ketua atau sekretaris"):
            bahas(berbeda, pengguna)
    assert "Hasil pembahasan aspek 1" in buka(client, tim[0], berbeda)[1]
    assert "belum ditulis" in buka(client, tim[2], berbeda)[1]
    type(berbeda).objects.filter(pk=berbeda.pk).update(status="ditutup", hasil=hasil_berjalan(berbeda).json())
    with pytest.raises(PermissionDenied, match="Penilaian ditutup"):
        bahas(berbeda, tim[0])


def test_pembahasan_lewat_http(client, berbeda, tim):
    client.force_login(tim[1])
    alamat = reverse("evaluasi:pembahasan-baris", args=[berbeda.pk, id_pembahasan(*tempat_nilai(berbeda)[0])])
    kiriman = json.dumps({"versi": 0, "isi": {"isi": "Disepakati c."}})
    jawab = client.post(alamat, kiriman, content_type="application/json")
    assert (jawab.status_code, jawab.json()["keadaan"]) == (200, "tersimpan")
    asing = reverse("evaluasi:pembahasan-baris", args=[berbeda.pk, uuid4()])
    assert client.post(asing, kiriman, content_type="application/json").status_code == 404


# --- cost and concurrency ----------------------------------------------------
@pytest.mark.parametrize("serahkan", [False, True], ids=["mengisi", "melihat"])
def test_jumlah_kueri_tetap_berapa_pun_aspek_dan_formulirnya(
    client, tim, desa, serahkan, django_assert_max_num_queries
):
    def hitung(formulir):
        evaluasi = evaluasi_dinilai(desa, tim, formulir=formulir)
        banyak = len(tempat_nilai(evaluasi))
        for pengguna in tim[1:]:
            beri_nilai(penilaian_dari(evaluasi, pengguna), "b" * banyak)
        beri_nilai(penilaian_dari(evaluasi, tim[0]), "b" * banyak, serahkan=serahkan)
        client.force_login(tim[0])
        with django_assert_max_num_queries(60) as kueri:
            assert client.get(reverse("evaluasi:penilaian", args=[evaluasi.pk])).status_code == 200
        return len(kueri)

    satu = hitung([FormulirEvaluasiFactory(aspek=1)])
    assert hitung([FormulirEvaluasiFactory(aspek=6) for _ in range(5)]) == satu


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_menyerahkan_dan_mengubah_bersamaan_tidak_berselang_seling(desa, tim):
    """Either the change is in what was handed in, or it is refused; never a change afterwards."""
    evaluasi = evaluasi_dinilai(desa, tim)
    milik = beri_nilai(penilaian_dari(evaluasi, tim[0]), "ab", serahkan=False)
    id = id_nilai(milik.pk, *tempat_nilai(evaluasi)[0])

    def kerjakan(apa):
        try:
            if apa == "serahkan":
                penilaian_serahkan(penilaian=milik, oleh=tim[0])
                return list(NilaiAspek.objects.order_by("aspek__urut").values_list("tingkat", flat=True))
            return nilai_simpan(penilaian=milik, pk=id, versi=1, isi={"tingkat": "e"}, oleh=tim[0]).keadaan
        except PermissionDenied:
            return "ditolak"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as kolam:
        diserahkan, keadaan = kolam.map(kerjakan, ("serahkan", "ubah"))
    akhir = list(NilaiAspek.objects.order_by("aspek__urut").values_list("tingkat", flat=True))
    assert akhir == (["e", "b"] if keadaan == "tersimpan" else ["a", "b"])
    assert keadaan in {"tersimpan", "ditolak"}
    assert diserahkan == akhir
