"""What a step tells, and whom, stands in its transition table; nothing else tells of a change of status."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from django.conf import settings
from django.db.models import Model
from rules import perm_exists

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.test_keselarasan import RUANG
from config.tests.test_syarat import LANGKAH, MEJA, id_langkah
from dasar.alur import Kabar, Perpindahan
from dasar.alur import cari as langkah
from evaluasi.services.evaluasi import evaluasi_batalkan
from evaluasi.tests.factories import EvaluasiFactory
from naskah.alur import TRANSISI_NASKAH
from naskah.services.naskah import naskah_kembalikan
from naskah.tests.factories import NaskahFactory
from notifikasi.services import kabari_perpindahan
from perut.alur import TRANSISI_KUNJUNGAN
from perut.services.kunjungan import kunjungan_batalkan
from perut.tests.factories import KunjunganFactory

AKAR = Path(settings.BASE_DIR)


def kabar(tabel, aksi) -> tuple[Kabar, ...]:
    return next(t for t in tabel if t.aksi == aksi).kabar


@pytest.mark.django_db
@pytest.mark.parametrize(("dari", "diberi_tahu"), [("rencana", False), ("dijadwalkan", True)])
def test_yang_belum_diberi_tahu_tidak_mendengar_pembatalannya(desa, orang, dari, diberi_tahu):
    kunjungan = KunjunganFactory(desa=desa, status=dari, petugas=[orang["pelaksana"]])
    kunjungan_batalkan(kunjungan=kunjungan, alasan="Banjir.", oleh=orang["verifikator"])
    for peran in ("pelaksana", "kepala_desa", "sekretaris_desa"):
        kunjungannya = orang[peran].pemberitahuan.filter(tautan=kunjungan.get_absolute_url())
        diterima = list(kunjungannya.values_list("judul", "isi", "tautan"))
        isi = (f"Kunjungan {desa} dibatalkan", "Banjir.", kunjungan.get_absolute_url())
        assert diterima == ([isi] if diberi_tahu else []), peran


@pytest.mark.django_db
def test_yang_bertindak_tidak_diberi_tahu(desa):
    """An officer who is the village's kepala desa as well hears of it once, whoever acts not at all."""
    verifikator = pengguna_berperan(Peran.VERIFIKATOR, desa)
    kunjungan = KunjunganFactory(desa=desa, status="dijadwalkan", petugas=[verifikator])
    kunjungan_batalkan(kunjungan=kunjungan, alasan="Banjir.", oleh=verifikator)
    assert not verifikator.pemberitahuan.exists()


@pytest.mark.django_db
def test_yang_sudah_tidak_bertugas_tidak_mendengar_lagi(desa, orang):
    """Whoever drew it up has left for another office: drafts of this one, and why they came back, are not theirs."""
    pindah = pengguna_berperan(Peran.VERIFIKATOR, desa)
    naskah = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, status="diajukan", dibuat_oleh=pindah)
    pindah.penugasan.update(mulai=date(2020, 1, 1), selesai=date(2020, 12, 31))
    naskah_kembalikan(naskah=naskah, alasan="Rahasia kantor.", oleh=orang["camat"])
    assert not pindah.pemberitahuan.exists()


@pytest.mark.django_db
def test_anggota_dari_desa_dapat_membuka_yang_dikabarkan_batal(client, desa, orang):
    """Asked for scores and then told that it is called off: the page that the notice leads to opens."""
    anggota = orang["sekretaris_desa"]
    evaluasi = EvaluasiFactory(desa=desa, status="dinilai", anggota=[anggota, orang["pelaksana"]])
    evaluasi.penilaian.create(anggota=evaluasi.tim.anggota.get(pengguna=anggota))
    evaluasi_batalkan(evaluasi=evaluasi, alasan="Ditunda.", oleh=orang["verifikator"])
    assert anggota.pemberitahuan.filter(tautan=evaluasi.get_absolute_url()).count() == 1
    client.force_login(anggota)
    assert client.get(evaluasi.get_absolute_url()).status_code == 200


@pytest.mark.django_db
def test_naskah_yang_diputus_di_asalnya_tidak_berkabar_sendiri(desa, orang):
    berita_acara = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, jenis="berita_acara_perut", status="diajukan")
    surat_tugas = NaskahFactory(kecamatan=desa.kecamatan, desa=desa, status="diajukan")
    for naskah, penerima in ((berita_acara, []), (surat_tugas, [orang["camat"]])):
        p = Perpindahan(naskah, "draf", None, "")
        assert [o for k in kabar(TRANSISI_NASKAH, "ajukan") for o in k.kepada(p)] == penerima


def test_judul_kabar_terbaca_tanpa_sisa():
    """The format strings name the object and nothing that is not there."""
    kunjungan = KunjunganFactory.build(desa__nama="Putat", status="diajukan", surat_tugas=None, berita_acara=None)
    judul = [k.judul.format(o=kunjungan) for t in TRANSISI_KUNJUNGAN for k in t.kabar]
    assert judul[0] == "Kunjungan Desa Putat dijadwalkan"
    assert not [j for j in judul if "{" in j]


def asing(model: type[Model], teks: str) -> list[str]:
    """The places of a format string that name nothing: a step whose notice has one would fail when it is taken."""
    return [
        f"{{{isian}}}" for _, isian, _, _ in Formatter().parse(teks) if isian is not None and not dikenal(model, isian)
    ]


def dikenal(model: type[Model], isian: str) -> bool:
    """`alasan`, `o`, or `o.` and attributes; past one that is no relation nothing can be said."""
    kepala, *sisa = isian.split(".")
    kini: type[Model] | None = model
    for nama in sisa:
        if kini is None:
            break
        if not hasattr(kini, nama):
            return False
        kini = next((f.related_model for f in kini._meta.get_fields() if f.name == nama and f.is_relation), None)
    return isian == "alasan" or kepala == "o"


@pytest.mark.django_db
@pytest.mark.parametrize(("nama", "t"), [(n, t) for n, t in LANGKAH if t.kabar], ids=id_langkah)
def test_setiap_kabar_menyebut_yang_ada(desa, orang, nama, t):
    """Every table: no notice names what its object does not have."""
    model = type(MEJA[nama][3](desa, orang, t))
    teks = [isian for k in t.kabar for isian in (k.judul, k.isi) if isinstance(isian, str)]
    assert [salah for satu in teks for salah in asing(model, satu)] == []


def test_isian_yang_tidak_ada_dikenali():
    model = KunjunganFactory._meta.get_model_class()
    assert asing(model, "{o} {o.desa} {o.berita_acara.nomor} {o.tanggal_panjang} {alasan}") == []
    salah = ["{o.dessa}", "{o.berita_acara.nomer}", "{siapa}"]
    assert asing(model, " ".join(salah)) == salah


@pytest.mark.django_db
def test_judul_kabar_boleh_memuat_alasan(desa, orang):
    """As its declaration says of both the title and the text."""
    kunjungan = KunjunganFactory(desa=desa, status="dikembalikan", petugas=[orang["pelaksana"]])
    satu = Kabar(lambda _p: [orang["pelaksana"]], "Dikembalikan: {alasan}", "{o.desa}: {alasan}")
    kabari_perpindahan(
        transisi=replace(langkah(TRANSISI_KUNJUNGAN, "kembalikan"), kabar=(satu,)),
        perpindahan=Perpindahan(kunjungan, "diajukan", orang["verifikator"], "Buku {3} belum ada."),
    )
    kabarnya = orang["pelaksana"].pemberitahuan.get()
    assert (kabarnya.judul, kabarnya.isi) == (
        "Dikembalikan: Buku {3} belum ada.",
        f"{desa}: Buku {{3}} belum ada.",
    )


def test_layanan_perpindahan_tidak_menulis_kabar_sendiri():
    """A service that carries out a step leaves the notice to the table."""
    salah = []
    for ruang in RUANG:
        for jalur in sorted([*(AKAR / ruang).rglob("services/*.py"), *(AKAR / ruang).glob("services.py")]):
            for fungsi in ast.walk(ast.parse(jalur.read_text())):
                if isinstance(fungsi, ast.FunctionDef):
                    nama = {
                        n.func.id for n in ast.walk(fungsi) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
                    }
                    if {"jalankan", "beritahu"} <= nama and fungsi.name not in KHUSUS:
                        salah.append(f"{jalur.relative_to(AKAR)}: {fungsi.name}")
    assert salah == []


# What is told with the delivery of a document, and once an hour for many files: no step's own notice.
KHUSUS = {"_kirim", "berkas_unggah"}


def test_setiap_ruang_yang_berkabar_menyatakan_siapa_yang_boleh_melihat():
    """A notice goes to those who may open its page; without that permission it would go to nobody."""
    from config.tests.test_keputusan import RUANG

    izin = {"perut": "perut.lihat_kunjungan", "monitoring": "monitoring.lihat_monitoring"}
    izin |= {"temuan": "tindaklanjut.lihat_temuan", "pembaruan": "pembaruan.lihat_usulan"}
    izin |= {"evaluasi": "evaluasi.lihat_evaluasi", "apbdes": "apbdes.lihat_versiapbdes"}
    izin |= {"klinik": "klinik.lihat_pertanyaan"}
    izin |= {"usulan": "apbdes.lihat_versiapbdes", "naskah": "naskah.lihat_naskah", "berkas": "berkas.lihat_berkas"}
    berkabar = {nama for nama, ruang in RUANG.items() if any(t.kabar for t in ruang.meja.tabel)}
    assert berkabar == set(izin)
    assert all(perm_exists(nama) for nama in izin.values())
