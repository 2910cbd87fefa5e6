"""From the request to the report, and what stands in the way of each step."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.formats import date_format

from akun.enums import Peran
from akun.models import AkunPejabat
from akun.tests.factories import pengguna_berperan, tugaskan
from berkas.enums import StatusBerkas
from config.tests.kantor import hari_uji
from dasar.alur import sejak_dari
from dasar.basi import Basi
from desa.models import HariLibur, Perangkat
from desa.tests.factories import PerangkatFactory
from naskah.cetak import naskah_pdf_simpan
from naskah.enums.naskah import StatusNaskah
from naskah.services.naskah import naskah_cabut
from naskah.services.penerus import penanda_alihkan
from perjalanan import services
from perjalanan.enums import StatusPerjalanan
from perjalanan.models import Perjalanan
from perjalanan.syarat import peringatan
from perjalanan.tests.contoh import anggota, draf, isi, kepala, lapor, sampai, telaah

pytestmark = [pytest.mark.waktu, pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
S = StatusPerjalanan


def kini(p: Perjalanan) -> Perjalanan:
    return Perjalanan.objects.select_related("surat", "desa__kecamatan__kabupaten").get(pk=p.pk)


def kabar(orang, p) -> list[str]:
    return list(orang.pemberitahuan.filter(tautan=p.get_absolute_url()).order_by("pk").values_list("judul", flat=True))


def test_dari_permohonan_sampai_surat_bernomor(desa, orang):
    kades, ketua = kepala(desa), anggota(desa)
    p = draf(desa, orang["sekretaris_desa"], kades, ketua, pelaksana_harian="Budi (Sekretaris Desa)")
    assert (p.status, kabar(orang["verifikator"], p)) == (S.DRAF, [])
    p = services.perjalanan_ajukan(perjalanan=p, oleh=orang["sekretaris_desa"])
    assert p.pemohon_sebagai == f"{desa.jabatan_sekretaris} atas nama {desa.jabatan_kepala}"
    for peran in ("pelaksana", "verifikator"):
        assert kabar(orang[peran], p) == [f"{desa} memohon surat perintah tugas"]
    p = telaah(p, orang)
    assert kabar(orang["camat"], p) == [f"Perjalanan dinas menunggu keputusan: {desa}"]
    p = services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    surat = p.surat
    assert (p.status, surat.status, surat.nomor.split("/")[2]) == (S.DISETUJUI, StatusNaskah.DISETUJUI, "SPT")
    assert [o["nama"] for o in surat.isi["orang"]] == [kades.nama, ketua.nama]
    assert surat.isi["orang"][1]["jabatan"] == f"Ketua {desa.nama_bpd}"
    assert surat.isi["pelaksana_harian"] == "Budi (Sekretaris Desa)"
    assert kabar(orang["kepala_desa"], p)[-1] == f"Surat perintah tugas disetujui: {desa} ke Kota Banjarmasin"
    assert p.berkas_dasar.berkas.status == StatusBerkas.DITERIMA


@pytest.mark.parametrize(
    ("siapa", "peran", "sebagai"),
    [
        ("bpd", "sekretaris_desa", "{d.jabatan_sekretaris} atas nama {d.nama_bpd}"),
        ("bpd", "kepala_desa", "{d.jabatan_kepala} atas nama {d.nama_bpd}"),
        ("kades", "kepala_desa", "{d.jabatan_kepala}"),
    ],
)
def test_atas_nama_siapa_permohonan_diajukan(desa, orang, siapa, peran, sebagai):
    p = draf(desa, orang[peran], anggota(desa) if siapa == "bpd" else kepala(desa))
    p = services.perjalanan_ajukan(perjalanan=p, oleh=orang[peran])
    assert p.pemohon_sebagai == sebagai.format(d=desa)


def test_ketua_bpd_yang_berakun_memohon_sendiri_dan_anggota_lain_tidak(desa):
    ketua, lain = anggota(desa), anggota(desa, "Rusdi", "anggota")
    akun, bukan = (pengguna_berperan(Peran.PENYUSUN_DESA, desa) for _ in range(2))
    AkunPejabat.objects.create(pengguna=akun, bpd=ketua)
    AkunPejabat.objects.create(pengguna=bukan, bpd=lain)
    with pytest.raises(PermissionDenied):
        draf(desa, bukan, ketua)
    p = services.perjalanan_ajukan(perjalanan=draf(desa, akun, ketua, lain), oleh=akun)
    assert p.pemohon_sebagai == f"Ketua {desa.nama_bpd}"
    type(ketua).objects.filter(pk=ketua.pk).update(selesai=hari_uji() - timedelta(days=1))
    assert not akun.has_perm("perjalanan.batalkan_perjalanan", kini(p))


# --- who travels ------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("masa", "kalimat"),
    [
        ({"selesai": 6}, "berakhir {}, sebelum berangkat."),
        ({"selesai": 8}, "berakhir {}, sebelum kembali."),
        ({"mulai": 8}, "baru menjabat mulai {}, sesudah berangkat."),
    ],
)
@pytest.mark.parametrize("langkah", ["ajukan", "telaah", "setujui"])
def test_yang_tidak_menjabat_sepanjang_perjalanan_tidak_diperintah(desa, orang, masa, kalimat, langkah):
    """Seven days from now, for three days; asked again at every step, since a term may be ended in between."""
    kades = kepala(desa)
    p = sampai({"ajukan": S.DRAF, "telaah": S.DIAJUKAN, "setujui": S.DITELAAH}[langkah], desa, orang, kades)
    hari = {n: hari_uji() + timedelta(days=v) for n, v in masa.items()}
    Perangkat.objects.filter(pk=kades.pk).update(**hari)
    kerja = {
        "ajukan": lambda: services.perjalanan_ajukan(perjalanan=p, oleh=orang["sekretaris_desa"]),
        "telaah": lambda: telaah(p, orang),
        "setujui": lambda: services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"]),
    }[langkah]
    with pytest.raises(ValidationError) as galat:
        kerja()
    assert kalimat.format(date_format(next(iter(hari.values())), "j F Y")) in " ".join(galat.value.messages)


def test_pejabat_yang_dihapus_dari_daftar_tetap_bernama_dan_menghalangi(desa, orang):
    kades = kepala(desa)
    p = sampai(S.DIAJUKAN, desa, orang, kades)
    kades.delete()
    assert [o.nama for o in kini(p).orang.all()] == ["Ahmad Kades"]
    with pytest.raises(ValidationError, match="tidak ada lagi di daftar pejabat"):
        telaah(p, orang)


def test_nama_yang_dibetulkan_sesudah_telaah_meminta_telaah_lagi(desa, orang):
    kades = kepala(desa)
    p = sampai(S.DITELAAH, desa, orang, kades)
    Perangkat.objects.filter(pk=kades.pk).update(nama="H. Ahmad Kades")
    with pytest.raises(ValidationError, match="Telaah sekali lagi"):
        services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    p = services.perjalanan_setujui(perjalanan=telaah(kini(p), orang), oleh=orang["camat"])
    assert p.surat.isi["orang"][0]["nama"] == "H. Ahmad Kades"


def test_perangkat_diperintah_kepala_desa_sendiri(desa, orang):
    kaur = PerangkatFactory(desa=desa, nama="Budi Kaur")
    with pytest.raises(ValidationError, match="Budi Kaur perangkat desa: surat perintahnya diterbitkan kepala desa"):
        draf(desa, orang["sekretaris_desa"], kaur)


def test_pejabat_desa_lain_ditolak(desa, orang):
    with pytest.raises(ValidationError, match="harus pejabat"):
        draf(desa, orang["sekretaris_desa"], PerangkatFactory(jabatan="kepala_desa"))


# --- when -------------------------------------------------------------------------------
def test_permohonan_paling_lambat_pada_hari_berangkat(desa, orang):
    sekdes = orang["sekretaris_desa"]
    hari_itu = services.perjalanan_ajukan(perjalanan=draf(desa, sekdes, hari=0), oleh=sekdes)
    assert hari_itu.status == S.DIAJUKAN
    with pytest.raises(ValidationError, match="paling lambat pada hari berangkat"):
        services.perjalanan_ajukan(perjalanan=draf(desa, sekdes, anggota(desa), hari=-1), oleh=sekdes)


def test_yang_dikembalikan_selagi_bepergian_boleh_diajukan_lagi(desa, orang):
    """It was asked for in time; the office took its days."""
    p = sampai(S.DIKEMBALIKAN, desa, orang, hari=0)
    kemarin = timedelta(days=1)
    Perjalanan.objects.filter(pk=p.pk).update(mulai=hari_uji() - kemarin, diajukan=p.diajukan - kemarin)
    assert services.perjalanan_ajukan(perjalanan=kini(p), oleh=orang["sekretaris_desa"]).status == S.DIAJUKAN


def test_yang_dikembalikan_tidak_diajukan_lagi_untuk_hari_sebelum_pernah_diajukan(desa, orang):
    """Sent back and changed: it cannot become a request for a journey that had begun before anybody asked."""
    p = sampai(S.DIKEMBALIKAN, desa, orang)
    kemarin = isi(desa, mulai=hari_uji() - timedelta(days=1))
    p = services.perjalanan_ubah(
        perjalanan=p, versi=p.versi, isi=kemarin, orang=[kepala(desa)], oleh=orang["sekretaris_desa"]
    )
    with pytest.raises(ValidationError, match="paling lambat pada hari berangkat"):
        services.perjalanan_ajukan(perjalanan=p, oleh=orang["sekretaris_desa"])


def test_hari_libur_antara_telaah_dan_persetujuan_meminta_telaah_lagi(desa, orang):
    """The letter counts the working days; the camat does not order by a count that is no longer right."""
    p = sampai(S.DITELAAH, desa, orang, mulai=_senin(), lama=5)
    HariLibur.objects.create(tanggal=p.mulai + timedelta(days=1), kabupaten=desa.kecamatan.kabupaten, nama="Hari jadi")
    with pytest.raises(ValidationError, match="Telaah sekali lagi"):
        services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    p = services.perjalanan_setujui(perjalanan=telaah(kini(p), orang), oleh=orang["camat"])
    assert p.surat.isi["lama"].endswith("hari kerja")


def test_disetujui_sesudah_berangkat_disebut_di_suratnya(desa, orang):
    p = sampai(S.DITELAAH, desa, orang, hari=0)
    Perjalanan.objects.filter(pk=p.pk).update(mulai=hari_uji() - timedelta(days=1))
    p = telaah(kini(p), orang)
    assert any("sudah berangkat" in k for k in peringatan(p))
    p = services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    assert p.surat.isi["susulan"].startswith("Surat perintah tugas ini ditetapkan sesudah perjalanannya dimulai")


def test_yang_sudah_selesai_tidak_diperintahkan_lagi(desa, orang):
    p = sampai(S.DITELAAH, desa, orang, hari=0, lama=1)
    kemarin = hari_uji() - timedelta(days=1)
    Perjalanan.objects.filter(pk=p.pk).update(mulai=kemarin, selesai=kemarin)
    with pytest.raises(ValidationError, match="sudah selesai"):
        services.perjalanan_setujui(perjalanan=kini(p), oleh=orang["camat"])


def test_hari_libur_yang_menyusul_tidak_mengubah_surat(desa, orang):
    p = sampai(S.DISETUJUI, desa, orang, mulai=_senin(), lama=5)
    lama = p.surat.isi["lama"]
    assert "hari kerja" in lama
    for n in range(5):
        HariLibur.objects.get_or_create(tanggal=p.mulai + timedelta(days=n), kabupaten=None, defaults={"nama": "L"})
    assert kini(p).surat.isi["lama"] == lama


def _senin() -> date:
    hari = hari_uji() + timedelta(days=10)
    return hari + timedelta(days=-hari.weekday() % 7)


@pytest.mark.parametrize(
    ("mulai", "lama", "rentang", "hari"),
    [
        (date(2028, 2, 28), 2, "28 sampai 29 Februari 2028", 2),
        (date(2028, 2, 29), 1, "29 Februari 2028", 1),
        (date(2026, 12, 30), 4, "30 Desember 2026 sampai 2 Januari 2027", 4),
        (date(2026, 4, 30), 3, "30 April sampai 2 Mei 2026", 3),
    ],
)
def test_rentang_hari(desa, mulai, lama, rentang, hari):
    p = Perjalanan(desa=desa, **vars(isi(desa, mulai=mulai, lama=lama)))
    assert (p.rentang, p.lama) == (rentang, hari)


def test_lewat_tahun_anggaran_disebut(desa, orang):
    tahun = hari_uji().year
    p = sampai(S.DIAJUKAN, desa, orang, mulai=date(tahun, 12, 31), lama=2)
    assert any("melintasi tahun anggaran" in k for k in peringatan(p))


# --- warned, not refused ------------------------------------------------------------------
def test_dua_perjalanan_bertindih_disebut_yang_mana(desa, orang):
    kades = kepala(desa)
    satu = sampai(S.DISETUJUI, desa, orang, kades)
    dua = sampai(S.DIAJUKAN, desa, orang, kades, anggota(desa), hari=9, kota_tujuan="Kota Palangka Raya")
    harian = [k for k in peringatan(dua) if "juga tercatat" in k]
    assert harian == [f"{kades.nama} juga tercatat bepergian ke Kota Banjarmasin {satu.rentang} ({satu.surat.nomor})."]
    lain = sampai(S.DIAJUKAN, desa, orang, kades, hari=20)
    assert [k for k in peringatan(lain) if "juga tercatat" in k] == []
    lapor(satu, orang)  # nobody went
    assert [k for k in peringatan(dua) if "juga tercatat" in k] == []


def test_kepala_desa_tanpa_pelaksana_harian_disebut_bukan_dihalangi(desa, orang):
    p = sampai(S.DIAJUKAN, desa, orang)
    assert any("pelaksana harian" in k for k in peringatan(p))
    assert not any("pelaksana harian" in k for k in peringatan(sampai(S.DIAJUKAN, desa, orang, anggota(desa))))


# --- back, refused, called off, withdrawn, replaced ---------------------------------------
def test_dikembalikan_camat_lalu_diperbaiki_dan_ditelaah_lagi_satu_surat(desa, orang):
    p = sampai(S.DITELAAH, desa, orang)
    surat = p.surat_id
    p = services.perjalanan_kembalikan(perjalanan=p, alasan="Maksudnya?", oleh=orang["camat"])
    assert (p.surat.status, kabar(orang["sekretaris_desa"], p)) == (
        StatusNaskah.DIKEMBALIKAN,
        [f"Permohonan perjalanan dinas dikembalikan: {desa}"],
    )
    baru = isi(desa, maksud="Rapat koordinasi aset")
    p = services.perjalanan_ubah(
        perjalanan=p, versi=p.versi, isi=baru, orang=[kepala(desa)], oleh=orang["sekretaris_desa"]
    )
    p = telaah(services.perjalanan_ajukan(perjalanan=p, oleh=orang["sekretaris_desa"]), orang)
    assert (p.surat_id, p.surat.isi["untuk"]) == (surat, "Rapat koordinasi aset")


def test_ditolak_membatalkan_suratnya(desa, orang):
    p = sampai(S.DITOLAK, desa, orang)
    assert (p.status, p.surat.status, p.surat.nomor) == (S.DITOLAK, StatusNaskah.DIBATALKAN, "")


@pytest.mark.parametrize("status", [S.DRAF, S.DIAJUKAN, S.DITELAAH, S.DIKEMBALIKAN])
def test_desa_membatalkan_sebelum_disetujui(desa, orang, status):
    p = sampai(status, desa, orang)
    dahulu = len(kabar(orang["verifikator"], p))
    p = services.perjalanan_batalkan(perjalanan=p, alasan="Rapat ditunda.", oleh=orang["sekretaris_desa"])
    assert p.surat is None or p.surat.status == StatusNaskah.DIBATALKAN
    assert (len(kabar(orang["verifikator"], p)) > dahulu) == (status in {S.DIAJUKAN, S.DITELAAH})


def test_sesudah_disetujui_desa_tidak_membatalkan_tetapi_camat_mencabut(desa, orang):
    p = sampai(S.DISETUJUI, desa, orang)
    with pytest.raises(ValidationError):
        services.perjalanan_batalkan(perjalanan=p, alasan="Urung.", oleh=orang["sekretaris_desa"])
    naskah_cabut(naskah=p.surat, alasan="Rapat dibatalkan.", oleh=orang["camat"])
    assert kini(p).status == S.DICABUT
    assert kini(p).riwayat.last().alasan.endswith("dicabut: Rapat dibatalkan.")


def test_tanggal_lain_adalah_perintah_baru_dan_yang_lama_berlaku_sampai_disetujui(desa, orang):
    sekdes = orang["sekretaris_desa"]
    lama = sampai(S.DISETUJUI, desa, orang)
    baru = services.perjalanan_salin(perjalanan=lama, oleh=sekdes)
    assert services.perjalanan_salin(perjalanan=lama, oleh=sekdes) == baru  # pressed twice
    assert (baru.status, baru.berkas_dasar_id, [o.nama for o in baru.orang.all()]) == (
        S.DRAF,
        lama.berkas_dasar_id,
        [o.nama for o in lama.orang.all()],
    )
    baru = services.perjalanan_ubah(perjalanan=baru, versi=1, isi=isi(desa, hari=14), orang=[kepala(desa)], oleh=sekdes)
    baru = telaah(services.perjalanan_ajukan(perjalanan=baru, oleh=sekdes), orang)
    assert (kini(lama).status, [k for k in peringatan(baru) if "juga tercatat" in k]) == (S.DISETUJUI, [])
    baru = services.perjalanan_setujui(perjalanan=baru, oleh=orang["camat"])
    lama = kini(lama)
    assert (lama.status, lama.surat.status, baru.surat.menggantikan) == (S.DIGANTI, StatusNaskah.DIGANTI, lama.surat)


def test_yang_sudah_dilaporkan_tidak_diganti(desa, orang):
    sekdes = orang["sekretaris_desa"]
    lama = sampai(S.DISETUJUI, desa, orang)
    baru = telaah(
        services.perjalanan_ajukan(perjalanan=services.perjalanan_salin(perjalanan=lama, oleh=sekdes), oleh=sekdes),
        orang,
    )
    lapor(lama, orang)
    with pytest.raises(ValidationError, match="sudah dilaporkan"):
        services.perjalanan_setujui(perjalanan=baru, oleh=orang["camat"])


# --- who decides --------------------------------------------------------------------------
def test_yang_menelaah_tidak_menyetujui(desa, orang):
    """A verifikator who stands in for the camat meanwhile."""
    p = sampai(S.DIAJUKAN, desa, orang)
    verifikator = orang["verifikator"]
    p = services.perjalanan_telaah(perjalanan=p, telaahan="Baik.", rekomendasi="terbitkan", oleh=verifikator)
    tugaskan(verifikator, Peran.CAMAT, desa)
    with pytest.raises(PermissionDenied):
        services.perjalanan_setujui(perjalanan=p, oleh=type(verifikator).objects.get(pk=verifikator.pk))


def test_halaman_usang_tidak_memutuskan(desa, orang):
    p = sampai(S.DIAJUKAN, desa, orang)
    sejak = sejak_dari(p)
    telaah(p, orang)
    with pytest.raises(Basi):
        telaah(p, orang, sejak=sejak)


def test_dua_orang_mengubah_permohonan_yang_sama(desa, orang):
    p = draf(desa, orang["sekretaris_desa"])
    ubah = {"perjalanan": p, "versi": p.versi, "orang": [kepala(desa)]}
    services.perjalanan_ubah(**ubah, isi=isi(desa, maksud="Satu"), oleh=orang["sekretaris_desa"])
    with pytest.raises(Basi):
        services.perjalanan_ubah(**ubah, isi=isi(desa, maksud="Dua"), oleh=orang["kepala_desa"])
    services.perjalanan_ubah(**ubah, isi=isi(desa, maksud="Satu"), oleh=orang["kepala_desa"])  # the same is none


# --- the report ---------------------------------------------------------------------------
def test_laporan_dikirim_dikembalikan_dan_ditulis_lagi(desa, orang):
    p = sampai(S.DISETUJUI, desa, orang, hari=0)
    p = lapor(p, orang, terlaksana=True)
    assert (p.status, p.hasil_label) == (S.DILAPORKAN, "Dilaksanakan")
    p = services.perjalanan_kembalikan_laporan(perjalanan=p, alasan="Hasilnya?", oleh=orang["pelaksana"])
    assert (p.status, p.laporan, p.dilaporkan) == (S.DISETUJUI, "Rapat ditunda.", None)
    assert lapor(p, orang, terlaksana=True).status == S.DILAPORKAN


def test_laporan_tidak_mendahului_berangkat_kecuali_urung(desa, orang):
    p = sampai(S.DISETUJUI, desa, orang)
    with pytest.raises(ValidationError):
        lapor(p, orang, terlaksana=True)
    lapor(p, orang)
    assert kabar(orang["camat"], p)[-1] == f"Perjalanan dinas tidak jadi: {desa}"


def test_tidak_ada_yang_terlambat_melaporkan(desa, orang):
    """No source names a day; what the office hopes for is not before the journey ends."""
    p = sampai(S.DIAJUKAN, desa, orang, hari=0, lama=1)
    with pytest.raises(ValidationError, match="sebelum perjalanan selesai"):
        telaah(p, orang, laporan_diharapkan=hari_uji() - timedelta(days=1))
    p = telaah(p, orang, laporan_diharapkan=hari_uji())
    p = services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    assert not Perjalanan.objects.belum_dilaporkan().exists()
    kemarin = hari_uji() - timedelta(days=1)
    Perjalanan.objects.filter(pk=p.pk).update(mulai=kemarin, selesai=kemarin)
    assert list(Perjalanan.objects.belum_dilaporkan()) == [p]


# --- the camat changes on the way -----------------------------------------------------------
def _plh(desa, camat):
    """From today somebody stands in; the camat's own task ended yesterday."""
    camat.penugasan.update(selesai=hari_uji() - timedelta(days=1))
    plh = pengguna_berperan(Peran.CAMAT, desa, nama="Drs. Plh", nip="197001011995032001")
    plh.penugasan.update(status_jabatan="plh", mulai=hari_uji())
    return type(plh).objects.get(pk=plh.pk)


def test_plh_menyetujui_yang_ditelaah_semasa_camat_lama(desa, orang):
    p = sampai(S.DITELAAH, desa, orang)
    plh = _plh(desa, orang["camat"])
    with pytest.raises(PermissionDenied):
        services.perjalanan_setujui(perjalanan=p, oleh=type(plh).objects.get(pk=orang["camat"].pk))
    surat = services.perjalanan_setujui(perjalanan=p, oleh=plh).surat
    assert (surat.isi["camat"]["nama"], surat.isi["camat"]["jabatan"][:4]) == ("Drs. Plh", "Plh.")
    assert surat.penanda.get().pengguna == plh


def test_camat_berganti_antara_persetujuan_dan_tanda_tangan(desa, orang):
    p = sampai(S.DISETUJUI, desa, orang)
    naskah_pdf_simpan(naskah_id=p.surat_id)
    plh = _plh(desa, orang["camat"])
    penanda_alihkan(penanda=p.surat.penanda.get(), oleh=plh)
    assert (p.surat.penanda.get().pengguna, kini(p).surat_id, kini(p).status) == (plh, p.surat_id, S.DISETUJUI)


def test_staf_menarik_kembali_telaahannya(desa, orang):
    p = sampai(S.DITELAAH, desa, orang)
    p = services.perjalanan_kembalikan(perjalanan=p, alasan="Undangannya kedaluwarsa.", oleh=orang["pelaksana"])
    assert (p.status, p.surat.status) == (S.DIKEMBALIKAN, StatusNaskah.DIKEMBALIKAN)
    with pytest.raises(ValidationError):
        services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
