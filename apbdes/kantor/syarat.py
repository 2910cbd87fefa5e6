"""What stands between a set and its next step, as sentences."""

from itertools import groupby

from apbdes.aturan import perangkat_utuh
from apbdes.aturan.bentuk import DISEBUT
from apbdes.enums import StatusPerangkat
from apbdes.kantor.contoh import kekurangan_contoh
from apbdes.kantor.nilai import Salah, kamus_untuk, nilai
from apbdes.models import PerangkatAturan
from dasar.nama import akhiri

BANYAK = 8  # sentences


def kekurangan_ajukan_perangkat(perangkat: PerangkatAturan) -> list[str]:
    dinilai = nilai(perangkat.isi, kamus_untuk(perangkat.kabupaten, max(perangkat.tahun, default=0)))
    if dinilai.salah:
        return _ringkas([_sebut(s) for s in dinilai.salah])
    contoh = kekurangan_contoh(dinilai.perangkat) if dinilai.perangkat is not None else []
    return _ringkas([*_kepala(perangkat), *contoh])


def kekurangan_terbitkan_perangkat(perangkat: PerangkatAturan) -> list[str]:
    """The same, asked again of what was handed in; and no other set of that kabupaten has one of its years."""
    return kekurangan_ajukan_perangkat(perangkat) + bentrok(perangkat) + _fakta_lain_jenis(perangkat)


def bentrok(perangkat: PerangkatAturan) -> list[str]:
    lain = PerangkatAturan.objects.filter(kabupaten=perangkat.kabupaten, status=StatusPerangkat.TERBIT)
    nama = [(p.nama, p.tahun) for p in lain.exclude(kode=perangkat.kode).order_by("kode")]
    utuh, rusak = perangkat_utuh()
    nama += [(p.nama, list(p.tahun)) for p in (*utuh, *rusak) if p.wilayah == perangkat.kabupaten.kode]
    kalimat = []
    for sebutan, tahun_lain in nama:
        if bersama := sorted(set(tahun_lain) & set(perangkat.tahun)):
            tahun = ", ".join(map(str, bersama))
            kalimat.append(
                f"{sebutan} sudah berlaku bagi {perangkat.kabupaten} pada {tahun}: dua perangkat tidak berlaku untuk "
                "tahun yang sama. Ubah tahun salah satunya, atau buat terbitan baru perangkat itu."
            )
    return kalimat


def _fakta_lain_jenis(perangkat: PerangkatAturan) -> list[str]:
    """What villages wrote down under a name would be read as something else: 125 people as 125 sen."""
    ini = perangkat.isi.get("fakta") or {}
    lain = PerangkatAturan.objects.filter(kabupaten=perangkat.kabupaten).exclude(diterbitkan=None)
    kalimat = []
    for p in lain.exclude(pk=perangkat.pk).order_by("pk"):
        for nama, f in (p.isi.get("fakta") or {}).items():
            jenis = ini.get(nama, f).get("jenis")
            if jenis != f.get("jenis"):
                kalimat.append(
                    f"Fakta “{nama}” sudah ditanyakan kepada desa sebagai {f.get('jenis')} ({p}). Pakai nama lain."
                )
    return kalimat


def _kepala(perangkat: PerangkatAturan) -> list[str]:
    kalimat = [] if perangkat.tahun else ["Tahun anggarannya belum diisi."]
    angka = perangkat.isi.get("angka") or {}
    kalimat += [f"Angka {nama} belum berisi pasalnya." for nama, a in angka.items() if not a.get("dasar")]
    for a in perangkat.isi.get("aturan") or ():
        asing = [n for n in DISEBUT.findall(a.get("judul", "")) if n not in angka]
        kalimat += [f"Judul aturan {a['kode']} menyebut angka “{n}”, yang tidak ada." for n in asing]
        if kurang := [k for k in ("judul", "tingkat", "dasar", "bunyi") if not a.get(k)]:
            kalimat.append(akhiri(f"Aturan {a['kode']} belum berisi {', '.join(kurang)}"))
    return kalimat


def _sebut(s: Salah) -> str:
    return f"{s.nama}: {s.kalimat}" if s.nama and s.nama not in s.kalimat else s.kalimat


def _ringkas(kalimat: list[str]) -> list[str]:
    unik = [k for k, _ in groupby(kalimat)]
    lebih = len(unik) - BANYAK
    return [*unik[:BANYAK], f"Dan {lebih} yang lain."] if lebih > 0 else unik
