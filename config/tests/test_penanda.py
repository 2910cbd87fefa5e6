"""The register of kinds × signers: at every place of every kind the printed name, the account and what is printed under
it belong to one person; and what happens when a kepala desa changes between the visit and its approval."""

import datetime
from dataclasses import asdict

import pytest
from django.core.exceptions import ValidationError

from akun.enums import Peran
from akun.models import Pengguna
from akun.services import pejabat_tautkan
from akun.tests.factories import pengguna_berperan
from cetak.tests.baca import teks_pdf
from dasar.waktu import hari_ini
from desa.tests.factories import PerangkatFactory
from evaluasi.forms.tim import AnggotaForm
from monitoring.forms.rencana import PetugasForm
from naskah.bagian import Orang, kop
from naskah.cetak import naskah_pdf_simpan
from naskah.enums.naskah import CaraTtd
from naskah.identitas import beda_akun, kekurangan_penanda
from naskah.jenis import TERDAFTAR, penanda_bertempat
from naskah.models import Naskah, PenandaTangan
from naskah.pejabat import kepala_desa
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tempat import kunci_muat
from naskah.tests.bahan_ttd import FRASA, cara_ttd, isi_pdf, sertifikat_untuk
from naskah.verifikasi import berkas_periksa, publik
from notifikasi.models import Pemberitahuan
from perut.services.kunjungan import kunjungan_sahkan
from perut.tests.factories import KehadiranFactory, KunjunganFactory

pytestmark = pytest.mark.django_db
HARI = datetime.date(2026, 5, 5)

# The content of each kind as far as its signers are read from it; every place that the kind names has somebody.
ISI = {
    "surat_tugas_perut": lambda o: {"camat": asdict(o)},
    "berita_acara_perut": lambda o: {"petugas": [asdict(o)], "kepala_desa": asdict(o), "camat": asdict(o)},
    "surat_tugas_monitoring": lambda o: {"camat": asdict(o)},
    "laporan_monitoring": lambda o: {
        "petugas": [{"nama": o.nama, "jabatan": o.jabatan, "nip": o.nomor, "id": o.id}],
    },
    "sk_tim_evaluasi": lambda o: {"penanda": asdict(o)},
    "lembar_evaluasi": lambda o: {"tim": [{"urut": 1, "kedudukan": "Ketua", "orang": asdict(o), "menilai": True}]},
    "laporan_evaluasi": lambda o: {"tim": [{"urut": 1, "kedudukan": "Ketua", "orang": asdict(o), "menilai": True}]},
    "pengantar_evaluasi": lambda o: {"camat": asdict(o)},
    "teguran_temuan": lambda o: {"camat": asdict(o)},
    "laporan_camat": lambda o: {"camat": asdict(o)},
    "surat_perintah_perjalanan": lambda o: {"camat": asdict(o)},
    "berita_acara_evaluasi_apbdes": lambda o: {"evaluator": [asdict(o)], "camat": asdict(o)},
    "keputusan_evaluasi_apbdes": lambda o: {"camat": asdict(o)},
}
# Number and rank stand under these; the others sign in a table that names them.
BERBLOK = {
    "surat_tugas_perut": {"camat"},
    "berita_acara_perut": {"petugas-1", "kepala-desa", "camat"},
    "surat_tugas_monitoring": {"camat"},
    "laporan_monitoring": set(),
    "sk_tim_evaluasi": {"penerbit"},
    "lembar_evaluasi": set(),
    "laporan_evaluasi": set(),
    "pengantar_evaluasi": {"camat"},
    "teguran_temuan": {"camat"},
    "laporan_camat": {"camat"},
    "surat_perintah_perjalanan": {"camat"},
    "berita_acara_evaluasi_apbdes": {"evaluator-1", "camat"},
    "keputusan_evaluasi_apbdes": {"camat"},
}


def naskah_jenis(kode: str, desa, orang: Orang, cara: str) -> Naskah:
    isi = ISI[kode](orang) | {"kop": asdict(kop(desa.kecamatan))}
    return Naskah(jenis=kode, kecamatan=desa.kecamatan, desa=desa, isi=isi, cara_ttd=cara)


def kurang(naskah: Naskah, oleh) -> list[str]:
    return kekurangan_penanda(naskah, penanda_bertempat(naskah.ketentuan, naskah.isi), oleh=oleh, pada=HARI)


def test_setiap_jenis_dan_setiap_tempatnya_diuji(desa):
    assert set(ISI) == set(BERBLOK) == set(TERDAFTAR)
    for kode, jenis in TERDAFTAR.items():
        ada = {p.kunci for p in penanda_bertempat(jenis, ISI[kode](Orang("A")))}
        assert [t for t in jenis.tempat if not any(kunci_muat(k, {t}) for k in ada)] == []


@pytest.mark.parametrize("cara", [CaraTtd.BASAH, CaraTtd.ELEKTRONIK, CaraTtd.BSRE])
@pytest.mark.parametrize("kode", sorted(TERDAFTAR))
def test_nama_dan_akun_setiap_penanda_satu_orang(desa, kode, cara):
    pemilik = pengguna_berperan(Peran.CAMAT, desa, nama="Ahmad Yani", nip="1" * 18, pangkat="Pembina (IV/a)")
    orang = Orang("Drs. Ahmad Yani, M.Si.", "Camat", pemilik.pangkat, "NIP", pemilik.nip, pemilik.pk)
    naskah = naskah_jenis(kode, desa, orang, cara)
    assert kurang(naskah, pemilik) == []
    Pengguna.objects.filter(pk=pemilik.pk).update(nama="Orang Lain")
    assert kurang(naskah, pemilik) == [
        f"Naskah ini akan mencetak nama Drs. Ahmad Yani, M.Si., sedangkan akun {pemilik.username} milik Orang "
        "Lain: samakan nama dan akunnya di tempat keduanya dipilih."
    ]
    pemilik.refresh_from_db()
    for p in penanda_bertempat(naskah.ketentuan, naskah.isi):
        tempat = PenandaTangan(naskah=naskah, kunci=p.kunci, nama=p.orang.nama, pengguna=pemilik)
        assert "sedangkan akun ini milik Orang Lain" in beda_akun(tempat)[0]


@pytest.mark.parametrize("kode", sorted(TERDAFTAR))
def test_yang_dicetak_lengkap_sebelum_persetujuan_elektronik(desa, kode):
    pemilik = pengguna_berperan(Peran.CAMAT, desa, nama="Ahmad Yani")
    orang = Orang("Ahmad Yani", "Camat", id=pemilik.pk)
    naskah = naskah_jenis(kode, desa, orang, CaraTtd.ELEKTRONIK)
    blok = {p.kunci for p in penanda_bertempat(naskah.ketentuan, naskah.isi) if p.blok}
    assert blok == BERBLOK[kode]
    assert any("NIP dan pangkat Ahmad Yani belum diisi." in k for k in kurang(naskah, pemilik)) is bool(blok)
    naskah.cara_ttd = CaraTtd.BASAH
    assert kurang(naskah, pemilik) == []


@pytest.fixture
def berganti(desa, orang, settings):
    """A visit that was made under one kepala desa and is approved under the next, electronically."""
    kini = hari_ini(desa)
    kemarin = kini - datetime.timedelta(days=1)
    lama = pengguna_berperan(Peran.KEPALA_DESA, desa, nama="Kades Lama")
    lama.penugasan.update(selesai=kemarin)
    orang["kepala_desa"].penugasan.update(mulai=kini)
    baru = PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="H. Kades Baru, S.Pd.", mulai=kini)
    PerangkatFactory(desa=desa, jabatan="kepala_desa", nama="Kades Lama", selesai=kemarin)
    pejabat_tautkan(pejabat=baru, pengguna=orang["kepala_desa"], sejak=None, oleh=orang["verifikator"])
    Pengguna.objects.update(nip="1" * 18, pangkat="Penata (III/c)")
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    k = KunjunganFactory(
        desa=desa,
        tanggal=kini - datetime.timedelta(days=7),
        status="diverifikasi",
        status_surat="disetujui",
        petugas=[orang["pelaksana"]],
    )
    KehadiranFactory(kunjungan=k, nama="Kades Lama", jabatan="Kepala Desa")
    sertifikat = sertifikat_untuk(settings, orang["kepala_desa"])
    type(sertifikat).objects.filter(pk=sertifikat.pk).update(nama=baru.nama)
    return k, lama


def test_kepala_desa_berganti_antara_kunjungan_dan_pengesahan(berganti, orang, beserta_akibatnya):
    """The one who is asked, the one who is printed and the one whom verification names are the same: the new one."""
    kunjungan, lama = berganti
    camat = Pengguna.objects.get(pk=orang["camat"].pk)
    naskah = beserta_akibatnya(kunjungan_sahkan, kunjungan=kunjungan, oleh=camat).berita_acara
    naskah_pdf_simpan(naskah_id=naskah.pk)
    tempat = naskah.penanda.select_related("pengguna", "naskah__kecamatan", "naskah__desa").get(kunci="kepala-desa")
    assert (tempat.nama, tempat.pengguna) == ("H. Kades Baru, S.Pd.", orang["kepala_desa"])
    assert naskah.isi["kepala_desa_kunjungan"] == "Kades Lama"
    diminta = set(Pemberitahuan.objects.filter(judul__contains="tanda tangan").values_list("penerima", flat=True))
    assert (orang["kepala_desa"].pk in diminta, lama.pk in diminta) == (True, False)

    pemilik = Pengguna.objects.get(pk=orang["kepala_desa"].pk)
    pekerjaan_selesaikan(penanda_tandatangani(penanda=tempat, frasa=FRASA, oleh=pemilik).pk)
    naskah.refresh_from_db()
    assert [p.nama for p in publik(naskah).penanda if p.waktu] == ["H. Kades Baru, S.Pd."]
    teks = teks_pdf(isi_pdf(naskah))
    assert ("pada tanggal kunjungan" in teks, "....." in teks) == (True, False)  # no ink will fill a dotted line
    periksa = berkas_periksa(isi_pdf(naskah))
    assert [(warna, nama) for warna, _, nama in periksa.tanda_tangan] == [("sah", "H. Kades Baru, S.Pd.")]


def test_daftar_desa_yang_tertinggal_menghentikan_pengesahan(berganti, orang, desa):
    """The village has not ended the former term: nobody is asked to sign under somebody else's name."""
    kunjungan, _ = berganti
    desa.perangkat.filter(nama="Kades Lama").update(selesai=None)
    assert kepala_desa(desa, hari_ini(desa)).nama == "H. Kades Baru, S.Pd."
    with pytest.raises(ValidationError, match="tercatat 2 orang sebagai Kepala Desa"):
        kunjungan_sahkan(kunjungan=kunjungan, oleh=Pengguna.objects.get(pk=orang["camat"].pk))
    kunjungan.refresh_from_db()
    assert (kunjungan.status, kunjungan.berita_acara.nomor) == ("diverifikasi", "")


@pytest.mark.parametrize(("nama", "galat"), [("", False), ("AHMAD YANI", False), ("Budi", True)])
def test_akun_dan_nama_yang_diketik_di_formulir_satu_orang(desa, nama, galat):
    """Told where both are chosen, not only when the camat approves."""
    orang = pengguna_berperan(Peran.PELAKSANA, desa, nama="Ahmad Yani, S.Sos.")
    isi = {"pengguna": orang.pk, "nama": nama, "jabatan": "Staf"}
    tim = AnggotaForm(isi | {"jabatan_tim": "anggota"}, orang=[orang])
    lengkap = {orang.pk: {"nama": orang.nama}}
    petugas = PetugasForm(
        isi | {"jenis_kelamin": "L", "alamat": "Jalan"}, akun=Pengguna.objects.filter(pk=orang.pk), dikenal=lengkap
    )
    kalimat = (
        ["Akun yang dipilih milik Ahmad Yani, S.Sos., bukan Budi: kosongkan nama ini, atau pilih akun lain."]
        if galat
        else []
    )
    assert [form.errors.get("nama", []) for form in (tim, petugas)] == [kalimat, kalimat]
