"""The administration of an office and a kabupaten on one page: who may open nothing of it does not see it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from akun.kebijakan import boleh_membuka
from akun.models import Pengguna
from dasar.permintaan import Permintaan


@dataclass(frozen=True)
class Pintu:
    label: str
    url_name: str
    ikon: str
    keterangan: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


KELOMPOK: tuple[tuple[str, tuple[Pintu, ...]], ...] = (
    (
        "Wilayah dan orang",
        (
            Pintu("Orang dan peran", "akun:orang", "people", "Akun, penugasan, dan undangannya."),
            Pintu("Wilayah", "desa:wilayah-daftar", "map", "Kecamatan, desa, kop naskah, dan lambangnya."),
            Pintu(
                "Catatan lama",
                "perut:bawaan-daftar",
                "upload",
                "Keadaan buku, temuan, dan kunjungan terakhir sebelum memakai PERUT.",
            ),
            Pintu("Hari libur", "desa:libur-daftar", "calendar-x", "Cuti bersama dan libur daerah."),
        ),
    ),
    (
        "Naskah dan tanda tangan",
        (
            Pintu(
                "Tanda tangan dan penomoran", "naskah:pengaturan-ttd", "pen", "Cara tanda tangan, pola nomor, retensi."
            ),
            Pintu("Buku nomor", "naskah:nomor-daftar", "123", "Nomor terakhir, dipesan, dilewati, dan dari tangan."),
            Pintu(
                "Bentuk naskah", "naskah:pengaturan-bentuk", "file-earmark-text", "Kertas, huruf, mengingat, tembusan."
            ),
            Pintu("Sertifikat tanda tangan", "naskah:sertifikat-kelola", "patch-check", "Mengundang dan mencabut."),
        ),
    ),
    (
        "Katalog dan aturan",
        (
            Pintu("Kategori berkas", "berkas:kategori-daftar", "tags", "Jenis dokumen yang dapat dikirim desa."),
            Pintu("Kewajiban", "kewajiban:daftar", "calendar-check", "Yang harus dipenuhi desa, dan kapan."),
            Pintu("Topik klinik", "klinik:topik-daftar", "chat-dots", "Topik pertanyaan milik kantor."),
            Pintu("Kode milik kabupaten", "apbdes:kode-kegiatan-daftar", "hash", "Kegiatan, rekening di luar daftar."),
            Pintu("Aturan APB Desa", "apbdes:perangkat-daftar", "cash-stack", "Perangkat aturan dan angkanya."),
            Pintu(
                "Lembar evaluasi APB Desa",
                "apbdes:formulir-daftar",
                "ui-checks",
                "Versi, salinan, dan milik kantor.",
            ),
            Pintu(
                "Formulir monitoring",
                "monitoring:formulir-daftar",
                "clipboard2-check",
                "Versi, salinan, dan milik kantor.",
            ),
            Pintu(
                "Formulir evaluasi", "evaluasi:formulir-daftar", "clipboard-data", "Versi, salinan, dan milik kantor."
            ),
        ),
    ),
    (
        "Pemasangan",
        (
            Pintu(
                "Pekerjaan latar",
                "antrean:daftar",
                "hourglass-split",
                "Surel, PDF, dan pemindaian yang gagal atau menunggu.",
            ),
            Pintu("Jejak", "dasbor:jejak", "clock-history", "Siapa melakukan apa, kapan, semula dan menjadi."),
            Pintu(
                "Pemeriksaan berkas",
                "operasi:berkas-daftar",
                "shield-check",
                "Berkas yang hilang atau berubah; diperiksa setiap malam.",
            ),
            Pintu("Halaman operator", "admin:index", "gear", "Data induk mentah dan percobaan masuk; untuk operator."),
        ),
    ),
)


def kelompok_untuk(pengguna: Pengguna) -> list[tuple[str, list[Pintu]]]:
    semua = [(judul, [p for p in pintu if boleh_membuka(pengguna, p.url_name)]) for judul, pintu in KELOMPOK]
    return [(judul, pintu) for judul, pintu in semua if pintu]


def administrasi(request: Permintaan) -> HttpResponse:
    return render(request, "dasbor/administrasi.html", {"kelompok": kelompok_untuk(request.user)})
