"""The evaluation of a programme's year: before and after of the same books, medians with their n, no cause claimed."""

from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
import time_machine
from django.urls import reverse
from openpyxl import load_workbook

from akun.enums import Peran
from cetak.tests.baca import teks_pdf
from desa.tests.factories import DesaFactory
from laporan.program import TERLALU_SEDIKIT, evaluasi_program, tulis_tengah
from perut.tests.factories import BukuFactory, KehadiranFactory, KunjunganFactory, LokusFactory, ProgramFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kantor_bersama")]


def periksa(desa, hari, *tertib):
    """A visit at which the first books were found in order, or not."""
    k = KunjunganFactory(desa=desa, status="disahkan", tanggal=hari)
    for n, baik in enumerate(tertib):
        bulan = hari.replace(day=1) if baik else date(2020, 1, 1)
        k.pemeriksaan_set.create(
            buku=BukuFactory(kode=f"A.{n}"), ada=True, format_sesuai=True, mutakhir_sampai=bulan, ditandatangani=True
        )
    return k


def menurut(e, desa):
    return next(b.nilai for b in e.baris if b.desa == desa)


def sanding(e, judul):
    return next(s for s in e.sanding if s.judul == judul)


def test_sebelum_dan_sesudah_dari_buku_yang_sama(desa):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2025)
    periksa(desa, date(2025, 2, 4), False, False, True)
    periksa(desa, date(2025, 6, 3), True, False, True)
    periksa(desa, date(2025, 11, 4), True, True)  # the third book was not examined again
    periksa(desa, date(2024, 12, 3), True, True, True)  # another year
    sekali = DesaFactory(kecamatan=desa.kecamatan)
    periksa(sekali, date(2025, 3, 4), True)
    e = evaluasi_program(program)
    # At first one of three was in order, at last all three: of the third its second examination is the last.
    assert {k: menurut(e, desa)[k] for k in ("kunjungan", "dibanding", "awal", "akhir", "naik")} == {
        "kunjungan": 3,
        "dibanding": 3,
        "awal": 33,
        "akhir": 100,
        "naik": 67,
    }
    assert {k: menurut(e, sekali)[k] for k in ("dibanding", "awal", "akhir", "naik")} == {
        "dibanding": 0,
        "awal": None,
        "akhir": None,
        "naik": None,
    }
    assert "1 tertib pada pemeriksaan pertama (33 %) dan 3 pada yang terakhir (100 %)" in e.tujuan[0].ukuran


def test_nilai_tengah_baru_disebut_bila_tiga_desa_di_kedua_kelompok(desa):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2025)
    lokus = [desa, *(DesaFactory(kecamatan=desa.kecamatan) for _ in range(2))]
    lain = [DesaFactory(kecamatan=desa.kecamatan) for _ in range(4)]
    for n, d in enumerate(lokus):
        LokusFactory(program=program, desa=d)
        for bulan in range(n + 2):
            KunjunganFactory(desa=d, status="disahkan", tanggal=date(2025, bulan + 1, 6))
    KunjunganFactory(desa=lain[0], status="disahkan", tanggal=date(2025, 1, 6))
    s = sanding(evaluasi_program(program), "Kunjungan disahkan")
    assert (s.kurang, s.lokus, s.n_lokus, s.lain, s.n_lain) == (False, "3", 3, "0", 4)
    buku = sanding(evaluasi_program(program), "Perubahan")  # nobody's books were examined
    assert (buku.kurang, buku.lokus, buku.n_lokus, buku.n_lain) == (True, "–", 0, 0)
    program.lokus.first().delete()
    s = sanding(evaluasi_program(program), "Kunjungan disahkan")
    assert (s.kurang, s.lokus, s.lain, s.n_lokus) == (True, "–", "–", 2)


def test_setahun_tanpa_apa_pun_dan_tanpa_lokus(client, desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2023)
    client.force_login(orang["camat"])
    isi = client.get(reverse("laporan:program-rinci", args=[program.pk])).content.decode()
    assert "Belum ada buku yang diperiksa dua kali" in isi and "Belum ada daftar hadir" in isi
    assert TERLALU_SEDIKIT in isi and "tidak menunjukkan sebab" in isi
    assert "0 desa lokus dari 1 desa" in isi


def test_warga_di_daftar_hadir_dihitung_menurut_unsurnya(desa):
    k = KunjunganFactory(desa=desa, status="disahkan", tanggal=date(2025, 4, 8))
    for unsur in ("kecamatan", "pemerintah_desa", "bpd", "lkd"):
        KehadiranFactory(kunjungan=k, unsur=unsur)
    e = evaluasi_program(ProgramFactory(kecamatan=desa.kecamatan, tahun=2025))
    assert e.tujuan[3].ukuran.startswith("2 dari 4 nama dalam daftar hadir")
    assert [t.tempat for t in e.tujuan] == ["Pedoman PERUT A", *["Pedoman PERUT B.2.h"] * 4]


@pytest.mark.parametrize(
    ("nilai", "teks"),
    [(Fraction(3), "3"), (Fraction(5, 2), "2,5"), (Fraction(-5, 2), "-2,5"), (Fraction(-1, 2), "-0,5"), (0, "0")],
)
def test_nilai_tengah_ditulis_paling_banyak_dengan_setengah(nilai, teks):
    assert tulis_tengah(Fraction(nilai)) == teks


@time_machine.travel("2026-05-20 04:00:00+00:00", tick=False)
def test_lembar_dan_pdf_memuat_angka_halamannya(client, desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2026, target="Kapasitas 80 persen.")
    periksa(desa, date(2026, 2, 4), False)
    periksa(desa, date(2026, 4, 7), True)
    client.force_login(orang["pemantau_kabupaten"])
    buku = load_workbook(BytesIO(client.get(reverse("laporan:program-xlsx", args=[program.pk])).content))
    e = evaluasi_program(program)
    (baris,) = list(buku["Menurut desa"].iter_rows(min_row=2, values_only=True))
    assert baris == (str(desa), "tidak", *(menurut(e, desa)[u.kunci] for u in e.ukuran))
    teks = " ".join(teks_pdf(client.get(reverse("laporan:program-pdf", args=[program.pk])).content).split())
    for bunyi in ("sementara: tahun belum berakhir", "100 poin", "Kapasitas 80 persen.", "lembar kerja, bukan naskah"):
        assert bunyi in teks, bunyi


def test_desa_dan_kabupaten_lain_tidak_membacanya(client, desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2025)
    asing = ProgramFactory(tahun=2025)
    alamat = [reverse(f"laporan:program-{n}", args=[p.pk]) for n in ("rinci", "xlsx", "pdf") for p in (program, asing)]
    client.force_login(orang["kepala_desa"])
    assert {client.get(a).status_code for a in alamat} == {403}
    client.force_login(orang["camat"])
    assert {client.get(a).status_code for a in alamat[1::2]} == {404}
    assert [p.pk for p in client.get(reverse("laporan:program-daftar")).context["program"]] == [program.pk]
    assert Peran.PENDAMPING in orang


def test_program_menautkan_evaluasinya_bagi_yang_boleh_membacanya(client, desa, orang):
    program = ProgramFactory(kecamatan=desa.kecamatan, tahun=2025)
    tautan = reverse("laporan:program-rinci", args=[program.pk])
    for peran, ada in (("camat", True), ("sekretaris_desa", False)):
        client.force_login(orang[peran])
        assert (tautan in client.get(reverse("perut:program-rinci", args=[program.pk])).content.decode()) is ada
