"""Nine forms by four assessors: a document that an office can print, sign and bind. Lampiran IV, Format II.A to IV."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from cetak.pdf import pdf_buat
from cetak.tests.baca import letak_teks, teks_halaman
from evaluasi import acuan
from evaluasi.models import FormulirEvaluasi, NilaiAspek
from evaluasi.services import evaluasi as layanan
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang
from naskah.jenis import jenis_naskah

pytestmark = pytest.mark.django_db
HALAMAN = 15
HURUF = 9  # points


def teks_dan_huruf_terkecil(pembaca: PdfReader) -> tuple[str, float]:
    """What the pages say, without spaces, and the smallest type on the pages themselves; the line at the foot is the
    frame's."""
    kaki = ("Lembar Evaluasi Nomor", "Keaslian: ", "Halaman ")
    ukuran = [besar for h in letak_teks(pembaca) for _, _, besar, teks in h if not teks.startswith(kaki)]
    return "".join("".join(teks_halaman(pembaca)).split()), round(min(ukuran), 1)


@pytest.mark.parametrize("cara", ["tingkat", "angka"])
def test_sembilan_formulir_empat_penilai(desa, cara):
    """Every one of the assessors writes a note of its own at every aspect; none is shortened."""
    acuan.muat()
    orang = [*tiga_orang(desa), pengguna_berperan(Peran.PELAKSANA, desa, nama="Anggota Keempat Uji")]
    formulir = list(FormulirEvaluasi.objects.order_by("kode"))
    e = evaluasi_dinilai(desa, orang, formulir, cara=cara)
    nilai = list(NilaiAspek.objects.filter(penilaian__evaluasi=e))
    for n, satu in enumerate(nilai):
        satu.catatan = f"Catatan ke-{n}: bukti belum ditempelkan, perlu dilengkapi."
    NilaiAspek.objects.bulk_update(nilai, ["catatan"])
    isi = json.loads(json.dumps(layanan.evaluasi_tutup(evaluasi=e, oleh=orang[0]).hasil_naskah.isi))
    konteks = {"isi": isi, "nomor": "400.10.2/001/LE/KEC-UJI/2026", "judul": "Uji", "kode": "A" * 26}
    pembaca = PdfReader(BytesIO(pdf_buat(jenis_naskah("lembar_evaluasi").template, konteks)))
    teks, huruf_terkecil = teks_dan_huruf_terkecil(pembaca)
    assert [n for n in range(len(nilai)) if f"Catatanke-{n}:buktibelumditempelkan,perludilengkapi." not in teks] == []
    assert (len(formulir), len(nilai)) == (9, 132)
    assert huruf_terkecil >= HURUF
    assert len(pembaca.pages) <= HALAMAN
