"""The agenda book read back, as a sheet and as PDF."""

import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from akun.enums import DESA, SEMUA
from cetak.tests.baca import teks_halaman
from desa.tests.factories import DesaFactory, KecamatanFactory
from naskah.models import Naskah, PekerjaanEkspor, PenandaTangan
from naskah.services.naskah import naskah_cabut
from naskah.tests.conftest import ISI

pytestmark = pytest.mark.django_db
TAHUN = 2026


def tanggal(bulan, hari=5):
    return datetime.date(TAHUN, bulan, hari)


@pytest.fixture
def buku(orang, desa, bertanda, terbitkan):
    """Three documents of two months: in force, withdrawn, and a replacement of the first of three."""
    penanda = {
        "penanda": [{"kunci": "a", "urutan": 1, "nama": "Staf Seksi"}, {"kunci": "b", "urutan": 2, "nama": "Camat"}]
    }
    diganti = bertanda(desa, tanggal=tanggal(2), perihal="=Perihal lama")
    terbitkan(desa, tanggal=tanggal(2, 9), menggantikan=diganti, isi=ISI | penanda)
    dicabut = bertanda(desa, tanggal=tanggal(5))
    naskah_cabut(naskah=dicabut, alasan="Nama keliru.", oleh=orang["camat"])
    bertanda(desa, tanggal=tanggal(5, 6), desa=None)
    bertanda(desa, tanggal=datetime.date(TAHUN - 1, 5, 5))
    bertanda(DesaFactory(), tanggal=tanggal(5))
    return Naskah.objects.filter(kecamatan=desa.kecamatan, tahun=TAHUN).order_by("tanggal")


def xlsx(client, **pilihan):
    jawaban = client.get(reverse("naskah:agenda-xlsx"), pilihan)
    return [list(b) for b in load_workbook(io.BytesIO(jawaban.content)).active.iter_rows(values_only=True)]


def test_xlsx_memuat_setiap_naskah_bernomor(client, orang, desa, buku):
    client.force_login(orang["camat"])
    kepala, *baris = xlsx(client, tahun=TAHUN)
    assert kepala[:4] == ["No.", "Tanggal", "Nomor naskah", "Jenis"]
    satu, dua, tiga, empat = buku
    assert [b[0] for b in baris] == [1, 2, 3, 4]
    assert [b[1].date() for b in baris] == [n.tanggal for n in buku]
    assert [b[2] for b in baris] == [n.nomor for n in buku]
    assert [b[4] for b in baris] == ["'=Perihal lama", "Percobaan", "Percobaan", "Percobaan"]
    assert [b[5] for b in baris] == [desa.nama, desa.nama, desa.nama, None]
    assert [b[6] for b in baris] == [None, "Staf Seksi; Camat", None, None]
    assert baris[0][7].startswith("Diganti ") and baris[0][7].endswith(f" dengan {dua.nomor}")
    assert baris[1][7] == f"Disetujui; menggantikan {satu.nomor}"
    assert baris[2][7].startswith("Dicabut ") and baris[2][7].endswith(": Nama keliru.")
    assert baris[3][7] == "Diarsipkan"  # nobody to send it to
    assert [b[8] for b in baris] == [n.kode for n in (satu, dua, tiga, empat)]


def test_pdf_per_bulan_bernomor_halaman(client, orang, desa, buku, django_capture_on_commit_callbacks):
    client.force_login(orang["camat"])
    with django_capture_on_commit_callbacks(execute=True):
        jawaban = client.post(reverse("naskah:agenda-pdf"), {"tahun": TAHUN})
    ekspor = PekerjaanEkspor.objects.get()
    assert (jawaban.url, ekspor.status, ekspor.maju) == (ekspor.get_absolute_url(), "selesai", 4)
    unduh = client.get(reverse("naskah:ekspor-unduh", args=[ekspor.pk]))
    assert f"buku-agenda-{TAHUN}.pdf" in unduh["Content-Disposition"]
    baca = PdfReader(io.BytesIO(b"".join(unduh.streaming_content)))
    assert [(b.title, baca.get_destination_page_number(b)) for b in baca.outline] == [
        (f"Februari {TAHUN}", 0),
        (f"Mei {TAHUN}", 1),
    ]
    halaman = [" ".join(t.split()) for t in teks_halaman(baca)]
    kec = desa.kecamatan.nama
    for n, (teks, bulan) in enumerate(zip(halaman, ("Februari", "Mei"), strict=True), 1):
        assert f"Halaman {n} dari 2" in teks
        assert f"Buku Agenda Naskah Kecamatan {kec} Tahun {TAHUN} · {bulan} {TAHUN}" in teks
        assert "Nomor naskah Jenis Perihal Desa atau penerima Penanda tangan Keadaan" in teks
        assert {tuple(round(float(s)) for s in h.mediabox) for h in baca.pages} == {(0, 0, 842, 595)}
    assert f"KECAMATAN {kec.upper()}" in halaman[0]
    assert "4 naskah; 2 di antaranya dicabut atau diganti." in halaman[0]
    assert "Nama keliru." in halaman[1]
    for n in buku:
        assert n.nomor.replace("-", "") in halaman[n.tanggal.month > 2].replace(" ", "").replace("-", "")


def test_judul_tabel_terulang_di_setiap_halaman(desa, orang, terbitkan, tmp_path):
    """A long month: rows without end, the heading on every page, no row lost."""
    from naskah.agenda import agenda_pdf

    contoh = terbitkan(desa, tanggal=tanggal(3))
    banyak = 60
    naskah = Naskah.objects.bulk_create(
        Naskah(
            jenis=contoh.jenis,
            kecamatan=desa.kecamatan,
            desa=desa,
            tahun=TAHUN,
            urut=n,
            nomor=f"nomor{n:04d}",
            tanggal=tanggal(3, 6),
            perihal="Pendampingan Rutin tertib buku administrasi keuangan dan perpajakan desa",
            isi=ISI,
            status="diarsipkan",
            cara_ttd="basah",
            disetujui=timezone.now(),
            dibuat_oleh=orang["camat"],
        )
        for n in range(1000, 1000 + banyak)
    )
    PenandaTangan.objects.bulk_create(PenandaTangan(naskah=n, urutan=1, kunci="a", nama="Camat") for n in naskah)
    hitung, keluar = [], io.BytesIO()
    agenda_pdf(keluar, orang["camat"], desa.kecamatan, TAHUN, sementara=tmp_path, maju=lambda: hitung.append(1))
    halaman = [" ".join(t.split()) for t in teks_halaman(keluar)]
    assert len(hitung) == banyak + 1
    assert len(halaman) > 3
    assert all("Nomor naskah Jenis Perihal" in h for h in halaman)
    assert [f"Halaman {n} dari {len(halaman)}" in h for n, h in enumerate(halaman, 1)] == [True] * len(halaman)
    assert sum(h.count("nomor1") for h in halaman) == banyak


def test_halaman_per_bulan(client, orang, desa, buku):
    client.force_login(orang["camat"])
    jawaban = client.get(reverse("naskah:agenda"), {"tahun": TAHUN, "bulan": 2})
    assert [(b["nama"], b["jumlah"]) for b in jawaban.context["bulan"]] == [("Februari", 2), ("Mei", 2)]
    assert [b.no for b in jawaban.context["baris"]] == [1, 2]
    assert [b.no for b in client.get(reverse("naskah:agenda"), {"tahun": TAHUN}).context["baris"]] == [3, 4]


@pytest.mark.parametrize("isi", [{"tahun": "abc"}, {"tahun": "9" * 20}, {"bulan": "77"}, {"tahun": "0", "bulan": "-1"}])
def test_pilihan_keliru_disebut(client, orang, buku, isi):
    client.force_login(orang["camat"])
    jawab = client.get(reverse("naskah:agenda"), isi)
    assert (jawab.status_code, "Saringannya keliru" in jawab.content.decode()) == (422, True)


@pytest.mark.parametrize("peran", sorted(SEMUA))
def test_siapa_membaca_agenda(client, orang, desa, buku, peran):
    client.force_login(orang[peran])
    harap = 403 if peran in DESA else 200
    pilihan = {"tahun": TAHUN, "kecamatan": desa.kecamatan_id}
    assert [client.get(reverse(f"naskah:{n}"), pilihan).status_code for n in ("agenda", "agenda-xlsx")] == [harap] * 2
    assert (client.post(reverse("naskah:agenda-pdf"), pilihan).status_code == 302) is (harap == 200)
    assert PekerjaanEkspor.objects.count() == (harap == 200)


def test_kecamatan_lain_tidak_ditemukan(client, orang, buku):
    client.force_login(orang["camat"])
    asing = KecamatanFactory()
    assert client.get(reverse("naskah:agenda"), {"kecamatan": asing.pk}).status_code == 404
    assert client.post(reverse("naskah:agenda-pdf"), {"kecamatan": asing.pk, "tahun": TAHUN}).status_code == 404


def test_tahun_tanpa_naskah(client, orang, desa):
    client.force_login(orang["camat"])
    assert "Belum ada naskah bernomor" in client.get(reverse("naskah:agenda")).content.decode()
    jawaban = client.post(reverse("naskah:agenda-pdf"), {"tahun": 2019}, follow=True)
    assert "Belum ada naskah bernomor dalam tahun 2019." in jawaban.content.decode()


def test_jumlah_kueri_tetap(client, orang, desa, terbitkan, django_assert_max_num_queries):
    client.force_login(orang["camat"])
    hitungan = []
    for banyak in (1, 11):
        for _ in range(banyak):
            terbitkan(desa)
        with django_assert_max_num_queries(40) as kueri:
            assert client.get(reverse("naskah:agenda"), {"tahun": TAHUN}).status_code == 200
        hitungan.append(len(kueri))
    assert hitungan[0] == hitungan[1]
