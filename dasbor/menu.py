"""The main menu. An entry is shown to whoever the table of URLs lets in."""

from dataclasses import dataclass

from django.urls import reverse

from akun.kebijakan import boleh_membuka


@dataclass(frozen=True)
class Butir:
    label: str
    url_name: str
    ikon: str
    awalan: tuple[str, ...] = ()  # url names that light this entry up


@dataclass(frozen=True)
class ButirTampil:
    label: str
    url: str
    ikon: str
    aktif: bool


NASKAH = tuple(
    f"naskah:{awal}"
    for awal in (
        "naskah",
        "nomor",
        "arsip",
        "agenda",
        "ekspor",
        "kiriman",
        "penanda",
        "pindaian",
        "pekerjaan",
        "pengaturan",
        "tanda",
    )
)
SIAPKAN = "dasbor:kantor-siapkan"  # on the menu while something is missing
ADMINISTRASI = (
    "akun:orang",
    "akun:penugasan",
    "akun:undangan",
    "desa:libur",
    "desa:wilayah",
    "naskah:sertifikat-kelola",
    "berkas:kategori",
    "apbdes:kode",
    "antrean:",
)
MENU = (
    Butir("Hari ini", "dasbor:hari-ini", "house"),
    Butir("Sekilas", "dasbor:sekilas", "speedometer2", ("dasbor:sekilas", "dasbor:urutan")),
    Butir("Semua kecamatan", "dasbor:kabupaten", "grid-3x3"),
    Butir("Desa saya", "dasbor:desa-saya", "house-door"),
    Butir("Menyiapkan kantor", SIAPKAN, "list-check"),
    Butir(
        "Kunjungan", "perut:kunjungan-daftar", "journal-check", ("perut:kunjungan", "perut:lapangan", "perut:kalender")
    ),
    Butir("Program", "perut:program-daftar", "calendar3", ("perut:program", "perut:lokus", "dasbor:lokus")),
    Butir("Buku desa", "perut:buku-daftar", "book", ("perut:buku", "perut:bawaan")),
    Butir("Monitoring", "monitoring:monitoring-daftar", "clipboard2-check", ("monitoring:",)),
    Butir("APBDes", "apbdes:daftar", "cash-stack", ("apbdes:",)),
    Butir("Evaluasi", "evaluasi:evaluasi-daftar", "clipboard-data", ("evaluasi:",)),
    Butir("Temuan", "tindaklanjut:temuan-daftar", "flag", ("tindaklanjut:",)),
    Butir("Kotak masuk", "naskah:kotak-masuk", "inbox"),
    Butir("Berkas", "berkas:berkas-daftar", "folder2-open", ("berkas:berkas", "berkas:kebutuhan")),
    Butir("Naskah", "naskah:naskah-daftar", "file-earmark-text", NASKAH),
    Butir("Desa", "desa:desa-daftar", "geo-alt", ("desa:", "pembaruan:")),
    Butir("Administrasi", "dasbor:administrasi", "gear", ADMINISTRASI),
    Butir("Jejak", "dasbor:jejak", "clock-history"),
)


def menu_untuk(pengguna, view_name: str, *, siapkan: bool = False) -> list[ButirTampil]:
    """`siapkan`: something is still missing in an office of this person."""
    hasil = []
    milik = max((a for b in MENU for a in b.awalan if view_name.startswith(a)), key=len, default="")
    for butir in MENU:
        if not boleh_membuka(pengguna, butir.url_name):
            continue
        if butir.url_name == SIAPKAN and not siapkan and view_name != SIAPKAN:
            continue
        aktif = view_name == butir.url_name or milik in butir.awalan
        hasil.append(ButirTampil(butir.label, reverse(butir.url_name), butir.ikon, aktif))
    return hasil
