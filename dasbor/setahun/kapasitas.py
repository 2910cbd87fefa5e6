"""What officials can do: before the accompaniment, after it, and the trainings between the two."""

from datetime import date, timedelta

from dasbor.demo_kapasitas import latih, menjabat, nilai_perangkat
from dasbor.setahun.desa import DesaContoh
from dasbor.setahun.jalan import Proses, Tahun
from kapasitas.models import VersiKompetensi

PELATIHAN = ("Penatausahaan keuangan dengan Siskeudes", "Buku administrasi desa", "Penyusunan RKP Desa dan APB Desa")
SEMULA = {"rajin": 0.93, "biasa": 0.85, "lalai": 0.7}  # how often a competency is enough before the accompaniment
NAIK = 0.6  # and after it so much of the way to always
TERLEWAT = 0.1  # of the officials nobody has assessed yet


def kapasitas_setahun(t: Tahun, semua: list[DesaContoh]) -> None:
    """Every village that is visited is assessed once, two of three of them again. Those written by hand have their
    second one of the last weeks. Nothing where the competencies are not loaded."""
    versi = VersiKompetensi.objects.order_by("berlaku_sejak").first()
    if versi is None:
        return
    mulai = max(t.awal + timedelta(days=30), versi.berlaku_sejak + timedelta(days=10))
    lama = (t.akhir - mulai).days
    if lama < 120:
        return
    for n, judul in enumerate(PELATIHAN):
        t.mulai(_latih(t, judul, t.geser(mulai + timedelta(days=20 + lama * n // 4)), semua))
    acak = t.acak("kapasitas")
    for d in semua:
        dua_kali = acak.random() < 0.67 and not d.tersendiri
        hari = mulai + timedelta(days=acak.randrange(lama // 4))
        if d.didatangi:
            t.mulai(_nilai(t, d, t.geser(hari), t.geser(hari + timedelta(days=lama // 2)) if dua_kali else None))


def _latih(t: Tahun, judul: str, hari: date, semua: list[DesaContoh]) -> Proses:
    yield t.kerja(hari, jam=9), t.orang["sekcam"]
    acak = t.acak("pelatihan", judul)
    peserta = [p for d in semua for p in menjabat(d.desa, hari) if acak.random() < d.kebiasaan / 2]
    latih(t.kecamatan, judul, hari, peserta, t.orang["sekcam"])


def _nilai(t: Tahun, d: DesaContoh, pertama: date, kedua: date | None) -> Proses:
    acak = t.acak("kapasitas", d.desa.kode)
    for hari, peluang in ((pertama, SEMULA[d.watak]), (kedua, SEMULA[d.watak] + NAIK * (1 - SEMULA[d.watak]))):
        if hari is None:
            return
        yield t.kerja(hari, jam=13), t.orang["staf"]
        for p in menjabat(d.desa, hari):
            if acak.random() >= TERLEWAT:
                nilai_perangkat(p, t.orang["staf"], peluang, acak)
