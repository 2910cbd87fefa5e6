"""The order "whom to visit next": three villages worked out by hand, what is not known, and files that are refused."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from apbdes.enums import StatusVersi
from apbdes.models import RincianBelanja, RincianPembiayaan, RincianPendapatan
from apbdes.tests.factories import VersiApbdesFactory
from berkas.models import KategoriBerkas
from dasar.acuan import AcuanRusak
from dasar.waktu import hari_ini
from dasbor.bahan import keadaan_kecamatan
from dasbor.keadaan import Anggaran, KeadaanDesa, Peristiwa
from dasbor.risiko.faktor import himpunan_berlaku, himpunan_dari
from dasbor.risiko.hitung import Risiko, nilai_desa, poin_faktor, urutkan
from dasbor.risiko.ukuran import Nilai
from desa.enums import JabatanPerangkat as J
from desa.tests.factories import DesaFactory, PerangkatFactory
from evaluasi.enums import StatusEvaluasi
from evaluasi.tests.factories import HASIL_KOSONG, EvaluasiFactory
from kapasitas.tests.contoh import nilai_mentah
from kewajiban.tests.factories import wajibkan
from perut.enums import StatusKunjungan
from perut.models import Pemeriksaan
from perut.tests.factories import BukuFactory, KunjunganFactory
from tindaklanjut.enums import StatusTemuan, Tingkat
from tindaklanjut.models import JenisTemuan, Temuan

pytestmark = pytest.mark.django_db
TAK_TAHU_PERTAMA = (
    "temuan-berulang",
    "perdes-apbdes",
    "pengajuan-apbdes",
    "putusan-apbdes",
    "siltap",
    "silpa",
    "kapasitas",
    "evaluasi",
)


def temuan(desa, batas, status=StatusTemuan.TERBUKA, **isi):
    return Temuan.objects.create(
        desa=desa,
        asal_jenis="kunjungan",
        asal_teks="Kunjungan uji",
        uraian="Buku kas belum ditutup.",
        penanggung_jawab="Kaur Keuangan",
        batas_waktu=batas,
        status=status,
        **{"asal_id": "1"} | isi,
    )


def diperiksa(kunjungan, buku, tertib):
    isi = {"ada": True, "format_sesuai": True, "ditandatangani": True, "mutakhir_sampai": kunjungan.tanggal}
    return Pemeriksaan.objects.create(kunjungan=kunjungan, buku=buku, **(isi if tertib else {"ada": False}))


@pytest.fixture
def tiga(desa):
    """Pertama, Kedua, Ketiga of one kecamatan; every date is counted from today there."""
    hari = hari_ini(desa)
    pertama, kedua, ketiga = (DesaFactory(kecamatan=desa.kecamatan, nama=n) for n in ("Pertama", "Kedua", "Ketiga"))
    buku = [BukuFactory() for _ in range(4)]

    # Pertama: visited 200 days ago, 3 of 4 books not in order, one finding late and one not, one of them grave and of
    # neither is the kind known, its kades leaves in 60 days, kaur keuangan for 30 days, four of six posts empty. No
    # budget, no evaluation.
    k = KunjunganFactory(desa=pertama, status=StatusKunjungan.DISAHKAN, tanggal=hari - timedelta(days=200))
    for n, b in enumerate(buku):
        diperiksa(k, b, tertib=n == 0)
    temuan(pertama, hari - timedelta(days=30), tingkat=Tingkat.BERAT)
    temuan(pertama, hari)
    lama = hari - timedelta(days=1000)
    PerangkatFactory(desa=pertama, jabatan=J.KEPALA_DESA, mulai=lama, selesai=hari + timedelta(days=60))
    PerangkatFactory(desa=pertama, jabatan=J.KAUR_KEUANGAN, mulai=hari - timedelta(days=30))

    # Kedua: visited 10 days ago, all in order, everything known; siltap 300 of 1,000, SiLPA 150 of 1,000, its budget
    # handed in on the fifth day after it was agreed. Of its officials four are assessed, one is not capable.
    k = KunjunganFactory(desa=kedua, status=StatusKunjungan.DISAHKAN, tanggal=hari - timedelta(days=10))
    for b in buku:
        diperiksa(k, b, tertib=True)
    temuan(kedua, hari - timedelta(days=50), StatusTemuan.SELESAI)
    posts = (
        J.KEPALA_DESA,
        J.SEKRETARIS_DESA,
        J.KAUR_KEUANGAN,
        J.KAUR_PERENCANAAN,
        J.KASI_PEMERINTAHAN,
        J.KASI_KESEJAHTERAAN,
    )
    semua = [PerangkatFactory(desa=kedua, jabatan=j, mulai=lama, selesai=hari + timedelta(days=900)) for j in posts]
    for p, tingkat in zip(semua, (3, 2, 2, 1), strict=False):
        nilai_mentah(p, tingkat, 2)
    versi = VersiApbdesFactory(
        desa=kedua,
        tahun=hari.year,
        status=StatusVersi.DITETAPKAN,
        perdes_tanggal=date(hari.year - 1, 12, 30),
        tanggal_disepakati=date(hari.year - 1, 10, 20),
        diajukan=datetime(hari.year - 1, 10, 25, 0, 30, tzinfo=ZoneInfo(desa.zona_waktu)),
        beku={
            "putusan": [
                {"putusan": "dilanggar", "tingkat": "Wajib", "sikap": ""},
                {"putusan": "dilanggar", "tingkat": "Wajib", "sikap": "Dikesampingkan"},
                {"putusan": "dilanggar", "tingkat": "Petunjuk", "sikap": ""},
                {"putusan": "terpenuhi", "tingkat": "Wajib", "sikap": ""},
            ]
        },
    )
    belanja = {"versi_apbdes": versi, "kegiatan": "1.1.01", "sumber": "ADD"}
    RincianBelanja.objects.create(rekening="5.1.1.01", jumlah=10_000, **belanja)
    RincianBelanja.objects.create(rekening="5.1.2.01", jumlah=20_000, **belanja)
    RincianBelanja.objects.create(rekening="5.1.4.01", jumlah=70_000, **belanja)
    RincianPendapatan.objects.create(versi_apbdes=versi, rekening="4.2.1.01", jumlah=100_000, sumber="ADD")
    RincianPembiayaan.objects.create(versi_apbdes=versi, rekening="6.1.1.01", jumlah=15_000)
    EvaluasiFactory(desa=kedua, status=StatusEvaluasi.SELESAI, hasil=HASIL_KOSONG | {"nilai": "521/8"})  # 65,125

    # Ketiga: nothing but its name.
    kategori = KategoriBerkas.objects.create(kode="lppd-uji", nama="LPPD AMJ", kelompok="laporan", periode="sekali")
    wajibkan(desa.kecamatan, kategori, mulai=lama)
    return {"Pertama": pertama, "Kedua": kedua, "Ketiga": ketiga}


def risiko(orang, desa) -> dict[str, Risiko]:
    semua = urutkan(keadaan_kecamatan(orang["camat"], desa.kecamatan), himpunan_berlaku())
    return {r.desa.nama: r for r in semua}


def poin(r: Risiko) -> dict[str, int | None]:
    return {b.faktor.kode: b.poin for b in r.butir}


@pytest.mark.waktu
def test_contoh_dengan_tangan(tiga, desa, orang):
    """Each owes one document that is sent once and was due long ago, whatever day it is."""
    hasil = risiko(orang, desa)
    dokumen = {n: r.keadaan.dokumen_terlambat for n, r in hasil.items()}
    assert {dokumen[n] for n in tiga} == {1}
    tak_tahu = dict.fromkeys(TAK_TAHU_PERTAMA)
    assert poin(hasil["Pertama"]) == tak_tahu | {
        "kunjungan": 4,  # 200 days
        "buku": 4,  # 3 of 4: 75 per cent
        "temuan-terlambat": 2,  # one
        "temuan-terbuka": 1,  # two
        "temuan-berat": 2,  # one; nobody has said how grave the other is
        "dokumen": 1,
        "akhir-jabatan": 2,  # 60 days
        "pejabat-baru": 1,  # the kaur keuangan
        "jabatan-kosong": 3,  # four of six
    }
    # 4+4+2+1+2+1+2+1+3 = 20 of 5+4+4+3+3+3+2+2+3 = 29; unknown 3+3+2+3+3+3+3+3 = 23.
    r = hasil["Pertama"]
    assert (r.poin, r.maksimum, r.tersembunyi, r.persen) == (20, 29, 23, 69)  # 68,97
    assert r.kalimat == (
        "20 dari 29 poin yang diketahui (69 persen); 8 faktor belum diketahui, paling banyak 23 poin lagi."
    )
    assert poin(hasil["Kedua"]) == {
        "kunjungan": 0,  # 10 days
        "buku": 0,
        "temuan-terlambat": 0,
        "temuan-terbuka": 0,
        "temuan-berulang": 0,  # none is open, and that is known
        "temuan-berat": 0,
        "dokumen": 1,
        "perdes-apbdes": 0,  # the day before its last day
        "pengajuan-apbdes": 1,  # 5 days, 2 too many
        "putusan-apbdes": 1,  # one that was not set aside and is no mere guidance
        "siltap": 2,  # 30 per cent exactly
        "silpa": 1,  # 15 per cent
        "akhir-jabatan": 0,
        "pejabat-baru": 0,
        "jabatan-kosong": 0,
        "kapasitas": 1,  # one of four: 25 per cent exactly
        "evaluasi": 1,  # 65,125
    }
    r = hasil["Kedua"]
    assert (r.poin, r.maksimum, r.tersembunyi, r.persen) == (8, 52, 0, 15)  # 15,4
    # Never visited is known and weighs most; without officials, books, budget and evaluation nothing else is.
    assert poin(hasil["Ketiga"]) == dict.fromkeys(poin(hasil["Kedua"])) | {"kunjungan": 5, "dokumen": 1}
    r = hasil["Ketiga"]
    assert (r.poin, r.maksimum, r.tersembunyi, r.persen) == (6, 8, 44, 75)
    assert [n for n in hasil if n in tiga] == ["Ketiga", "Pertama", "Kedua"]


@pytest.mark.waktu
def test_yang_tidak_diketahui_disebut(tiga, desa, orang):
    hasil = risiko(orang, desa)
    sebab = {b.faktor.kode: b.nilai.kalimat for b in hasil["Ketiga"].belum_diketahui}
    assert sebab["buku"] == "Belum satu buku pun diperiksa pada kunjungan yang disahkan."
    assert sebab["jabatan-kosong"] == "Perangkat desanya belum dicatat."
    assert sebab["kapasitas"] == "Belum satu perangkat pun dinilai kapasitasnya."
    assert sebab["evaluasi"] == "Belum ada evaluasi yang diterima camat."
    assert {b.hitungan for b in hasil["Ketiga"].belum_diketahui} == {"Belum diketahui: tidak dihitung, bukan nol."}
    assert "Belum diketahui: buku yang belum tertib" in hasil["Ketiga"].alasan
    assert hasil["Pertama"].alasan.startswith("200 hari sejak kunjungan terakhir. 3 dari 4 buku")


def test_perdes_yang_belum_ada_dihitung_sampai_hari_ini(desa):
    k = KeadaanDesa(desa, date(2026, 2, 1))
    assert poin(nilai_desa(k, himpunan_berlaku()))["perdes-apbdes"] is None  # no budget here is not a late one
    k.anggaran.append(Anggaran(1, 2026, (0, 0), "diajukan", None, None, 0, 0, 0, 0, None))
    butir = {b.faktor.kode: b for b in nilai_desa(k, himpunan_berlaku()).butir}["perdes-apbdes"]
    isi = "Perdes APB Desa tahun 2026 belum tercatat, 32 hari sesudah 31 Desember 2025."
    assert (butir.poin, butir.nilai.kalimat) == (2, isi)
    k.anggaran.append(Anggaran(2, 2026, (1, 0), "ditetapkan", None, date(2026, 1, 20), 0, 0, 0, 0, None))
    assert poin(nilai_desa(k, himpunan_berlaku()))["perdes-apbdes"] == 2  # a perubahan says nothing of the murni


def test_tangga_tepat_di_ambang():
    faktor = {f.kode: f for f in himpunan_berlaku().faktor}
    naik, turun = faktor["kunjungan"], faktor["evaluasi"]
    assert [poin_faktor(naik, Nilai(Fraction(n), "")) for n in (0, 44, 45, 89, 90, 365, 4000)] == [0, 0, 1, 1, 2, 5, 5]
    assert [poin_faktor(turun, Nilai(Fraction(n), "")) for n in (50, 60, 70, Fraction(7001, 100), 100)] == [
        3,
        2,
        1,
        0,
        0,
    ]
    assert poin_faktor(naik, Nilai(None, "", belum_pernah=True)) == 5
    assert poin_faktor(naik, Nilai(None, "Tidak diketahui.")) is None
    assert poin_faktor(turun, Nilai(None, "", belum_pernah=True)) is None


def test_kunjungan_dari_catatan_lama_disebut(desa):
    k = KeadaanDesa(desa, date(2026, 6, 30), lama=date(2026, 6, 1))
    butir = nilai_desa(k, himpunan_berlaku()).butir[0]
    assert (butir.poin, butir.nilai.kalimat) == (0, "29 hari sejak kunjungan terakhir (menurut catatan lama).")


def test_nilai_yang_rusak_tidak_diketahui(desa):
    k = KeadaanDesa(desa, date(2026, 6, 30))
    k.peristiwa["evaluasi"].append(Peristiwa("evaluasi", desa.pk, 1, None, "2025", None, "bukan angka"))
    assert poin(nilai_desa(k, himpunan_berlaku()))["evaluasi"] is None


def test_temuan_dihitung_menurut_hari_kecamatan(desa, orang):
    t = temuan(desa, date(2026, 1, 1))
    Temuan.objects.filter(pk=t.pk).update(dibuat_pada=datetime(2026, 1, 1, 0, 30, tzinfo=ZoneInfo(desa.zona_waktu)))
    (k,) = (k for k in keadaan_kecamatan(orang["camat"], desa.kecamatan) if k.desa == desa)
    assert k.temuan[0].dicatat == date(2026, 1, 1)


def test_temuan_berulang_dan_berat(desa, orang):
    """Counted are those that are open; what has no kind or no grade is said, and where nothing has, it is not known."""
    hari = hari_ini(desa)
    jenis = [JenisTemuan.objects.create(kode=f"uji-{n}", nama="Uji", kelompok="Uji") for n in range(3)]

    def butir(kode):
        (k,) = (k for k in keadaan_kecamatan(orang["camat"], desa.kecamatan) if k.desa == desa)
        return {b.faktor.kode: b for b in nilai_desa(k, himpunan_berlaku()).butir}[kode]

    temuan(desa, hari)
    assert butir("temuan-berulang").poin is None
    assert butir("temuan-berat").nilai.kalimat == "Tingkat temuan yang masih terbuka belum dicatat."
    for n, j in enumerate(jenis):
        temuan(desa, hari, StatusTemuan.SELESAI, jenis=j, asal_id=f"lama-{n}", tingkat=Tingkat.BERAT)
    temuan(desa, hari, jenis=jenis[0], tingkat=Tingkat.RINGAN)
    temuan(desa, hari, jenis=jenis[1], tingkat=Tingkat.BERAT)
    temuan(desa, hari, StatusTemuan.DRAF, jenis=jenis[2], tingkat=Tingkat.BERAT)
    ulang, berat = butir("temuan-berulang"), butir("temuan-berat")
    assert (ulang.poin, ulang.nilai.kalimat) == (
        2,
        "2 temuan terbuka berulang dari yang pernah ditemukan; 1 lainnya tanpa jenis.",
    )
    assert (berat.poin, berat.nilai.kalimat) == (2, "1 temuan terbuka bertingkat berat; 1 lainnya tanpa tingkat.")


@pytest.mark.parametrize(("hari", "poin_nya"), [(-1, 0), (3, 0), (4, 1), (32, 1), (33, 2)])
def test_pengajuan_tepat_di_batas(desa, hari, poin_nya):
    k = KeadaanDesa(desa, date(2026, 12, 31))
    sepakat = date(2026, 10, 20)
    versi = Anggaran(1, 2027, (0, 0), "diajukan", None, None, 0, 0, 0, 0, None)
    k.anggaran = [versi]
    assert poin(nilai_desa(k, himpunan_berlaku()))["pengajuan-apbdes"] is None  # when it was agreed is not known
    k.anggaran = [replace(versi, disepakati=sepakat, diajukan=sepakat + timedelta(days=hari))]
    assert poin(nilai_desa(k, himpunan_berlaku()))["pengajuan-apbdes"] == poin_nya
    k.anggaran.append(replace(versi, urut=(0, 1), disepakati=sepakat, diajukan=sepakat + timedelta(days=90)))
    assert poin(nilai_desa(k, himpunan_berlaku()))["pengajuan-apbdes"] == poin_nya  # a mended one has a day of its own


# --- the file ----------------------------------------------------------------
FAKTOR = """
kode: uji
judul: Uji
berlaku_sejak: 2026-01-01
catatan_poin: Usulan.
tidak_dinilai: []
faktor:
  - kode: kunjungan
    nama: Hari
    golongan: Uji
    arti: Uji.
    ukuran: hari_sejak_kunjungan
    arah: naik
    tangga: [{ambang: 90, poin: 2}, {ambang: 45, poin: 1}]
"""
SUMBER = """    sumber: {lembaga: BPKP, tempat: Halaman 1, url: https://contoh.test/}
    kedudukan: disebut
"""


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (FAKTOR + "    kedudukan: disebut\n", "tidak bersumber. Sebut lembaga dan tempatnya"),
        (FAKTOR + "    kedudukan: usulan\n    sumber: {lembaga: PERUT}\n", "usulan PERUT tanpa alasan"),
        (FAKTOR + "    kedudukan: disebut\n    sumber: {lembaga: BPKP}\n", "tidak menyebut tempat dan url-nya"),
        (FAKTOR.replace("hari_sejak_kunjungan", "firasat") + SUMBER, "“firasat” bukan salah satu dari"),
        (FAKTOR.replace("ambang: 90", "ambang: 9") + SUMBER, "tidak urut dari yang terberat"),
        (FAKTOR.replace("poin: 2", "poin: 99") + SUMBER, "poin 99 seharusnya 1 sampai 10"),
        ("", "berkas ini kosong"),
    ],
)
def test_berkas_faktor_yang_keliru_ditolak_dengan_kalimat(tmp_path, isi, kalimat):
    berkas = tmp_path / "faktor.yaml"
    berkas.write_text(isi)
    with pytest.raises(AcuanRusak) as galat:
        himpunan_dari(berkas)
    assert kalimat in " ".join(galat.value.messages)
    assert "baris" in galat.value.messages[0]


def test_berkas_faktor_yang_benar(tmp_path):
    berkas = tmp_path / "faktor.yaml"
    berkas.write_text(FAKTOR + SUMBER)
    (faktor,) = himpunan_dari(berkas).faktor
    assert (faktor.maksimum, faktor.isi_tangga) == (2, "90 atau lebih: 2; 45 atau lebih: 1")


def test_setiap_faktor_bersumber_dan_setiap_usulan_beralasan():
    himpunan = himpunan_berlaku()
    assert len(himpunan.faktor) == 17
    for f in himpunan.faktor:
        assert f.sumber.alasan if f.kedudukan == "usulan" else f.sumber.tempat and f.sumber.url
