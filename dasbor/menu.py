"""The main menu: at most seven groups, whoever it is. An entry is shown to whoever the table of URLs lets in; a group
of which only one entry is left is that entry itself."""

from dataclasses import dataclass

from django.urls import reverse

from akun.kebijakan import boleh_membuka
from akun.models import Pengguna


@dataclass(frozen=True)
class Butir:
    label: str
    url_name: str
    ikon: str
    awalan: tuple[str, ...] = ()  # url names that light this entry up


@dataclass(frozen=True)
class Kelompok:
    label: str
    ikon: str
    butir: tuple[Butir, ...]


@dataclass(frozen=True)
class ButirTampil:
    label: str
    url: str
    ikon: str
    aktif: bool


@dataclass(frozen=True)
class KelompokTampil:
    """Never empty."""

    label: str
    ikon: str
    butir: tuple[ButirTampil, ...]

    @property
    def sendiri(self) -> ButirTampil | None:
        """The only entry, shown without a group around it."""
        return self.butir[0] if len(self.butir) == 1 else None

    @property
    def aktif(self) -> bool:
        return any(b.aktif for b in self.butir)


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
    "klinik:topik",
    "apbdes:kode",
    "antrean:",
)
MENU = (
    Kelompok("Hari ini", "house", (Butir("Hari ini", "dasbor:hari-ini", "house"),)),
    Kelompok(
        "Keadaan",
        "speedometer2",
        (
            Butir(
                "Sekilas",
                "dasbor:sekilas",
                "speedometer2",
                ("dasbor:sekilas", "dasbor:urutan", "dasbor:median", "dasbor:kunjungan-perintah"),
            ),
            Butir("Laporan", "laporan:laporan-daftar", "file-earmark-bar-graph", ("laporan:",)),
            Butir("Semua kecamatan", "dasbor:kabupaten", "grid-3x3", ("dasbor:kabupaten",)),
            Butir("Desa saya", "dasbor:desa-saya", "house-door", ("dasbor:desa-saya",)),
        ),
    ),
    Kelompok(
        "Pendampingan",
        "journal-check",
        (
            Butir(
                "Kunjungan",
                "perut:kunjungan-daftar",
                "journal-check",
                ("perut:kunjungan", "perut:lapangan", "perut:kalender", "perut:musyawarah"),
            ),
            Butir("Program", "perut:program-daftar", "calendar3", ("perut:program", "perut:lokus", "dasbor:lokus")),
            Butir("Pendamping desa", "pendamping:tabel", "person-lines-fill", ("pendamping:",)),
            Butir("Kapasitas", "kapasitas:ringkas", "mortarboard", ("kapasitas:",)),
            Butir("Kapasitas desa", "kapasitas:desa-saya", "mortarboard", ("kapasitas:desa",)),
            Butir("Buku desa", "perut:buku-daftar", "book", ("perut:buku", "perut:bawaan")),
            Butir("Klinik", "klinik:pertanyaan-daftar", "chat-dots", ("klinik:pertanyaan", "klinik:artikel")),
        ),
    ),
    Kelompok(
        "Pengawasan",
        "clipboard2-check",
        (
            Butir("Monitoring", "monitoring:monitoring-daftar", "clipboard2-check", ("monitoring:",)),
            Butir("Evaluasi", "evaluasi:evaluasi-daftar", "clipboard-data", ("evaluasi:",)),
            Butir("APBDes", "apbdes:daftar", "cash-stack", ("apbdes:",)),
        ),
    ),
    Kelompok("Temuan", "flag", (Butir("Temuan", "tindaklanjut:temuan-daftar", "flag", ("tindaklanjut:",)),)),
    Kelompok(
        "Dokumen",
        "folder2-open",
        (
            Butir("Kotak masuk", "naskah:kotak-masuk", "inbox"),
            Butir("Naskah", "naskah:naskah-daftar", "file-earmark-text", NASKAH),
            Butir("Berkas", "berkas:berkas-daftar", "folder2-open", ("berkas:berkas",)),
            Butir("Kewajiban", "kewajiban:daftar", "calendar-check", ("kewajiban:",)),
            Butir("Perjalanan dinas", "perjalanan:perjalanan-daftar", "signpost-2", ("perjalanan:",)),
        ),
    ),
    Kelompok(
        "Desa dan kantor",
        "geo-alt",
        (
            Butir("Menyiapkan kantor", SIAPKAN, "list-check"),
            Butir("Desa", "desa:desa-daftar", "geo-alt", ("desa:", "pembaruan:")),
            Butir("Administrasi", "dasbor:administrasi", "gear", ADMINISTRASI),
            Butir("Jejak", "dasbor:jejak", "clock-history"),
        ),
    ),
)


def menu_untuk(pengguna: Pengguna, view_name: str, *, siapkan: bool = False) -> list[KelompokTampil]:
    """`siapkan`: something is still missing in an office of this person."""
    semua = [b for k in MENU for b in k.butir]
    milik = max((a for b in semua for a in b.awalan if view_name.startswith(a)), key=len, default="")

    def tampil(butir: Butir) -> ButirTampil:
        aktif = view_name == butir.url_name or milik in butir.awalan
        return ButirTampil(butir.label, reverse(butir.url_name), butir.ikon, aktif)

    def terlihat(butir: Butir) -> bool:
        lengkap = butir.url_name == SIAPKAN and not siapkan and view_name != SIAPKAN
        return not lengkap and boleh_membuka(pengguna, butir.url_name)

    hasil = []
    for kelompok in MENU:
        if isi := tuple(tampil(b) for b in kelompok.butir if terlihat(b)):
            label, ikon = (kelompok.label, kelompok.ikon) if len(isi) > 1 else (isi[0].label, isi[0].ikon)
            hasil.append(KelompokTampil(label, ikon, isi))
    return hasil
