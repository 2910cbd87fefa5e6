"""Figures added in the browser and the choice of sets: dated, reasoned, and never behind a result's back."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from akun.enums import PENGELOLA, Peran
from akun.tests.factories import pengguna_berperan
from apbdes.aturan import baca_nilai, baca_perangkat, periksa, tulis_nilai
from apbdes.aturan.hasil import Persen
from apbdes.models import NilaiAturan, PilihanPerangkat, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.perangkat import beku, berlaku_untuk, bertentangan
from apbdes.services import evaluasi, keputusan
from apbdes.services.perangkat import nilai_tambah, perangkat_pilih
from apbdes.tests.contoh import PERBUP, utuh
from apbdes.tests.contoh_evaluasi import anggaran_melanggar, siap
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
HARI = datetime.date(2024, 6, 1)


def tambah(oleh, **ganti):
    isi = {
        "perangkat": PERBUP,
        "angka": "siltap_kades",
        "kabupaten": None,
        "sejak": HARI,
        "nilai": "3.100.000",
        "dasar": "Perbup perubahan Pasal 1",
        "alasan": "Diubah dengan Perbup perubahan.",
        "oleh": oleh,
    }
    return nilai_tambah(**isi | ganti)


def bernilai(desa):
    """The set of its kabupaten with the figures that count for this desa."""
    return berlaku_untuk(desa.kecamatan, 2024).perangkat[-1]


def kode_untuk(kecamatan, tahun):
    """The sets that judge, a guide in brackets."""
    return [f"({p.kode})" if p.petunjuk else p.kode for p in berlaku_untuk(kecamatan, tahun).perangkat]


def putusan(hasil, kode):
    return next(str(h.hasil.putusan) for h in hasil if h.aturan.kode == kode)


def test_nilai_baru_berlaku_sejak_tanggalnya(orang, desa):
    tambah(orang["admin"])
    perangkat = bernilai(desa)
    assert perangkat.angka["siltap_kades"].pada(2023) == 3_000_000_00
    assert perangkat.angka["siltap_kades"].pada(2024) == 3_100_000_00
    anggaran = utuh()
    assert anggaran.tahun == 2024
    assert putusan(periksa(anggaran, PERBUP), "SIL-01") == "terpenuhi"
    assert putusan(periksa(anggaran, perangkat), "SIL-01") == "dilanggar"


def test_berkas_peraturan_tidak_berubah_oleh_nilai_baru(orang, desa):
    tambah(orang["admin"])
    bernilai(desa)
    assert baca_perangkat(PERBUP).angka["siltap_kades"].pada(2030) == 3_000_000_00


def test_nilai_satu_kabupaten_tidak_berlaku_bagi_yang_lain(orang, desa):
    lain = DesaFactory()
    pilih(orang["admin"], lain, PERBUP)
    assert lain.kecamatan.kabupaten_id != desa.kecamatan.kabupaten_id
    tambah(orang["admin"], kabupaten=desa.kecamatan.kabupaten)
    assert bernilai(desa).angka["siltap_kades"].pada(2024) == 3_100_000_00
    assert bernilai(lain).angka["siltap_kades"].pada(2024) == 3_000_000_00


def test_nilai_kabupaten_mendahului_nilai_umum_pada_tanggal_yang_sama(orang, desa):
    tambah(orang["admin"], kabupaten=desa.kecamatan.kabupaten, nilai="3.200.000")
    tambah(orang["admin"])
    assert bernilai(desa).angka["siltap_kades"].pada(2024) == 3_200_000_00


def test_yang_dibekukan_tidak_ikut_berubah(orang, desa):
    dulu = beku(bernilai(desa), 2024)
    tambah(orang["admin"])
    kini = beku(bernilai(desa), 2024)
    nilai = [
        next(a["nilai"] for a in b["angka"] if a["arti"].startswith("Penghasilan tetap kepala")) for b in (dulu, kini)
    ]
    assert nilai == ["3.000.000", "3.100.000"]


HALUS = "Uang paling kecil satu sen: tulis paling banyak dua angka di belakang koma."


@pytest.mark.parametrize(
    ("ganti", "kolom", "kalimat"),
    [
        ({"nilai": "tiga juta"}, "nilai", "Tulis angka, misalnya 1.500.000 atau 1.500.000,50."),
        ({"nilai": "3000000,555"}, "nilai", HALUS),
        ({"nilai": "-5"}, "nilai", "Nilai tidak boleh negatif."),
        ({"angka": "honor_tpk", "nilai": "101%"}, "nilai", "Persen tidak boleh lebih dari 100%."),
        ({"angka": "honor_tpk", "nilai": "4.5%"}, "nilai", "Tulis persen, misalnya 30% atau 1,5%."),
        ({"angka": "kelompok_30", "nilai": "1.1.01"}, "nilai", "Angka ini tidak ada dalam perangkat aturan itu."),
        ({"angka": "entah"}, "nilai", "Angka ini tidak ada dalam perangkat aturan itu."),
        ({"sejak": datetime.date(2020, 1, 1)}, "sejak", "Tanggal ini mendahului berlakunya peraturan itu sendiri."),
    ],
)
def test_nilai_yang_keliru_ditolak_pada_tempatnya(orang, ganti, kolom, kalimat):
    with pytest.raises(ValidationError) as galat:
        tambah(orang["admin"], **ganti)
    assert galat.value.message_dict == {kolom: [kalimat]}
    assert not NilaiAturan.objects.exists()


def test_nilai_lama_tidak_ditimpa(orang):
    tambah(orang["admin"])
    with pytest.raises(ValidationError) as galat:
        tambah(orang["admin"], nilai="1.000.000")
    assert list(galat.value.message_dict) == ["sejak"]
    assert NilaiAturan.objects.get().nilai == "3.100.000"


@pytest.mark.parametrize("peran", [p for p in Peran if p != Peran.ADMIN])
def test_hanya_admin_yang_menambah_nilai(orang, peran):
    with pytest.raises(PermissionDenied):
        tambah(orang[peran])


def test_admin_kabupaten_menambah_nilai_kabupatennya_saja(orang, desa):
    kabupaten = desa.kecamatan.kabupaten
    tambah(orang["admin_kabupaten"], kabupaten=kabupaten)
    assert NilaiAturan.objects.get().kabupaten == kabupaten
    with pytest.raises(PermissionDenied):
        tambah(orang["admin_kabupaten"], kabupaten=DesaFactory().kecamatan.kabupaten)


def test_halaman_nilai_baru_hanya_menawarkan_kabupatennya(client, orang, desa):
    lain = pengguna_berperan(Peran.CAMAT, DesaFactory()).penugasan.get().kecamatan.kabupaten
    client.force_login(orang["admin_kabupaten"])
    alamat = reverse("apbdes:angka-ubah", args=[PERBUP, "honor_tpk"])
    isi = {"nilai": "5", "sejak": "2025-01-01", "dasar": "Perbup 12/2025 Pasal 4", "alasan": "Diubah."}
    assert list(client.get(alamat).context["form"].fields["kabupaten"].queryset) == [desa.kecamatan.kabupaten]
    for kabupaten in ("", lain.pk):  # all of them, or somebody else's
        assert client.post(alamat, isi | {"kabupaten": kabupaten}).status_code == 422
    assert client.post(alamat, isi | {"kabupaten": desa.kecamatan.kabupaten_id}).status_code == 302
    assert NilaiAturan.objects.get().kabupaten == desa.kecamatan.kabupaten


def test_admin_kabupaten_memilih_bagi_kabupatennya(orang, desa):
    pilih(orang["admin_kabupaten"], desa, "nasional-2026", kecamatan=False)
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP, "(nasional-2026)"]
    with pytest.raises(PermissionDenied):
        pilih(orang["admin_kabupaten"], DesaFactory(), PERBUP)


@pytest.mark.parametrize("nilai", [Persen.dari("1,5%"), 3_000_000, 0])
def test_nilai_ditulis_lalu_dibaca_kembali(nilai):
    assert baca_nilai(tulis_nilai(nilai), nilai) == nilai


def pilih(oleh, desa, *kode, kecamatan=True, tahun=2024):
    return perangkat_pilih(
        kabupaten=desa.kecamatan.kabupaten,
        kecamatan=desa.kecamatan if kecamatan else None,
        sejak_tahun=tahun,
        perangkat=list(kode),
        alasan="Dipakai kantor ini.",
        oleh=oleh,
    )


def test_yang_berlaku_menurut_wilayah_dan_tahun(desa, desa_lain):
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP]
    assert kode_untuk(desa.kecamatan, 2025) == ["dasar", "nasional", "nasional-2025"]
    assert kode_untuk(desa_lain.kecamatan, 2024) == ["dasar", "nasional", "nasional-2024"]
    assert kode_untuk(desa_lain.kecamatan, 2027) == ["dasar", "nasional"]


def test_peraturan_daerah_lain_hanya_petunjuk_dan_tidak_pernah_menuduh(desa_lain, orang):
    versi = siap(desa_lain, "dievaluasi", isi=anggaran_melanggar(kode_desa=desa_lain.kode))
    assert {p.perangkat.kode for p in penilaian(versi).putusan} == {"dasar", "nasional", "nasional-2024"}
    pilih(orang["admin"], desa_lain, PERBUP)
    milik = [p for p in penilaian(versi).putusan if p.perangkat.kode == PERBUP]
    assert {p.aturan.tingkat for p in milik} == {"petunjuk"}
    assert "dilanggar" not in {p.hasil.putusan for p in milik}
    assert not any(p.menghalangi_sesuai for p in milik)
    (b30,) = [p for p in milik if p.aturan.kode == "B30-01"]
    assert b30.hasil.pesan.startswith("Petunjuk dari Perbup Kayong Utara 66/2023, yang tidak mengikat desa ini. ")


def test_memilih_perangkat_sendiri_tidak_melunakkannya(orang, desa):
    pilih(orang["verifikator"], desa, PERBUP)
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP]
    assert kode_untuk(desa.kecamatan, 2025) == ["dasar", "nasional", "nasional-2025", f"({PERBUP})"]


def test_pilihan_kecamatan_mendahului_pilihan_kabupaten_dan_boleh_kosong(orang, desa):
    pilih(orang["admin"], desa, "nasional-2026", kecamatan=False)
    pilih(orang["verifikator"], desa, "nasional-2025")
    pilih(orang["admin"], desa, "nasional-2026", kecamatan=False, tahun=2025)
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP, "(nasional-2025)"]
    pilih(orang["verifikator"], desa)
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP]


def test_pilihan_berlaku_sejak_tahunnya(orang, desa):
    pilih(orang["verifikator"], desa, "nasional-2026", tahun=2025)
    assert kode_untuk(desa.kecamatan, 2024) == ["dasar", PERBUP]
    assert kode_untuk(desa.kecamatan, 2025)[-1] == "(nasional-2026)"


def test_yang_diusulkan_tetap_dengan_perangkat_dan_angkanya(orang, desa):
    """Neither a guide nor a figure that came later changes what was judged."""
    versi = siap(desa, "dievaluasi")
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=orang["verifikator"])
    versi = keputusan.versi_usulkan(versi=versi, hasil="sesuai", kesimpulan="Sesuai.", oleh=orang["verifikator"])
    tambah(orang["admin"])
    pilih(orang["admin"], desa, "nasional-2026")
    dinilai = penilaian(VersiApbdes.objects.lengkap().get(pk=versi.pk))
    assert [p.kode for p in dinilai.perangkat] == ["dasar", PERBUP]
    assert dinilai.perangkat[-1].angka["siltap_kades"].pada(2024) == 3_000_000_00
    assert bernilai(desa).kode == "nasional-2026"


@pytest.mark.parametrize("kode", [["dasar"], ["nasional", "entah"], [PERBUP, PERBUP]])
def test_pilihan_yang_keliru_ditolak(orang, desa, kode):
    with pytest.raises(ValidationError) as galat:
        pilih(orang["verifikator"], desa, *kode)
    assert list(galat.value.message_dict) == ["perangkat"]
    assert not PilihanPerangkat.objects.exists()


@pytest.mark.parametrize("peran", [p for p in Peran if p not in PENGELOLA | {Peran.VERIFIKATOR}])
def test_peran_lain_tidak_memilih_perangkat(orang, desa, peran):
    with pytest.raises(PermissionDenied):
        pilih(orang[peran], desa, PERBUP)


def test_kecamatan_tidak_memilih_untuk_tempat_lain(orang, desa):
    with pytest.raises(PermissionDenied):
        pilih(pengguna_berperan(Peran.VERIFIKATOR, DesaFactory()), desa, PERBUP)
    with pytest.raises(PermissionDenied):
        pilih(orang["verifikator"], desa, PERBUP, kecamatan=False)


def test_pertentangan_antarperangkat_hanya_bila_keduanya_dipakai():
    satu = bertentangan([baca_perangkat(PERBUP)])
    dua = bertentangan([baca_perangkat(PERBUP), baca_perangkat("nasional")])
    assert len(dua) - len(satu) == 2
    assert {t["terhadap"] for t in dua if t.get("terhadap")} == {"nasional"}


def test_halaman_perangkat_memuat_angka_pasal_dan_bunyi(client, orang):
    client.force_login(orang["sekretaris_desa"])
    isi = client.get(reverse("apbdes:perangkat-rinci", args=[PERBUP])).content.decode()
    for teks in ("Rp3.000.000", "Lampiran I BAB IV.2.C angka 1.1 huruf a", "B30-01", "delapan puluh lima persen"):
        assert teks in isi
    assert "Nilai baru<span" not in isi
    assert "Jumlah rupiah kelompok_30 paling banyak batas_kelompok_30 x belanja; bila" in isi
    assert "Baris belanja: kegiatan 1.1.01 atau 1.1.02 atau 1.1.05 atau 1.1.06" in isi


def test_admin_mencatat_nilai_baru_di_halaman(client, orang):
    client.force_login(orang["admin"])
    alamat = reverse("apbdes:angka-ubah", args=[PERBUP, "honor_tpk"])
    isi = {"nilai": "5", "sejak": "2025-01-01", "dasar": "Perbup 12/2025 Pasal 4", "alasan": ""}
    jawab = client.post(alamat, isi)
    assert jawab.status_code == 422
    assert "Wajib diisi." in jawab.content.decode()
    assert 'value="Perbup 12/2025 Pasal 4"' in jawab.content.decode()
    jawab = client.post(alamat, isi | {"alasan": "Diubah dengan Perbup 12/2025."}, follow=True)
    nilai = NilaiAturan.objects.get()
    assert (nilai.nilai, nilai.oleh, nilai.diperiksa) == ("5%", orang["admin"], timezone.localdate())
    halaman = jawab.content.decode()
    assert "Diubah dengan Perbup 12/2025." in halaman
    assert "Nilai sebelumnya" in halaman


def test_nilai_kembar_di_halaman_disebut_tanpa_kehilangan_isian(client, orang):
    client.force_login(orang["admin"])
    alamat = reverse("apbdes:angka-ubah", args=[PERBUP, "honor_tpk"])
    isi = {"nilai": "5%", "sejak": "2025-01-01", "dasar": "Perbup 12/2025", "alasan": "Diubah."}
    client.post(alamat, isi)
    jawab = client.post(alamat, isi | {"nilai": "6%"})
    assert jawab.status_code == 422
    assert "Nilai lama tidak ditimpa" in jawab.content.decode()
    assert 'value="6%"' in jawab.content.decode()


def test_verifikator_memilih_untuk_kecamatannya_di_halaman(client, orang, desa):
    client.force_login(orang["verifikator"])
    alamat = reverse("apbdes:perangkat-pilihan", args=[desa.kecamatan_id])
    isi = {"sejak_tahun": "2025", "perangkat": ["entah"], "alasan": "Perbup belum ada."}
    jawab = client.post(alamat, isi)
    assert jawab.status_code == 422
    assert 'value="Perbup belum ada."' in jawab.content.decode()
    client.post(alamat, isi | {"perangkat": ["nasional-2024", PERBUP], "kabupaten": "on"})
    pilihan = PilihanPerangkat.objects.get()
    assert (pilihan.kecamatan, pilihan.perangkat) == (desa.kecamatan, ["nasional-2024", PERBUP])
    assert "Nasional 2024, Perbup Kayong Utara 66/2023" in client.get(alamat).content.decode()


def test_daftar_menyebut_yang_dipakai_dan_yang_tidak_dinilai(client, desa_lain):
    client.force_login(pengguna_berperan(Peran.VERIFIKATOR, desa_lain))
    isi = client.get(reverse("apbdes:perangkat-daftar")).content.decode()
    assert "Kabupaten Balangan belum mempunyai perangkat aturan sendiri untuk tahun" in isi


@pytest.mark.parametrize("alamat", ["/apbdes/aturan/entah/", f"/apbdes/aturan/{PERBUP}/entah/ubah/"])
def test_perangkat_atau_angka_yang_tidak_ada(client, orang, alamat):
    client.force_login(orang["admin"])
    assert client.get(alamat).status_code == 404


def test_kecamatan_lain_tidak_ditemukan(client, orang):
    client.force_login(orang["verifikator"])
    assert client.get(reverse("apbdes:perangkat-pilihan", args=[DesaFactory().kecamatan_id])).status_code == 404
