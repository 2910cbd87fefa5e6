"""What the scripts of our pages send: for each address that takes JSON a body that it accepts, with who sends it."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st

from akun.enums import Peran
from akun.tests.factories import pengguna_berperan
from apbdes.tests.factories import VersiApbdesFactory
from apbdes.tests.test_susun import BELANJA
from desa.models import Desa
from evaluasi.services.penilaian import id_nilai, id_pembahasan, tempat_nilai
from evaluasi.tests.contoh_nilai import beri_nilai, evaluasi_dinilai, penilaian_dari
from monitoring.forms.isian import id_jawaban
from monitoring.tests.factories import FormulirMonitoringFactory, LembarMonitoringFactory, MonitoringFactory
from perut.services.isian import kunjungan_siapkan_isian
from perut.tests.factories import BukuFactory, KunjunganFactory
from perut.tests.test_isian import ISI, KEGIATAN, KESEPAKATAN, TEMUAN


@dataclass(frozen=True)
class Rekaman:
    klien: Client
    ke: str
    badan: dict[str, Any]


def rekaman(desa: Desa) -> list[Rekaman]:
    """Work under way in this village, and one accepted body for each kind of row."""
    petugas, rekan, ketiga = (pengguna_berperan(Peran.PELAKSANA, desa) for _ in range(3))
    penulis = pengguna_berperan(Peran.SEKRETARIS_DESA, desa)
    klien = {}
    for orang in (petugas, rekan, penulis):
        klien[orang] = Client(raise_request_exception=False)
        klien[orang].force_login(orang)
    hasil = []

    def baru(oleh, nama, args, isi, **lain):
        hasil.append(Rekaman(klien[oleh], reverse(nama, args=args), lain or {"versi": 0, "isi": isi}))

    BukuFactory(kode="REK.1", kelompok="Administrasi Umum")
    kunjungan = KunjunganFactory(desa=desa, petugas=[petugas, rekan], status="berlangsung", notulen="")
    kunjungan_siapkan_isian(kunjungan)
    baru(petugas, "perut:isi-kunjungan", [kunjungan.pk], ISI)
    for jenis, isi in (("kegiatan", KEGIATAN), ("kesepakatan", KESEPAKATAN), ("temuan", TEMUAN)):
        baru(petugas, "perut:baris", [kunjungan.pk, jenis, uuid.uuid4()], isi)

    formulir = FormulirMonitoringFactory(kode="REK.1", butir=2)
    monitoring = MonitoringFactory(desa=desa, petugas=[petugas, rekan], status="berlangsung")
    lembar = LembarMonitoringFactory(monitoring=monitoring, formulir=formulir)
    butir = formulir.butir.first()
    isi = {"lembar": str(lembar.pk), "butir": str(butir.pk), "jawaban": "ADA", "keterangan": ""}
    baru(petugas, "monitoring:baris", [monitoring.pk, "jawaban", id_jawaban(lembar.pk, butir.pk)], isi)

    evaluasi = evaluasi_dinilai(desa, [petugas, rekan, ketiga], tahun=2031)
    milik, tempat = penilaian_dari(evaluasi, petugas), tempat_nilai(evaluasi)[0]
    isi = {"tingkat": "b", "catatan": "Bukti lengkap."}
    baru(petugas, "evaluasi:nilai-baris", [evaluasi.pk, milik.pk, id_nilai(milik.pk, *tempat)], isi)
    beri_nilai(penilaian_dari(evaluasi, ketiga), "cc")
    beri_nilai(penilaian_dari(evaluasi, rekan), "aa")  # who has handed in his own may write what was agreed
    baru(rekan, "evaluasi:pembahasan-baris", [evaluasi.pk, id_pembahasan(*tempat)], {"isi": "Disepakati c."})

    versi = VersiApbdesFactory(desa=desa, tahun=2031)
    satu = {"lembar": "belanja", "id": str(uuid.uuid4()), "versi": 0, "isi": BELANJA}
    pagu = {"lembar": "identitas", "id": str(uuid.UUID(int=0)), "versi": 0, "isi": {"pagu_dds": "7.500.000"}}
    baru(penulis, "apbdes:susun-simpan", [versi.pk], None, kiriman=[satu, pagu])
    judul = "Kegiatan\tRekening\tUraian\tVolume\tSatuan\tHarga satuan\tJumlah\tSumber"
    teks = f"{judul}\n2.3.10\t5.3.5.03\tSemen\t100\tsak\t75.000\t7.500.000\tDDS"
    baru(penulis, "apbdes:susun-tempel", [versi.pk], None, teks=teks, isian={})
    return hasil


def dirusak(badan: Any, ambil: Callable[[st.SearchStrategy], Any], nilai: st.SearchStrategy) -> Any:
    """The same body with about a quarter of it replaced, left out, wrapped, or given twice."""
    cara = ambil(st.integers(0, 11))
    if cara == 0:
        return ambil(nilai)
    if cara == 1:
        return [badan, badan]
    if isinstance(badan, dict):
        tinggal = {k: dirusak(v, ambil, nilai) for k, v in badan.items() if ambil(st.integers(0, 19))}
        return tinggal | ({ambil(st.text(max_size=5)): ambil(nilai)} if cara == 2 else {})
    if isinstance(badan, list):
        return [dirusak(v, ambil, nilai) for v in badan] * (2 if cara == 2 else 1)
    if isinstance(badan, str) and cara == 2:
        return badan + str(ambil(nilai))
    return badan
