"""The official documents of a monitoring, registered with the room `naskah` (imported by MonitoringConfig.ready)."""

from dataclasses import asdict
from datetime import date, datetime

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from monitoring.models import Monitoring
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan


def _susun(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The document as the camat read it, with the date and the camat of its approval."""
    hari = tanggal(waktu, naskah.kecamatan)
    return naskah.isi | {
        "tanggal_surat": tanggal_panjang(hari),
        "camat": asdict(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)),
    }


def _penanda_surat_tugas(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _mulai(naskah: Naskah) -> date | None:
    """The first day of the monitoring; a letter of an older version does not have it among its content."""
    if "mulai_kerja" in naskah.isi:
        return date.fromisoformat(naskah.isi["mulai_kerja"]) if naskah.isi["mulai_kerja"] else None
    monitoring = Monitoring.objects.tentang(naskah).first()
    return monitoring.tanggal_mulai if monitoring else None


def _penanda_laporan(isi: dict) -> list[Penanda]:
    """All who monitored, in any order. Format VI."""
    return [
        Penanda(
            f"petugas-{n}",
            1,
            "YANG MELAKSANAKAN MONITORING",
            Orang(nama=p["nama"], jabatan=p["jabatan"], nomor=p["nip"], id=p["id"]),
            blok=False,
        )
        for n, p in enumerate(isi["petugas"], 1)
    ]


def _petugas(isi: dict) -> list[int]:
    """The officers; the desa receives it anyhow."""
    return [p["id"] for p in isi.get("petugas", []) if p.get("id")]


def _pemberi_tugas(isi: dict) -> list[int]:
    return [isi["camat"]["id"]] if isi["camat"]["id"] else []


def _monitoring(naskah: Naskah) -> str:
    """The page of the monitoring that the document is about."""
    monitoring = Monitoring.objects.tentang(naskah).first()
    return monitoring.get_absolute_url() if monitoring else ""


SURAT_TUGAS = daftarkan(
    JenisNaskah(
        kode="surat_tugas_monitoring",
        nama="Surat Tugas Monitoring",
        template="monitoring/pdf/surat_tugas.html",
        penanda=_penanda_surat_tugas,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        susun=_susun,
        tautan=_monitoring,
        penerima=_petugas,
        mulai_kerja=_mulai,
        ditugaskan=_petugas,
        batal_di_asal=True,
        # As for the surat tugas of a visit: commonly used, not read in the regulation itself. An office changes it.
        klasifikasi="800.1.11.1",
        tembusan=(),
        # Each kind counts for itself: its own mark keeps two documents of one day from bearing the same number.
        pola="{klasifikasi}/{urut:03d}/ST-MON/{kode}/{tahun}",
        bagian={"untuk": "Untuk", "petugas": "Petugas", "dasar": "Dasar"},
    )
)
LAPORAN = daftarkan(
    JenisNaskah(
        kode="laporan_monitoring",
        nama="Laporan Monitoring",
        template="monitoring/pdf/laporan.html",
        penanda=_penanda_laporan,
        tempat=("petugas-",),
        susun=_susun,
        tautan=_monitoring,
        penerima=_pemberi_tugas,
        lewat_asal=True,
        pola="{klasifikasi}/{urut:03d}/LAP-MON/{kode}/{tahun}",
        retensi_tahun=10,
        bagian={
            "dasar": "Dasar",
            "lamanya": "Lamanya",
            "maksud": "Maksud",
            "isi_kegiatan": "Isi kegiatan",
            "kesimpulan": "Kesimpulan",
            "saran": "Saran",
            "petugas": "Petugas",
            "lembar": "Formulir",
            "foto": "Foto",
        },
    )
)
