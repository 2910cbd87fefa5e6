"""What is still missing before a transition, as sentences for the desa, the evaluator, and the camat."""

from dataclasses import asdict

from django.utils.formats import date_format

from apbdes.anggaran import Anggaran
from apbdes.aturan import DASAR, Putusan, perangkat_utuh, periksa
from apbdes.aturan.hasil import daftar
from apbdes.enums import HasilEvaluasi, StatusVersi
from apbdes.kata import Kata
from apbdes.kelengkapan import kekurangan_dokumen
from apbdes.lembar.susun import lembar_untuk
from apbdes.models import VersiApbdes
from apbdes.naskah import BERITA_ACARA
from apbdes.penilaian import Penilaian, penilaian
from apbdes.services.anggaran import anggaran_dari_versi
from apbdes.tenggat import evaluasi_dihitung, lewat_batas
from dasar.waktu import hari_ini
from naskah.calon import Calon, daftar_calon, kekurangan_calon
from naskah.pejabat import camat
from naskah.syarat import kekurangan_dicabut as naskah_dicabut


def kekurangan_ajukan(versi: VersiApbdes, isi: Anggaran | None = None) -> list[str]:
    """Permendagri 20/2018 Pasal 34: a budget with something in it, and its documents."""
    isi = isi or anggaran_dari_versi(versi, dengan_semula=False)
    return [*_kekurangan_isi(isi), *kekurangan_dokumen(versi, isi)]


def _kekurangan_isi(isi: Anggaran) -> list[str]:
    kalimat = []
    if not isi.pendapatan:
        kalimat.append("Rincian pendapatan masih kosong.")
    if not isi.belanja:
        kalimat.append("Rincian belanja masih kosong.")
    utuh, rusak = perangkat_utuh()
    kalimat += [str(r) for r in rusak if r.kode == DASAR]
    dasar = [h.hasil for p in utuh if p.kode == DASAR for h in periksa(isi, p) if h.aturan.kode == "STR-07"]
    for struktur in (h for h in dasar if h.putusan == Putusan.DILANGGAR):
        kalimat.append(f"Ada kode yang tidak dikenal: {Kata(isi)(struktur.pesan)}")
    return kalimat


def kekurangan_usulkan(versi: VersiApbdes) -> list[str]:
    """Every verdict that needs it has an attitude, the worksheet its answers, whatever the result is to be; for that
    see `halangan_hasil`."""
    nilai = penilaian(versi)
    kalimat = lewat_batas(versi)
    if belum := nilai.belum_disikapi:
        kode = daftar(p.aturan.kode for p in belum)
        kalimat.append(f"{len(belum)} putusan belum disikapi: {kode}. Terima, atau kesampingkan dengan alasan.")
    lembar = lembar_untuk(versi, nilai)
    return kalimat + (lembar.kekurangan if lembar else [])


def halangan_hasil(nilai: Penilaian, hasil: str) -> list[str]:
    """A compulsory rule that stays violated does not end in 'sesuai'."""
    if hasil != HasilEvaluasi.SESUAI:
        return []
    return [
        f"{r} Hasilnya tidak dapat “sesuai” sebelum perangkat itu diperbaiki adminnya, sebab ketentuannya mengikat "
        "dan belum dinilai."
        for r in nilai.rusak
        if not r.petunjuk
    ] + [
        f"{p.aturan.kode} ({p.aturan.judul}) {p.sebutan.lower()} dan wajib, sedangkan putusannya Anda terima. "
        "Hasilnya tidak dapat “sesuai”: usulkan perlu diperbaiki, atau kesampingkan putusan itu dengan alasan."
        for p in nilai.menghalangi_sesuai
        if not p.belum_disikapi
    ]


def kekurangan_sesuaikan(versi: VersiApbdes) -> list[str]:
    return _kekurangan_putuskan(versi, HasilEvaluasi.SESUAI)


def kekurangan_minta_perbaikan(versi: VersiApbdes) -> list[str]:
    return _kekurangan_putuskan(versi, HasilEvaluasi.PERLU_DIPERBAIKI)


def kekurangan_dicabut(versi: VersiApbdes) -> list[str]:
    """Only the documents undo what the camat decided."""
    return naskah_dicabut(versi.berita_acara, versi.keputusan)


def kekurangan_buka_kembali(versi: VersiApbdes) -> list[str]:
    """Of one budget only one version is on its way: what the desa mends already comes first."""
    kalimat = kekurangan_dicabut(versi)
    if lanjutan := versi.sesudah.exclude(status=StatusVersi.DIBATALKAN).first():
        kalimat.append(
            f"Perbaikannya ({lanjutan.sebutan}) sudah disusun dan berstatus “{lanjutan.get_status_display()}”, jadi "
            "perbaikan itulah yang dievaluasi. Bila rancangan ini yang harus dinilai lagi, desa menarik dahulu "
            "perbaikannya."
        )
    return kalimat


def kekurangan_lewatkan(versi: VersiApbdes) -> list[str]:
    """The last day has to be over."""
    return [] if lewat_batas(versi) else ["Batas waktu evaluasinya belum lewat."]


def kekurangan_pulihkan(versi: VersiApbdes) -> list[str]:
    """Only the calendar undoes what the law says of the days: by it they must not be over."""
    batas = evaluasi_dihitung(versi)
    if hari_ini(versi.apbdes.desa.kecamatan) <= batas:
        return []
    return [
        f"Menurut kalender hari libur yang sekarang, batas waktu evaluasinya {date_format(batas, 'j F Y')}, yang juga "
        "sudah lewat. Bila ada hari libur yang belum tercatat, catat dahulu di halaman admin."
    ]


def _kekurangan_putuskan(versi: VersiApbdes, hasil: str) -> list[str]:
    """The camat decides what was proposed; whoever wants the other result sends it back."""
    kalimat = lewat_batas(versi)
    if versi.hasil != hasil:
        kalimat.append(
            f"Usulan evaluator adalah “{versi.get_hasil_display()}”. Bila Anda berpendapat lain, kembalikan kepada "
            "evaluator dengan alasan."
        )
    return kalimat + kekurangan_calon(calon_putusan(versi))


def calon_putusan(versi: VersiApbdes) -> list[Calon]:
    """Who signs the berita acara: the evaluators as they were frozen, and the camat, who signs the decision alone."""
    desa = versi.apbdes.desa
    isi = {
        "evaluator": (versi.beku or {}).get("evaluator", []),
        "camat": asdict(camat(desa.kecamatan, hari_ini(desa.kecamatan))),
    }
    return daftar_calon(BERITA_ACARA, isi, desa.kecamatan, desa)
