"""Every status × action × role of a document, from the table, through the services and through the pages."""

import datetime
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from config.tests.formulir import tersembunyi
from config.tests.peramban import SANDI
from dasar.alur import sejak_dari
from naskah import jenis as daftar_jenis
from naskah.alur import TRANSISI_NASKAH
from naskah.enums.naskah import TERBIT, StatusNaskah
from naskah.models import Naskah
from naskah.services import naskah as layanan
from naskah.services.naskah import naskah_siapkan
from naskah.tests.bahan_ttd import isi_berpenanda
from naskah.tests.conftest import ISI

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]
SENDIRI = [t for t in TRANSISI_NASKAH if t.peran]  # the others are consequences of another act


def naskah_berstatus(desa, status: str, dibuat_oleh, *, urut: int = 900, isi: dict = ISI) -> Naskah:
    """As the database holds it; numbered and approved where the status demands it."""
    naskah = naskah_siapkan(
        jenis="naskah_uji",
        kecamatan=desa.kecamatan,
        desa=desa,
        tanggal=datetime.date(2026, 5, 5),
        perihal="Percobaan",
        isi=isi,
        oleh=dibuat_oleh,
    )
    terbit = (
        {"urut": urut, "nomor": f"{urut}/UJI", "cara_ttd": "basah", "disetujui": naskah.dibuat}
        if status in TERBIT
        else {}
    )
    Naskah.objects.filter(pk=naskah.pk).update(status=status, **terbit)
    naskah.refresh_from_db()
    return naskah


def jalankan(naskah: Naskah, aksi: str, oleh) -> Naskah:
    isi = {"alasan": "Karena diuji."} if aksi in {"kembalikan", "cabut", "batalkan"} else {}
    return getattr(layanan, f"naskah_{aksi}")(naskah=naskah, oleh=oleh, **isi)


@pytest.mark.parametrize("transisi", SENDIRI, ids=lambda t: t.aksi)
def test_setiap_status_tindakan_peran(jenis_uji, desa, orang, transisi):
    """Who may and from where: exactly what the table says, and nothing is changed otherwise."""
    penyusun = pengguna_berperan(Peran.VERIFIKATOR, desa)
    salah = []
    for urut, status in enumerate(StatusNaskah.values):
        for peran, pengguna in orang.items():
            naskah = naskah_berstatus(desa, status, penyusun, urut=1000 + urut * 10 + list(orang).index(peran))
            try:
                hasil = jalankan(naskah, transisi.aksi, pengguna).status
            except PermissionDenied:
                hasil = "tidak berwenang"
            except ValidationError:
                hasil = "bukan waktunya"
            if peran not in transisi.peran:
                semestinya = "tidak berwenang"
            elif status not in transisi.dari:
                semestinya = "bukan waktunya"
            else:
                semestinya = transisi.ke
            naskah.refresh_from_db()
            if hasil != semestinya or (hasil != transisi.ke and naskah.status != status):
                salah.append((status, peran, hasil, semestinya))
    assert salah == []


# A page shows every button at once: asked for once for each role.
TOMBOL: dict[Peran, dict[str, tuple[int, set[str]]]] = {}


def halaman_naskah(client, desa, orang, peran) -> dict[str, tuple[int, set[str]]]:
    """What this role sees of a document, by its status: how the server answers, and which buttons stand there."""
    if peran not in TOMBOL:
        client.force_login(orang[peran])
        penyusun = pengguna_berperan(Peran.VERIFIKATOR, desa)
        TOMBOL[peran] = {}
        for urut, status in enumerate(StatusNaskah.values):
            naskah = naskah_berstatus(desa, status, penyusun, urut=2000 + urut)
            jawab = client.get(naskah.get_absolute_url())
            isi = jawab.content.decode()
            tampil = {t.aksi for t in SENDIRI if reverse("naskah:naskah-aksi", args=[naskah.pk, t.aksi]) in isi}
            TOMBOL[peran][status] = (jawab.status_code, tampil)
    return TOMBOL[peran]


@pytest.mark.parametrize("transisi", SENDIRI, ids=lambda t: t.aksi)
@pytest.mark.parametrize("peran", Peran)
def test_tombol_menurut_tabel(client, jenis_uji, desa, orang, transisi, peran):
    """A button stands on the page exactly where the table lets this person act."""
    salah = []
    for status, (jawaban, tampil) in halaman_naskah(client, desa, orang, peran).items():
        ada = jawaban == 200 and transisi.aksi in tampil
        if ada is not (status in transisi.dari and peran in transisi.peran):
            salah.append((status, jawaban, ada))
    assert salah == []


def test_pengaju_tidak_memverifikasi_sendiri(client, siapkan, desa, orang):
    naskah = siapkan(desa, oleh=orang["verifikator"])
    with pytest.raises(PermissionDenied):
        layanan.naskah_verifikasi(naskah=naskah, oleh=orang["verifikator"])
    client.force_login(orang["verifikator"])
    isi = client.get(naskah.get_absolute_url()).content.decode()
    assert "Anda yang mengajukan naskah ini; orang lain yang harus memutuskannya." in isi


def test_belum_diverifikasi_belum_dapat_disetujui(client, siapkan, desa, orang, jenis_uji):
    """For kinds that ask for a verification first."""
    daftar_jenis.daftarkan(replace(daftar_jenis.jenis_naskah(jenis_uji), diverifikasi=True))
    naskah = siapkan(desa)
    client.force_login(orang["camat"])
    assert "Naskah ini belum diverifikasi." in client.get(naskah.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError, match="belum diverifikasi"):
        layanan.naskah_setujui(naskah=naskah, oleh=orang["camat"])
    layanan.naskah_verifikasi(naskah=naskah, oleh=pengguna_berperan(Peran.VERIFIKATOR, desa))
    assert layanan.naskah_setujui(naskah=naskah, oleh=orang["camat"]).status == "disetujui"


# --- pages that ask before they decide ---


def aksi(naskah, nama):
    return reverse("naskah:naskah-aksi", args=[naskah.pk, nama])


@pytest.fixture
def camat(orang):
    orang["camat"].sandi_sendiri(SANDI)
    orang["camat"].save()
    return orang["camat"]


def test_setujui_dengan_kata_sandi(client, siapkan, desa, camat):
    naskah = siapkan(desa)
    client.force_login(camat)
    alamat = aksi(naskah, "setujui")
    sejak = client.get(alamat).context["sejak"]
    salah = client.post(alamat, {"sandi": "bukan ini", "sejak": sejak})
    assert "Kata sandi tidak cocok. Naskah belum disetujui." in salah.content.decode()
    assert client.post(alamat, {"sandi": SANDI, "sejak": sejak}).url == naskah.get_absolute_url()
    naskah.refresh_from_db()
    assert (naskah.status, naskah.urut) == ("disetujui", 1)


def test_halaman_basi_ditolak_tanpa_kehilangan_ketikan(client, siapkan, desa, camat):
    naskah = siapkan(desa)
    client.force_login(camat)
    sejak = client.get(aksi(naskah, "kembalikan")).context["sejak"]
    layanan.naskah_verifikasi(naskah=naskah, oleh=pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Kasi"))
    jawab = client.post(aksi(naskah, "kembalikan"), {"alasan": "Tanggalnya keliru.", "sejak": sejak})
    isi = jawab.content.decode()
    assert jawab.status_code == 422
    assert "sudah diubah oleh Kasi" in isi
    assert "Tanggalnya keliru." in isi


@pytest.mark.parametrize(
    ("nama", "status"), [("kembalikan", "diajukan"), ("batalkan", "diajukan"), ("cabut", "disetujui")]
)
def test_alasan_wajib(client, jenis_uji, desa, orang, nama, status):
    naskah = naskah_berstatus(desa, status, orang["verifikator"])
    pelaku = orang["verifikator" if nama == "batalkan" else "camat"]
    pelaku.sandi_sendiri(SANDI)
    pelaku.save()
    client.force_login(pelaku, backend="django.contrib.auth.backends.ModelBackend")
    assert "Alasan wajib diisi." in client.post(aksi(naskah, nama), {"alasan": "  "}).content.decode()
    assert (
        client.post(aksi(naskah, nama), {"alasan": "Keliru.", "sandi": SANDI, "sejak": sejak_dari(naskah)}).url
        == naskah.get_absolute_url()
    )
    naskah.refresh_from_db()
    assert naskah.riwayat.last().alasan == "Keliru."


def test_tindakan_bukan_milik_tabel_tidak_ada(client, jenis_uji, desa, orang):
    naskah = naskah_berstatus(desa, "disetujui", orang["verifikator"])
    client.force_login(orang["camat"])
    assert [client.post(aksi(naskah, n)).status_code for n in ("tandatangani", "ganti", "hapus")] == [404] * 3
    assert client.get(aksi(naskah, "arsipkan")).status_code == 403


def test_pratinjau_tidak_menyimpan_apa_pun(client, siapkan, desa, camat):
    naskah = siapkan(desa)
    client.force_login(camat)
    jawab = client.get(reverse("naskah:naskah-pratinjau", args=[naskah.pk]))
    assert (jawab.content[:5], jawab["Cache-Control"]) == (b"%PDF-", "no-store")
    naskah.refresh_from_db()
    assert (naskah.pdf.name, naskah.versi_pdf.count()) == ("", 0)
    layanan.naskah_setujui(naskah=naskah, oleh=camat)
    assert client.get(reverse("naskah:naskah-pratinjau", args=[naskah.pk])).status_code == 404


# --- many at once ---


def test_banyak_disetujui_sekaligus_yang_gagal_disebut(client, siapkan, desa, camat):
    naskah = [siapkan(desa, perihal=f"Surat {n}") for n in range(4)]
    basi = naskah[2]
    client.force_login(camat)
    halaman = client.get(reverse("naskah:naskah-menunggu"))
    daftar = halaman.context["persetujuan"]
    assert {n.pk for n in daftar} == {n.pk for n in naskah}
    layanan.naskah_verifikasi(naskah=basi, oleh=pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Kasi"))
    isi = {f"sejak-{n.pk}": n.sejak for n in daftar} | {
        "naskah": [n.pk for n in naskah[:3]],
        "setujui-sandi": SANDI,
    }
    jawab = client.post(reverse("naskah:naskah-menunggu"), isi, follow=True)
    pesan = [str(m) for m in jawab.context["messages"]]
    assert len(pesan) == 2
    assert pesan[0].startswith("Surat 2: ") and "Kasi" in pesan[0]
    assert pesan[1].startswith("2 naskah disetujui")
    assert [Naskah.objects.get(pk=n.pk).status for n in naskah] == [
        "disetujui",
        "disetujui",
        "diverifikasi",
        "diajukan",
    ]
    assert list(Naskah.objects.exclude(urut=None).order_by("urut").values_list("urut", flat=True)) == [1, 2]


def test_banyak_sekaligus_salah_sandi_atau_tanpa_pilihan(client, siapkan, desa, camat):
    naskah = siapkan(desa)
    client.force_login(camat)
    alamat = reverse("naskah:naskah-menunggu")
    salah = client.post(alamat, {"naskah": [naskah.pk], "setujui-sandi": "bukan"})
    assert "Belum ada naskah yang disetujui." in salah.content.decode()
    assert "checked" in salah.content.decode()
    kosong = client.post(alamat, {"setujui-sandi": SANDI})
    assert "Pilih paling sedikit satu naskah" in kosong.content.decode()
    naskah.refresh_from_db()
    assert naskah.status == "diajukan"


def test_salah_sandi_tidak_menyegarkan_yang_dilihat_di_daftar(client, siapkan, desa, camat):
    """What came after the list was opened was not read, however often the password is typed."""
    naskah = siapkan(desa)
    client.force_login(camat)
    alamat = reverse("naskah:naskah-menunggu")
    dilihat = client.get(alamat).context["persetujuan"][0].sejak
    naskah.riwayat.create(aksi="perbarui", dari="diajukan", ke="diajukan", oleh=naskah.dibuat_oleh)
    isi = {"naskah": [naskah.pk], f"sejak-{naskah.pk}": dilihat}
    salah = client.post(alamat, isi | {"setujui-sandi": "bukan"})
    dikirim_lagi = {f"sejak-{n.pk}": n.sejak for n in salah.context["persetujuan"]}
    jawab = client.post(alamat, isi | dikirim_lagi | {"setujui-sandi": SANDI}, follow=True)
    naskah.refresh_from_db()
    assert (naskah.status, "ini sudah diubah oleh" in jawab.content.decode()) == ("diajukan", True)


def test_yang_bukan_camat_tidak_menyetujui_lewat_daftar(client, siapkan, desa, orang):
    naskah = siapkan(desa)
    for peran in sorted(set(Peran) - {Peran.CAMAT}):
        orang[peran].sandi_sendiri(SANDI)
        orang[peran].save()
        client.force_login(orang[peran])
        client.post(
            reverse("naskah:naskah-menunggu"),
            {"naskah": [naskah.pk], "setujui-sandi": SANDI, f"sejak-{naskah.pk}": sejak_dari(naskah)},
        )
    naskah.refresh_from_db()
    assert naskah.status == "diajukan"


@pytest.mark.parametrize("nama", ["naskah-menunggu", "tanda-tangan-macet"])
def test_jumlah_kueri_tetap(client, siapkan, terbitkan, desa, camat, django_assert_max_num_queries, nama):
    client.force_login(camat)
    hitungan = []
    for banyak in (1, 29):
        for _ in range(banyak):
            siapkan(desa)
            Naskah.objects.filter(pk=terbitkan(desa, isi=isi_berpenanda((1, "Camat", camat))).pk).update(
                pdf_galat="Gagal."
            )
        with django_assert_max_num_queries(60) as kueri:
            assert client.get(reverse(f"naskah:{nama}")).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]


def _disusun_lagi(naskah, penyusun):
    layanan.naskah_perbarui(naskah=naskah, tanggal=naskah.tanggal, perihal="Lain sama sekali", isi=ISI, oleh=penyusun)


def _diajukan_lagi(naskah, penyusun):
    layanan.naskah_kembalikan(naskah=naskah, alasan="Keliru.", oleh=pengguna_berperan(Peran.CAMAT, naskah.desa))
    _disusun_lagi(naskah, penyusun)
    layanan.naskah_ajukan(naskah=naskah, oleh=penyusun)


@pytest.mark.parametrize("sementara", [_disusun_lagi, _diajukan_lagi], ids=["disusun_lagi", "diajukan_lagi"])
def test_verifikasi_atas_isi_yang_tidak_dilihat_ditolak(client, siapkan, desa, orang, sementara):
    """The button "Verifikasi" freezes what the page showed, not what was written after it was opened."""
    penyusun = pengguna_berperan(Peran.VERIFIKATOR, desa, nama="Kasi Lain")
    naskah = siapkan(desa, oleh=penyusun)
    client.force_login(orang["verifikator"])
    tombol = tersembunyi(client.get(naskah.get_absolute_url()), aksi(naskah, "verifikasi"))
    sementara(naskah, penyusun)
    jawab = client.post(aksi(naskah, "verifikasi"), tombol)
    naskah.refresh_from_db()
    assert (jawab.status_code, naskah.status) == (422, "diajukan")
    assert "oleh Kasi Lain sejak halaman ini dibuka" in jawab.content.decode()
    lagi = tersembunyi(jawab, aksi(naskah, "verifikasi"))
    assert client.post(aksi(naskah, "verifikasi"), lagi).url == naskah.get_absolute_url()
    naskah.refresh_from_db()
    assert naskah.status == "diverifikasi"
