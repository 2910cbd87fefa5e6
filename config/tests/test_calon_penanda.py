"""The register of kinds × their signers: each is required, each has a way to be missed and a way on."""

import json

import pytest

from akun.enums import Peran
from naskah.calon import daftar_calon, kekurangan_calon
from naskah.enums.naskah import CaraTtd
from naskah.jenis import TERDAFTAR, jenis_naskah
from naskah.tests.bahan_ttd import cara_ttd

pytestmark = pytest.mark.django_db


def _orang(n: int) -> dict:
    return {"nama": f"Orang {n}", "jabatan": f"Jabatan {n}", "id": None}


def _anggota(n: int) -> dict:
    return {"urut": n, "kedudukan": "Anggota", "orang": _orang(n), "menilai": True}


def _petugas(n: int) -> dict:
    return _orang(n) | {"nip": ""}


# Of each kind the part of its content that names its signers, "Orang 1", "Orang 2", … in the order of signing.
ISI = {
    "surat_tugas_perut": {"camat": _orang(1)},
    "berita_acara_perut": {"petugas": [_orang(1), _orang(2)], "kepala_desa": _orang(3), "camat": _orang(4)},
    "surat_tugas_monitoring": {"camat": _orang(1)},
    "laporan_monitoring": {"petugas": [_petugas(1), _petugas(2)]},
    "sk_tim_evaluasi": {"penanda": _orang(1)},
    "lembar_evaluasi": {"tim": [_anggota(1), _anggota(2)]},
    "laporan_evaluasi": {"tim": [_anggota(1), _anggota(2)]},
    "pengantar_evaluasi": {"camat": _orang(1)},
    "teguran_temuan": {"camat": _orang(1)},
    "laporan_camat": {"camat": _orang(1)},
    "surat_perintah_perjalanan": {"camat": _orang(1)},
    "berita_acara_evaluasi_apbdes": {"evaluator": [_orang(1), _orang(2)], "camat": _orang(3)},
    "keputusan_evaluasi_apbdes": {"camat": _orang(1)},
}
PENANDA = [(kode, n) for kode, isi in ISI.items() for n in range(1, json.dumps(isi).count('"Orang ') + 1)]


def tanpa_nama(isi: dict, n: int) -> dict:
    return json.loads(json.dumps(isi).replace(f'"Orang {n}"', '""'))


def test_setiap_jenis_disebut_di_sini():
    assert set(ISI) == set(TERDAFTAR)


@pytest.mark.parametrize("kode", sorted(ISI))
def test_semua_bernama_maka_tidak_ada_yang_kurang(desa, kode):
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK)
    calon = daftar_calon(jenis_naskah(kode), ISI[kode], desa.kecamatan, desa)
    assert [c.sebutan for c in calon] == [f"Orang {n}" for n in range(1, len(calon) + 1)]
    assert kekurangan_calon(calon) == []


@pytest.mark.parametrize("cara", [CaraTtd.ELEKTRONIK, CaraTtd.BSRE])
@pytest.mark.parametrize(("kode", "n"), PENANDA)
def test_yang_tanpa_nama_menghalangi_persetujuan_elektronik(desa, kode, n, cara):
    cara_ttd(desa.kecamatan, cara)
    calon = daftar_calon(jenis_naskah(kode), tanpa_nama(ISI[kode], n), desa.kecamatan, desa)
    (kalimat,) = kekurangan_calon(calon)
    assert [bool(c.kurang) for c in calon].index(True) == n - 1
    assert kalimat.startswith(f"Jabatan {n} belum tercatat namanya")


@pytest.mark.parametrize(("kode", "n"), PENANDA)
def test_pada_kertas_yang_tanpa_nama_disebut_dan_tidak_hilang(desa, kode, n):
    calon = daftar_calon(jenis_naskah(kode), tanpa_nama(ISI[kode], n), desa.kecamatan, desa)
    assert kekurangan_calon(calon) == []
    assert [c.sebutan for c in calon if c.catatan] == [f"Jabatan {n}"]


@pytest.mark.parametrize(("kode", "n"), PENANDA)
def test_yang_tanpa_akun_memerlukan_goresan_jari(desa, kode, n):
    cara_ttd(desa.kecamatan, CaraTtd.ELEKTRONIK, jari=False)
    calon = daftar_calon(jenis_naskah(kode), ISI[kode], desa.kecamatan, desa)
    assert calon[n - 1].kurang.startswith(f"Orang {n} belum mempunyai akun")


@pytest.mark.parametrize("kode", sorted(ISI))
def test_tempat_milik_jabatan_menyebut_letak_pemegangnya_dalam_isi(kode):
    """A place that goes to a successor is printed from there, and nowhere else."""
    jenis, isi = jenis_naskah(kode), ISI[kode]
    for kunci, pos in jenis.pos.items():
        ganti = isi | {pos.kunci_isi: _orang(99)}
        beda = [p.kunci for p, q in zip(jenis.penanda(isi), jenis.penanda(ganti), strict=True) if p != q]
        assert (beda, pos.peran in {Peran.CAMAT, Peran.KEPALA_DESA}) == ([kunci], True)


@pytest.mark.parametrize("kode", sorted(ISI))
def test_jenis_berpenanda_banyak_yang_dapat_diganti_memberi_tahu_pekerjaannya(kode):
    """What can carry signatures while a post changes hands is replaced, and the work speaks of the new one."""
    jenis = jenis_naskah(kode)
    perlu = bool(jenis.pos) and len(jenis.penanda(ISI[kode])) > 1
    assert (jenis.diganti is not None, bool(jenis.kunci_tanggal)) == (perlu, perlu)
