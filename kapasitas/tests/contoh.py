"""Assessments as the services make them."""

from akun.tests.factories import PenggunaFactory
from dasar.waktu import hari_ini
from kapasitas import services
from kapasitas.enums import Sifat, StatusPenilaian, Tingkat
from kapasitas.models import Kompetensi, Penilaian, VersiKompetensi
from kapasitas.services import IsiButir


def mulai(perangkat, oleh) -> Penilaian:
    return services.penilaian_mulai(perangkat=perangkat, oleh=oleh)[0]


def isi(penilaian, oleh, tingkat=Tingkat.MAMPU, kecuali=None, tanggal=None) -> Penilaian:
    """Every competency that the post must have at this level; `kecuali` says which are at another, by code."""
    lain = kecuali or {}
    butir = {
        b.pk: IsiButir(lain.get(b.kompetensi.kode, tingkat), "dilihat sendiri")
        for b in penilaian.butir.select_related("kompetensi")
        if b.sifat == Sifat.WAJIB
    }
    return services.penilaian_isi(
        penilaian=penilaian,
        tanggal=tanggal or penilaian.tanggal,
        catatan="",
        isi=butir,
        versi=penilaian.versi,
        oleh=oleh,
    )


def nilai(perangkat, oleh, tingkat=Tingkat.MAMPU, kecuali=None, tanggal=None) -> Penilaian:
    """Assessed and settled."""
    terisi = isi(mulai(perangkat, oleh), oleh, tingkat, kecuali, tanggal)
    return services.penilaian_tetapkan(penilaian=terisi, oleh=oleh)


def nilai_mentah(perangkat, *tingkat, sifat=Sifat.WAJIB) -> Penilaian:
    """A settled assessment written as rows, with competencies of its own at these levels."""
    acuan, _ = VersiKompetensi.objects.get_or_create(
        kode="mentah", defaults={"judul": "Mentah", "berlaku_sejak": "2020-01-01", "catatan": "Uji", "sidik": "mentah"}
    )
    kata = {f"kalimat_{t}": t for t in ("belum", "dasar", "mampu", "mahir")}
    sama = {"nama": "Uji", "sumber": "Uji", "kutipan": "Uji", "tersurat": True} | kata
    hasil = Penilaian.objects.create(
        perangkat=perangkat,
        desa=perangkat.desa,
        nama=perangkat.nama,
        jabatan=perangkat.jabatan,
        sebutan=perangkat.sebutan,
        acuan=acuan,
        tanggal=hari_ini(perangkat.desa),
        status=StatusPenilaian.DITETAPKAN,
        ke=perangkat.penilaian.count() + 1,
        dimulai_oleh=PenggunaFactory(),
    )
    for n, t in enumerate(tingkat, 1):
        k, _ = Kompetensi.objects.get_or_create(versi=acuan, kode=f"KP-{n:02}", defaults={"urut": n} | sama)
        hasil.butir.create(kompetensi=k, sifat=sifat, tingkat=t)
    return hasil
