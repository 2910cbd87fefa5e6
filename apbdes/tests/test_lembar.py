"""The worksheet: what the product fills in, what the evaluator answers, what is refused, what is frozen."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apbdes.enums import StatusVersi
from apbdes.komposisi import BarisKomposisi, komposisi
from apbdes.lembar import acuan
from apbdes.lembar.susun import lembar_untuk
from apbdes.models import ButirLembar, FormulirLembar, IsianLembar, VersiApbdes
from apbdes.penilaian import penilaian
from apbdes.services import evaluasi, keputusan, pengajuan
from apbdes.services.lembar import FORMULIR, Jawab, lembar_simpan
from apbdes.syarat import kekurangan_usulkan
from apbdes.tests.contoh import utuh
from apbdes.tests.contoh_evaluasi import siap, verifikator
from apbdes.tests.factories import VersiApbdesFactory
from dasar.alur import sejak_dari
from dasar.waktu import hari_ini
from instrumen.services import formulir_salin, formulir_simpan, formulir_terbitkan

pytestmark = pytest.mark.django_db
S = StatusVersi
SENDIRI = ("2.2.1", "2.2.2", "2.2.3", "2.3.2")  # what only the evaluator can answer


@pytest.fixture
def formulir(db):
    acuan.muat()
    return FormulirLembar.objects.get()


@pytest.fixture
def versi(desa, formulir):
    v = siap(desa, S.DIEVALUASI)
    v.tanggal_disepakati = hari_ini(desa.kecamatan)
    v.save()
    return v


def lembar(versi):
    versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
    return lembar_untuk(versi, penilaian(versi))


def kirim(versi, oleh, *, formulir=None, semula=("", ""), **isian):
    """`b1_1=("tidak", "sebab")`, as if the page had shown `semula`, or what is stored."""
    isi = lembar(versi)
    nomor = {b.butir.nomor: b for b in isi.baris}
    jawab = {}
    for n, (j, k) in isian.items():
        b = nomor[n[1:].replace("_", ".")]
        jawab[b.butir.pk] = Jawab(j, k, semula if semula != ("", "") else (b.jawaban, b.keterangan))
    lembar_simpan(versi=versi, formulir=formulir or isi.formulir.pk, isian=jawab, oleh=oleh)


def lengkapi(versi, oleh):
    isian = {f"b{n.replace('.', '_')}": ("ya", "") for n in SENDIRI}
    kesimpulan = {"b1": ("", "Lengkap dan tepat waktu."), "b2": ("", "Sesuai kebijakan.")}
    kirim(versi, oleh, **isian, **kesimpulan)


def test_baris_seperti_dalam_sumber_dan_tidak_ada_yang_dikarang(formulir):
    assert [b.nomor for b in formulir.butir.order_by("urut")] == [
        *("1", "1.1", "1.2", "1.3", "2", "2.1", "2.1.1", "2.1.2", "2.2", "2.2.1", "2.2.2", "2.2.3"),
        *("2.3", "2.3.1", "2.3.2"),
    ]
    catatan = " ".join(formulir.catatan)
    assert "baris sesudah 2.3.2 tidak ditemukan" in catatan
    assert "Pembiayaan (2.4): barisnya tidak ditemukan." in catatan
    assert acuan.muat()[0].endswith("sudah dimuat, tidak berubah.")


def test_yang_diketahui_diisi_dengan_asalnya(versi):
    isi = {b.butir.nomor: b for b in lembar(versi).baris}
    assert {n: b.jawaban for n, b in isi.items() if b.usul} == dict.fromkeys(
        ["1.1", "1.2", "1.3", "2.1.1", "2.1.2", "2.3.1"], "ya"
    )
    assert "(0 hari)" in isi["1.2"].usul.dari
    assert isi["2.3.1"].usul.dari == "STR-07: semua kode belanja dikenal dan pada tempatnya."
    assert {n for n, b in isi.items() if not b.dijawab} == set(SENDIRI)


@pytest.mark.parametrize(("hari", "jawaban"), [(3, "ya"), (4, "tidak")])
def test_tiga_hari_sesudah_disepakati(versi, hari, jawaban):
    versi.tanggal_disepakati -= datetime.timedelta(days=hari)
    versi.save()
    isi = {b.butir.nomor: b for b in lembar(versi).baris}
    assert isi["1.2"].jawaban == jawaban


def test_yang_tidak_diketahui_tidak_diusulkan(versi):
    versi.tanggal_disepakati = None
    versi.save()
    versi.dokumen.filter(kode="apbdes-ba-musyawarah-bpd").delete()
    isi = {b.butir.nomor: b for b in lembar(versi).baris}
    assert (isi["1.2"].jawaban, isi["1.2"].dijawab) == ("", False)
    assert isi["1.1"].jawaban == isi["1.3"].jawaban == "tidak"


def test_lengkap_sebelum_diusulkan_lalu_beku(versi, orang, formulir):
    oleh = orang["verifikator"]
    evaluasi.sikap_terima_sisanya(versi=versi, oleh=oleh)
    assert any("4 butir belum dijawab (2.2.1, 2.2.2, 2.2.3, dan 2.3.2)" in k for k in kekurangan_usulkan(versi))
    lengkapi(versi, oleh)
    versi = VersiApbdes.objects.lengkap().get(pk=versi.pk)
    assert kekurangan_usulkan(versi) == []
    assert versi.lembar == formulir
    hasil = keputusan.versi_usulkan(versi=versi, hasil="perlu_diperbaiki", kesimpulan="Perbaiki.", oleh=oleh)
    beku = {b["nomor"]: b for b in hasil.beku["lembar"]["baris"]}
    assert (beku["1.1"]["jawaban"], beku["1.1"]["oleh"]) == ("Ya", "")
    assert (beku["2.2.1"]["jawaban"], beku["2.2.1"]["oleh"]) == ("Ya", oleh.nama)
    assert beku["1"]["kesimpulan"] == "Kesimpulan penilaian aspek Administrasi dan Legalitas"
    assert [b["kode"] for b in hasil.beku["komposisi"]["baris"]] == ["5.1", "5.2", "5.3", "5.4", ""]


def test_jawaban_lain_dari_usulan_beralasan(versi, orang):
    with pytest.raises(ValidationError, match="Aplikasi mengusulkan Ya: Ketujuh dokumen"):
        kirim(versi, orang["verifikator"], b1_1=("tidak", ""), b2_2_1=("ya", ""))
    assert not IsianLembar.objects.exists()  # all or nothing
    kirim(versi, orang["verifikator"], b1_1=("tidak", "Perdes kewenangan tidak bertanda tangan."))
    (b,) = [b for b in lembar(versi).baris if b.butir.nomor == "1.1"]
    assert b.berbeda
    kirim(versi, orang["verifikator"], b1_1=("ya", ""))
    assert not lembar(versi).baris[1].berbeda


def test_kesimpulan_tanpa_jawaban_ditolak(versi, orang):
    with pytest.raises(ValidationError, match=r"Jawab dahulu butirnya sebelum menyimpulkan: 2\.2\.1, 2\.2\.2"):
        kirim(versi, orang["verifikator"], b2=("", "Sesuai."))
    assert not IsianLembar.objects.exists()


@pytest.mark.parametrize("isi", [{"b1_1": ("mungkin", "x")}, {"b2_1": ("", "judul")}, {"b1": ("ya", "x")}])
def test_yang_tidak_dapat_dijawab_ditolak(versi, orang, isi):
    with pytest.raises(ValidationError):
        kirim(versi, orang["verifikator"], **isi)
    assert not IsianLembar.objects.exists()


def terbit_baru(formulir, kecamatan, oleh, sejak=None):
    """The office's own next version, with one row more."""
    draf = formulir_salin(jenis=FORMULIR, asal=formulir, kecamatan=kecamatan, oleh=oleh)
    isi = FORMULIR.isi(draf)
    isi["baris"].append(
        {"id": None, "nomor": "2.4", "jenis": "butir", "teks": "Pembiayaan wajar", "alat_verifikasi": ""}
        | {"keterangan": "", "diketahui": "imbang"}
    )
    if sejak:
        isi["berlaku_sejak"] = sejak
    formulir_simpan(jenis=FORMULIR, formulir=draf, revisi=draf.revisi, isi=isi, oleh=oleh)
    return formulir_terbitkan(jenis=FORMULIR, formulir=draf, oleh=oleh)


def test_yang_sudah_dijawab_tetap_pada_versinya(versi, formulir, orang):
    oleh = orang["verifikator"]
    kirim(versi, oleh, b2_2_1=("ya", ""))
    baru = terbit_baru(formulir, versi.apbdes.desa.kecamatan, oleh, sejak=datetime.date(2018, 6, 1))
    assert lembar(versi).formulir == formulir
    with pytest.raises(ValidationError, match="bukan lembar yang dipakai rancangan ini"):
        kirim(versi, oleh, formulir=baru.pk, b2_2_2=("ya", ""))
    asing = ButirLembar.objects.get(formulir=baru, nomor="2.4")
    with pytest.raises(ValidationError, match="bukan lembar yang dipakai rancangan ini"):
        lembar_simpan(versi=versi, formulir=formulir.pk, isian={asing.pk: Jawab("ya", "", ("", ""))}, oleh=oleh)
    lain = siap(VersiApbdesFactory(desa__kecamatan=versi.apbdes.desa.kecamatan).apbdes.desa, S.DIEVALUASI, tahun=2025)
    assert lembar(lain).formulir == baru  # an office's own before the general one
    assert lembar(lain).baris[-1].usul.dari.startswith("BAL-")


def test_dua_evaluator_sekaligus(versi, desa, orang):
    """Different rows: both stay. The same row: said who, nothing lost, and stored only when sent again."""
    satu, dua = orang["verifikator"], verifikator(desa, nama="Evaluator Kedua")
    kirim(versi, dua, b2_2_1=("tidak", "Pendapatan terlalu tinggi."))
    kirim(versi, satu, b2_2_2=("ya", ""))
    with pytest.raises(ValidationError, match="Sementara itu sudah diisi Evaluator Kedua: Tidak, “Pendapatan terlalu"):
        lembar_simpan(
            versi=versi,
            formulir=lembar(versi).formulir.pk,
            isian={
                ButirLembar.objects.get(nomor="2.2.1").pk: Jawab("ya", "", ("", "")),
                ButirLembar.objects.get(nomor="2.2.3").pk: Jawab("ya", "", ("", "")),
            },
            oleh=satu,
        )
    isi = {i.butir.nomor: i.jawaban for i in IsianLembar.objects.all()}
    assert isi == {"2.2.1": "tidak", "2.2.2": "ya"}


def test_komposisi_menurut_kelompok_aturannya(versi):
    """Operational is what B30-01 counts; the sum is all spending; percentages with two decimals, half up."""
    nilai = penilaian(versi)
    *jenis, jumlah = komposisi(nilai).baris
    kelompok = {"1.1.01", "1.1.02", "1.1.05"}
    belanja = nilai.tersimpan.anggaran.belanja
    assert jumlah.operasional >= sum(b.jumlah for b in belanja if b.kegiatan in kelompok) > 0
    assert jumlah.jumlah == nilai.tersimpan.anggaran.total_belanja == sum(b.jumlah for b in jenis)
    assert jumlah.operasional + jumlah.lain == jumlah.jumlah
    (b30,) = [p for p in nilai.putusan if p.aturan.kode == "B30-01"]
    assert (jumlah.operasional, jumlah.jumlah) == (b30.hasil.pembilang, b30.hasil.penyebut)
    assert BarisKomposisi("5.1", "x", 20_000, 1).persen_operasional == "0,01%"  # 0,005 is half
    assert BarisKomposisi("5.1", "x", 0, 0).persen_operasional == "–"


# --- the page -----------------------------------------------------------------------
def ke(versi):
    return reverse("apbdes:versi-lembar", args=[versi.pk])


def isian_halaman(client, versi):
    """What a browser would send of the page as it is: hidden fields, ticked answers, texts."""
    teks = client.get(ke(versi)).content.decode()
    isi: dict[str, list[str]] = {}
    for nama, nilai in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', teks):
        isi.setdefault(nama, []).append(nilai)
    for nama, nilai in re.findall(r'type="radio" name="([^"]+)" id="[^"]+" value="([^"]+)" checked', teks):
        isi[nama] = [nilai]
    return teks, isi


def test_halaman_menyimpan_dan_menolak_dengan_isinya(client, versi, orang):
    client.force_login(orang["verifikator"])
    teks, isi = isian_halaman(client, versi)
    assert "Pembiayaan (2.4): barisnya tidak ditemukan." in teks
    assert "Diisi aplikasi: <strong>Ya</strong>" in teks
    pk = {b.nomor: str(b.pk) for b in ButirLembar.objects.all()}
    isi[f"{pk['2.2.1']}-jawaban"] = ["ya"]
    isi[f"{pk['1.1']}-jawaban"] = ["tidak"]
    jawab = client.post(ke(versi), isi)
    assert jawab.status_code == 422
    assert "Belum ada yang disimpan: 1 baris perlu diperbaiki." in jawab.content.decode()
    assert f'id="j{pk["2.2.1"]}-ya" value="ya" checked' in jawab.content.decode()
    isi[f"{pk['1.1']}-keterangan"] = ["Kurang satu."]
    assert client.post(ke(versi), isi).status_code == 302
    assert {i.butir.nomor for i in IsianLembar.objects.all()} == {"1.1", "2.2.1"}  # what was only shown is not stored
    halaman = client.get(reverse("apbdes:versi-evaluasi", args=[versi.pk])).content.decode()
    assert "3 butir belum dijawab" in halaman
    assert "Komposisi belanja" in halaman


@pytest.mark.parametrize("butir", ["999999", "bukan", "-1", "9" * 30])
def test_baris_asing_ditolak_dengan_kalimat(client, versi, orang, butir):
    client.force_login(orang["verifikator"])
    _, isi = isian_halaman(client, versi)
    isi["butir"].append(butir)
    isi[f"{butir}-jawaban"] = ["ya"]
    jawab = client.post(ke(versi), isi)
    assert (jawab.status_code, "bukan lembar yang dipakai" in jawab.content.decode()) == (422, True)
    assert not IsianLembar.objects.exists()


def test_tanpa_lembar_tidak_ada_halamannya_dan_tidak_menghalangi(client, desa, orang):
    versi = siap(desa, S.DIEVALUASI)
    client.force_login(orang["verifikator"])
    assert client.get(ke(versi)).status_code == 404
    halaman = client.get(reverse("apbdes:versi-evaluasi", args=[versi.pk])).content.decode()
    assert "Tidak ada lembar evaluasi yang berlaku" in halaman


@pytest.mark.parametrize(("peran", "kode"), [("camat", 200), ("pemantau_kabupaten", 200), ("sekretaris_desa", 404)])
def test_siapa_membaca_dan_tidak_menulis(client, versi, orang, peran, kode):
    client.force_login(orang[peran])
    assert client.get(ke(versi)).status_code == kode
    assert client.post(ke(versi), {}).status_code in {403, 404}


# --- the date of agreement -------------------------------------------------------------
def test_tanggal_disepakati_diisi_saat_mengajukan(client, desa, orang):
    versi = siap(desa)
    client.force_login(orang["sekretaris_desa"])
    alamat = reverse("apbdes:versi-aksi", args=[versi.pk, "ajukan"])
    besok = hari_ini(desa.kecamatan) + datetime.timedelta(days=1)
    for nilai, kalimat in (("", "Isi tanggal disepakati bersama BPD."), (besok, "tidak boleh di masa depan")):
        jawab = client.post(alamat, {"sejak": sejak_dari(versi), "tanggal_disepakati": nilai})
        assert (jawab.status_code, kalimat in jawab.content.decode()) == (422, True)
    hari = hari_ini(desa.kecamatan)
    assert client.post(alamat, {"sejak": sejak_dari(versi), "tanggal_disepakati": hari}).status_code == 302
    versi.refresh_from_db()
    assert (versi.status, versi.tanggal_disepakati) == (S.DIAJUKAN, hari)


def test_tanpa_tanggal_yang_lama_tetap(desa, orang):
    versi = siap(desa, isi=utuh(kode_desa=desa.kode), tanggal_disepakati=datetime.date(2024, 1, 2))
    versi = pengajuan.versi_ajukan(versi=versi, oleh=orang["sekretaris_desa"])
    assert versi.tanggal_disepakati == datetime.date(2024, 1, 2)
