"""Uploaded files for the demo, in every state, made on the spot and sent through the real services.

Most are photographed pages, as villages send them: examining a PDF starts a process of its own, and
the demo should be there at once.
"""

import io
from datetime import date, time
from fractions import Fraction

import pikepdf
from django.utils import timezone
from PIL import Image, ImageDraw

from akun.models import Pengguna
from berkas.models import Berkas, KategoriBerkas
from berkas.services.berkas import Tujuan, berkas_terima, berkas_tolak, berkas_unggah
from dasar.waktu import hari_ini, waktu_pembaca
from dasbor.demo_jam import pada
from desa.models import Desa, Kecamatan
from kewajiban.acuan import Kewajiban, kewajiban_di
from kewajiban.models import Ketentuan, Penghitungan
from kewajiban.services import ketentuan_putuskan, penghitungan_atur

BUKU_WAJIB = "Buku Kas Umum"
USULAN = ("KW-301", "KW-302", "KW-303")
PERBAIKAN = "Yang harus diperbaiki"


def muat_berkas(kecamatan: Kecamatan, orang: dict[str, Pengguna]) -> None:
    """What the kecamatan requires this year, and a handful of files: waiting, accepted, refused, mended."""
    if not KategoriBerkas.objects.exists():
        return  # the reference data is not loaded, so there is nothing to file anything under
    tahun = hari_ini(kecamatan).year
    if not Penghitungan.objects.filter(kecamatan=kecamatan).exists():
        mulai = date(tahun, 1, 1)
        with pada(mulai, time(8), kecamatan):
            penghitungan_atur(kecamatan=kecamatan, mulai=mulai, akhir_minggu="tanggal", oleh=orang["camat"])
            tetapkan_kewajiban(kecamatan, orang["sekcam"], mulai=mulai, buku=mulai)
    putat = Desa.objects.select_related("kecamatan").get(kode="63.11.03.2021")
    _desa_sendiri(putat, tahun, orang)
    for n, lain in enumerate(kecamatan.desa.exclude(pk=putat.pk).select_related("kecamatan").order_by("kode")[:3]):
        # Brought to the office on paper and photographed there; somebody else examines it.
        berkas = _kirim(lain, orang["staf"], "apbdes", tahun, f"{tahun}", f"Perdes APB Desa {tahun} {lain.nama}")
        if n < 2:
            berkas_terima(berkas=berkas, oleh=orang["sekcam"])


def tetapkan_kewajiban(kecamatan: Kecamatan, oleh: Pengguna, *, mulai: date, buku: date) -> None:
    """What this office asks for beside the regulations: what PERUT proposes, a book of its own since `buku`; and one
    duty that it does not ask for."""
    semua = kewajiban_di(kecamatan.kode, mulai)
    for kode in USULAN:
        _tetapkan(kecamatan, semua[kode], oleh, mulai=mulai, alasan="Rapat koordinasi kepala desa.")
    alasan = "Desa mengirimnya langsung ke Dinas Kependudukan dan Pencatatan Sipil."
    _tetapkan(kecamatan, semua["KW-222"], oleh, mulai=mulai, alasan=alasan, aktif=False)
    kategori = KategoriBerkas.objects.filter(nama__icontains=BUKU_WAJIB).first()
    if kategori:
        isi = {
            "mulai": buku,
            "aktif": True,
            "nama": f"Mengirim salinan {BUKU_WAJIB}",
            "pihak": "desa",
            "oleh": "Kaur Keuangan",
            "kepada": "Camat",
            "kategori": kategori.kode,
            "tenggat": "setiap tanggal sepuluh bulan berikutnya",
            "aturan": "bulanan tanggal 10",
            "dasar": "Surat Camat Awayan",
            "alasan": "Supaya pemeriksaan buku tidak menunggu kunjungan.",
        }
        ketentuan_putuskan(kecamatan=kecamatan, kode="", isi=isi, oleh=oleh)


def _tetapkan(
    kecamatan: Kecamatan, k: Kewajiban, oleh: Pengguna, *, mulai: date, alasan: str, aktif: bool = True
) -> Ketentuan:
    kolom = ("nama", "pihak", "oleh", "kepada", "kategori", "tenggat", "dasar", "tahun_dokumen")
    isi = {n: getattr(k, n) for n in kolom} | {"aturan": k.aturan.teks}
    isi |= {"mulai": mulai, "aktif": aktif, "alasan": alasan}
    return ketentuan_putuskan(kecamatan=kecamatan, kode=k.kode, isi=isi, oleh=oleh)


def _desa_sendiri(desa: Desa, tahun: int, orang: dict[str, Pengguna]) -> None:
    sekdes, sekcam, staf = orang["sekdes"], orang["sekcam"], orang["staf"]
    judul = f"Peraturan Desa tentang APB Desa {tahun}"
    apbdes = _kirim(desa, sekdes, "apbdes", tahun, f"{tahun}", judul, nomor=f"1 Tahun {tahun}", pdf=True)
    berkas_terima(berkas=apbdes, oleh=sekcam)

    realisasi = _kirim(
        desa, sekdes, "realisasi-dd", tahun, f"{tahun}-S1", f"Laporan realisasi Dana Desa semester I {tahun}"
    )
    berkas_tolak(
        berkas=realisasi,
        alasan="Halaman tanda tangan kepala desa belum ada.\n"
        f"{PERBAIKAN}: pindai ulang seluruh laporan beserta halaman tanda tangan.",
        oleh=staf,
    )
    add = _kirim(desa, sekdes, "realisasi-add", tahun, f"{tahun}-S1", f"Laporan realisasi ADD semester I {tahun}")
    berkas_tolak(
        berkas=add,
        alasan="Jumlah belanja tidak sama dengan buku kas umum.\n"
        f"{PERBAIKAN}: cocokkan jumlah pada lampiran dua dengan buku kas umum bulan Juni.",
        oleh=sekcam,
    )
    add = _kirim(
        desa,
        sekdes,
        "realisasi-add",
        tahun,
        f"{tahun}-S1",
        f"Laporan realisasi ADD semester I {tahun}, diperbaiki",
        berkas=add,
        alasan="Jumlah belanja sudah dicocokkan dengan buku kas umum bulan Juni.",
    )
    berkas_terima(berkas=add, oleh=sekcam)
    _kirim(desa, sekdes, "sk-perangkat", tahun, "", "SK pengangkatan Kaur Keuangan", nomor=f"141/07/{tahun}")
    hari = hari_ini(desa)
    _kirim(desa, sekdes, "foto-kegiatan", hari.year, f"{hari:%Y-%m}", "Musyawarah desa", foto=True)


def _kirim(
    desa: Desa,
    oleh: Pengguna,
    kategori: str,
    tahun: int,
    periode: str,
    judul: str,
    *,
    nomor: str = "",
    berkas: Berkas | None = None,
    alasan: str = "",
    pdf: bool = False,
    foto: bool = False,
) -> Berkas:
    tujuan = Tujuan(
        desa, KategoriBerkas.objects.get(kode=kategori), tahun, periode, judul, nomor, berkas=berkas, alasan=alasan
    )
    teks = [desa.nama.upper(), judul, f"Nomor {nomor}" if nomor else "Berkas contoh"]
    isi = _pdf(teks) if pdf else gambar(teks, bertempat=foto)
    hasil = berkas_unggah(tujuan=tujuan, isi=io.BytesIO(isi), nama=f"{kategori}.{'pdf' if pdf else 'jpg'}", oleh=oleh)
    assert hasil is not None  # only a resumable upload can be overtaken
    return hasil.versi.berkas


def _pdf(baris: list[str]) -> bytes:
    """One page of text that can be searched, in a font that every reader has."""
    dokumen = pikepdf.new()
    halaman = dokumen.add_blank_page(page_size=(595, 842))
    huruf = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    halaman.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=dokumen.make_indirect(huruf)))
    tulis = " ".join(f"({teks}) Tj T*" for teks in baris)  # our own words: no brackets, no backslash
    halaman.Contents = dokumen.make_stream(f"BT /F1 14 Tf 24 TL 72 740 Td {tulis} ET".encode("latin-1", "replace"))
    wadah = io.BytesIO()
    dokumen.save(wadah)
    return wadah.getvalue()


def gambar(baris: list[str], *, bertempat: bool) -> bytes:
    """A photographed page, or a photo that says where and when it was taken."""
    gambar = Image.new("RGB", (800, 600) if bertempat else (620, 876), (120, 150, 140) if bertempat else "white")
    lukis = ImageDraw.Draw(gambar)
    for n, teks in enumerate(baris):
        lukis.text((60, 80 + 44 * n), teks, fill="white" if bertempat else "black", font_size=22)
    lukis.rectangle((30, 30, gambar.width - 30, gambar.height - 30), outline="gray", width=2)
    exif = Image.Exif()
    if bertempat:
        exif.get_ifd(0x8769)[0x9003] = f"{waktu_pembaca(timezone.now()):%Y:%m:%d} 09:30:00"
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "S", (Fraction(2), Fraction(18), Fraction(36))
        gps[3], gps[4] = "E", (Fraction(115), Fraction(32), Fraction(24))
    wadah = io.BytesIO()
    gambar.save(wadah, "JPEG", quality=70, exif=exif)
    return wadah.getvalue()
