"""The drill: a backup, restored elsewhere, is the same; and everything that is to be refused is."""

import hashlib
import json
import os
import resource
import signal
import tarfile
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from antrean.models import Pekerjaan
from dasar.penyimpanan import SEMENTARA, PenyimpananCakram
from desa.models import Kabupaten, Kecamatan
from jejak.enums import Jenis
from jejak.models import Catatan
from jejak.rantai import baca_jangkar, semua_ujung
from jejak.services import catat
from naskah.enums.naskah import StatusPekerjaan
from naskah.models import AkarSertifikat, Naskah, PekerjaanTtd, PenutupanNomor, VersiPdf
from naskah.services.pekerjaan_ttd import pekerjaan_selesaikan
from naskah.services.tanda_tangan import penanda_tandatangani
from naskah.tests.bahan_ttd import FRASA, disetujui, kunci_ca_pem, sertifikat_untuk, tempat
from operasi import arsip as modul_arsip
from operasi.arsip import kunci_baru
from operasi.galat import OperasiGagal
from operasi.isi import TIDAK_DIBAWA, kolom, kolom_berkas, model_dibawa, sidik_tabel
from operasi.penyimpanan import semua_nama
from operasi.services import cadangan, pemulihan
from operasi.services.cadangan import cadangan_buat, disebut
from operasi.services.pemulihan import cadangan_pulihkan
from operasi.tests.conftest import IDENTITAS, catat_migrasi
from tte.periksa import periksa_tanda_tangan

pytestmark = pytest.mark.django_db


def lambang(alias, kabupaten, n, *, kode="99.99", isi=b"lambang"):
    nama = default_storage.save(f"lambang/{n}.png", ContentFile(isi))
    return Kecamatan.objects.using(alias).create(
        kode=f"{kode}.{n:02d}", nama=f"K{n}", kabupaten=kabupaten, lambang=nama
    )


def isi_penyimpanan() -> dict[str, str]:
    hasil = {}
    for nama in semua_nama():
        with default_storage.open(nama, "rb") as b:
            hasil[nama] = hashlib.sha256(b.read()).hexdigest()
    return hasil


def tabel(alias: str) -> dict[str, tuple[int, str]]:
    return {m._meta.label: ((s := sidik_tabel(m, using=alias)).jumlah, s.teks) for m in model_dibawa()}


@pytest.fixture
def kecil(db, kunci, settings, tmp_path):
    """Three files and their rows, and an authority: enough for what does not ask what is inside."""
    catat_migrasi("default")
    letak = Path(settings.CA_KUNCI.removeprefix("file:"))
    letak.parent.mkdir()
    letak.write_text(kunci_ca_pem())
    kabupaten = Kabupaten.objects.create(kode="99.97", nama="Kecil")
    for n in range(3):
        lambang("default", kabupaten, n, isi=os.urandom(30_000))
    return tmp_path / "arsip"


@pytest.fixture
def dunia(kecil, terbitkan, desa, orang, settings):
    """One document signed to the end and one between the two halves; and what is not to be carried over."""
    letak = settings.CA_KUNCI
    sertifikat_untuk(settings, orang["camat"])
    settings.CA_KUNCI = letak
    for selesai in (True, False):
        naskah = disetujui(terbitkan, desa, (1, "Camat Uji", orang["camat"]))
        pekerjaan = penanda_tandatangani(penanda=tempat(naskah, 0), frasa=FRASA, oleh=orang["camat"])
        if selesai:
            pekerjaan_selesaikan(pekerjaan.pk)
    default_storage.save("lambang/lama.png", ContentFile(b"lambang yang hanya disebut isi naskah"))
    default_storage.save("ekspor/2026/05/lama.zip", ContentFile(b"sementara"))
    catat(Jenis.SISTEM, "uji", uraian="supaya jejaknya berantai")
    Pekerjaan.objects.create(nama="naskah.naskah_buat_pdf", argumen=[1])
    Session.objects.create(session_key="a" * 32, session_data="x", expire_date=timezone.now())
    return kecil


def test_dipulihkan_ke_tempat_lain_lalu_dicadangkan_lagi(dunia, basis_data, ke_tempat_lain):
    """The drill: rows, files, authority and signatures are the same there; so is a backup made from there."""
    hasil = cadangan_buat(folder=dunia)
    assert (hasil.hilang, hasil.diperiksa) == ([], True)
    assert sorted(dunia.glob("*.perut*")) == [hasil.jalur, dunia / f"{hasil.jalur.name}.jangkar.json"]
    baris, berkas = tabel("default"), isi_penyimpanan()
    assert Session.objects.exists() and Pekerjaan.objects.exists() and Catatan.objects.exists()
    alias = basis_data("pulih")
    with ke_tempat_lain():
        pulih = cadangan_pulihkan(jalur=hasil.jalur, identitas=IDENTITAS, using=alias)
        sesudah = tabel(alias)
        assert sesudah.pop("naskah.PenutupanNomor")[0] == 1
        assert sesudah == {k: n for k, n in baris.items() if k != "naskah.PenutupanNomor"}
        assert isi_penyimpanan() == berkas
        assert set(disebut(alias)) <= set(berkas)
        assert json.loads((dunia / f"{hasil.jalur.name}.jangkar.json").read_text()) == pulih.jangkar
        assert [r["urut"] for r in pulih.jangkar["rantai"]] and baca_jangkar(pulih.jangkar) == semua_ujung()
        assert Path(pulih.ca).read_text() == kunci_ca_pem()
        for nama in TIDAK_DIBAWA:
            assert not apps.get_model(nama)._base_manager.using(alias).exists()
        ditandatangani = Naskah.objects.using(alias).get(pk=Naskah.objects.order_by("pk")[0].pk)
        akar = [bytes(a) for a in AkarSertifikat.objects.using(alias).values_list("sertifikat", flat=True)]
        with default_storage.open(ditandatangani.pdf.name) as pdf:
            [ttd] = periksa_tanda_tangan(pdf.read(), akar=akar).tanda_tangan
        assert (ttd.utuh, ttd.terpercaya) == (True, True)
        tertunda = PekerjaanTtd.objects.using(alias).get(status=StatusPekerjaan.ANTRE)
        assert default_storage.exists(tertunda.siap.name)
        # A new row gets a key of its own.
        lama = VersiPdf.objects.using(alias).order_by("-pk")[0]
        baru = VersiPdf.objects.using(alias).create(naskah_id=lama.naskah_id, urut=99, berkas="x", sha256="", sebab="x")
        assert baru.pk > lama.pk
        baru.delete()
        lagi = cadangan_buat(folder=dunia / "lagi", using=alias)
    ketiga = basis_data("ketiga")
    with ke_tempat_lain("ketiga"):
        cadangan_pulihkan(jalur=lagi.jalur, identitas=IDENTITAS, using=ketiga)
        assert PenutupanNomor.objects.using(ketiga).count() == 2
        assert {k: n for k, n in tabel(ketiga).items() if k != "naskah.PenutupanNomor"} == sesudah
        assert isi_penyimpanan() == berkas


def test_yang_tidak_dibawa_tidak_disebut_yang_dibawa():
    """Otherwise a restored row would point to nothing."""
    ke_luar = [
        f"{m._meta.label}.{f.name}"
        for m in model_dibawa()
        for f in kolom(m)
        if f.related_model and f.related_model._meta.label_lower in TIDAK_DIBAWA
    ]
    assert ke_luar == []
    assert [m._meta.label for m in model_dibawa() if m._meta.parents] == []  # a row lies in one table


class Ditolak:
    """Why, and how the archive or the target is spoiled."""

    def __init__(self, kalimat, rusak=None, identitas=IDENTITAS):
        self.kalimat, self.rusak, self.identitas = kalimat, rusak, identitas


def terpotong(jalur, **_):
    os.truncate(jalur, jalur.stat().st_size * 2 // 3)


def terpotong_di_ujung(jalur, **_):
    os.truncate(jalur, jalur.stat().st_size - 3 * 512)


def berubah(jalur, **_):
    """One bit, in the middle of the files."""
    with tarfile.open(jalur) as isi:
        butir = next(b for b in isi if b.name.startswith("berkas-"))
    with jalur.open("r+b") as berkas:
        berkas.seek(butir.offset_data + butir.size // 2)
        satu = berkas.read(1)
        berkas.seek(-1, 1)
        berkas.write(bytes([satu[0] ^ 1]))


def bukan_arsip(jalur, **_):
    jalur.write_bytes(b"bukan arsip")


def tidak_ada(jalur, **_):
    jalur.unlink()


def berbaris(alias, **_):
    Kabupaten.objects.using(alias).create(kode="99.99", nama="Lain")


def berberkas(**_):
    default_storage.save("naskah/ada.pdf", ContentFile(b"milik orang lain"))


def berkunci(**_):
    from django.conf import settings

    letak = Path(settings.CA_KUNCI.removeprefix("file:"))
    letak.parent.mkdir(parents=True)
    letak.write_text("kunci lain")


def belum_dimigrasi(alias, **_):
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    MigrationRecorder(connections[alias]).migration_qs.filter(app="naskah").delete()


TOLAKAN = {
    "kunci salah": Ditolak(modul_arsip.KUNCI_SALAH, identitas=kunci_baru()[0]),
    "bukan kunci": Ditolak(modul_arsip.KUNCI_SALAH, identitas="apa saja"),
    "terpotong": Ditolak(modul_arsip.TERPOTONG, terpotong),
    "terpotong di ujung": Ditolak(modul_arsip.TERPOTONG, terpotong_di_ujung),
    "bukan arsip": Ditolak(modul_arsip.TERPOTONG, bukan_arsip),
    "tidak ada": Ditolak("tidak ada.", tidak_ada),
    "berubah": Ditolak("tidak sama dengan ketika ditulis", berubah),
    "folder berisi": Ditolak("sudah berisi", berberkas),
    "kunci otoritas lain": Ditolak("kunci otoritas lain", berkunci),
    # These two leave their mark on the database.
    "basis data berisi": Ditolak("Basis data tujuan sudah berisi", berbaris),
    "migrasi lain": Ditolak("bukan milik versi ini", belum_dimigrasi),
}


def test_ditolak_dengan_kalimat_dan_tidak_ada_yang_setengah(kecil, basis_data, ke_tempat_lain, tmp_path):
    """One archive, and one empty machine, for all the refusals: what is refused leaves no trace for the next."""
    utuh = cadangan_buat(folder=kecil).jalur
    alias = basis_data("tolak")
    for n, (nama, tolak) in enumerate(TOLAKAN.items()):
        jalur = tmp_path / f"salinan-{n}.perut"
        jalur.write_bytes(utuh.read_bytes())
        with ke_tempat_lain(f"tolak-{n}"):
            if tolak.rusak:
                tolak.rusak(jalur=jalur, alias=alias)
            sebelum = isi_penyimpanan(), tabel(alias)
            kata = ""
            try:
                cadangan_pulihkan(jalur=jalur, identitas=tolak.identitas, using=alias)
            except OperasiGagal as galat:
                kata = str(galat)
            assert tolak.kalimat in kata, nama
            assert (isi_penyimpanan(), tabel(alias)) == sebelum, nama


def test_versi_lain_disebut_versinya(kecil, basis_data, ke_tempat_lain, monkeypatch):
    jalur = cadangan_buat(folder=kecil).jalur
    alias, kode = basis_data("pulih"), cadangan.migrasi_kode() | {("naskah", "9999_besok")}
    monkeypatch.setattr(pemulihan, "migrasi_kode", lambda: kode)
    with (
        ke_tempat_lain(),
        pytest.raises(OperasiGagal, match=r"versi \d.*lebih lama.*naskah\.9999_besok.*Pasang kode rilis"),
    ):
        cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
    monkeypatch.setattr(pemulihan, "migrasi_kode", lambda: cadangan.migrasi_kode() - {("operasi", "0001_initial")})
    with ke_tempat_lain(), pytest.raises(OperasiGagal, match=r"lebih baru.*operasi\.0001_initial tidak dikenal"):
        cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
    assert not Kecamatan.objects.using(alias).exists()


def test_gagal_di_tengah_mengembalikan_keduanya(kecil, basis_data, ke_tempat_lain):
    """The last table cannot take its rows: files that were written go again, and no row stays."""
    jalur = cadangan_buat(folder=kecil).jalur
    alias = basis_data("pulih")
    from django.db import connections

    with connections[alias].cursor() as kursor:
        kursor.execute(
            "CREATE TRIGGER tolak BEFORE INSERT ON desa_kecamatan BEGIN SELECT RAISE(ABORT, 'tidak muat'); END"
        )
    with ke_tempat_lain():
        with pytest.raises(OperasiGagal, match=r"desa.Kecamatan.*tidak muat.*Tidak ada yang dipulihkan"):
            cadangan_pulihkan(jalur=jalur, identitas=IDENTITAS, using=alias)
        assert isi_penyimpanan() == {}
        assert not Kecamatan.objects.using(alias).exists()
        assert not Path(cadangan.letak_kunci().removeprefix("file:")).exists()


def test_lewat_perintah(kecil, settings, capsys, tmp_path):
    """The commands themselves; this target is the database under test, which is not empty."""
    call_command("cadangkan", folder=kecil)
    [jalur] = kecil.glob("*.perut")
    assert f"{len(isi_penyimpanan())} berkas" in capsys.readouterr().out
    assert Catatan.objects.filter(perkara="operasi.cadangkan", nama=jalur.name).exists()
    (tmp_path / "kunci.txt").write_text(f"# milik kantor\n{IDENTITAS}\n")
    with pytest.raises(CommandError, match="sudah berisi"):
        call_command("pulihkan", str(jalur), kunci=tmp_path / "kunci.txt")
    with pytest.raises(CommandError, match="tidak terbaca"):
        call_command("pulihkan", str(jalur), kunci=tmp_path / "tidak-ada.txt")
    settings.CADANGAN_KUNCI = ""
    with pytest.raises(CommandError, match="CADANGAN_KUNCI belum diisi"):
        call_command("cadangkan", folder=kecil)
    settings.CADANGAN_KUNCI = "bukan kunci"
    with pytest.raises(CommandError, match="kunci umum age"):
        call_command("cadangkan", folder=kecil)


def test_kunci_dibuat_sekali_dan_hanya_terbaca_pemiliknya(tmp_path, capsys, settings):
    call_command("cadangkan", buat_kunci=tmp_path / "kunci.txt")
    settings.CADANGAN_KUNCI = capsys.readouterr().out.splitlines()[0].removeprefix("CADANGAN_KUNCI=")
    assert (tmp_path / "kunci.txt").stat().st_mode & 0o777 == 0o600
    with pytest.raises(CommandError, match="tidak ditulis"):
        call_command("cadangkan", buat_kunci=tmp_path / "kunci.txt")
    bungkus = modul_arsip.kunci_bungkus("AGE-SECRET-KEY-X", [settings.CADANGAN_KUNCI])
    assert bungkus.startswith(b"age-encryption.org")


def test_berkas_yang_hilang_disebut(kecil, capsys):
    """What the database names and the storage has lost does not stop the backup, and is said."""
    hilang = Kecamatan.objects.order_by("pk")[0].lambang.name
    default_storage.delete(hilang)
    with pytest.raises(CommandError, match=f"1 berkas.*{hilang}"):
        call_command("cadangkan", folder=kecil)
    assert len(list(kecil.glob("*.perut"))) == 1


def test_terpotong_dilanjutkan(kecil, basis_data, ke_tempat_lain, monkeypatch):
    """Killed in the middle of the tables: the files are not copied again, the tables are."""
    monkeypatch.setattr(cadangan, "BAGIAN_BANYAK", 1)

    def putus(kata):
        if "baris dari" in kata:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cadangan_buat(folder=kecil, kabar=putus)
    [sedang] = kecil.glob("*.sedang")
    ukuran = sedang.stat().st_size
    with sedang.open("ab") as berkas:
        berkas.write(b"setengah bagian")
    Kabupaten.objects.create(kode="99.98", nama="Sesudah terputus")
    kabar: list[str] = []
    hasil = cadangan_buat(folder=kecil, kabar=kabar.append)
    assert kabar[0].startswith("Melanjutkan") and hasil.jalur.name == sedang.name.removesuffix(".sedang")
    assert not any("berkas disalin" in k for k in kabar)
    assert ukuran <= hasil.jalur.stat().st_size and not hasil.diperiksa
    alias = basis_data("pulih")
    with ke_tempat_lain():
        cadangan_pulihkan(jalur=hasil.jalur, identitas=IDENTITAS, using=alias)
    assert Kabupaten.objects.using(alias).filter(kode="99.98").exists()


def test_dua_sekaligus_hanya_satu(kecil):
    pesan: list[str] = []

    def kedua(_):
        if not pesan:
            with pytest.raises(OperasiGagal) as galat:
                cadangan_buat(folder=kecil)
            pesan.append(str(galat.value))

    cadangan_buat(folder=kecil, kabar=kedua)
    assert "sedang dibuat" in pesan[0]


def test_utuh_selagi_berkas_datang_dan_pergi(basis_data, ke_tempat_lain, kunci, tmp_path, monkeypatch):
    """Others go on writing: after the files were listed two come, and of these one goes while the other is copied.
    What is restored names no file that is not there."""
    monkeypatch.setattr(cadangan, "BAGIAN_BANYAK", 1)
    sumber = basis_data("sumber")
    penulis = basis_data("penulis", sama="sumber")
    kabupaten = Kabupaten.objects.using(penulis).create(kode="99.99", nama="Uji")
    for n in (1, 2):
        lambang(penulis, kabupaten, n)
    pergi: list[str] = []
    ulang: list[str] = []

    def kabar(kata):
        if "diambil lagi" in kata:
            ulang.append(kata)
        elif kata.startswith("2 berkas"):
            for n in (3, 4):
                lambang(penulis, kabupaten, n)
        elif kata.startswith("3 berkas") and not pergi:
            k = Kecamatan.objects.using(penulis).get(nama="K4")
            pergi.append(k.lambang.name)
            default_storage.delete(k.lambang.name)
            k.delete()

    hasil = cadangan_buat(folder=tmp_path / "arsip", kabar=kabar, using=sumber)
    assert pergi == ["lambang/4.png"] and hasil.hilang == [] and len(ulang) == 1
    pulih = basis_data("pulih")
    with ke_tempat_lain():
        cadangan_pulihkan(jalur=hasil.jalur, identitas=IDENTITAS, using=pulih)
        assert set(disebut(pulih)) == set(isi_penyimpanan()) == {f"lambang/{n}.png" for n in (1, 2, 3)}


@pytest.mark.parametrize("batas", [40_000, 200_000])
def test_cakram_penuh_tidak_meninggalkan_apa_pun(kecil, batas):
    """The real refusal of the operating system, here by a limit: no file may grow beyond so many bytes."""
    lama, keras = resource.getrlimit(resource.RLIMIT_FSIZE)
    tadi = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (batas, keras))
    try:
        with pytest.raises(OperasiGagal, match="Cakram penuh"):
            cadangan_buat(folder=kecil)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (lama, keras))
        signal.signal(signal.SIGXFSZ, tadi)
    assert [p.name for p in kecil.iterdir()] == [".kunci"]


def test_yang_lama_dihapus_yang_terbaru_disisakan(tmp_path):
    from operasi.services.jauh import lama_hapus

    for n in range(5):
        (tmp_path / f"2026010{n}T000000Z.perut").write_bytes(b"")
    assert (lama_hapus(tmp_path, sisakan=0), lama_hapus(tmp_path, sisakan=2)) == (0, 3)
    assert sorted(p.name[:8] for p in tmp_path.iterdir()) == ["20260103", "20260104"]


def test_penyimpanan_memberi_nama_sesudah_utuh(tmp_path):
    """Full halfway: no file under its name, none beside it; a name that is taken is left to whoever has it."""
    penyimpanan = PenyimpananCakram(location=tmp_path)

    class Putus(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"separuh"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        penyimpanan.save("a/b.pdf", Putus(b"x"))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
    nama = [penyimpanan.save("a/b.pdf", ContentFile(isi)) for isi in (b"satu", b"dua")]
    assert [penyimpanan.open(n).read() for n in nama] == [b"satu", b"dua"]
    assert not list(tmp_path.rglob(f"{SEMENTARA}*"))
    assert (tmp_path / nama[0]).stat().st_mode & 0o777 == 0o644


def test_kolom_berkas_semuanya_dikenal():
    """Every place where a row names a file: it goes into the archive, and is looked at nightly."""
    assert len(kolom_berkas()) == sum(
        f.__class__.__name__ in ("FileField", "ImageField") for m in model_dibawa() for f in kolom(m)
    )
