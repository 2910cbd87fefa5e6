"""Reference data of this room: the dated versions of the checklist of books, one YAML file each.

A version that a visit has used is never altered; a change is a new file with a new `kode`.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from berkas.acuan import Kategori, kategori_daftarkan
from berkas.enums import KelompokKategori, PeriodeKategori
from dasar.acuan import baca_semua
from dasar.skema import Benar, Bilangan, Daftar, Keluhan, Peta, Tanggal, Teks
from instrumen.acuan import sidik
from perut.acuan.jenis_temuan import jenis_temuan_buku
from perut.enums import Mutakhir
from perut.models import Buku, InstrumenBuku, Kunjungan
from tindaklanjut.jenis import jenis_daftarkan

TAK_DISEBUT = "Buku ini tidak disebut dalam Pedoman Teknis PERUT 2024; diperiksa karena diatur Permendagri 47/2016."


def _periksa(isi: dict[str, Any]) -> Keluhan:
    ada: set[str] = set()
    for k, kelompok in enumerate(isi["kelompok"]):
        for n, buku in enumerate(kelompok["buku"]):
            letak = ("kelompok", k, "buku", n)
            if buku["kode"] in ada:
                yield letak, f"kode {buku['kode']} sudah dipakai di atasnya."
            ada.add(buku["kode"])
            if ("butir" in buku) == buku.get("tak_disebut", False):
                yield letak, f"buku {buku['kode']} menyebut butir dalam pedoman, atau tak_disebut: true."


SKEMA = Peta(
    {
        "kode": Teks(maks=50, pola="[a-z0-9-]+", contoh="permendagri-47-2016"),
        "judul": Teks(maks=200),
        "dasar": Teks(maks=300),
        "berlaku_sejak": Tanggal(),
        "peraturan": Teks(),
        "pedoman": Teks(),
        "kelompok": Daftar(
            Peta(
                {
                    "nama": Teks(maks=60),
                    "pedoman": Teks(),
                    "buku": Daftar(
                        Peta(
                            {
                                "kode": Teks(maks=5, pola=r"[A-Z]\.[0-9]{1,2}", contoh="A.1"),
                                "nama": Teks(maks=150),
                                "mutakhir": Teks(pilihan=tuple(Mutakhir.values)),
                            },
                            opsional={
                                "nama_pedoman": Teks(maks=150),
                                "nama_peraturan": Teks(),
                                "butir": Bilangan(1),
                                "tak_disebut": Benar(),
                                "catatan": Teks(),
                            },
                        )
                    ),
                }
            ),
            unik=("nama",),
        ),
    },
    periksa=_periksa,
)


def berkas_acuan() -> list[Path]:
    return sorted(Path(__file__).parent.glob("buku-*.yaml"))


def semua() -> list[dict[str, Any]]:
    """Every version, the oldest first. Raises AcuanRusak."""
    return baca_semua(berkas_acuan(), SKEMA)


def _urutan(kode: str) -> tuple[str, int]:
    huruf, _, nomor = kode.partition(".")
    return huruf, int(nomor)


def daftar_buku(isi: dict[str, Any]) -> list[dict[str, Any]]:
    """The books of one version in the order of their codes, each with its group, its note and its sources."""
    buku = [(kelompok, b) for kelompok in isi["kelompok"] for b in kelompok["buku"]]
    return [
        {
            "urut": urut,
            "kode": b["kode"],
            "nama": b["nama"],
            "kelompok": kelompok["nama"],
            "nama_pedoman": b.get("nama_pedoman", ""),
            "catatan": b.get("catatan", "") or (TAK_DISEBUT if b.get("tak_disebut") else ""),
            "mutakhir": b["mutakhir"],
            "sumber": _sumber(isi, kelompok, b),
        }
        for urut, (kelompok, b) in enumerate(sorted(buku, key=lambda kb: _urutan(kb[1]["kode"])), 1)
    ]


def _sumber(isi: dict[str, Any], kelompok: dict[str, Any], buku: dict[str, Any]) -> list[str]:
    sumber = [f"{isi['peraturan']}, Model {buku['kode']}: {buku.get('nama_peraturan', buku['nama'])}"]
    if buku.get("tak_disebut"):
        sumber.append(f"{isi['pedoman']}, {kelompok['pedoman']}: tidak disebut")
    else:
        nama = buku.get("nama_pedoman") or buku["nama"]
        sumber.append(f"{isi['pedoman']}, {kelompok['pedoman']}, butir ke-{buku['butir']}: “{nama}”")
    return sumber


def muat() -> list[str]:
    """Store every version that is not stored yet; sentences say what was done. Safe to repeat.

    Raises ValidationError where a file is not whole, or differs from a version that a visit has used.
    """
    versi = semua()
    return [*(_muat_satu(isi) for isi in versi), *_kategori_daftarkan(versi[-1]), *_jenis_daftarkan(versi[-1])]


def _kategori_daftarkan(terbaru: dict[str, Any]) -> list[str]:
    """Each book of the newest version is a category of files that a desa may send."""
    jumlah = kategori_daftarkan(
        Kategori(
            kode=f"buku:{b['kode']}",
            nama=b["nama"],
            kelompok=KelompokKategori.BUKU,
            periode=PeriodeKategori.BULANAN if b["mutakhir"] == Mutakhir.BULAN_LALU else PeriodeKategori.TAHUNAN,
            urut=b["urut"],
            dasar=b["sumber"][0],
        )
        for b in daftar_buku(terbaru)
    )
    return [f"Kategori berkas dari buku: {jumlah} dimuat atau diperbarui."] if jumlah else []


def _jenis_daftarkan(terbaru: dict[str, Any]) -> list[str]:
    """What may be amiss with each book of the newest version is a kind of finding."""
    jumlah = jenis_daftarkan(jenis_temuan_buku(daftar_buku(terbaru)))
    return [f"Jenis temuan dari buku: {jumlah} dimuat atau diperbarui."] if jumlah else []


@transaction.atomic
def _muat_satu(isi: dict[str, Any]) -> str:
    kepala = {k: isi[k] for k in ("judul", "dasar", "berlaku_sejak")}
    buku = daftar_buku(isi)
    sidik_baru = sidik(kepala | {"buku": buku})
    lama = InstrumenBuku.objects.select_for_update(no_key=True).filter(kode=isi["kode"]).first()
    if lama and lama.sidik == sidik_baru:
        return f"{isi['judul']}: sudah dimuat, tidak berubah."
    dipakai = Q(instrumen=lama) | Q(pemeriksaan_set__buku__instrumen=lama) | Q(foto_set__buku__instrumen=lama)
    if lama and Kunjungan.objects.filter(dipakai).exists():
        raise ValidationError(
            f"Berkas acuan buku “{isi['kode']}” berubah, padahal versi itu sudah dipakai pada kunjungan. "
            "Kembalikan isinya, lalu buat versi baru: salin berkas itu dengan kode dan berlaku_sejak yang baru."
        )
    instrumen, _ = InstrumenBuku.objects.update_or_create(
        kode=isi["kode"],
        defaults=kepala | {"sidik": sidik_baru},
    )
    instrumen.buku.all().delete()
    Buku.objects.bulk_create(Buku(instrumen=instrumen, **{k: v for k, v in b.items() if k != "sumber"}) for b in buku)
    return f"{isi['judul']}: {len(buku)} buku {'diperbarui' if lama else 'dimuat'}."


def ekspor() -> dict[str, list[dict[str, Any]]]:
    """The newest version's books as the exchange format has them. Reads files only, no database."""
    return {"buku": [{k: b[k] for k in ("kode", "nama", "kelompok", "sumber")} for b in daftar_buku(semua()[-1])]}
