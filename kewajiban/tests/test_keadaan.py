"""How a village stands with its duties, and what the office decides about them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from berkas.acuan import muat as kategori_muat
from berkas.models import Berkas, KategoriBerkas
from dasar.waktu import hari_ini, hari_ini_pembaca
from desa.models import HariLibur
from desa.tests.factories import DesaFactory, KecamatanFactory, PerangkatFactory
from kewajiban import services
from kewajiban.acuan import kewajiban_di
from kewajiban.enums import Keadaan
from kewajiban.keadaan import Hitungan, desa_dituntut, diketahui_banyak, hitungan_banyak
from kewajiban.models import KabarKewajiban, Kejadian, Ketentuan, Pemenuhan, Penghitungan
from kewajiban.pengingat import ingatkan_kecamatan
from kewajiban.tabel import Kepatuhan, tabel
from kewajiban.tests.factories import LAMA, wajibkan

pytestmark = pytest.mark.django_db
PADA = date(2027, 6, 15)
SETAHUN = (date(2027, 1, 1), date(2027, 12, 31))


@pytest.fixture
def kecamatan(db):
    return KecamatanFactory(kode="99.99.99", kabupaten__kode="99.99")


@pytest.fixture
def desa(kecamatan):
    return DesaFactory(kecamatan=kecamatan)


@pytest.fixture
def mulai(kecamatan):
    return Penghitungan.objects.create(kecamatan=kecamatan, mulai=date(2027, 1, 1))


@pytest.fixture
def verifikator(desa):
    return pengguna_berperan(Peran.VERIFIKATOR, desa)


def keadaan(desa, kode, pada=PADA):
    sel = Hitungan(desa.kecamatan, pada).sel([desa], *SETAHUN)
    return [(s.periode, s.batas, s.keadaan) for s in sel if s.kewajiban.kode == kode]


def kirim(desa, kode, periode, hari, status="diterima"):
    kategori_muat()
    orang = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    berkas = Berkas.objects.create(
        desa=desa,
        kategori=KategoriBerkas.objects.get(kode=kode),
        tahun=int(periode[:4]),
        periode=periode,
        judul="Uji",
        status=status,
        dibuat_oleh=orang,
    )
    dibuat = datetime(hari.year, hari.month, hari.day, 23, 30, tzinfo=ZoneInfo(desa.kecamatan.zona_waktu))
    Berkas.objects.filter(pk=berkas.pk).update(dibuat=dibuat)


def test_tanpa_keputusan_kantor_tidak_ada_yang_dihitung(desa):
    assert Hitungan(desa.kecamatan, PADA).sel([desa], *SETAHUN) == []


def test_yang_jatuh_tempo_sebelum_dihitung_tidak_pernah_ada(desa, mulai):
    mulai.mulai = date(2027, 4, 1)
    mulai.save()
    assert keadaan(desa, "KW-217") == []  # 31 March
    assert keadaan(desa, "KW-219") == [("2026", date(2027, 4, 30), Keadaan.TERLAMBAT)]


@pytest.mark.parametrize(
    ("hari", "status", "semestinya"),
    [
        (date(2027, 3, 31), "diterima", Keadaan.TEPAT),  # half past eleven on the last evening
        (date(2027, 4, 1), "diterima", Keadaan.DIPENUHI_LEWAT),
        (date(2027, 3, 1), "menunggu", Keadaan.MENUNGGU),
        (date(2027, 3, 1), "ditolak", Keadaan.TERLAMBAT),
    ],
)
def test_dokumen_yang_diterima_memenuhi_kewajibannya(desa, mulai, hari, status, semestinya):
    kirim(desa, "lppd", "2026", hari, status)
    assert keadaan(desa, "KW-217") == [("2026", date(2027, 3, 31), semestinya)]


def test_dokumen_tahun_lain_tidak_memenuhinya(desa, mulai):
    kirim(desa, "lppd", "2027", date(2027, 3, 1))
    assert keadaan(desa, "KW-217") == [("2026", date(2027, 3, 31), Keadaan.TERLAMBAT)]


def test_libur_yang_dicatat_belakangan_menggeser_batasnya(desa, mulai):
    assert keadaan(desa, "KW-217", date(2027, 4, 1))[0][2] == Keadaan.TERLAMBAT
    for hari in (date(2027, 3, 31), date(2027, 4, 1)):
        HariLibur.objects.create(tanggal=hari, nama="Libur daerah", kabupaten=desa.kecamatan.kabupaten)
    assert keadaan(desa, "KW-217", date(2027, 4, 1)) == [("2026", date(2027, 4, 2), Keadaan.BELUM)]


def test_yang_tinggal_di_desa_belum_diketahui_bukan_terlambat(desa, mulai, verifikator):
    assert {k for _, _, k in keadaan(desa, "KW-211")} == {Keadaan.TAK_DIKETAHUI, Keadaan.BELUM}
    services.pemenuhan_catat(
        desa=desa, kode="KW-211", periode="2027-01", sejak=None, hari=date(2026, 11, 1), keterangan="", oleh=verifikator
    )
    assert keadaan(desa, "KW-211")[0] == ("2027-01", date(2027, 2, 1), Keadaan.TEPAT)  # 31 January is a Sunday


def test_petunjuk_dari_ingatan_tidak_dihitung(desa, mulai):
    assert keadaan(desa, "KW-218b") == []


def test_mengikuti_akhir_masa_jabatan_29_februari(desa, mulai):
    PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=date(2020, 2, 29), selesai=date(2028, 2, 29))
    assert keadaan(desa, "KW-218") == [("", date(2027, 9, 29), Keadaan.BELUM)]


def test_kejadian_membuat_kewajiban_bertanggal_dan_dipenuhi_menurut_kejadiannya(desa, mulai, verifikator):
    Kejadian.objects.create(desa=desa, jenis="penerimaan_hasil_evaluasi", hari=date(2027, 4, 5))
    ((periode, batas, semula),) = keadaan(desa, "KW-204")
    assert (periode, semula) == ("", Keadaan.TERLAMBAT)
    Pemenuhan.objects.create(desa=desa, kode="KW-204", sejak=date(2027, 4, 5), hari=batas)
    assert keadaan(desa, "KW-204") == [("", batas, Keadaan.TEPAT)]


def test_yang_setempat_menggantikan_yang_nasional_dan_dipenuhi_dokumen_yang_sama():
    desa = DesaFactory(kecamatan=KecamatanFactory(kode="61.11.02", kabupaten__kode="61.11"))
    Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(2027, 1, 1))
    kirim(desa, "lppd", "2026", date(2027, 3, 30))
    assert keadaan(desa, "KW-217") == []
    assert keadaan(desa, "KW-085") == [("2026", date(2027, 3, 31), Keadaan.TEPAT)]


def test_kecamatan_tanpa_desa_dan_persentase_dari_tiada(kecamatan, mulai):
    hitungan = Hitungan(kecamatan, PADA)
    assert hitungan.sel([], *SETAHUN) == []
    assert tabel([], [], 2027).kepatuhan.persen is None
    assert Kepatuhan(2, 3).persen == 66
    assert Kepatuhan(199, 200).persen == 99


def test_kueri_sama_bagi_satu_dan_banyak_desa(kecamatan, mulai, django_assert_num_queries):
    DesaFactory(kecamatan=kecamatan)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    banyak = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as kueri:
            Hitungan(kecamatan, PADA).sel(desa_dituntut(kecamatan), *SETAHUN)
        banyak.append(len(kueri))
        DesaFactory.create_batch(5, kecamatan=kecamatan)
    assert banyak[0] == banyak[1]


# what the office decides


def isi(**ganti):
    return {
        "mulai": date(hari_ini_pembaca().year + 1, 1, 1),
        "aktif": True,
        "nama": "LPPD",
        "pihak": "desa",
        "oleh": "Kepala Desa",
        "kepada": "Camat",
        "tenggat": "akhir Februari",
        "aturan": "tahunan akhir Februari",
        "dasar": "Keputusan Camat",
        "alasan": "Rapat koordinasi",
    } | ganti


def test_ketentuan_baru_tidak_mengubah_yang_sudah_jatuh_tempo(desa, mulai):
    Ketentuan.objects.create(kecamatan=desa.kecamatan, kode="KW-217", **isi(mulai=date(2027, 4, 1)))
    assert keadaan(desa, "KW-217") == [("2026", date(2027, 3, 31), Keadaan.TERLAMBAT)]
    kelak = Hitungan(desa.kecamatan, PADA).sel([desa], date(2028, 1, 1), date(2028, 12, 31))
    assert [s.batas for s in kelak if s.kewajiban.kode == "KW-217"] == [date(2028, 2, 29)]


def test_yang_dimatikan_tidak_dituntut_lagi_dan_alasannya_terbaca(desa, mulai, client, verifikator):
    Ketentuan.objects.create(kecamatan=desa.kecamatan, kode="KW-222", **isi(mulai=date(2020, 1, 1), aktif=False))
    assert keadaan(desa, "KW-222") == []
    client.force_login(verifikator)
    assert "tidak dituntut di sini" in client.get(reverse("kewajiban:daftar")).content.decode()
    assert "Rapat koordinasi" in client.get(reverse("kewajiban:rinci", args=["KW-222"])).content.decode()


def test_kewajiban_kantor_sendiri_dapat_terlambat(desa, verifikator, mulai):
    baru = services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=isi(), oleh=verifikator)
    lagi = services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=isi(), oleh=verifikator)
    assert (baru.kode, lagi.kode) == ("K-001", "K-002")
    tahun = baru.mulai.year + 1
    kelak = Hitungan(desa.kecamatan, PADA).sel([desa], date(tahun, 1, 1), date(tahun, 12, 31))
    ada = [s.tenggat.hari for s in kelak if s.kewajiban.kode == "K-001"]
    assert ada == [date(tahun, 3, 1) - timedelta(days=1)]


@pytest.mark.parametrize(
    ("ganti", "kolom", "kalimat"),
    [
        ({"aturan": "kapan saja"}, "aturan", "Aturan “kapan saja” tidak dikenal."),
        ({"mulai": date(2020, 1, 1)}, "mulai", "Berlaku paling cepat hari ini"),
        ({"alasan": ""}, "alasan", ""),
    ],
)
def test_ketentuan_yang_ditolak(desa, verifikator, ganti, kolom, kalimat):
    with pytest.raises(ValidationError) as galat:
        services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=isi(**ganti), oleh=verifikator)
    assert kalimat in " ".join(galat.value.message_dict[kolom])
    assert not Ketentuan.objects.exists()


def test_penghitungan_tidak_dimundurkan(kecamatan, desa, verifikator, mulai):
    awal = date(hari_ini(kecamatan).year, 1, 1)
    Penghitungan.objects.update(mulai=awal)
    isi = {"kecamatan": kecamatan, "akhir_minggu": "tanggal", "oleh": verifikator}
    with pytest.raises(ValidationError, match="tidak dimundurkan"):
        services.penghitungan_atur(mulai=awal - timedelta(days=1), **isi)


def test_salah_ketik_tahun_tidak_mengunci_kantor(kecamatan, desa, verifikator):
    """A day far off is refused: it could never be moved back. One that has not come may still come sooner."""
    tahun = hari_ini(kecamatan).year
    isi = {"kecamatan": kecamatan, "akhir_minggu": "tanggal", "oleh": verifikator}
    with pytest.raises(ValidationError, match="Periksa tahunnya"):
        services.penghitungan_atur(mulai=date(tahun + 40, 1, 1), **isi)
    services.penghitungan_atur(mulai=date(tahun + 1, 6, 1), **isi)
    assert services.penghitungan_atur(mulai=date(tahun + 1, 1, 1), **isi).mulai == date(tahun + 1, 1, 1)


def test_ketentuan_yang_terlalu_jauh_ditolak(desa, verifikator):
    with pytest.raises(ValidationError, match="Periksa tahunnya"):
        services.ketentuan_putuskan(
            kecamatan=desa.kecamatan, kode="", isi=isi(mulai=date(2999, 1, 1)), oleh=verifikator
        )


def test_tanggal_jabatan_di_ujung_kalender_tidak_menggagalkan_tabel(desa, mulai):
    PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=date(9999, 12, 1), selesai=date(9999, 12, 31))
    assert keadaan(desa, "KW-221") == keadaan(desa, "KW-218") == []


@pytest.mark.parametrize("hari", [timedelta(days=2), timedelta(days=-365 * 12)])
def test_hari_yang_tidak_wajar(desa, verifikator, hari):
    with pytest.raises(ValidationError):
        services.kejadian_catat(
            desa=desa, jenis="selesai_kegiatan", hari=hari_ini(desa) + hari, keterangan="", oleh=verifikator
        )


def test_kejadian_yang_diketahui_ruang_lain_tidak_dicatat_tangan(desa, verifikator):
    with pytest.raises(ValidationError, match="tidak dicatat di sini"):
        services.kejadian_catat(
            desa=desa, jenis="pelantikan_kades", hari=date(2026, 1, 1), keterangan="", oleh=verifikator
        )


def test_orang_kantor_lain_tidak_memutuskan_di_sini(desa):
    asing = pengguna_berperan(Peran.VERIFIKATOR, DesaFactory())
    with pytest.raises(PermissionDenied):
        services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=isi(), oleh=asing)
    with pytest.raises(PermissionDenied):
        services.kejadian_catat(desa=desa, jenis="selesai_kegiatan", hari=date(2026, 1, 1), keterangan="", oleh=asing)


def test_setiap_kejadian_dalam_acuan_bernama():
    from kewajiban.kejadian import NAMA

    wilayah = ("61.11.02", "99.99.99")
    perlu = {p for w in wilayah for k in kewajiban_di(w, PADA).values() for p in k.aturan.peristiwa}
    assert perlu <= set(NAMA)


# one truth: what an office asks for beside the regulations, and what follows what


def dokumen(kode="kas", periode="bulanan"):
    return KategoriBerkas.objects.create(kode=kode, nama=kode.upper(), kelompok="buku", periode=periode)


def test_dokumen_kantor_adalah_kewajiban_dan_dipenuhi_begitu_diterima(desa):
    wajibkan(desa.kecamatan, dokumen("semester", "semesteran"), mulai=date(2027, 1, 1), hari=10)
    ada = keadaan(desa, "K-001")
    assert ada == [("2027-S1", date(2027, 7, 12), Keadaan.BELUM)]  # the tenth is a Saturday
    kirim(desa, "semester", "2027-S1", date(2027, 7, 12))
    assert keadaan(desa, "K-001", date(2027, 8, 1)) == [("2027-S1", date(2027, 7, 12), Keadaan.TEPAT)]


def test_usulan_perut_tidak_dihitung_sebelum_kantor_menetapkannya(desa, mulai, verifikator):
    assert keadaan(desa, "KW-301") == []
    k = kewajiban_di("99.99.99", PADA)["KW-301"]
    kategori_muat()
    pakai = {n: getattr(k, n) for n in ("nama", "pihak", "oleh", "kepada", "kategori", "tenggat", "dasar")}
    pakai |= {"aturan": k.aturan.teks, "mulai": hari_ini(desa), "aktif": True, "alasan": "Rapat koordinasi"}
    services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="KW-301", isi=pakai, oleh=verifikator)
    assert [p for p, _, _ in keadaan(desa, "KW-301")] == ["2026-S2", "2027-S1"]


@pytest.mark.parametrize(
    ("aturan", "kategori", "kolom", "kalimat"),
    [
        (
            "bulanan tanggal 10",
            "lppd",
            "aturan",
            "dikirim tahunan; aturannya tidak. Misalnya: tahunan akhir Maret.",
        ),
        ("tanpa_tenggat", "lppd", "aturan", "aturannya tidak"),
        ("tahunan akhir Maret", "entah", "kategori", "Pilih dokumen dari daftar."),
        ("999 hari setelah akhir_bulan", "", "aturan", "paling jauh 366 hari"),
    ],
)
def test_dokumen_yang_tidak_mungkin_memenuhinya_ditolak(desa, verifikator, aturan, kategori, kolom, kalimat):
    kategori_muat()
    with pytest.raises(ValidationError) as galat:
        services.ketentuan_putuskan(
            kecamatan=desa.kecamatan, kode="", isi=isi(aturan=aturan, kategori=kategori), oleh=verifikator
        )
    assert kalimat in " ".join(galat.value.message_dict[kolom])


def test_satu_dokumen_satu_kewajiban(desa, verifikator):
    """LPPD is asked for by its regulation: a second one of the office would give it two last days."""
    kategori_muat()
    milik = isi(aturan="tahunan akhir Januari", kategori="lppd")
    with pytest.raises(ValidationError, match=r"sudah memenuhi “LPPD akhir tahun anggaran” \(KW-217\)"):
        services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=milik, oleh=verifikator)
    mati = milik | {"aktif": False, "tahun_dokumen": -1}
    services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="KW-217", isi=mati, oleh=verifikator)
    assert services.ketentuan_putuskan(kecamatan=desa.kecamatan, kode="", isi=milik, oleh=verifikator).kode == "K-001"


def test_rpjm_kepala_desa_lama_tidak_memenuhi_yang_baru(desa, mulai):
    PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=date(2027, 1, 4))
    kategori_muat()
    rpjm = KategoriBerkas.objects.get(kode="rpjmdes")
    oleh = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    lama = Berkas.objects.create(
        desa=desa, kategori=rpjm, tahun=2021, periode="", judul="RPJM", status="diterima", dibuat_oleh=oleh
    )
    Berkas.objects.filter(pk=lama.pk).update(dibuat=datetime(2021, 3, 1, 9, tzinfo=ZoneInfo("Asia/Makassar")))
    assert keadaan(desa, "KW-221") == [("", date(2027, 4, 5), Keadaan.TERLAMBAT)]
    Berkas.objects.filter(pk=lama.pk).update(dibuat=datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Asia/Makassar")))
    assert keadaan(desa, "KW-221") == [("", date(2027, 4, 5), Keadaan.TEPAT)]


@pytest.mark.parametrize(
    ("mulai_jabatan", "selesai", "harinya"),
    [
        (date(2019, 11, 30), date(2027, 11, 30), [date(2027, 6, 30)]),  # eight years
        (date(2022, 3, 1), date(2028, 2, 29), [date(2027, 9, 29)]),  # six
        (date(2019, 11, 30), date(2029, 11, 30), []),  # extended: two years later
        (date(2021, 8, 1), date(2027, 2, 10), []),  # died or replaced: nobody knew five months before
        (None, date(2027, 11, 30), [date(2027, 6, 30)]),
    ],
)
def test_lppd_akhir_jabatan_mengikuti_masa_jabatannya(desa, mulai, mulai_jabatan, selesai, harinya):
    PerangkatFactory(desa=desa, jabatan="kepala_desa", mulai=mulai_jabatan, selesai=selesai)
    assert [b for _, b, _ in keadaan(desa, "KW-218")] == harinya


def kayong():
    desa = DesaFactory(kecamatan=KecamatanFactory(kode="61.11.02", kabupaten__kode="61.11"))
    Penghitungan.objects.create(kecamatan=desa.kecamatan, mulai=date(2027, 1, 1))
    return desa


def test_dpa_berantai_dari_perdes_lalu_dari_yang_dicatat():
    """Three working days after the Perdes (the fifth is a holiday) it is assigned, then six more, then fifteen."""
    desa = kayong()
    Kejadian.objects.create(desa=desa, jenis="penetapan_perdes_apbdes_dan_perkades", hari=date(2027, 1, 4))
    assert [b for _, b, _ in keadaan(desa, "KW-064")] == [date(2027, 1, 8)]
    assert keadaan(desa, "KW-065") == []  # nobody has seen it assigned yet
    Pemenuhan.objects.create(desa=desa, kode="KW-064", sejak=date(2027, 1, 4), hari=date(2027, 1, 6))
    assert [b for _, b, _ in keadaan(desa, "KW-065")] == [date(2027, 1, 14)]
    Pemenuhan.objects.create(desa=desa, kode="KW-065", sejak=date(2027, 1, 6), hari=date(2027, 1, 13))
    assert [b for _, b, _ in keadaan(desa, "KW-066")] == [date(2027, 2, 3)]
    # Noted by hand, that day holds, and the chain does not begin twice.
    Kejadian.objects.create(desa=desa, jenis="penugasan_dpa", hari=date(2027, 1, 5))
    assert [b for _, b, _ in keadaan(desa, "KW-065")] == [date(2027, 1, 13)]


def test_operasional_bpd_menunggu_laporannya(client):
    desa = kayong()
    Penghitungan.objects.update(mulai=date(hari_ini(desa).year, 1, 1))
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    alamat = reverse("kewajiban:desa", args=[desa.pk])
    kalimat = "Operasional BPD belum dapat disalurkan sebelum Laporan Kinerja BPD"
    assert kalimat in client.get(alamat).content.decode()
    kirim(desa, "laporan-kinerja-bpd", f"{hari_ini(desa).year - 1}", hari_ini(desa))
    assert kalimat not in client.get(alamat).content.decode()


def test_kewajiban_tanpa_tanggal_tidak_pernah_terlambat_dan_desa_tanpa_perangkat_terbaca(desa, mulai, client):
    Ketentuan.objects.create(kecamatan=desa.kecamatan, kode="K-009", **isi(mulai=LAMA, aturan="tanpa_tenggat"))
    assert keadaan(desa, "K-009") == []
    assert ingatkan_kecamatan(kecamatan_id=desa.kecamatan_id, pada=PADA) > 0
    assert not KabarKewajiban.objects.exists()  # nobody is there to be told: not noted as told
    client.force_login(pengguna_berperan(Peran.CAMAT, desa))
    assert client.get(reverse("kewajiban:desa", args=[desa.pk])).status_code == 200


def test_tunggakan_tahun_lalu_tetap_di_halaman_desanya(desa, client):
    """The tile counts it, so the list has it, though the page shows this year."""
    hari = hari_ini(desa)
    wajibkan(desa.kecamatan, dokumen("lama", "sekali"), mulai=date(hari.year - 1, 6, 1))
    client.force_login(pengguna_berperan(Peran.SEKRETARIS_DESA, desa))
    jawab = client.get(reverse("kewajiban:desa", args=[desa.pk]))
    ((judul, banyak, _),) = jawab.context["kelompok"]
    assert (judul, banyak) == ("Terlambat", 1)
    ((sel,),) = jawab.context["kelompok"][0][2]
    assert f"kategori=lama&tahun={hari.year - 1}" in sel.alamat_kirim
    assert client.get(sel.alamat_kirim).status_code == 200


def test_banyak_kecamatan_sama_dengan_satu_per_satu(desa, mulai):
    lain = DesaFactory()
    Penghitungan.objects.create(kecamatan=lain.kecamatan, mulai=date(2027, 5, 1))
    tanpa = DesaFactory()
    semua = [desa, lain, tanpa]
    banyak = hitungan_banyak([d.kecamatan for d in semua], PADA)
    tahu = diketahui_banyak(banyak, semua)
    for h, d in zip(banyak, semua, strict=True):
        assert h.sel([d], *SETAHUN, tahu) == Hitungan(d.kecamatan, PADA).sel([d], *SETAHUN)
