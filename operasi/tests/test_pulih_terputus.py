"""A restore that is killed (SIGKILL) goes on when the same command is run again; nothing else takes it for its own."""

import os
import signal

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from desa.models import Kabupaten
from jejak.models import Catatan
from operasi.galat import OperasiGagal
from operasi.isi import tidak_kosong
from operasi.penyimpanan import TANDA_PULIH
from operasi.services import cadangan
from operasi.services.cadangan import cadangan_buat
from operasi.services.pemulihan import cadangan_pulihkan
from operasi.tests.conftest import IDENTITAS, catat_migrasi, tabel_buat
from operasi.tests.test_cadangan import isi_penyimpanan, kecil, tabel  # noqa: F401

pytestmark = pytest.mark.django_db
BERTAMBAH = {"naskah.PenutupanNomor", "jejak.Catatan", "jejak.Segel"}


def dibunuh(jalur, alias, basis_data, kata):
    """Run the restore in a process that is killed when it says this (`sesudah`: once its rows are there)."""
    anak = os.fork()
    if not anak:
        try:
            milik = basis_data(f"{alias}-{kata[:4]}-anak", sama=alias)

            def bunuh(kalimat):
                if kata in kalimat:
                    os.kill(os.getpid(), signal.SIGKILL)

            cadangan_pulihkan(
                jalur=jalur, identitas=IDENTITAS, using=milik, kabar=bunuh, sesudah=lambda: bunuh("sesudah")
            )
        finally:
            os._exit(3)
    assert os.waitstatus_to_exitcode(os.waitpid(anak, 0)[1]) == -signal.SIGKILL


def tanpa_tambahan(alias):
    return {label: isi for label, isi in tabel(alias).items() if label not in BERTAMBAH}


SAAT = ["Memeriksa", "1 dari 3 berkas", "3 dari 3 berkas", "Membandingkan", "sesudah"]


def test_dibunuh_di_mana_pun_lalu_dilanjutkan(kecil, basis_data, ke_tempat_lain, monkeypatch, tmp_path):  # noqa: F811
    monkeypatch.setattr(cadangan, "BAGIAN_BANYAK", 1)
    asal, berkas = tanpa_tambahan("default"), isi_penyimpanan()
    jalur = cadangan_buat(folder=kecil).jalur
    Kabupaten.objects.create(kode="98.97", nama="Lain")
    lain = cadangan_buat(folder=kecil.parent / "lain").jalur
    for n, saat in enumerate(SAAT):
        alias = basis_data(f"mati-{n}")
        with ke_tempat_lain(f"mati-{n}"):
            dibunuh(jalur, alias, basis_data, saat)
            assert default_storage.exists(TANDA_PULIH) is (saat != "Memeriksa"), saat
            if saat != "Memeriksa":
                with pytest.raises(OperasiGagal, match=rf"pemulihan arsip lain terputus \({jalur.name}.*Lanjutkan"):
                    cadangan_pulihkan(jalur=lain, identitas=IDENTITAS, using=alias)
            kabar = []
            hasil = cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias, kabar=kabar.append)
            assert any(k.startswith("Melanjutkan") for k in kabar) is (saat != "Memeriksa"), saat
            assert (hasil.berkas, isi_penyimpanan(), tanpa_tambahan(alias)) == (3, berkas, asal), saat
            assert not default_storage.exists(TANDA_PULIH)
            with pytest.raises(OperasiGagal, match="sudah berisi"):  # once it is over it is a target like any other
                cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)


def test_lanjutan_yang_terhenti_tetap_dapat_dilanjutkan(kecil, basis_data, ke_tempat_lain, monkeypatch):  # noqa: F811
    """Killed with files written; then somebody presses Ctrl-C while it goes on, at whatever it says. What lies there
    stays this archive's, or goes away whole: the third run restores."""
    monkeypatch.setattr(cadangan, "BAGIAN_BANYAK", 1)
    asal, berkas = tanpa_tambahan("default"), isi_penyimpanan()
    jalur = cadangan_buat(folder=kecil).jalur
    for n, saat in enumerate(["Melanjutkan", "Memeriksa", "1 dari 3 berkas", "Membandingkan"]):
        alias = basis_data(f"henti-{n}")

        def hentikan(kalimat, saat=saat):
            if saat in kalimat:
                raise KeyboardInterrupt

        with ke_tempat_lain(f"henti-{n}"):
            dibunuh(jalur, alias, basis_data, "2 dari 3 berkas")
            with pytest.raises(KeyboardInterrupt):
                cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias, kabar=hentikan)
            assert default_storage.exists(TANDA_PULIH), saat
            hasil = cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
            assert (hasil.berkas, isi_penyimpanan(), tanpa_tambahan(alias)) == (3, berkas, asal), saat
            assert not default_storage.exists(TANDA_PULIH)


@pytest.mark.parametrize("sebab", ["berkas yang tidak terhapus", "tabel yang setengah jadi"])
def test_pemulihan_baru_yang_terhenti_tetap_dapat_dilanjutkan(kecil, basis_data, ke_tempat_lain, monkeypatch, sebab):  # noqa: F811
    """Ctrl-C in a first run that cannot take back what it did."""
    monkeypatch.setattr(cadangan, "BAGIAN_BANYAK", 1)
    asal, jalur = tanpa_tambahan("default"), cadangan_buat(folder=kecil).jalur
    setengah, kabar = sebab.startswith("tabel"), []
    alias = basis_data("baru", sama="baru") if setengah else basis_data("baru")
    hapus_asli = FileSystemStorage.delete

    def berhenti(*_):
        raise KeyboardInterrupt

    def hentikan(kalimat):
        kabar.append(kalimat)
        if "2 dari 3 berkas" in kalimat:
            raise KeyboardInterrupt

    def menolak(penyimpanan, nama):
        if nama != TANDA_PULIH:
            raise PermissionError(nama)
        hapus_asli(penyimpanan, nama)

    with ke_tempat_lain():
        with monkeypatch.context() as ganti:
            if setengah:
                ganti.setattr(MigrationRecorder, "record_applied", berhenti)
            else:
                ganti.setattr(FileSystemStorage, "delete", menolak)
            for kali in range(2):
                with pytest.raises(KeyboardInterrupt):
                    cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias, kabar=hentikan)
                assert default_storage.exists(TANDA_PULIH)
                assert sum(k.startswith("Melanjutkan") for k in kabar) == kali
        if setengah:
            tabel_buat(alias)  # what the migrations go on to make
        assert cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias).berkas == 3
        assert tanpa_tambahan(alias) == asal
        assert not default_storage.exists(TANDA_PULIH)


def test_yang_ditulis_orang_sesudah_terputus_tidak_ditimpa(kecil, basis_data, ke_tempat_lain):  # noqa: F811
    """Somebody began to work in what was restored, without waiting for its end."""
    jalur = cadangan_buat(folder=kecil).jalur
    alias = basis_data("dipakai")
    with ke_tempat_lain():
        dibunuh(jalur, alias, basis_data, "sesudah")
        Kabupaten.objects.using(alias).create(kode="99.96", nama="Baru")
        with pytest.raises(OperasiGagal, match="Basis data tujuan sudah berisi"):
            cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
        assert Kabupaten.objects.using(alias).filter(kode="99.96").exists()


def test_tanda_yang_rusak_disebut(kecil, basis_data, ke_tempat_lain):  # noqa: F811
    jalur = cadangan_buat(folder=kecil).jalur
    with ke_tempat_lain():
        default_storage.save(TANDA_PULIH, ContentFile(b"{"))
        with pytest.raises(OperasiGagal, match=r"tidak terbaca.*Kosongkan .* basis data baru"):
            cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=basis_data("rusak"))


def test_gagal_sesudah_barisnya_ada_diulang_sampai_selesai(kecil, basis_data, ke_tempat_lain):  # noqa: F811
    """Redis did not answer: the data is there, the restore is not over, and the same command ends it."""
    jalur, alias = cadangan_buat(folder=kecil).jalur, basis_data("redis")

    def gagal():
        raise OperasiGagal("antrean di Redis tidak dapat dikosongkan")

    with ke_tempat_lain():
        with pytest.raises(OperasiGagal, match="Redis"):
            cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias, sesudah=gagal)
        assert default_storage.exists(TANDA_PULIH)
        assert cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias).berkas == 3


def test_mencadangkan_yang_kosong_tidak_mengisinya(kunci, tmp_path, settings):
    """The timer of a new server strikes before the restore: its database stays a target."""
    settings.MEDIA_ROOT = tmp_path / "baru"
    catat_migrasi("default")
    assert tidak_kosong(using="default") == ""
    with pytest.raises(CommandError, match="masih kosong"):
        call_command("cadangkan", folder=tmp_path / "cadangan")
    assert (Catatan.objects.count(), (tmp_path / "cadangan").exists()) == (0, False)
