"""What a desa said about the words of its files: kept once, and proposed to the other desa of its kabupaten."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from akun.models import Pengguna
from apbdes.anggaran import SUMBER_DANA
from apbdes.bentuk_lembar import BARIS_DICARI, Bentuk, Kertas, sidik_judul
from apbdes.buku_kerja.galat import Tanya
from apbdes.katalog import Katalog
from apbdes.models import BentukLembar, JenisPadanan, PadananImpor
from apbdes.siskeudes import Padanan
from desa.models import Desa


def padanan_desa(desa: Desa) -> Padanan:
    """One query."""
    isi: dict[str, dict[str, str]] = {jenis: {} for jenis in JenisPadanan.values}
    for p in PadananImpor.objects.filter(desa=desa):
        isi[p.jenis][p.tertulis] = p.berarti
    return Padanan(
        next(iter(isi["desa"].values()), ""), isi["sumber"], kegiatan=isi["kegiatan"], rekening=isi["rekening"]
    )


def usul_padanan(desa: Desa, tanya: Iterable[Tanya], katalog: Katalog) -> dict[tuple[str, str], str]:
    """What other desa of the kabupaten answered to the same words, else the code of the same name. One query."""
    tanya = list(tanya)
    ditanya = {(t.jenis, t.tertulis) for t in tanya if t.jenis != JenisPadanan.DESA}
    lain = PadananImpor.objects.filter(
        desa__kecamatan__kabupaten=desa.kecamatan.kabupaten, tertulis__in=[tertulis for _, tertulis in ditanya]
    ).order_by("waktu")
    usul = {(t.jenis, t.tertulis): kode for t in tanya if (kode := _senama(t, katalog))}
    return usul | {(p.jenis, p.tertulis): p.berarti for p in lain if (p.jenis, p.tertulis) in ditanya}


def _senama(t: Tanya, katalog: Katalog) -> str:
    """The one code of the list that is called so, of the same bidang or akun; "" where there is none or are several."""
    semua: dict[str, Mapping[str, Any]] = {"kegiatan": katalog.kegiatan, "rekening": katalog.rekening}
    daftar = semua.get(t.jenis, {})
    nama = _rapi(t.nama)
    cocok = [k for k, isi in daftar.items() if nama and k[0] == t.tertulis[:1] and _rapi(isi.nama) == nama]
    return cocok[0] if len(cocok) == 1 else ""


def _rapi(nama: str) -> str:
    """As names are compared: "Belanja Barang Konsumsi" and "Barang konsumsi/Habis Pakai" are two."""
    kata = re.findall(r"\w+", nama.lower())
    return " ".join(k for k in kata if k not in {"belanja", "dan", "atau", "kegiatan"})


@transaction.atomic
def padanan_simpan(*, desa: Desa, jawaban: Mapping[Tanya, str], katalog: Katalog, oleh: Pengguna) -> None:
    """ValidationError by `jenis:tertulis` with what cannot be meant; then nothing is kept."""
    salah = {}
    for tanya, berarti in jawaban.items():
        if kalimat := _salah(tanya, berarti, katalog):
            salah[f"{tanya.jenis}:{tanya.tertulis}"] = kalimat
    if salah:
        raise ValidationError(salah)
    for tanya, berarti in jawaban.items():
        if tanya.jenis == JenisPadanan.DESA:
            PadananImpor.objects.filter(desa=desa, jenis=JenisPadanan.DESA).delete()  # it is one desa only
        PadananImpor.objects.update_or_create(
            desa=desa, jenis=tanya.jenis, tertulis=tanya.tertulis, defaults={"berarti": berarti, "oleh": oleh}
        )


def _salah(tanya: Tanya, berarti: str, katalog: Katalog) -> str:
    if not berarti:
        return "Pilih salah satu."
    if tanya.jenis == JenisPadanan.SUMBER and berarti not in SUMBER_DANA:
        return f"Sumber dana “{berarti[:20]}” tidak ada dalam daftar."
    if tanya.jenis == JenisPadanan.KEGIATAN and not katalog.kegiatan_ada(berarti):
        return f"Kegiatan {berarti[:20]} tidak ada dalam Permendagri 20/2018 dan daftar kabupaten."
    if tanya.jenis == JenisPadanan.REKENING:
        if not katalog.rekening_ada(berarti):
            return f"Rekening {berarti[:20]} tidak ada dalam Permendagri 20/2018 dan daftar kabupaten."
        if berarti[:1] != tanya.tertulis[:1]:
            return f"Rekening {tanya.tertulis} hanya dapat diganti rekening berawalan {tanya.tertulis[:1]}."
    return ""


def bentuk_dikenal(desa: Desa, kertas: Iterable[Kertas]) -> tuple[int, Bentuk] | None:
    """The first sheet, by its place, with a heading that this desa explained before, else another of its kecamatan."""
    semua = BentukLembar.objects.filter(desa__kecamatan=desa.kecamatan).order_by("waktu")
    dikenal = {b.sidik: b for b in sorted(semua, key=lambda b: b.desa_id == desa.pk)}
    for urut, k in enumerate(kertas):
        for judul, baris in enumerate(k.baris[:BARIS_DICARI]):
            if (b := dikenal.get(sidik_judul(baris))) is not None:
                return urut, Bentuk(judul, {int(n): nama for n, nama in b.kolom.items()}, b.sumber)
    return None


def bentuk_simpan(*, desa: Desa, judul: list[Any], bentuk: Bentuk, oleh: Pengguna) -> None:
    isi = {"kolom": {str(n): nama for n, nama in bentuk.kolom.items()}, "sumber": bentuk.sumber, "oleh": oleh}
    BentukLembar.objects.update_or_create(desa=desa, sidik=sidik_judul(judul), defaults=isi)


def padanan_lupakan(*, desa: Desa, pk: int) -> None:
    PadananImpor.objects.filter(desa=desa, pk=pk).delete()
