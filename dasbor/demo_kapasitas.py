"""Capacity for the demo: a training, officials of the focus village before and after, an answer, and a draft."""

import random
from datetime import date, time

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_jam import geser_hari_kerja, pada
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kecamatan, Perangkat
from kapasitas.enums import DINILAI, Tingkat
from kapasitas.models import Pelatihan, Penilaian, VersiKompetensi
from kapasitas.services import (
    IsiButir,
    pelatihan_simpan,
    penilaian_isi,
    penilaian_mulai,
    penilaian_tetapkan,
    tanggapan_catat,
)

SEBELUM, SESUDAH = 45, 6  # working days back
DILIHAT = ("Buku bidangnya dibuka bersama.", "Mengerjakan contoh di depan petugas.", "Berkas bulan terakhir diperiksa.")


def muat_kapasitas(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """Nothing where the competencies are not loaded."""
    if not VersiKompetensi.objects.filter(berlaku_sejak__lte=hari_ini(kecamatan)).exists():
        return
    desa = Desa.objects.select_related("kecamatan__kabupaten").get(kode="63.11.03.2021")
    hari = hari_ini(kecamatan)
    semua = list(menjabat(desa, hari))
    dulu = geser_hari_kerja(hari, -SEBELUM, kecamatan.kabupaten)
    with pada(dulu, time(9), kecamatan):
        latih(kecamatan, "Pengisian Prodeskel dan data desa", dulu, semua, orang["sekcam"])
        for p in semua:
            if not p.penilaian.exists() and p.jabatan in (JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.KAUR_KEUANGAN):
                nilai_perangkat(p, orang["staf"], 0.8, random.Random(p.jabatan))  # noqa: S311  # made-up data
    with pada(geser_hari_kerja(hari, -SESUDAH, kecamatan.kabupaten), time(10), kecamatan):
        for jabatan in (JabatanPerangkat.KEPALA_DESA, JabatanPerangkat.KAUR_KEUANGAN):
            p = next(p for p in semua if p.jabatan == jabatan)
            nilai = nilai_perangkat(p, orang["staf"], 1.0, random.Random(1))  # noqa: S311  # made-up data
            if jabatan == JabatanPerangkat.KAUR_KEUANGAN:
                tanggapan_catat(
                    penilaian=nilai, isi="Terima kasih, buku pajak masih kami rapikan.", oleh=orang["sekdes"]
                )
    draf = next(p for p in semua if p.jabatan == JabatanPerangkat.SEKRETARIS_DESA)
    penilaian_mulai(perangkat=draf, oleh=orang["staf2"])


def menjabat(desa: Desa, hari: date) -> list[Perangkat]:
    """Who holds a post with competencies there on a day."""
    ada = Perangkat.objects.menjabat(hari).filter(desa=desa, jabatan__in=DINILAI)
    return list(ada.select_related("desa__kecamatan__kabupaten").order_by("pk"))


def latih(kecamatan: Kecamatan, judul: str, hari: date, peserta: list[Perangkat], oleh: Pengguna) -> Pelatihan:
    pelatihan = Pelatihan(
        kecamatan=kecamatan, judul=judul, mulai=hari, penyelenggara=str(kecamatan), tempat=f"Aula {kecamatan}"
    )
    return pelatihan_simpan(pelatihan=pelatihan, peserta=peserta, oleh=oleh)


def nilai_perangkat(perangkat: Perangkat, oleh: Pengguna, peluang: float, acak: random.Random) -> Penilaian:
    """Assess and settle; each competency is enough with this chance."""
    draf, _ = penilaian_mulai(perangkat=perangkat, oleh=oleh)
    latihan = perangkat.pelatihan.select_related("pelatihan").first()
    isi = {}
    for b in draf.butir.all():
        if not b.wajib and acak.random() < 0.5:
            continue  # what only supports may be left open
        cukup = acak.random() < peluang
        tingkat = acak.choice(
            (Tingkat.MAMPU, Tingkat.MAMPU, Tingkat.MAHIR) if cukup else (Tingkat.BELUM, Tingkat.DASAR)
        )
        bukti = ("", "", "")
        if latihan and acak.random() < 0.2:
            bukti = ("pelatihan", str(latihan.pelatihan_id), f"{latihan.pelatihan.judul}, {latihan.pelatihan.hari}")
        isi[b.pk] = IsiButir(tingkat, acak.choice(DILIHAT), bukti)
    terisi = penilaian_isi(penilaian=draf, tanggal=draf.tanggal, catatan="", isi=isi, versi=draf.versi, oleh=oleh)
    return penilaian_tetapkan(penilaian=terisi, oleh=oleh)
