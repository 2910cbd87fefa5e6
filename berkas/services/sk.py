"""The number and date of an appointment decree stand on the file and on the person: entered once, and never two."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from berkas.enums import StatusBerkas
from berkas.models import Berkas, PejabatBerkas
from berkas.queries.pencarian import berkas_indeks
from berkas.queries.sk import KATEGORI_SK, NilaiSK, calon_sk, sk_pejabat
from dasar.basi import Basi
from dasar.induk import KOSONG, Beda, selisih
from desa.models import AnggotaBPD, Pejabat
from desa.penjaga import boleh_sahkan, kolom_terjaga, usulkan
from desa.services.data import data_catat, data_simpan, desa_kunci

KOLOM = ["sk_nomor", "sk_tanggal"]
DITOLAK = "Berkas ini ditolak, jadi tidak dapat menjadi dasar nomor SK. Unggah versi yang sudah diperbaiki dahulu."


class Berlaku(StrEnum):
    """Which of two values holds."""

    BERKAS = "berkas"
    ORANG = "orang"
    DUA = "dua"  # two decrees of one person: of the person the later one is kept


def nomor_tetap(berkas: Berkas, oleh: Pengguna) -> bool:
    """Somebody has judged the file, or it is another's: what stands on it stays, only what is missing is filled in."""
    return not oleh.has_perm("berkas.ubah_berkas", berkas)


@transaction.atomic
def sk_kaitkan(
    *,
    berkas: Berkas,
    nilai: NilaiSK,
    orang: Mapping[int, str],
    oleh: Pengguna,
    semula: NilaiSK | None = None,
    versi: Mapping[int, int] | None = None,
) -> list[str]:
    """Say whose decree this is: `orang` names each official by key, with which value holds where the two differ.

    Whoever has no number yet gets that of the file, and a file without one gets that of its people. Answers what to
    say. Raises ValidationError (by field; `pilih_<key>` where a choice is missing), Basi when a person has changed
    since `versi`, and then nothing is written.
    """
    desa_kunci([berkas.desa])
    kini = (
        Berkas.objects.select_for_update(of=("self",), no_key=True).select_related("desa", "kategori").get(pk=berkas.pk)
    )
    if not oleh.has_perm("berkas.kaitkan_berkas", kini):
        raise PermissionDenied("Pejabat pemilik SK disebut oleh sekretaris desanya atau verifikator kecamatan.")
    if kini.status == StatusBerkas.DITOLAK:
        raise ValidationError(DITOLAK)
    tersimpan = NilaiSK.dari(kini)
    if semula is not None and semula != tersimpan:
        raise ValidationError(
            f"Orang lain baru saja mengubah berkas ini menjadi {tersimpan}. Periksa lagi, lalu simpan sekali lagi."
        )
    calon = {p.pk: p for p in calon_sk(kini)}
    if set(orang) - set(calon):
        raise ValidationError({"orang": "Pilih hanya pejabat desa ini yang sesuai dengan jenis SK-nya."})
    for pk, v in (versi or {}).items():
        if pk in calon and calon[pk].versi != v:
            raise Basi("Data", tersimpan=calon[pk])
    dipilih = [calon[pk] for pk in sorted(orang)]
    ada = {k.orang.pk for k in kini.pejabat.select_related("perangkat", "bpd")}
    orang = {
        pk: pilih or (Berlaku.BERKAS if pk in ada and milik_berkas(calon[pk], tersimpan) else "")
        for pk, pilih in orang.items()
    }
    nilai = _nilai_berkas(kini, nilai, dipilih, orang, ada, oleh)
    _ikat(kini, nilai, dipilih, oleh)
    nama: dict[tuple[str, str], list[str]] = {}  # those of whom the same is said are named together
    for p in dipilih:
        if kalimat := _tulis(kini, p, nilai, orang[p.pk], oleh):
            nama.setdefault(kalimat, []).append(p.nama)
    return [f"{awal} {', '.join(semua)}{akhir}" for (awal, akhir), semua in nama.items()]


def _nilai_berkas(
    kini: Berkas, nilai: NilaiSK, dipilih: list[Any], pilihan: Mapping[int, str], ada: set[int], oleh: Pengguna
) -> NilaiSK:
    """What the file says in the end. Raises ValidationError for whatever is not decided."""
    tersimpan = NilaiSK.dari(kini)
    nilai = lengkapi(nilai, dipilih)
    menurut_orang = [NilaiSK.dari(p) for p in dipilih if pilihan[p.pk] == Berlaku.ORANG]
    if menurut_orang:
        nilai = menurut_orang[0].dilengkapi(nilai)
    for p in dipilih:
        milik = NilaiSK.dari(p)
        if pilihan[p.pk] == Berlaku.BERKAS or not ditanyakan(p, nilai, tersimpan, p.pk in ada):
            continue
        if pilihan[p.pk] == Berlaku.ORANG:
            raise ValidationError({f"pilih_{p.pk}": "Satu SK bernomor satu: pilih yang berlaku bagi semua orangnya."})
        if pilihan[p.pk] != Berlaku.DUA:
            raise ValidationError({f"pilih_{p.pk}": tanya(p, nilai)})
        if not (milik.tanggal and nilai.tanggal):
            raise ValidationError({f"pilih_{p.pk}": "Tulis tanggal kedua SK, supaya jelas mana yang lebih baru."})
        if milik.tanggal == nilai.tanggal:
            raise ValidationError({f"pilih_{p.pk}": "Kedua SK bertanggal sama, jadi pilih salah satu yang berlaku."})
    if nomor_tetap(kini, oleh):
        for kolom in ("nomor", "tanggal"):
            if getattr(tersimpan, kolom) and getattr(tersimpan, kolom) != getattr(nilai, kolom):
                raise ValidationError(
                    {kolom: f"Pada berkas ini tercatat {tersimpan}. Itu hanya diubah pengunggahnya, sebelum diperiksa."}
                )
    return nilai


def lengkapi(nilai: NilaiSK, orang: list[Any]) -> NilaiSK:
    """What is missing, from those of whom it can be the decree."""
    for p in orang:
        if nilai.cocok(NilaiSK.dari(p)):
            nilai = nilai.dilengkapi(NilaiSK.dari(p))
    return nilai


def milik_berkas(orang: Pejabat, tersimpan: NilaiSK) -> bool:
    """What a linked person has is what the file says: putting the file right puts the person right."""
    return bool(tersimpan) and tersimpan.cocok(NilaiSK.dari(orang))


def ditanyakan(orang: Pejabat, nilai: NilaiSK, tersimpan: NilaiSK, ada: bool) -> bool:
    """Whether somebody has to say which value holds. `ada`: linked already."""
    milik = NilaiSK.dari(orang)
    if nilai.cocok(milik) or (ada and milik_berkas(orang, tersimpan)):
        return False
    lama = milik.tanggal and nilai.tanggal and milik.tanggal > nilai.tanggal
    return not (ada and lama)  # an earlier decree of this person, known to be one


def tanya(orang: Pejabat, nilai: NilaiSK) -> str:
    return f"Pada data {orang.nama} tercatat SK {NilaiSK.dari(orang)}; pada berkas ini {nilai}. Mana yang berlaku?"


def _ikat(kini: Berkas, nilai: NilaiSK, dipilih: list[Any], oleh: Pengguna) -> None:
    """Number, date and people of the file, with its history and that of whom it concerns."""
    tersimpan = NilaiSK.dari(kini)
    lama = {k.orang.pk: k for k in kini.pejabat.select_related("perangkat__desa__kecamatan", "bpd__desa__kecamatan")}
    baru = {p.pk: p for p in dipilih}
    catatan = [f"SK {tersimpan} → {nilai}"] if tersimpan != nilai else []
    lepas, tambah = [pk for pk in lama if pk not in baru], [pk for pk in baru if pk not in lama]
    for sebutan, orang in (("Dilepas", [lama[pk].orang for pk in lepas]), ("Pejabat", [baru[pk] for pk in tambah])):
        if orang:
            catatan.append(f"{sebutan}: {', '.join(map(str, orang))}")
    for pk in lepas:
        data_catat(objek=lama[pk].orang, beda=[Beda("sk", "SK terunggah", kini.judul, KOSONG)], oleh=oleh)
        lama[pk].delete()
    for pk in tambah:
        kolom = "bpd" if isinstance(baru[pk], AnggotaBPD) else "perangkat"
        PejabatBerkas.objects.create(berkas=kini, **{kolom: baru[pk]})
        data_catat(objek=baru[pk], beda=[Beda("sk", "SK terunggah", KOSONG, kini.judul)], oleh=oleh)
    if not catatan:
        return
    kini.nomor, kini.tanggal = nilai.nomor, nilai.tanggal
    kini.save(update_fields=["nomor", "tanggal", "diubah"])
    kini.riwayat.create(aksi="kaitkan", dari=kini.status, ke=kini.status, oleh=oleh, alasan="\n".join(catatan))
    berkas_indeks(berkas=kini)


def _tulis(kini: Berkas, orang: Any, nilai: NilaiSK, pilihan: str, oleh: Pengguna) -> tuple[str, str] | None:
    """The person's number and date; of two decrees the later one holds. What to say before and after the name."""
    milik = NilaiSK.dari(orang)
    ambil = nilai
    if milik.cocok(nilai):
        ambil = milik.dilengkapi(nilai)  # its own spelling stays
    elif pilihan != Berlaku.BERKAS and milik.tanggal and nilai.tanggal and milik.tanggal > nilai.tanggal:
        return "Dari dua SK", f", yang berlaku yang lebih baru: {milik}."
    lama = type(orang)._default_manager.get(pk=orang.pk)
    orang.sk_nomor, orang.sk_tanggal = ambil.nomor, ambil.tanggal
    if not (beda := selisih(lama, orang, KOLOM)):
        return None
    if kolom_terjaga(orang, beda) and not boleh_sahkan(oleh, orang.desa):
        _usulkan(kini, orang, [b.kolom for b in beda], oleh)
        return "Nomor dan tanggal SK", " diusulkan; berlaku setelah dikonfirmasi kecamatan."
    data_simpan(objek=orang, kolom=KOLOM, oleh=oleh)
    return "SK", f" dicatat: {ambil}."


def _usulkan(kini: Berkas, orang: Any, kolom: list[str], oleh: Pengguna) -> None:
    """The change of a signer waits for the kecamatan, with this very file as its ground."""
    versi = kini.versi_terkini
    assert versi is not None  # every file has its bytes
    kunci = "bpd" if isinstance(orang, AnggotaBPD) else "perangkat"
    try:
        with versi.isi.open("rb") as isi:
            usulkan(kunci=kunci, objek=orang, kolom=kolom, berkas=isi, oleh=oleh)
    except ValidationError as galat:
        raise ValidationError(galat.messages) from galat


def sk_hubungkan(*, berkas: Berkas, pejabat: Pejabat, oleh: Pengguna) -> None:
    """The decree by which a change of this person was confirmed is this person's; where it says something else it is
    left for somebody to look at. The caller holds the village's lock."""
    kini = (
        Berkas.objects.select_for_update(of=("self",), no_key=True).select_related("desa", "kategori").get(pk=berkas.pk)
    )
    calon = {p.pk: p for p in calon_sk(kini)} if kini.kategori.kode in KATEGORI_SK else {}
    milik, nilai = NilaiSK.dari(pejabat), NilaiSK.dari(kini)
    if pejabat.pk not in calon or kini.status == StatusBerkas.DITOLAK or not nilai.cocok(milik):
        return
    ada = [k.orang for k in kini.pejabat.select_related("perangkat__desa__kecamatan", "bpd__desa__kecamatan")]
    _ikat(kini, nilai.dilengkapi(milik), [*{p.pk: p for p in [*ada, calon[pejabat.pk]]}.values()], oleh)


def sk_sesuai(pejabat: object, berubah: list[str]) -> None:
    """Asked of every change of a person: what is typed there is not another number than that of the uploaded decree.
    A later decree may be typed before it is uploaded. Raises ValidationError."""
    if not isinstance(pejabat, Pejabat) or not set(KOLOM) & set(berubah):
        return
    milik = NilaiSK.dari(pejabat)
    semua = [b for b in sk_pejabat(pejabat) if b.status != StatusBerkas.DITOLAK and NilaiSK.dari(b)]
    if not semua or not milik:
        return
    terbaru = NilaiSK.dari(semua[0])
    if terbaru.cocok(milik) or (milik.tanggal and terbaru.tanggal and milik.tanggal > terbaru.tanggal):
        return
    raise ValidationError(
        f"SK {pejabat.nama} yang diunggah ({semua[0].judul}) berbunyi {terbaru}, sedangkan di sini {milik}. Samakan, "
        "atau perbaiki di halaman SK itu."
    )
