"""Every decision of every room, from the transition tables: nobody decides on what is no longer there.

The page is opened, somebody else is faster, the page is sent: refused with the sentence, 422, nothing has
changed, what was typed is still there.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.enums import HasilEvaluasi
from apbdes.tests.contoh_evaluasi import siap
from apbdes.views.alur import MEJA as MEJA_APBDES
from apbdes.views.evaluasi import MEJA_USUL
from berkas.models import Berkas, KategoriBerkas, VersiBerkas
from berkas.views.berkas import MEJA as MEJA_BERKAS
from config.tests.formulir import tersembunyi
from config.tests.peramban import SANDI
from dasar.alur import sejak_dari
from dasar.keputusan import Meja
from evaluasi.tests.factories import EvaluasiFactory, FormulirEvaluasiFactory
from evaluasi.tindakan import BERHALAMAN as BERHALAMAN_EVALUASI
from evaluasi.views.formulir import halaman as formulir_evaluasi
from evaluasi.views.keputusan import MEJA as MEJA_EVALUASI
from klinik.tests.factories import PertanyaanFactory, artikel_buat
from klinik.views.artikel import MEJA as MEJA_ARTIKEL
from klinik.views.pertanyaan import MEJA as MEJA_KLINIK
from monitoring.tests.factories import FormulirMonitoringFactory, MonitoringFactory
from monitoring.tindakan import BERHALAMAN as BERHALAMAN_MONITORING
from monitoring.views.formulir import halaman as formulir_monitoring
from monitoring.views.monitoring import MEJA as MEJA_MONITORING
from naskah.tests.conftest import jenis_uji  # noqa: F401  (a fixture)
from naskah.tests.test_alur_naskah import naskah_berstatus
from naskah.tindakan import BERHALAMAN as BERHALAMAN_NASKAH
from naskah.views.naskah_aksi import MEJA as MEJA_NASKAH
from pembaruan.tests.factories import usulan_buat
from pembaruan.views import MEJA as MEJA_PEMBARUAN
from perut.tests.factories import KunjunganFactory
from perut.tindakan import BERHALAMAN as BERHALAMAN_PERUT
from perut.verifikasi import periksa_aspek
from perut.views.kunjungan import MEJA as MEJA_PERUT
from tindaklanjut.models import Temuan
from tindaklanjut.views.temuan import MEJA as MEJA_TEMUAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("jenis_uji")]
KETIKAN = "Yang saya ketik sendiri."
ISIAN = {
    "alasan": KETIKAN,
    "perbaikan": KETIKAN,
    "uraian": KETIKAN,
    "kesimpulan": KETIKAN,
    "nomor": "12 Tahun 2026",
    "tanggal": datetime.date(2026, 1, 15).isoformat(),
    "hasil": "selesai",
    "sandi": SANDI,
}


def _kunjungan(desa, status, pelaku, aksi):
    petugas = [pelaku] if aksi in {"mulai", "ajukan"} else [pengguna_berperan(Peran.PELAKSANA, desa)]
    return KunjunganFactory(desa=desa, status=status, petugas=petugas, notulen="Notulen.")


def _monitoring(desa, status, pelaku, aksi):
    petugas = [pelaku] if aksi in {"mulai", "laporkan"} else [pengguna_berperan(Peran.PELAKSANA, desa)]
    return MonitoringFactory(desa=desa, status=status, petugas=petugas)


def _evaluasi(desa, status, pelaku, aksi):
    lain = [pengguna_berperan(Peran.VERIFIKATOR, desa), pengguna_berperan(Peran.PELAKSANA, desa)]
    if aksi != "terima":  # a member of the team does not accept
        lain.insert(0, pelaku)
    evaluasi = EvaluasiFactory(desa=desa, status=status, anggota=lain)
    for anggota in evaluasi.tim.anggota.all() if status == "dinilai" else ():
        evaluasi.penilaian.create(anggota=anggota, diserahkan=timezone.now())
    return evaluasi


def _versi(desa, status, pelaku, aksi):
    hasil = HasilEvaluasi.PERLU_DIPERBAIKI if aksi == "minta_perbaikan" else HasilEvaluasi.SESUAI
    return siap(desa, status, **({"hasil": hasil} if status in {"diusulkan", "sesuai"} else {}))


def _naskah(desa, status, pelaku, aksi):
    return naskah_berstatus(desa, status, pengguna_berperan(Peran.VERIFIKATOR, desa))


def _berkas(desa, status, pelaku, aksi):
    oleh = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    kategori = KategoriBerkas.objects.create(kode="lppd", nama="LPPD", kelompok="laporan", periode="tahunan", urut=1)
    isi = {"desa": desa, "kategori": kategori, "tahun": 2026, "periode": "2026", "judul": "LPPD", "status": status}
    berkas = Berkas.objects.create(**isi, dibuat_oleh=oleh)
    rupa = {"isi": "berkas/contoh", "nama_asli": "a.pdf", "mime": "application/pdf", "ukuran": 1, "sha256": "0" * 64}
    berkas.versi_terkini = VersiBerkas.objects.create(berkas=berkas, urut=1, oleh=oleh, **rupa)
    berkas.save()
    berkas.riwayat.create(aksi="unggah", dari="", ke="menunggu", oleh=oleh, versi=berkas.versi_terkini)
    return berkas


def _temuan(desa, status, pelaku, aksi):
    isi = {"asal_jenis": "uji", "asal_id": "1", "asal_teks": "Uji", "uraian": "Buku kas.", "penanggung_jawab": "Kaur"}
    return Temuan.objects.create(desa=desa, status=status, batas_waktu=datetime.date(2026, 12, 1), **isi)


@dataclass(frozen=True)
class Ruang:
    meja: Meja[Any]
    buat: Callable[..., Any]
    alamat: Callable[[Any, str], str]
    halaman: Callable[[Any], str] | None = None  # where the form stands, if not on a page of its own
    kolom: str = "versi"
    isian: dict[str, str] | None = None
    serta: Callable[[], dict[str, Any]] = dict  # what the database wants beside another status


def _di(nama: str) -> Callable[[Any, str], str]:
    return lambda objek, aksi: reverse(nama, args=[objek.pk, aksi])


def _formulir(ruang: str, pabrik: Any) -> Ruang:
    return Ruang(
        {"monitoring": formulir_monitoring, "evaluasi": formulir_evaluasi}[ruang].meja,
        lambda desa, status, pelaku, aksi: pabrik(status=status, **{ISI_FORMULIR[ruang]: 1}),
        lambda objek, aksi: reverse(f"{ruang}:formulir-{aksi}", args=[objek.pk]),
        kolom="revisi",
        serta=lambda: {"diterbitkan": timezone.now()},
    )


ISI_FORMULIR = {"monitoring": "butir", "evaluasi": "aspek"}
RUANG = {
    "perut": Ruang(MEJA_PERUT, _kunjungan, _di("perut:kunjungan-aksi")),
    "monitoring": Ruang(MEJA_MONITORING, _monitoring, _di("monitoring:monitoring-aksi")),
    "evaluasi": Ruang(MEJA_EVALUASI, _evaluasi, _di("evaluasi:evaluasi-aksi")),
    "apbdes": Ruang(MEJA_APBDES, _versi, _di("apbdes:versi-aksi")),
    "usulan": Ruang(
        MEJA_USUL,
        _versi,
        lambda versi, _aksi: reverse("apbdes:versi-usul", args=[versi.pk]),
        halaman=lambda versi: reverse("apbdes:versi-evaluasi", args=[versi.pk]),
        isian={"hasil": "sesuai"},
    ),
    "naskah": Ruang(MEJA_NASKAH, _naskah, _di("naskah:naskah-aksi")),
    "berkas": Ruang(MEJA_BERKAS, _berkas, lambda b, aksi: reverse(f"berkas:berkas-{aksi}", args=[b.pk])),
    "temuan": Ruang(
        MEJA_TEMUAN,
        _temuan,
        lambda t, aksi: reverse(f"tindaklanjut:temuan-{aksi.replace('_', '-')}", args=[t.pk]),
        halaman=lambda t: reverse("tindaklanjut:temuan-rinci", args=[t.pk]),
    ),
    "klinik": Ruang(
        MEJA_KLINIK,
        lambda desa, status, *_: PertanyaanFactory(
            desa=desa, status=status, dijawab_pada=timezone.now(), luar="Dinas PMD"
        ),
        lambda p, aksi: reverse(f"klinik:pertanyaan-{aksi.replace('_', '-')}", args=[p.pk]),
        halaman=lambda p: p.get_absolute_url(),
        isian={"isi": KETIKAN, "luar": "Dinas PMD", "catatan": KETIKAN},
        serta=lambda: {"dijawab_pada": timezone.now(), "menunggu_sejak": timezone.now(), "luar": "Dinas PMD"},
    ),
    "artikel": Ruang(
        MEJA_ARTIKEL,
        lambda desa, status, pelaku, _aksi: artikel_buat(desa.kecamatan, pelaku, status=status),
        lambda a, aksi: reverse(f"klinik:artikel-{aksi}", args=[a.pk]),
    ),
    "pembaruan": Ruang(
        MEJA_PEMBARUAN, lambda desa, status, *_: usulan_buat(desa, status), _di("pembaruan:usulan-aksi")
    ),
    "formulir_monitoring": _formulir("monitoring", FormulirMonitoringFactory),
    "formulir_evaluasi": _formulir("evaluasi", FormulirEvaluasiFactory),
}
KASUS = [
    pytest.param(nama, t.aksi, status, id=f"{nama}-{t.aksi}-{status}")
    for nama, ruang in RUANG.items()
    for t in ruang.meja.tabel
    if t.aksi in ruang.meja.kerja
    for status in sorted(t.dari)
]


@dataclass
class Halaman:
    """A page that somebody has open."""

    ruang: Ruang
    aksi: str
    objek: Any
    alamat: str
    dilihat: dict[str, str]
    isian: dict[str, str]

    def kini(self) -> tuple[str, int]:
        return type(self.objek).objects.get(pk=self.objek.pk).status, self.objek.riwayat.count()


@pytest.fixture
def buka(client, desa):
    def kerjakan(nama: str, aksi: str, status: str) -> Halaman:
        ruang = RUANG[nama]
        peran = sorted(next(t for t in ruang.meja.tabel if t.aksi == aksi).peran)[0]
        pelaku = pengguna_berperan(peran, desa)
        pelaku.sandi_sendiri(SANDI)
        pelaku.save()
        objek = ruang.buat(desa, status, pelaku, aksi)
        alamat = ruang.alamat(objek, aksi)
        client.force_login(pelaku, backend="django.contrib.auth.backends.ModelBackend")
        sendiri = alamat if aksi in ruang.meja.tanya else objek.get_absolute_url()
        dilihat = tersembunyi(client.get(ruang.halaman(objek) if ruang.halaman else sendiri), alamat)
        isian = ISIAN | (ruang.isian or {})
        if nama == "perut" and aksi == "verifikasi":
            for a in periksa_aspek(objek):
                isian |= {f"{a.kode}_jawaban": "sesuai", f"{a.kode}_catatan": KETIKAN}
        return Halaman(ruang, aksi, objek, alamat, dilihat, isian)

    return kerjakan


def ditolak(h: Halaman, jawab, sebelum) -> None:
    isi = jawab.content.decode()
    assert (jawab.status_code, h.kini()) == (422, sebelum)
    assert "ini sudah diubah oleh" in isi
    assert "sejak halaman ini dibuka. Periksa lagi isinya, lalu putuskan." in isi
    if h.aksi in h.ruang.meja.tanya:
        form = next((f for n in ("form", "usulan", f"form_{h.aksi}") if (f := jawab.context.get(n))), None)
        diketik = [n for n in form.fields if h.isian.get(n) == KETIKAN]
        assert (KETIKAN in isi) is bool(diketik)
    assert SANDI not in isi


@pytest.mark.parametrize(("nama", "aksi", "status"), KASUS)
def test_keputusan_atas_halaman_usang_ditolak(client, desa, buka, nama, aksi, status):
    h = buka(nama, aksi, status)
    rekan = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Rekan yang Lebih Dahulu")
    h.objek.riwayat.create(aksi="ubah", dari=status, ke=status, oleh=rekan)
    sebelum = h.kini()
    jawab = client.post(h.alamat, h.isian | h.dilihat)
    ditolak(h, jawab, sebelum)
    assert "oleh Rekan yang Lebih Dahulu" in jawab.content.decode()


@pytest.mark.parametrize(("nama", "aksi", "status"), KASUS)
def test_keputusan_tanpa_menyebut_yang_dilihat_ditolak(client, desa, buka, nama, aksi, status):
    h = buka(nama, aksi, status)
    ditolak(h, client.post(h.alamat, h.isian), h.kini())


BERTANYA = [k for k in KASUS if k.values[1] in RUANG[k.values[0]].meja.tanya]


@pytest.mark.parametrize(("nama", "aksi", "status"), BERTANYA)
def test_isian_yang_keliru_tidak_menyegarkan_halaman_usang(client, desa, buka, nama, aksi, status):
    """Refused for its answers, the page comes back over what is there now: then it says that this has changed."""
    h = buka(nama, aksi, status)
    rekan = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Rekan yang Lebih Dahulu")
    h.objek.riwayat.create(aksi="ubah", dari=status, ke=status, oleh=rekan)
    sebelum = h.kini()
    jawab = client.post(h.alamat, {"sandi": "keliru"} | h.dilihat)
    assert (jawab.status_code, h.kini()) == (422, sebelum)
    assert jawab.content.decode().count("ini sudah diubah oleh Rekan yang Lebih Dahulu") == 1


# A file begins with its upload, a proposal with being handed in, a question with being asked.
BELUM_BERIWAYAT = [k for k in KASUS if k.values[0] not in {"berkas", "pembaruan", "klinik"}]


@pytest.mark.parametrize(("nama", "aksi", "status"), BELUM_BERIWAYAT)
def test_sebelum_ada_riwayat_versi_barisnya_yang_dilihat(client, desa, buka, nama, aksi, status):
    h = buka(nama, aksi, status)
    assert sejak_dari(h.objek) == f"v{h.objek.versi_baris}" == h.dilihat["sejak"]
    type(h.objek).objects.filter(pk=h.objek.pk).update(**{h.ruang.kolom: F(h.ruang.kolom) + 1})
    ditolak(h, client.post(h.alamat, h.isian | h.dilihat), h.kini())


def _pindahkan(h: Halaman, dari: frozenset[str]) -> bool:
    """To some status that the action does not start from and the database allows for this row."""
    objek = h.objek
    for status, _ in type(objek)._meta.get_field("status").choices:
        try:
            with transaction.atomic():
                if status not in dari and type(objek).objects.filter(pk=objek.pk).update(
                    status=status, **h.ruang.serta()
                ):
                    return True
        except IntegrityError:
            continue
    return False


LAIN = [
    pytest.param(nama, t.aksi, id=f"{nama}-{t.aksi}")
    for nama, ruang in RUANG.items()
    for t in ruang.meja.tabel
    if t.aksi in ruang.meja.kerja
]


@pytest.mark.parametrize(("nama", "aksi"), LAIN)
def test_sudah_diputuskan_orang_lain(client, desa, buka, nama, aksi):
    """The work has gone on while the page was open: no error page, and what was typed is not thrown away."""
    transisi = next(t for t in RUANG[nama].meja.tabel if t.aksi == aksi)
    h = buka(nama, aksi, sorted(transisi.dari)[0])
    rekan = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Rekan")
    assert _pindahkan(h, transisi.dari), "Tidak ada status lain yang dapat dicapai."
    h.objek.riwayat.create(aksi="ubah", dari="", ke=h.kini()[0], oleh=rekan)
    sebelum = h.kini()
    jawab = client.post(h.alamat, h.isian | h.dilihat)
    assert jawab.status_code in {403, 404, 422}
    assert h.kini() == sebelum


def test_setiap_tindakan_berperan_punya_fungsi():
    """No action of a table without somebody who does it; `unggah` comes with its bytes, a proposal and a finding
    that the office notes with their forms."""
    tanpa = {
        f"{nama}-{t.aksi}"
        for nama, ruang in RUANG.items()
        for t in ruang.meja.tabel
        if t.peran and t.aksi not in ruang.meja.kerja
    }
    assert tanpa - {f"usulan-{t.aksi}" for t in MEJA_USUL.tabel} == {
        "apbdes-usulkan",
        "berkas-unggah",
        "klinik-ajukan",
        "pembaruan-ajukan",
        "temuan-catat",
    }


def test_tombol_dan_halaman_sepakat():
    """What the buttons say asks first is what has a page."""
    for berhalaman, meja in (
        (BERHALAMAN_PERUT, MEJA_PERUT),
        (BERHALAMAN_MONITORING, MEJA_MONITORING),
        (BERHALAMAN_EVALUASI, MEJA_EVALUASI),
        (BERHALAMAN_NASKAH, MEJA_NASKAH),
    ):
        assert berhalaman == set(meja.tanya)
    assert set(MEJA_APBDES.tanya) == set(MEJA_APBDES.kerja)


def test_tidak_ada_fungsi_yang_dicari_menurut_namanya():
    """An action is looked up in a table that names its function, never by gluing names together."""
    from django.conf import settings

    salah = [
        str(berkas.relative_to(settings.BASE_DIR))
        for berkas in settings.BASE_DIR.glob("*/**/*.py")
        if "tests" not in berkas.parts and "node_modules" not in berkas.parts and ".venv" not in berkas.parts
        for baris in berkas.read_text().splitlines()
        if "getattr(layanan" in baris or "getattr(services" in baris
    ]
    assert salah == []
