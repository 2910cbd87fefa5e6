"""Matters and not notices, what is settled, and how each kind comes by e-mail."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from antrean.models import Pekerjaan
from notifikasi.enums import Cara, Golongan
from notifikasi.models import Pemberitahuan, PilihanKabar, Ringkasan
from notifikasi.services import beritahu, selesaikan
from notifikasi.surel import ringkasan_kirim
from notifikasi.tasks import JAM_RINGKASAN, ringkasan_harian
from perut.enums import StatusKunjungan
from perut.services.kunjungan import kunjungan_kembalikan
from perut.tests.factories import KunjunganFactory

pytestmark = pytest.mark.django_db
DAFTAR = "/pemberitahuan/"
PILIHAN = "/pemberitahuan/pilihan/"
LALU = timezone.now() - timedelta(days=2)


def baris(client, **saringan):
    return [b.record for b in client.get(DAFTAR, saringan).context["table"].rows]


def test_satu_perkara_satu_baris_dan_yang_lama_tetap_terbaca(client, orang):
    camat = orang["camat"]
    for judul in ("Satu", "Dua"):
        beritahu([camat], judul=judul, tautan="/akun/profil/")
    beritahu([camat], judul="Lain", tautan="/kunjungan/")
    client.force_login(camat)
    assert [(p.judul, p.jumlah) for p in baris(client)] == [("Lain", 1), ("Dua", 2)]
    dua = Pemberitahuan.objects.get(judul="Dua")
    assert f'href="{DAFTAR}?perkara={dua.pk}">1 kabar sebelumnya' in client.get(DAFTAR).content.decode()
    assert [p.judul for p in baris(client, perkara=dua.pk)] == ["Dua", "Satu"]
    client.get(reverse("notifikasi:buka", args=[dua.pk]))
    assert list(camat.pemberitahuan.filter(dibaca=None).values_list("judul", flat=True)) == ["Lain"]


def test_perkara_orang_lain_tidak_terbaca(client, orang):
    beritahu([orang["camat"]], judul="Rahasia", tautan="/akun/profil/")
    client.force_login(orang["verifikator"])
    assert baris(client, perkara=Pemberitahuan.objects.get().pk) == []


def test_yang_diputus_orang_lain_disebut(client, desa, orang):
    k = KunjunganFactory(desa=desa, status=StatusKunjungan.DIVERIFIKASI, petugas=[orang["pelaksana"]])
    minta = {"judul": "Menunggu pengesahan", "tautan": k.get_absolute_url(), "golongan": Golongan.MENUNGGU}
    beritahu([orang["camat"], orang["verifikator"]], **minta)
    kunjungan_kembalikan(kunjungan=k, alasan="Notulen.", oleh=orang["camat"])
    client.force_login(orang["verifikator"])
    halaman = client.get(DAFTAR).content.decode()
    assert f"Sudah diputus oleh {orang['camat']}: Dikembalikan." in halaman and "Sudah diputus</span>" in halaman
    # Whoever decided has read theirs; the other one still has it before them.
    assert [o.pemberitahuan.filter(dibaca=None).count() for o in (orang["camat"], orang["verifikator"])] == [0, 1]


def test_yang_baru_diminta_tidak_ikut_selesai(orang):
    minta = {"tautan": "/x/", "golongan": Golongan.MENUNGGU}
    beritahu([orang["camat"]], judul="Lama", **minta)
    selesaikan("/x/", kalimat="Sudah diputus.", oleh=None)
    beritahu([orang["camat"]], judul="Baru", **minta)
    beritahu([orang["camat"]], judul="Kabar", tautan="/x/")
    assert list(Pemberitahuan.objects.order_by("pk").values_list("judul", "penyelesaian")) == [
        ("Lama", "Sudah diputus."),
        ("Baru", ""),
        ("Kabar", ""),
    ]


def pilihan(**ganti):
    return {g.value: "segera" for g in Golongan} | ganti


def test_pilihan_disimpan_dan_menentukan_surelnya(client, orang):
    camat = orang["camat"]
    client.force_login(camat)
    assert client.post(PILIHAN, pilihan(perkembangan="tidak", tenggat="harian")).status_code == 302
    assert client.get(PILIHAN).context["form"]["perkembangan"].initial == "tidak"
    for g in (Golongan.PERKEMBANGAN, Golongan.TENGGAT, Golongan.MENUNGGU):
        beritahu([camat, orang["verifikator"]], judul=g.value, tautan="/", golongan=g)
    surel = Pekerjaan.objects.filter(nama="notifikasi.surel_kirim").order_by("perihal")
    assert list(surel.values_list("perihal", flat=True)) == sorted(
        [
            f"kepada {camat}: menunggu",
            *(f"kepada {orang['verifikator']}: {g}" for g in ("menunggu", "perkembangan", "tenggat")),
        ]
    )


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        ({"tenggat": "tidak"}, "batas waktunya ditetapkan peraturan"),
        ({"menunggu": "tidak"}, "pekerjaan orang lain berhenti"),
        ({"keamanan": "harian"}, "Selalu segera"),
        ({"perkembangan": "kapan-kapan"}, "Pilih salah satu."),
        ({"berkas": ""}, "Pilih salah satu."),
    ],
)
def test_yang_wajib_tidak_dapat_dimatikan(client, orang, isi, kalimat):
    client.force_login(orang["camat"])
    jawab = client.post(PILIHAN, pilihan(**isi))
    assert (jawab.status_code, PilihanKabar.objects.count()) == (422, 0)
    assert kalimat in "".join(jawab.context["form"].errors[next(iter(isi))])


def test_tabelnya_sendiri_menolak_yang_wajib_dimatikan(orang):
    for golongan, cara in ((Golongan.TENGGAT, Cara.TIDAK), (Golongan.KEAMANAN, Cara.HARIAN)):
        with pytest.raises(IntegrityError), transaction.atomic():
            PilihanKabar.objects.create(pengguna=orang["camat"], golongan=golongan, cara=cara)


def tunggu(orang, judul, dibuat=LALU, **isi):
    return Pemberitahuan.objects.create(penerima=orang, judul=judul, tautan="/x/", cara="harian", dibuat=dibuat, **isi)


def test_ringkasan_sekali_sehari_berisi_semuanya(orang, mailoutbox):
    camat = orang["camat"]
    tunggu(camat, "Satu", isi="Isinya.")
    tunggu(camat, "Dua", penyelesaian="Sudah diputus.")
    baru = tunggu(camat, "Besok saja", timezone.now() + timedelta(minutes=1))
    assert [ringkasan_harian(), ringkasan_harian()] == [1, 0]
    r = Ringkasan.objects.get()
    assert [ringkasan_kirim(r.pk), ringkasan_kirim(r.pk)] == ["", ""]
    (surel,) = mailoutbox
    assert surel.to == [camat.email] and surel.subject.startswith("2 kabar PERUT, ")
    alamat = "http://127.0.0.1:8000/x/"
    assert surel.body == f"Satu\nIsinya.\n{alamat}\n\nDua\nSudah diputus.\n{alamat}"
    assert surel.message()["Message-ID"].startswith(f"<ringkasan-{r.pk}-")
    assert list(Pemberitahuan.objects.filter(disurel=None)) == [baru]


def test_ringkasan_ditutup_pukul_enam_di_wilayahnya(desa, orang):
    """Six o'clock of WIT is four o'clock of WIB: the day of the summary is the reader's."""
    desa.kecamatan.zona_waktu = "Asia/Jayapura"
    desa.kecamatan.save()
    tunggu(orang["camat"], "Kabar")
    ringkasan_harian()
    r = Ringkasan.objects.get()
    setempat = r.sampai.astimezone(ZoneInfo("Asia/Jayapura"))
    assert (setempat.hour, setempat.minute, setempat.date()) == (JAM_RINGKASAN, 0, r.tanggal)
    kini = datetime.now(ZoneInfo("Asia/Jayapura"))
    assert timedelta(0) <= kini - setempat < timedelta(days=1)


def test_tanpa_surel_dan_akun_yang_tidak_aktif_tidak_mendapat_ringkasan(orang):
    tanpa, nonaktif = orang["camat"], orang["verifikator"]
    tanpa.email, nonaktif.is_active = "", False
    for o in (tanpa, nonaktif):
        o.save()
        tunggu(o, "Kabar")
    assert ringkasan_harian() == 0


def test_server_surel_mati_ringkasan_dicoba_lagi(orang, settings):
    settings.EMAIL_BACKEND = "dasar.surel.SurelTerbatas"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    tunggu(orang["camat"], "Kabar")
    ringkasan_harian()
    assert ringkasan_kirim(Ringkasan.objects.get().pk).startswith("Server surel tidak menerima surel ini: ")
    assert Pemberitahuan.objects.filter(disurel=None).count() == 1


def test_ringkasan_yang_panjang_dihitung_sisanya(orang, mailoutbox):
    for n in range(53):
        tunggu(orang["camat"], f"Kabar {n}")
    ringkasan_harian()
    ringkasan_kirim(Ringkasan.objects.get().pk)
    assert mailoutbox[0].body.endswith("dan 3 kabar lain: http://127.0.0.1:8000/pemberitahuan/")
