"""The travel order, registered with the room `naskah` (imported by PerjalananConfig.ready)."""

from dataclasses import asdict
from datetime import date, datetime

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from desa.models import Kecamatan
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan
from naskah.peraturan import Butir
from perjalanan.acuan import ketentuan_di
from perjalanan.models import Perjalanan


def _susun(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The order as the camat read it, with the date and the camat of its approval."""
    hari = tanggal(waktu, naskah.kecamatan)
    return naskah.isi | {
        "tanggal_surat": tanggal_panjang(hari),
        "camat": asdict(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)),
    }


def _penanda(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _bepergian(isi: dict) -> list[int]:
    """Those who travel and have an account; the desa receives it anyhow."""
    return [o["id"] for o in isi.get("orang", []) if o.get("id")]


def _mulai(naskah: Naskah) -> date | None:
    mulai = naskah.isi.get("mulai_kerja")
    return date.fromisoformat(mulai) if mulai else None


def _perjalanan(naskah: Naskah) -> str:
    """The page of the journey that the document orders."""
    perjalanan = Perjalanan.objects.tentang(naskah).first()
    return perjalanan.get_absolute_url() if perjalanan else ""


def _tembusan(kecamatan: Kecamatan) -> list[Butir]:
    """As the article names them; where none was read, PERUT's own proposal, which the office edits."""
    ketentuan = ketentuan_di(kecamatan)
    catatan = "Usulan PERUT; sesuaikan dengan peraturan daerah." if ketentuan.usulan else ""
    return [Butir(teks, catatan) for teks in ketentuan.tembusan]


SURAT_PERINTAH = daftarkan(
    JenisNaskah(
        kode="surat_perintah_perjalanan",
        nama="Surat Perintah Tugas Perjalanan Dinas",
        template="perjalanan/pdf/surat.html",
        penanda=_penanda,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        susun=_susun,
        tautan=_perjalanan,
        lewat_asal=True,
        penerima=_bepergian,
        ditugaskan=_bepergian,
        mulai_kerja=_mulai,
        susulan="Surat perintah tugas ini ditetapkan sesudah perjalanannya dimulai pada tanggal {mulai}.",
        # As for the surat tugas of a visit: commonly used, not read in the regulation itself. An office changes it.
        klasifikasi="800.1.11.1",
        pola="{klasifikasi}/{urut:03d}/SPT/{kode}/{tahun}",  # told apart from the office's own surat tugas
        tembusan=_tembusan,
        bagian={
            "dasar": "Dasar",
            "orang": "Yang diperintah",
            "untuk": "Maksud",
            "tujuan": "Tujuan",
            "waktu": "Waktu",
            "lama": "Lamanya",
            "pembebanan": "Biaya",
            "pelaksana_harian": "Pelaksana harian",
        },
    )
)
