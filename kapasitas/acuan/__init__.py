"""Reference data of this room: the dated versions of the competencies per post, one YAML file each.

A version by which somebody was assessed is never altered; a change is a new file with a new `kode`.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from dasar.acuan import baca_semua
from dasar.nama import akhiri
from dasar.skema import Benar, Daftar, Keluhan, Peta, Tanggal, Teks
from desa.enums import JabatanPerangkat
from instrumen.acuan import sidik
from kapasitas.enums import DINILAI, Sifat
from kapasitas.models import Kompetensi, Penilaian, SyaratJabatan, VersiKompetensi

BPD = "bpd"
JABATAN = (*(j.value for j in DINILAI), BPD)
KODE = Teks(maks=10, pola=r"KP-\d{2,3}", contoh="KP-01")
POS = Teks(pilihan=JABATAN)


def _periksa(isi: dict[str, Any]) -> Keluhan:
    dasar = {d["kode"] for d in isi["dasar"]}
    for n, k in enumerate(isi["kompetensi"]):
        if dua := sorted(set(k["wajib"]) & set(k.get("pendukung", ()))):
            yield ("kompetensi", n), akhiri(f"{k['kode']} wajib dan pendukung sekaligus bagi {', '.join(dua)}")
        if asing := sorted(set(k.get("dasar", ())) - dasar):
            yield ("kompetensi", n), akhiri(f"{k['kode']} menyebut dasar yang tidak ada: {', '.join(asing)}")
        if len(set(k["tingkat"].values())) < len(k["tingkat"]):
            yield ("kompetensi", n), f"{k['kode']} menyebut dua tingkat dengan kalimat yang sama."


KALIMAT = Teks(maks=200)
SKEMA = Peta(
    {
        "kode": Teks(maks=50, pola="[a-z0-9-]+", contoh="kompetensi-2026"),
        "judul": Teks(maks=150),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "catatan": Teks(maks=300),
        "dasar": Daftar(
            Peta(
                {
                    "kode": Teks(maks=40),
                    "jabatan": Daftar(POS),
                    "uraian": Teks(maks=200),
                    "url": Teks(maks=300, pola=r"https?://\S+", contoh="https://…"),
                }
            ),
            unik=("kode",),
        ),
        "kompetensi": Daftar(
            Peta(
                {
                    "kode": KODE,
                    "nama": Teks(maks=120),
                    "sumber": Teks(maks=250),
                    "kutipan": Teks(maks=250),
                    "tersurat": Benar(),
                    "wajib": Daftar(POS, boleh_kosong=True),
                    "tingkat": Peta(dict.fromkeys(("belum", "dasar", "mampu", "mahir"), KALIMAT)),
                },
                {"pendukung": Daftar(POS), "dasar": Daftar(Teks(maks=40))},
            ),
            unik=("kode",),
        ),
    },
    periksa=_periksa,
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every version, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def syarat_dari(isi: dict[str, Any], kompetensi: dict[str, Any]) -> list[dict[str, Any]]:
    """Which posts need this competency. `usulan`: no source that was read gives the post this task."""
    dasar = [d for d in isi["dasar"] if d["kode"] in kompetensi.get("dasar", ())]
    hasil = []
    for sifat, daftar in (
        (Sifat.WAJIB, kompetensi["wajib"]),
        (Sifat.PENDUKUNG, kompetensi.get("pendukung", ())),
    ):
        for jabatan in daftar:
            milik = [d for d in dasar if jabatan in d["jabatan"]]
            hasil.append(
                {
                    "jabatan": jabatan,
                    "sifat": sifat.value,
                    "usulan": not milik,
                    "dasar": "; ".join(d["uraian"] for d in milik),
                    "url": " ".join(d["url"] for d in milik),
                }
            )
    return hasil


def muat() -> list[str]:
    """Store every version that is not stored yet; sentences say what was done. Safe to repeat.

    Raises ValidationError where a file is not whole, or differs from a version by which somebody was assessed.
    """
    return [_muat_satu(isi) for isi in semua()]


@transaction.atomic
def _muat_satu(isi: dict[str, Any]) -> str:
    sidik_baru = sidik(isi)
    lama = VersiKompetensi.objects.select_for_update(no_key=True).filter(kode=isi["kode"]).first()
    if lama and lama.sidik == sidik_baru:
        return f"{isi['judul']}: sudah dimuat, tidak berubah."
    if lama and Penilaian.objects.filter(acuan=lama).exists():
        raise ValidationError(
            f"Berkas acuan kompetensi “{isi['kode']}” berubah, padahal versi itu sudah dipakai menilai. "
            "Kembalikan isinya, lalu buat versi baru: salin berkas itu dengan kode dan berlaku_sejak yang baru."
        )
    kepala = {k: isi[k] for k in ("judul", "berlaku_sejak", "catatan")}
    versi, _ = VersiKompetensi.objects.update_or_create(kode=isi["kode"], defaults=kepala | {"sidik": sidik_baru})
    versi.kompetensi.all().delete()
    for urut, k in enumerate(isi["kompetensi"], 1):
        baris = Kompetensi.objects.create(
            versi=versi,
            urut=urut,
            **{n: k[n] for n in ("kode", "nama", "sumber", "kutipan", "tersurat")},
            **{f"kalimat_{n}": kalimat for n, kalimat in k["tingkat"].items()},
        )
        SyaratJabatan.objects.bulk_create(SyaratJabatan(kompetensi=baris, **s) for s in syarat_dari(isi, k))
    return f"{isi['judul']}: {len(isi['kompetensi'])} kompetensi {'diperbarui' if lama else 'dimuat'}."


def jabatan_nama(jabatan: str) -> str:
    return "BPD" if jabatan == BPD else str(JabatanPerangkat(jabatan).label)
