"""The main menu. An entry is shown to whoever the table of URLs lets in."""

from dataclasses import dataclass

from django.urls import reverse

from akun.kebijakan import MASUK, kebijakan_untuk


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
MENU = (
    Butir("Hari ini", "dasbor:hari-ini", "house"),
    Butir(
        "Kunjungan", "perut:kunjungan-daftar", "journal-check", ("perut:kunjungan", "perut:lapangan", "perut:kalender")
    ),
    Butir("Program", "perut:program-daftar", "calendar3", ("perut:program", "perut:lokus")),
    Butir("Buku desa", "perut:buku-daftar", "book", ("perut:buku", "perut:bawaan")),
    Butir("Monitoring", "monitoring:monitoring-daftar", "clipboard2-check", ("monitoring:",)),
    Butir("APBDes", "apbdes:daftar", "cash-stack", ("apbdes:",)),
    Butir("Evaluasi", "evaluasi:evaluasi-daftar", "clipboard-data", ("evaluasi:",)),
    Butir("Temuan", "tindaklanjut:temuan-daftar", "flag", ("tindaklanjut:",)),
    Butir("Kotak masuk", "naskah:kotak-masuk", "inbox"),
    Butir("Berkas", "berkas:berkas-daftar", "folder2-open", ("berkas:berkas", "berkas:kebutuhan")),
    Butir("Naskah", "naskah:naskah-daftar", "file-earmark-text", NASKAH),
    Butir("Desa", "desa:desa-daftar", "geo-alt", ("desa:", "pembaruan:")),
    Butir("Orang", "akun:orang", "people", ("akun:orang", "akun:penugasan", "akun:undangan")),
    Butir("Pekerjaan latar", "antrean:daftar", "hourglass-split", ("antrean:",)),
    Butir("Admin", "admin:index", "gear"),
)


def menu_untuk(pengguna, view_name: str) -> list[ButirTampil]:
    hasil = []
    for butir in MENU:
        aturan = kebijakan_untuk(butir.url_name, butir.url_name.split(":")[:-1])
        if aturan is None or (aturan != MASUK and not pengguna.peran & aturan):
            continue
        aktif = view_name == butir.url_name or any(view_name.startswith(a) for a in butir.awalan)
        hasil.append(ButirTampil(butir.label, reverse(butir.url_name), butir.ikon, aktif))
    return hasil
