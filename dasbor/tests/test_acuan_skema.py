"""Every shipped file of reference data against its schema: what is required is missed, what is optional is not."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from apbdes import acuan as acuan_apbdes
from berkas import acuan as acuan_berkas
from config import settings
from dasar.acuan import AcuanRusak, baca
from dasar.skema import Peta
from evaluasi import acuan as acuan_evaluasi
from evaluasi.acuan import naskah as acuan_sk
from kapasitas import acuan as acuan_kapasitas
from kewajiban import acuan as acuan_kewajiban
from klinik import acuan as acuan_klinik
from monitoring import acuan as acuan_monitoring
from naskah import peraturan
from pendamping import acuan as acuan_pendamping
from perjalanan import acuan as acuan_perjalanan
from perut import acuan as acuan_perut
from perut.acuan import jenis_temuan

# Each file with its schema; the rooms' own lists, so that a new file is checked too. (The sets of rules are in a
# grammar of their own: apbdes/tests/test_acuan_skema.py.)
BERKAS: dict[Path, Peta] = {
    peraturan.BERKAS: peraturan.SKEMA,
    jenis_temuan.BERKAS: jenis_temuan.SKEMA,
    **{acuan_apbdes.FOLDER / f"{nama}.yaml": skema for nama, skema in acuan_apbdes.SKEMA.items()},
    **{
        berkas: ruang.SKEMA
        for ruang in (
            acuan_berkas,
            acuan_evaluasi,
            acuan_kewajiban,
            acuan_perjalanan,
            acuan_kapasitas,
            acuan_klinik,
            acuan_sk,
            acuan_monitoring,
            acuan_perut,
            *(acuan_berkas, acuan_evaluasi, acuan_kewajiban, acuan_sk),
            *(acuan_monitoring, acuan_pendamping, acuan_perut),
        )
        for berkas in ruang.berkas_acuan()
    },
}
# What is made of a file after it was read: nothing in it may miss what the schema lets be left out.
OLAHAN: dict[Peta, Callable[[dict[str, Any]], Any]] = {
    acuan_monitoring.SKEMA: acuan_monitoring.daftar_formulir,
    acuan_evaluasi.SKEMA: lambda isi: [acuan_evaluasi.daftar_formulir(isi), acuan_evaluasi.skala(isi)],
    acuan_perut.SKEMA: acuan_perut.daftar_buku,
    acuan_kewajiban.SKEMA: acuan_kewajiban.kewajiban_himpunan,
    acuan_perjalanan.SKEMA: acuan_perjalanan.ketentuan_dari,
    acuan_pendamping.SKEMA: acuan_pendamping.himpunan_dari,
    acuan_kapasitas.SKEMA: lambda isi: [acuan_kapasitas.syarat_dari(isi, k) for k in isi["kompetensi"]],
}


def nama(berkas: Path) -> str:
    return str(berkas.relative_to(settings.BASE_DIR))


def kunci(isi: Any, letak: tuple = ()) -> Iterator[tuple]:
    """Where each key stands: one place for each way to it, the items of a list counting as one."""
    if isinstance(isi, dict):
        for k, v in isi.items():
            yield (*letak, k)
            yield from kunci(v, (*letak, k))
    elif isinstance(isi, list):
        for n, v in enumerate(isi):
            yield from kunci(v, (*letak, n))


def satu_setiap_jalan(isi: Any) -> list[tuple]:
    def jalan(letak: tuple) -> tuple:
        bernama = ("angka", "objek", "desa")  # keys under these are names that the file chooses
        return tuple("*" if isinstance(x, int) or x_lalu in bernama else x for x_lalu, x in pairwise(("", *letak)))

    return list({jalan(letak): letak for letak in kunci(isi)}.values())


def tanpa(isi: Any, letak: tuple) -> Any:
    """A copy without that key."""
    kepala, *ekor = letak
    if isinstance(isi, list):
        return [tanpa(v, tuple(ekor)) if n == kepala else v for n, v in enumerate(isi)]
    if not ekor:
        return {k: v for k, v in isi.items() if k != kepala}
    return {k: tanpa(v, tuple(ekor)) if k == kepala else v for k, v in isi.items()}


def test_setiap_berkas_yaml_acuan_berskema():
    ada = set(Path(settings.BASE_DIR).glob("*/acuan/**/*.yaml"))
    assert set(BERKAS) == ada


@pytest.mark.parametrize("berkas", BERKAS, ids=nama)
def test_berkas_terbaca_sama_dengan_isinya(berkas):
    """The schema reads every value as YAML has it, dates and numbers included, and drops nothing."""
    assert baca(berkas, BERKAS[berkas]) == yaml.safe_load(berkas.read_text(encoding="utf-8"))


@pytest.mark.parametrize("berkas", BERKAS, ids=nama)
def test_setiap_kunci_yang_dibuang_disebut_atau_memang_boleh_tidak_ada(berkas, tmp_path):
    isi = yaml.safe_load(berkas.read_text(encoding="utf-8"))
    wajib = 0
    for n, letak in enumerate(satu_setiap_jalan(isi)):
        salinan = tmp_path / f"{n}.yaml"
        salinan.write_text(yaml.safe_dump(tanpa(isi, letak), allow_unicode=True, sort_keys=False), encoding="utf-8")
        try:
            hasil = baca(salinan, BERKAS[berkas])
        except AcuanRusak as galat:
            wajib += 1
            assert all(k.startswith(f"{salinan}, baris ") for k in galat.messages), (letak, galat.messages)
        else:
            OLAHAN.get(BERKAS[berkas], len)(hasil)
    assert wajib


@pytest.mark.parametrize("berkas", BERKAS, ids=nama)
def test_kunci_yang_salah_eja_disebut(berkas, tmp_path):
    isi = yaml.safe_load(berkas.read_text(encoding="utf-8"))
    pertama = next(iter(isi))
    salinan = tmp_path / berkas.name
    salinan.write_text(yaml.safe_dump({f"{pertama}x": isi.pop(pertama)} | isi, sort_keys=False), encoding="utf-8")
    with pytest.raises(AcuanRusak) as galat:
        baca(salinan, BERKAS[berkas])
    assert f"{salinan}, baris 1: kunci “{pertama}x” tidak dikenal." in " ".join(galat.value.messages)
    assert f"kunci “{pertama}” belum ada" in " ".join(galat.value.messages)
