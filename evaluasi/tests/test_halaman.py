"""Pages as a person sees them: who finds what, sentences at their place, nothing lost."""

import datetime

import pytest
from django.urls import reverse

from akun.enums import SEMUA, Peran
from akun.tests.factories import pengguna_berperan
from config.tests.formulir import tersembunyi
from dasar.alur import sejak_dari
from desa.tests.factories import DesaFactory
from evaluasi import acuan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, FormulirEvaluasi, TimEvaluasi
from evaluasi.services import evaluasi as layanan
from evaluasi.tests.contoh import evaluasi_dinilai, evaluasi_rencana, tiga_orang
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory, TimEvaluasiFactory

pytestmark = pytest.mark.django_db
SANDI = "kata-sandi-uji"
S = StatusEvaluasi


def aksi(e, nama):
    return reverse("evaluasi:evaluasi-aksi", args=[e.pk, nama])


def masuk(client, orang):
    client.force_login(orang, backend="django.contrib.auth.backends.ModelBackend")
    return client


def isi_tim(desa, orang, **ganti):
    """What the browser sends for a team of three."""
    data = {
        "kecamatan": desa.kecamatan_id,
        "penerbit": "camat",
        "tahun": 2025,
        "nama": "",
        "desa": "",
        "versi": 0,
        "anggota-TOTAL_FORMS": 4,
        "anggota-INITIAL_FORMS": 0,
    }
    for n, (kedudukan, siapa) in enumerate(
        [("ketua", orang["verifikator"]), ("sekretaris", orang["pelaksana"]), ("anggota", None)]
    ):
        data |= {
            f"anggota-{n}-pengguna": siapa.pk if siapa else "",
            f"anggota-{n}-nama": "" if siapa else "Budi Tanpa Akun",
            f"anggota-{n}-nip": "",
            f"anggota-{n}-jabatan": "",
            f"anggota-{n}-jabatan_tim": kedudukan,
        }
    return data | ganti


def test_membentuk_tim_mengisi_nama_dan_jabatan_dari_akun(client, desa, orang):
    masuk(client, orang["verifikator"])
    jawab = client.post(reverse("evaluasi:tim-buat"), isi_tim(desa, orang))
    tim = TimEvaluasi.objects.get()
    assert jawab.url == tim.get_absolute_url()
    assert tim.nama == f"Tim Evaluasi {desa.kecamatan} Tahun 2025"
    baris = [(a.jabatan_tim, a.nama, a.jabatan, a.pengguna_id is not None) for a in tim.anggota.all()]
    assert baris == [
        ("ketua", "Verifikator", f"Verifikator {desa.kecamatan.nama}", True),
        ("sekretaris", "Pelaksana", f"Pelaksana {desa.kecamatan.nama}", True),
        ("anggota", "Budi Tanpa Akun", "", False),
    ]
    assert (len(tim.menimbang), len(tim.mengingat), len(tim.menetapkan)) == (3, 9, 3)


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"anggota-2-jabatan_tim": "ketua"}, "Tim hanya mempunyai satu ketua."),
        ({"anggota-1-pengguna": "", "anggota-1-jabatan_tim": ""}, "Tim memerlukan seorang sekretaris."),
        ({"anggota-2-nama": ""}, "Tim memerlukan sedikitnya satu anggota."),
        ({"anggota-2-jabatan_tim": ""}, "Pilih kedudukannya."),
        ({"anggota-2-nip": "bukan angka"}, "NIP ditulis dengan angka saja."),
        ({"penerbit": "bpd"}, "Pilih desa yang kepala desa atau BPD-nya membentuk tim ini."),
        ({"tahun": "1890"}, "Isi tahun antara 2000 dan"),
        ({"anggota-0-pengguna": "99999999"}, "Akun ini tidak bertugas di kecamatan tim."),
    ],
)
def test_tim_yang_keliru_ditolak_dengan_kalimat_dan_ketikan_tidak_hilang(client, desa, orang, ganti, kalimat):
    masuk(client, orang["verifikator"])
    data = isi_tim(desa, orang, **{"anggota-3-nama": "", "nama": "Tim Percobaan"}) | ganti
    jawab = client.post(reverse("evaluasi:tim-buat"), data)
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert kalimat in halaman
    assert "Tim Percobaan" in halaman
    assert TimEvaluasi.objects.count() == 0


def test_akun_yang_sama_dua_kali_ditolak(client, desa, orang):
    masuk(client, orang["verifikator"])
    data = isi_tim(desa, orang) | {"anggota-1-pengguna": orang["verifikator"].pk}
    assert "Satu akun dipilih untuk dua anggota." in client.post(reverse("evaluasi:tim-buat"), data).content.decode()


def test_dua_orang_mengubah_tim_bersamaan(client, desa, orang):
    masuk(client, orang["verifikator"])
    client.post(reverse("evaluasi:tim-buat"), isi_tim(desa, orang))
    tim = TimEvaluasi.objects.get()
    url = reverse("evaluasi:tim-ubah", args=[tim.pk])
    client.post(url, isi_tim(desa, orang, versi=tim.versi, nama="Tim Pertama"))
    jawab = client.post(url, isi_tim(desa, orang, versi=tim.versi, nama="Tim Kedua"))
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Tim ini sudah diubah oleh Verifikator sejak halaman ini dibuka." in halaman
    assert "Tim Kedua" in halaman
    assert TimEvaluasi.objects.get().nama == "Tim Pertama"
    client.post(url, isi_tim(desa, orang, versi=jawab.context["form"]["versi"].value(), nama="Tim Kedua"))
    assert TimEvaluasi.objects.get().nama == "Tim Kedua"


def test_sk_camat_dari_bunyi_sampai_nomor(client, desa, orang):
    masuk(client, orang["verifikator"])
    client.post(reverse("evaluasi:tim-buat"), isi_tim(desa, orang))
    tim = TimEvaluasi.objects.get()
    halaman = client.get(tim.get_absolute_url()).content.decode()
    assert "Mengingat butir 1 masih memuat isian “…”: lengkapi atau hapus butirnya." in halaman
    sunting = client.get(reverse("evaluasi:tim-sk", args=[tim.pk])).content.decode()
    assert "Yang benar Nomor 41, Tambahan Nomor 6321" in sunting.replace("\n", " ")
    client.post(
        reverse("evaluasi:tim-sk", args=[tim.pk]),
        {"versi": tim.versi, "menimbang": "bahwa perlu;", "mengingat": "Satu;\n\nDua;", "menetapkan": "A.\nB."},
    )
    client.post(reverse("evaluasi:tim-sk-ajukan", args=[tim.pk]), {"versi": TimEvaluasi.objects.get(pk=tim.pk).versi})
    tim.refresh_from_db()
    assert (tim.sk.status, tim.sk.isi["mengingat"]) == ("diajukan", ["Satu;", "Dua;"])
    masuk(client, orang["camat"])
    client.post(
        reverse("naskah:naskah-aksi", args=[tim.sk_id, "setujui"]), {"sandi": SANDI, "sejak": sejak_dari(tim.sk)}
    )
    tim = TimEvaluasi.objects.get()
    assert tim.bernomor
    assert tim.sk.isi["penanda"]["nama"] == "Camat"
    masuk(client, orang["verifikator"])
    jawab = client.post(reverse("evaluasi:tim-ubah", args=[tim.pk]), isi_tim(desa, orang), follow=True)
    assert "jadi susunannya tidak berubah lagi" in jawab.content.decode()


def test_sk_yang_menunggu_mengikuti_susunan_tim(client, desa, orang):
    masuk(client, orang["verifikator"])
    client.post(reverse("evaluasi:tim-buat"), isi_tim(desa, orang))
    tim = TimEvaluasi.objects.get()
    tim.mengingat = ["Satu;"]
    tim.save()
    client.post(reverse("evaluasi:tim-sk-ajukan", args=[tim.pk]), {"versi": TimEvaluasi.objects.get(pk=tim.pk).versi})
    data = isi_tim(desa, orang, versi=TimEvaluasi.objects.get().versi) | {"anggota-2-nama": "Rina"}
    client.post(reverse("evaluasi:tim-ubah", args=[tim.pk]), data)
    tim = TimEvaluasi.objects.get()
    assert [a["nama"] for a in tim.sk.isi["anggota"]] == ["Verifikator", "Pelaksana", "Rina"]
    assert tim.sk.riwayat.last().aksi == "perbarui"


def test_sk_desa_dicatat_nomor_dan_tanggalnya(client, desa, orang):
    tim = TimEvaluasiFactory(
        kecamatan=desa.kecamatan, desa=desa, penerbit="kepala_desa", bernomor=False, anggota=tiga_orang(desa)
    )
    masuk(client, orang["verifikator"])
    url = reverse("evaluasi:tim-sk-catat", args=[tim.pk])
    jawab = client.post(url, {"sk_nomor": "", "sk_tanggal": ""})
    assert "Isi nomor dan tanggal SK yang sudah ditandatangani." in jawab.content.decode()
    jawab = client.post(url, {"sk_nomor": "5 Tahun 2025", "sk_tanggal": ""})
    assert "Isi nomor dan tanggalnya, atau kosongkan keduanya." in jawab.content.decode()
    depan = datetime.date.today() + datetime.timedelta(days=2)
    jawab = client.post(url, {"sk_nomor": "5 Tahun 2025", "sk_tanggal": depan.isoformat()})
    assert "Tanggal SK tidak boleh di hari depan." in jawab.content.decode()
    client.post(url, {"sk_nomor": "5 Tahun 2025", "sk_tanggal": "2025-02-03"})
    tim.refresh_from_db()
    assert (tim.nomor_sk, tim.tanggal_sk, tim.bernomor) == ("5 Tahun 2025", datetime.date(2025, 2, 3), True)
    jawab = client.post(url, {"sk_nomor": "", "sk_tanggal": ""}, follow=True)
    assert "Catatan SK dihapus." in jawab.content.decode()
    client.post(url, {"sk_nomor": "5 Tahun 2025", "sk_tanggal": "2025-02-03"})
    EvaluasiFactory(desa=desa, tim=tim, status=S.DINILAI)
    jawab = client.post(url, {"sk_nomor": "6", "sk_tanggal": "2025-02-03"})
    assert "jadi catatan SK-nya tidak dapat diubah lagi" in jawab.content.decode()


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_tim_dan_evaluasi_wilayah_lain_tidak_ditemukan(client, orang, peran):
    if peran == Peran.ADMIN:
        return  # sees every region
    lain = EvaluasiFactory(status=S.SELESAI)
    masuk(client, orang[peran])
    assert client.get(lain.get_absolute_url()).status_code == 404
    assert client.get(lain.tim.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("status", StatusEvaluasi)
def test_desa_hanya_membaca_evaluasi_yang_sudah_diterima(client, desa, orang, status):
    e = EvaluasiFactory(desa=desa, status=status)
    masuk(client, orang["sekretaris_desa"])
    harapan = 200 if status in {S.SELESAI, S.DIGANTI, S.DICABUT} else 404  # what it had received does not vanish
    assert client.get(e.get_absolute_url()).status_code == harapan
    daftar = client.get(reverse("evaluasi:evaluasi-daftar")).context["table"].data
    assert len(daftar) == (harapan == 200)


def test_orang_desa_dalam_tim_melihatnya_sejak_dibuka(client, desa, orang):
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, anggota=[*tiga_orang(desa), orang["sekretaris_desa"]])
    rencana = EvaluasiFactory(desa=desa, tim=tim)
    dinilai = EvaluasiFactory(desa=desa, tim=tim, status=S.DINILAI)
    masuk(client, orang["sekretaris_desa"])
    assert [client.get(e.get_absolute_url()).status_code for e in (rencana, dinilai)] == [404, 200]


def test_desa_tidak_melihat_tim_camat(client, desa, orang):
    camat = TimEvaluasiFactory(kecamatan=desa.kecamatan)
    sendiri = TimEvaluasiFactory(kecamatan=desa.kecamatan, desa=desa, penerbit="bpd")
    masuk(client, orang["kepala_desa"])
    assert [client.get(t.get_absolute_url()).status_code for t in (camat, sendiri)] == [404, 200]


@pytest.fixture
def formulir(db):
    return FormulirEvaluasiFactory(kode="II.C", aspek=2)


def isi_evaluasi(desa, tim, formulir, **ganti):
    return {
        "desa": desa.pk,
        "tim": tim.pk,
        "tahun": 2025,
        "tanggal_mulai": "2026-01-12",
        "tanggal_selesai": "2026-01-16",
        "cara": "tingkat",
        "formulir": [formulir.pk],
        "versi": 0,
        "angka_a": "95",
        "angka_b": "79,5",
        "angka_c": "64,5",
        "angka_d": "54,5",
        "angka_e": "24,5",
    } | ganti


def test_merencanakan_evaluasi(client, desa, orang, formulir):
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan, anggota=tiga_orang(desa))
    masuk(client, orang["verifikator"])
    jawab = client.post(reverse("evaluasi:evaluasi-buat"), isi_evaluasi(desa, tim, formulir, angka_b="80"))
    e = Evaluasi.objects.get()
    assert jawab.url == e.get_absolute_url()
    assert e.angka_tingkat == {"a": "95", "b": "80", "c": "64.5", "d": "54.5", "e": "24.5"}
    assert [lb.formulir for lb in e.lembar.all()] == [formulir]
    client.post(aksi(e, "buka"), {"sejak": sejak_dari(e)})
    assert Evaluasi.objects.get().status == S.DINILAI


@pytest.mark.parametrize(
    ("ganti", "kalimat"),
    [
        ({"tanggal_selesai": "2026-01-01"}, "Waktu evaluasi berakhir sebelum mulai."),
        ({"angka_b": "95"}, "Angka tingkat b harus dari 70 sampai kurang dari 90."),
        ({"tahun": "20250"}, "Isi tahun antara 2000 dan"),
        ({"formulir": ["99999"]}, "Formulir yang dipilih tidak berlaku lagi; pilih versi yang berlaku."),
        ({"formulir": ["9" * 40]}, "Formulir yang dipilih tidak dikenal."),
        ({"desa": "99999"}, "Desa ini di luar wilayah Anda."),
        ({"tim": "99999"}, "Tim ini di luar wilayah Anda."),
    ],
)
def test_rencana_yang_keliru_ditolak_di_tempatnya(client, desa, orang, formulir, ganti, kalimat):
    tim = TimEvaluasiFactory(kecamatan=desa.kecamatan)
    masuk(client, orang["verifikator"])
    jawab = client.post(reverse("evaluasi:evaluasi-buat"), isi_evaluasi(desa, tim, formulir) | ganti)
    assert (jawab.status_code, kalimat in jawab.content.decode()) == (422, True)
    assert Evaluasi.objects.count() == 0


def test_tim_dan_sk_kecamatan_lain_tidak_dapat_dipilih(client, desa, orang, formulir):
    asing = TimEvaluasiFactory()
    tetangga = TimEvaluasiFactory(
        kecamatan=desa.kecamatan, desa=DesaFactory(kecamatan=desa.kecamatan), penerbit="kepala_desa"
    )
    masuk(client, orang["verifikator"])
    url = reverse("evaluasi:evaluasi-buat")
    assert "Tim ini di luar wilayah Anda." in client.post(url, isi_evaluasi(desa, asing, formulir)).content.decode()
    jawab = client.post(url, isi_evaluasi(desa, tetangga, formulir)).content.decode()
    assert f"Tim ini tidak dibentuk untuk {desa}." in jawab


def test_formulir_yang_ditarik_sebelum_dibuka_disebut(client, desa, orang, formulir):
    e = evaluasi_rencana(desa, tiga_orang(desa), [formulir])
    FormulirEvaluasi.objects.filter(pk=formulir.pk).update(status="ditarik", alasan_ditarik="Keliru.")
    masuk(client, orang["verifikator"])
    halaman = client.get(e.get_absolute_url()).content.decode()
    assert "Formulir II.C versi 1 sudah ditarik; pilih formulir yang berlaku." in halaman
    assert 'disabled aria-describedby="halangan-buka"' in halaman


def test_menutup_meminta_alasan_bila_ada_yang_belum(client, desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir])
    e.penilaian.filter(anggota__pengguna=tiga[2]).update(diserahkan=None)
    masuk(client, tiga[0])
    jawab = client.post(aksi(e, "tutup"), {"alasan": "", "sejak": sejak_dari(e)})
    halaman = jawab.content.decode()
    assert jawab.status_code == 422
    assert "Sebutkan mengapa Anggota Tim Uji tidak menilai; alasannya dicetak pada formulir." in halaman
    jawab = client.post(aksi(e, "tutup"), {"alasan": "Sakit.", "sejak": sejak_dari(e)})
    assert jawab.url == reverse("evaluasi:evaluasi-laporan", args=[e.pk])


def test_anggota_biasa_membaca_mengapa_ia_tidak_dapat_menutup(client, desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir])
    masuk(client, tiga[2])
    assert "Hanya ketua atau sekretaris tim evaluasi ini" in client.get(e.get_absolute_url()).content.decode()
    assert client.post(aksi(e, "tutup")).status_code == 403


def test_laporan_ditulis_bersamaan_memperlihatkan_konflik(client, desa, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir]), oleh=tiga[0])
    url = reverse("evaluasi:evaluasi-laporan", args=[e.pk])
    isi = {"versi": e.versi, "maksud": "S", "isi_kegiatan": "I", "kesimpulan": "K", "saran": "Satu\nDua"}
    masuk(client, tiga[0])
    client.post(url, isi)
    masuk(client, tiga[1])
    jawab = client.post(url, isi | {"kesimpulan": "Lain sekali."})
    assert jawab.status_code == 422
    assert "Laporan ini sudah diubah oleh Ketua Tim Uji" in jawab.content.decode()
    assert "Lain sekali." in jawab.content.decode()
    assert Evaluasi.objects.get(pk=e.pk).saran == ["Satu", "Dua"]


def test_catatan_tentang_sumber_terlihat_penulis_laporan(client, desa, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir]), oleh=tiga[0])
    masuk(client, tiga[0])
    halaman = client.get(reverse("evaluasi:evaluasi-laporan", args=[e.pk])).content.decode()
    assert "Laporan Pelaksanaan Kegiatan Monitoring" in halaman
    assert client.get(reverse("evaluasi:laporan-pratinjau", args=[e.pk])).content[:5] == b"%PDF-"
    masuk(client, tiga[2])
    assert client.get(reverse("evaluasi:evaluasi-laporan", args=[e.pk])).status_code == 403


def test_camat_menerima_dengan_kata_sandi_dan_tidak_dua_kali(client, desa, orang, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir], pola=("ccc",)), oleh=tiga[0])
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[0])
    masuk(client, orang["camat"])
    assert "Hasil evaluasi belum diterima." in client.post(aksi(e, "terima"), {"sandi": "keliru"}).content.decode()
    client.post(aksi(e, "terima"), {"sandi": SANDI, "sejak": sejak_dari(e)})
    jawab = client.post(aksi(e, "terima"), {"sandi": SANDI}, follow=True)
    assert "tidak diproses dua kali" in jawab.content.decode()
    assert Evaluasi.objects.get(pk=e.pk).status == S.SELESAI


def test_keputusan_pada_halaman_basi_ditolak(client, desa, orang, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir], pola=("ccc",)), oleh=tiga[0])
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[0])
    lama = sejak_dari(e)
    e = layanan.evaluasi_kembalikan(evaluasi=e, alasan="Perbaiki.", oleh=orang["camat"])
    e = layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[0])
    masuk(client, orang["camat"])
    jawab = client.post(aksi(e, "terima"), {"sandi": SANDI, "sejak": lama})
    assert jawab.status_code == 422
    assert "sudah diubah oleh Ketua Tim Uji sejak halaman ini dibuka" in jawab.content.decode()
    assert (jawab.context["perubahan"].alasan, jawab.context["perubahan"].bagian) == ("Perbaiki.", [])
    assert "Tidak ada: isinya sama dengan yang dikembalikan." in jawab.content.decode()


def test_evaluasi_pengganti_dari_halamannya(client, desa, orang, formulir):
    tiga = tiga_orang(desa)
    e = layanan.evaluasi_tutup(evaluasi=evaluasi_dinilai(desa, tiga, [formulir]), oleh=tiga[0])
    masuk(client, orang["verifikator"])
    url = f"{reverse('evaluasi:evaluasi-buat')}?menggantikan={e.pk}"
    assert f"Ganti {e}" in client.get(url).content.decode()
    client.post(url, isi_evaluasi(desa, e.tim, formulir))
    baru = Evaluasi.objects.get(menggantikan=e)
    assert (baru.desa, baru.tahun) == (e.desa, e.tahun)
    assert "Penggantinya sedang berjalan" in client.get(e.get_absolute_url()).content.decode()


@pytest.mark.parametrize("nama", ["evaluasi-daftar", "tim-daftar"])
def test_daftar_dengan_jumlah_kueri_tetap(client, desa, orang, nama):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    masuk(client, orang["verifikator"])

    def banyak():
        with CaptureQueriesContext(connection) as kueri:
            jawab = client.get(reverse(f"evaluasi:{nama}"))
        return len(jawab.context["table"].data), len(kueri)

    EvaluasiFactory(desa=desa, status=S.DINILAI)
    banyak()
    satu = banyak()
    for n in range(29):
        EvaluasiFactory(desa=DesaFactory(kecamatan=desa.kecamatan), status=[S.SELESAI, S.DITUTUP][n % 2])
    assert (satu[0], banyak()) == (1, (30, satu[1]))


def test_daftar_disaring_dan_diunduh(client, desa, orang):
    orang_tim = [orang["pelaksana"], *tiga_orang(desa)[1:]]
    milik = EvaluasiFactory(desa=desa, anggota=orang_tim, status=S.DINILAI)
    milik.penilaian.create(anggota=milik.tim.anggota.first())
    EvaluasiFactory(desa=desa, tahun=2024, status=S.SELESAI)
    masuk(client, orang["pelaksana"])
    url = reverse("evaluasi:evaluasi-daftar")

    def terlihat(saringan):
        return [r.record.pk for r in client.get(f"{url}?{saringan}").context["table"].rows]

    assert terlihat("milik=nilai") == terlihat("milik=saya") == terlihat("tahun=2025") == [milik.pk]
    assert terlihat("cari=tidakada") == []
    assert client.get(f"{url}?_export=xlsx").content[:2] == b"PK"


def test_halaman_alur_memuat_seluruh_tabel(client, orang):
    masuk(client, orang["kepala_desa"])
    halaman = client.get(reverse("evaluasi:alur")).content.decode()
    for label in (
        "Buka penilaian",
        "Tutup penilaian",
        "Serahkan laporan",
        "Kembalikan",
        "Terima hasil evaluasi",
        "Ganti",
    ):
        assert f"<strong>{label}</strong>" in halaman


def test_hari_ini_menyebut_yang_menunggu(client, desa, formulir, orang):
    tiga = tiga_orang(desa)

    def kartu(siapa):
        masuk(client, siapa)
        return {k.judul: [b.pk for b in k.butir] for k in client.get("/").context["kotak"] if k.jenis == "evaluasi"}

    e = evaluasi_dinilai(desa, tiga, [formulir], pola=("ccc",))
    e.penilaian.filter(anggota__pengguna=tiga[2]).update(diserahkan=None)
    assert [kartu(p) for p in tiga] == [{}, {}, {"Menunggu nilai Anda": [e.pk]}]
    e.penilaian.update(diserahkan=datetime.datetime.now(datetime.UTC))
    assert kartu(tiga[1]) == {"Penilaian menunggu ditutup": [e.pk]}
    e = layanan.evaluasi_tutup(evaluasi=e, oleh=tiga[0])
    assert kartu(tiga[0]) == {"Laporan evaluasi yang harus Anda serahkan": [e.pk]}
    layanan.evaluasi_laporkan(evaluasi=e, oleh=tiga[0])
    assert kartu(orang["camat"]) == {"Hasil evaluasi menunggu Anda": [e.pk]}


def test_formulir_kosong_evaluasi_memuat_desanya(client, desa, orang):
    acuan.muat()
    e = evaluasi_rencana(desa, tiga_orang(desa), [FormulirEvaluasi.objects.get(kode="II.C")])
    masuk(client, orang["pelaksana"])
    jawab = client.get(reverse("evaluasi:evaluasi-kosong", args=[e.pk]))
    assert jawab.content[:5] == b"%PDF-"


def test_penilaian_orang_lain_tidak_terlihat_di_halaman_evaluasi(client, desa, formulir):
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir], catatan="RAHASIA")
    e.penilaian.filter(anggota__pengguna=tiga[2]).update(diserahkan=None)
    for siapa in (tiga[2], pengguna_berperan(Peran.PEMANTAU_KABUPATEN, desa)):
        masuk(client, siapa)
        halaman = client.get(e.get_absolute_url()).content.decode()
        assert "RAHASIA" not in halaman
        assert "2 dari 3 anggota sudah menyerahkan nilai" in halaman


def test_formulir_dapat_dicetak_kosong_dari_halamannya(client, orang, formulir):
    client.force_login(orang["verifikator"])
    halaman = client.get(formulir.get_absolute_url()).content.decode()
    assert reverse("evaluasi:formulir-kosong", args=[formulir.pk]) in halaman


def test_halaman_nilai_menyebut_jenis_kegiatan_formulirnya(client, desa, formulir):
    """Forms of one bidang share their title."""
    tiga = tiga_orang(desa)
    e = evaluasi_dinilai(desa, tiga, [formulir], pola=("ccc",))
    client.force_login(tiga[0])
    halaman = client.get(reverse("evaluasi:penilaian", args=[e.pk])).content.decode()
    assert f"{formulir.kode}. {formulir.jenis_kegiatan}</h2>" in halaman


def test_sk_yang_berubah_sejak_dibuka_tidak_diajukan(client, desa, orang):
    masuk(client, orang["verifikator"])
    client.post(reverse("evaluasi:tim-buat"), isi_tim(desa, orang))
    tim = TimEvaluasi.objects.get()
    alamat = reverse("evaluasi:tim-sk-ajukan", args=[tim.pk])
    dilihat = tersembunyi(client.get(tim.get_absolute_url()), alamat)
    client.post(reverse("evaluasi:tim-ubah", args=[tim.pk]), isi_tim(desa, orang, versi=tim.versi, nama="Tim Lain"))
    jawab = client.post(alamat, dilihat)
    assert (jawab.status_code, TimEvaluasi.objects.get().sk) == (422, None)
    assert "Tim ini sudah diubah oleh Verifikator sejak halaman ini dibuka. Periksa lagi" in jawab.content.decode()
