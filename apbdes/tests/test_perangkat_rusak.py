"""A set that cannot be judged by is named with its line wherever sets are read; nothing else stops."""

import io
from copy import deepcopy

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes import aturan
from apbdes.beku import susun
from apbdes.buku_kerja import tulis
from apbdes.enums import StatusVersi
from apbdes.kantor.mesin import perangkat_terbit
from apbdes.kantor.syarat import kekurangan_terbitkan_perangkat
from apbdes.models import NilaiAturan, PerangkatAturan
from apbdes.penilaian import penilaian
from apbdes.perangkat import berlaku_untuk, perangkat_versi
from apbdes.syarat import halangan_hasil, kekurangan_ajukan
from apbdes.tests.contoh import PERBUP, utuh
from apbdes.tests.contoh_evaluasi import siap
from apbdes.tests.factories import PerangkatAturanFactory
from desa.tests.factories import DesaFactory

pytestmark = pytest.mark.django_db
TAHUN = 2026


def nama_lain(isi):
    isi["aturan"][0]["paling_banyak"] = "entah x infrastruktur"


def lingkaran(isi):
    isi["pilihan"]["infrastruktur"] = {"arti": "x", "dalam": "honor"}


def tanpa_nilai(isi):
    del isi["angka"]["siltap_kades"]["riwayat"]


def tanpa_hitungan(isi):
    isi["aturan"].append({"kode": "ABC-01", "pakai": "ABC-01", "judul": "x", "tingkat": "wajib"})


def bukan_daftar(isi):
    isi["aturan"] = "abc"


def tanpa_kode(isi):
    del isi["aturan"][1]["kode"]


RUSAK = {
    nama_lain: "Nama “entah” tidak ada dalam perangkat ini.",
    lingkaran: "honor → infrastruktur",
    tanpa_nilai: "Angka “siltap_kades” belum bernilai.",
    tanpa_hitungan: "Program tidak mempunyai hitungan ABC-01.",
    bukan_daftar: "“aturan” harus berupa daftar.",
    tanpa_kode: "Baris ",
}


@pytest.fixture(autouse=True)
def segar():
    perangkat_terbit.cache_clear()
    yield
    perangkat_terbit.cache_clear()


@pytest.fixture
def terbit(desa):
    return PerangkatAturanFactory(kabupaten=desa.kecamatan.kabupaten, status="terbit")


def rusakkan(perangkat, cara):
    isi = deepcopy(perangkat.isi)
    cara(isi)
    PerangkatAturan.objects.filter(pk=perangkat.pk).update(isi=isi)
    perangkat.refresh_from_db()


@pytest.fixture
def berkas(tmp_path, monkeypatch):
    """berkas("nama", lama, baru): a changed copy in place of that file; a name that is none yet is a copy of PERBUP."""
    for asli in aturan.FOLDER.glob("*.yaml"):
        (tmp_path / asli.name).write_text(asli.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(aturan, "FOLDER", tmp_path)
    aturan.baca_perangkat.cache_clear()

    def ganti(nama, lama, baru):
        ada = tmp_path / f"{nama}.yaml"
        teks = (ada if ada.exists() else tmp_path / f"{PERBUP}.yaml").read_text("utf-8")
        teks = teks.replace(f"kode: {PERBUP}", f"kode: {nama}", 1)
        assert lama in teks
        ada.write_text(teks.replace(lama, baru, 1), "utf-8")
        aturan.baca_perangkat.cache_clear()

    yield ganti
    monkeypatch.undo()
    aturan.baca_perangkat.cache_clear()


TANPA_BERKAS = (PERBUP, "pakai: PRC-16", "pakai: PRC-99")  # a code that the program does not have


# --- which one, why, and that the others judge ---------------------------------------------------------
@pytest.mark.parametrize(("cara", "kalimat"), RUSAK.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_perangkat_kantor_yang_rusak_disebut_dan_yang_lain_menilai(desa, terbit, cara, kalimat):
    rusakkan(terbit, cara)
    hasil = berlaku_untuk(desa.kecamatan, TAHUN)
    assert [p.kode for p in hasil.perangkat] == ["dasar", "nasional", "nasional-2026"]
    (r,) = hasil.rusak
    assert (r.nama, r.wilayah, r.tahun) == (str(terbit), terbit.kabupaten.kode, (TAHUN,))
    assert any(kalimat in k for k in r.kalimat), r.kalimat
    assert all(k.startswith("Baris ") for k in r.kalimat)
    assert hasil.tak_dinilai("Kab X") == (
        f"Perangkat aturan “{terbit}” tidak dapat dipakai, sehingga ketentuannya tidak dinilai."
    )
    assert berlaku_untuk(desa.kecamatan, TAHUN - 1).rusak == ()


def test_yang_diperbaiki_dipakai_lagi(desa, terbit):
    utuh_ = deepcopy(terbit.isi)
    rusakkan(terbit, nama_lain)
    assert berlaku_untuk(desa.kecamatan, TAHUN).rusak
    PerangkatAturan.objects.filter(pk=terbit.pk).update(isi=utuh_)
    hasil = berlaku_untuk(desa.kecamatan, TAHUN)
    assert (hasil.perangkat[-1].kode, hasil.rusak) == (terbit.kode, ())


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "kalimat", "tersisa"),
    [
        (*TANPA_BERKAS, "Program tidak mempunyai hitungan PRC-99", ["dasar", "nasional", "nasional-2024"]),
        (PERBUP, "angka:\n", "angka: [\n", "tidak dapat dibaca sebagai YAML", ["dasar", "nasional", "nasional-2024"]),
        ("nasional-2024", "kode: nasional-2024", "kode: lain", "seharusnya sama dengan nama", ["dasar", PERBUP]),
        ("dasar", "tingkat: wajib", "tingkat: keras", "Tingkat “keras” tidak ada", [PERBUP]),
        ("perbup-lain", "tahun: [2024]", "tahun: [2024]", "sama-sama berlaku", ["dasar", "nasional", "nasional-2024"]),
        ("perbup-lain", "tahun: [2024]", "tahun: [2023]", "", ["dasar", PERBUP]),
    ],
    ids=["tanpa hitungan", "bukan yaml", "kode lain", "dasar", "dua perangkat", "tahun lain"],
)
def test_perangkat_berkas_yang_rusak(desa, berkas, nama, lama, baru, kalimat, tersisa):
    berkas(nama, lama, baru)
    hasil = berlaku_untuk(desa.kecamatan, 2024)
    assert [p.kode for p in hasil.perangkat] == tersisa
    semua = [k for r in hasil.rusak for k in r.kalimat]
    # What PERBUP replaces anyway is not missed.
    assert any(kalimat in k for k in semua) == bool(kalimat) or nama == "nasional-2024", semua
    assert bool(hasil.tak_dinilai("Kab X")) == bool(hasil.rusak)
    assert berlaku_untuk(desa.kecamatan, TAHUN).perangkat[-1].kode == "nasional-2026"


def test_nilai_tersimpan_yang_tidak_terbaca(desa, orang):
    isi = {"sejak": "2024-01-01", "dasar": "x", "alasan": "x", "diperiksa": "2024-01-01", "oleh": orang["admin"]}
    NilaiAturan.objects.create(perangkat=PERBUP, angka="siltap_kades", nilai="entah", **isi)
    hasil = berlaku_untuk(desa.kecamatan, 2024)
    assert PERBUP not in [p.kode for p in hasil.perangkat]
    assert hasil.rusak[0].kalimat[0].startswith("Nilai “entah” bagi Penghasilan tetap kepala")


def test_nilai_tersimpan_tanpa_angkanya_disebut(client, desa, orang):
    isi = {"sejak": "2024-01-01", "dasar": "Pasal 9", "alasan": "x", "diperiksa": "2024-01-01", "oleh": orang["admin"]}
    NilaiAturan.objects.create(perangkat=PERBUP, angka="sudah_hilang", nilai="7%", **isi)
    client.force_login(orang["verifikator"])
    halaman = client.get(reverse("apbdes:perangkat-rinci", args=[PERBUP])).content.decode()
    assert "Nilai yang tidak dipakai" in halaman and "<strong>sudah_hilang</strong> 7% sejak" in halaman


def test_daftar_tidak_menyebut_yang_rusak_berlaku(client, desa, terbit, orang):
    client.force_login(orang["verifikator"])
    alamat = reverse("apbdes:aturan-daftar"), terbit.get_absolute_url()
    assert all("Tidak dapat dipakai" not in client.get(a).content.decode() for a in alamat)
    rusakkan(terbit, nama_lain)
    perangkat_terbit.cache_clear()  # another process, or this one after a restart
    assert all("Tidak dapat dipakai" in client.get(a).content.decode() for a in alamat)


# --- nobody signs 'sesuai' over it -------------------------------------------------------------------
def test_tidak_sesuai_selama_perangkat_yang_mengikat_rusak(desa, terbit):
    versi = siap(desa, StatusVersi.DIEVALUASI, tahun=TAHUN)
    rusakkan(terbit, lingkaran)
    nilai = penilaian(versi)
    assert any("tidak dapat “sesuai” sebelum perangkat itu diperbaiki" in k for k in halangan_hasil(nilai, "sesuai"))
    assert halangan_hasil(nilai, "perlu_diperbaiki") == []


def test_ketentuan_dasar_yang_rusak_menahan_pengajuan(desa, berkas):
    berkas("dasar", "tingkat: wajib", "tingkat: keras")
    kalimat = kekurangan_ajukan(siap(desa), utuh())
    assert [k for k in kalimat if k.startswith("Perangkat aturan “Ketentuan dasar”") and "“keras”" in k] == kalimat


def test_evaluasi_beku_menyebut_perangkat_yang_tidak_ada_lagi(desa, terbit, orang):
    versi = siap(desa, StatusVersi.DIEVALUASI, tahun=TAHUN)
    saat = timezone.now()
    versi.beku = susun(versi, penilaian(versi), hasil="sesuai", kesimpulan="x", oleh=orang["verifikator"], waktu=saat)
    assert perangkat_versi(versi).perangkat[-1].kode == terbit.kode
    rusakkan(terbit, nama_lain)
    perangkat_terbit.cache_clear()
    dipakai = perangkat_versi(versi)
    assert [(r.nama, "entah" in r.kalimat[0]) for r in dipakai.rusak] == [(str(terbit), True)]
    PerangkatAturan.objects.filter(pk=terbit.pk).delete()
    (r,) = perangkat_versi(versi).rusak
    assert r.kalimat == ("Evaluasi ini memakainya, tetapi perangkat itu tidak ada lagi.",)
    assert [p.kode for p in perangkat_versi(versi).perangkat] == ["dasar", "nasional", "nasional-2026"]


# --- every reader ----------------------------------------------------------------------------------
DIBACA = {  # page → who reads it, and whether it names the broken sets
    "daftar": ("sekretaris_desa", False),
    "perangkat-daftar": ("sekretaris_desa", True),
    "perangkat-rinci": ("sekretaris_desa", True),
    "perangkat-rinci:nasional": ("sekretaris_desa", False),
    "perangkat-rinci:kantor": ("sekretaris_desa", True),
    "angka-ubah": ("admin", True),
    "perangkat-pilihan": ("verifikator", True),
    "versi-rinci": ("sekretaris_desa", True),
    "versi-isi": ("sekretaris_desa", True),
    "susun": ("sekretaris_desa", True),
    "susun-putusan": ("sekretaris_desa", True),
    "versi-fakta": ("sekretaris_desa", False),
    "versi-impor": ("sekretaris_desa", False),
    "versi-templat": ("sekretaris_desa", False),
    "versi-ekspor": ("sekretaris_desa", False),
    "versi-aksi": ("sekretaris_desa", False),
    "versi-evaluasi": ("verifikator", True),
    "aturan-daftar": ("admin_kabupaten", False),
    "aturan-rinci": ("admin_kabupaten", True),
    "aturan-yaml": ("admin_kabupaten", True),
    "aturan-kepala": ("admin_kabupaten", False),
    "aturan-baru": ("admin_kabupaten", False),
    "aturan-contoh": ("admin_kabupaten", True),
    "aturan-coba": ("admin_kabupaten", True),
}


@pytest.fixture
def dunia(desa, orang, terbit, berkas):
    """The published set of the office and the file of its kabupaten are both broken; so is the draft that follows."""
    berkas(PERBUP, "tahun: [2024]", f"tahun: [{TAHUN}]")
    berkas(*TANPA_BERKAS)
    draf = PerangkatAturanFactory(kabupaten=terbit.kabupaten, kode_isi=terbit.kode, terbitan=2)
    rusakkan(terbit, nama_lain)
    rusakkan(draf, nama_lain)
    tulisan = siap(desa, StatusVersi.DISUSUN, tahun=TAHUN)
    dinilai = siap(DesaFactory(kecamatan=desa.kecamatan), StatusVersi.DIEVALUASI, tahun=TAHUN)
    return {
        "susun": tulisan,
        "nilai": dinilai,
        "draf": draf,
        "terbit": terbit,
        "orang": orang | {"admin_kabupaten": pengguna_berperan(Peran.ADMIN_KABUPATEN, desa)},
    }


def alamat(nama, d):
    isi = {
        "perangkat-rinci": [PERBUP],
        "perangkat-rinci:nasional": ["nasional"],
        "perangkat-rinci:kantor": [d["terbit"].kode],
        "angka-ubah": [PERBUP, "siltap_kades"],
        "perangkat-pilihan": [d["susun"].apbdes.desa.kecamatan_id],
        "versi-ekspor": [d["susun"].pk, "xlsx"],
        "versi-aksi": [d["susun"].pk, "ajukan"],
        "versi-evaluasi": [d["nilai"].pk],
        "aturan-contoh": [d["draf"].pk, "INF-01"],
        "aturan-coba": [d["draf"].pk, "INF-01"],
        **{k: [] for k in ("daftar", "perangkat-daftar", "aturan-daftar", "aturan-baru")},
        **{k: [d["draf"].pk] for k in ("aturan-rinci", "aturan-yaml", "aturan-kepala")},
    }
    return reverse(f"apbdes:{nama.partition(':')[0]}", args=isi.get(nama, [d["susun"].pk]))


def test_setiap_halaman_tetap_menjawab(client, dunia):
    gagal = {}
    for nama, (peran, menyebut) in DIBACA.items():
        client.force_login(dunia["orang"][peran])
        jawab = client.get(alamat(nama, dunia), follow=True)
        teks = b"".join(jawab) if jawab.streaming else jawab.content
        ada = b"entah" in teks or b"PRC-99" in teks
        if jawab.status_code != 200 or ada != menyebut:
            gagal[nama] = jawab.status_code, ada
    assert gagal == {}


@pytest.mark.parametrize("cara", RUSAK, ids=lambda c: c.__name__)
def test_halaman_kantor_menerima_isi_apa_pun(client, desa, cara):
    draf = PerangkatAturanFactory(kabupaten=desa.kecamatan.kabupaten)
    rusakkan(draf, cara)
    client.force_login(pengguna_berperan(Peran.ADMIN_KABUPATEN, desa))
    for nama in ("aturan-rinci", "aturan-yaml", "aturan-kepala", "aturan-hapus", "aturan-ganti"):
        assert client.get(reverse(f"apbdes:{nama}", args=[draf.pk])).status_code == 200, nama
    for bagian in ("angka", "pilihan", "fakta", "aturan"):
        assert client.get(reverse("apbdes:aturan-tambah", args=[draf.pk, bagian])).status_code == 200
    assert kekurangan_terbitkan_perangkat(draf)


def test_perintah_tetap_menilai(tmp_path, berkas, capsys):
    sumber = tmp_path / "desa.xlsx"
    sumber.write_bytes(tulis(utuh()))
    berkas(*TANPA_BERKAS)
    with pytest.raises(SystemExit) as keluar:
        call_command("apbdes_periksa", str(sumber))
    keluaran = capsys.readouterr()
    assert keluar.value.code == 3  # nothing is broken, something was not judged
    assert "aturan dasar, nasional, nasional-2024\n" in keluaran.out
    assert "Program tidak mempunyai hitungan PRC-99" in keluaran.err
    with pytest.raises(SystemExit) as keluar:
        call_command("apbdes_periksa", str(sumber), "--aturan", PERBUP)
    assert keluar.value.code == 2
    with pytest.raises(SystemExit):
        call_command("apbdes_periksa", str(sumber), "--aturan", "nasional")
    assert "PRC-99" not in capsys.readouterr().err.partition("--aturan")[0]


def test_rekap_tetap_menghitung(desa, terbit):
    siap(desa, StatusVersi.DISUSUN, tahun=TAHUN)
    rusakkan(terbit, nama_lain)
    keluar, galat = io.StringIO(), io.StringIO()
    call_command("apbdes_rekap", stdout=keluar, stderr=galat)
    assert "1 rancangan diperiksa" in keluar.getvalue()
    assert "Nama “entah” tidak ada" in galat.getvalue()
    assert "pada 1 rancangan" in galat.getvalue()
