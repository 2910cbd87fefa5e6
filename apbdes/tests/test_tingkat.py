"""A rule that is known only from hearsay may reassure or ask; it never accuses, whatever its arithmetic says."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from apbdes.anggaran import Anggaran, BarisBelanja
from apbdes.aturan import Putusan, periksa, semua_perangkat
from apbdes.buku_kerja import baca
from apbdes.putusan import kelompok_dari
from apbdes.tests.contoh import anggaran, b, f, gaji, p
from apbdes.tests.test_buku_uji import KASUS, buku

ATURAN = [(p.kode, a.kode) for p in semua_perangkat() for a in p.aturan]
PERTAMA = {kode: perangkat for perangkat, kode in reversed(ATURAN)}


@cache
def banyak_anggaran() -> tuple[Anggaran, ...]:
    """The hand-written workbooks, and two that break what these do not break."""
    lama, baru = (anggaran([b("1.1.01", "5.1.1.01", n), b("2.3.10", "5.3.5.03", 1000)]) for n in (100, 200))
    return (*(baca(buku(kasus)) for kasus in KASUS), replace(baru, jenis="perubahan", semula=lama), _serba_keliru())


def _serba_keliru() -> Anggaran:
    """Everybody is paid one rupiah too much or nearly nothing; the reserve fund outlives the village head's term."""
    petugas = {"komponen": "insentif_pbb", "volume": 1, "satuan": "OT", "harga_satuan": 1, "sumber": "PBH"}
    belanja: list[BarisBelanja] = [
        *(gaji("1.1.01", f"5.1.1.0{n}", "kades", 1) for n in (1, 2)),
        *(gaji("1.1.02", f"5.1.2.0{n}", siapa, 1) for n in (1, 2) for siapa in ("sekdes", "kaur", "kasi", "kadus")),
        gaji("1.1.05", "5.1.4.01", "ketua_bpd", 1),
        b("1.5.06", "5.2.2.05", 1, **petugas),
        gaji("5.3.00", "5.4.1.01", "", 1_000_000, sumber="DDS"),
    ]
    pendapatan = [p("4.2.3.01", "ADD", 1), p("4.2.2.01", "PBH", 1)]
    akhir = {"akhir_masa_jabatan_kades": date(2023, 1, 1), "jumlah_petugas_pbb": 5}
    return anggaran(belanja, pendapatan, [f("6.2.1.01", 1, "PAD")], **akhir)


def hasil(kode_perangkat: str, kode: str, tingkat: str = "") -> list:
    """The verdicts of one rule on every budget, at its own level or at another one."""
    asli = next(p for p in semua_perangkat() if p.kode == kode_perangkat)
    satu = tuple(a._replace(tingkat=tingkat or a.tingkat) for a in asli.aturan if a.kode == kode)
    return [periksa(isi, asli._replace(aturan=satu))[0] for isi in banyak_anggaran()]


@pytest.mark.parametrize(("perangkat", "kode"), ATURAN, ids=lambda x: x)
@pytest.mark.parametrize("tingkat", ["perlu_konfirmasi", "petunjuk"])
def test_aturan_yang_belum_dipastikan_tidak_pernah_menyatakan_melanggar(perangkat, kode, tingkat):
    wajib = [h.hasil for h in hasil(perangkat, kode, "wajib")]
    # Without a budget that breaks it at the level wajib this test would show nothing. That the arithmetic accuses
    # at all is shown once, by the set that has the rule first: another set's figures may be kept by every budget.
    if perangkat == PERTAMA[kode]:
        pernah = Putusan.DILANGGAR in {h.putusan for h in wajib}
        assert pernah, f"{kode}: tambah buku yang melanggarnya di buku_uji.yaml"
    for keras, lunak in zip(wajib, hasil(perangkat, kode, tingkat), strict=True):
        if keras.putusan != Putusan.DILANGGAR:
            assert lunak.hasil == keras
            continue
        assert (lunak.hasil.putusan, lunak.hasil.selisih) == (Putusan.TIDAK_DAPAT_DITENTUKAN, None)
        assert lunak.hasil.pesan == f"Petunjuk, pastikan dulu pada peraturannya. {keras.pesan}"
        assert (lunak.hasil.baris, lunak.hasil.hitungan) == (keras.baris, keras.hitungan)
        assert kelompok_dari(lunak.aturan, lunak.hasil) == "petunjuk"


@pytest.mark.parametrize(("perangkat", "kode"), ATURAN, ids=lambda x: x)
def test_setiap_aturan_pada_tingkatnya_sendiri(perangkat, kode):
    putusan = {(h.aturan.tingkat, h.hasil.putusan) for h in hasil(perangkat, kode)}
    assert not {("perlu_konfirmasi", Putusan.DILANGGAR), ("petunjuk", Putusan.DILANGGAR)} & putusan
