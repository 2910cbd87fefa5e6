"""The official documents of a visit, registered with the room `naskah` (imported by PerutConfig.ready)."""

from dataclasses import asdict
from datetime import date, datetime

from akun.enums import Peran
from akun.models import Pengguna
from dasar.waktu import tanggal
from naskah.bagian import Orang, tanggal_panjang
from naskah.jenis import JenisNaskah, Penanda, Pos, daftarkan
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan
from perut.models import Kunjungan
from perut.reports import penanda_kini


def _penanda_surat_tugas(isi: dict) -> list[Penanda]:
    return [Penanda("camat", 1, "", Orang(**isi["camat"]))]


def _susun_surat_tugas(naskah: Naskah, oleh: Pengguna, waktu: datetime) -> dict:
    """The letter as the camat read it, with the date and the signer of its approval."""
    hari = tanggal(waktu, naskah.kecamatan)
    return naskah.isi | {
        "tanggal_surat": tanggal_panjang(hari),
        "camat": asdict(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)),
    }


def _mulai(naskah: Naskah) -> date | None:
    """The day of the visit."""
    return date.fromisoformat(naskah.isi["tanggal"]) if naskah.isi.get("tanggal") else None


def _penanda_berita_acara(isi: dict) -> list[Penanda]:
    """Officers and kepala desa acknowledge, in any order; then the camat signs."""
    petugas = [Penanda(f"petugas-{n}", 1, "PIHAK PERTAMA", Orang(**o)) for n, o in enumerate(isi["petugas"], 1)]
    return [
        *petugas,
        Penanda("kepala-desa", 1, "PIHAK KEDUA", Orang(**isi["kepala_desa"])),
        Penanda("camat", 2, "Mengesahkan", Orang(**isi["camat"])),
    ]


def _calon_berita_acara(naskah: Naskah) -> dict:
    """Officers and kepala desa of the day of the visit, as they are recorded now."""
    kunjungan = Kunjungan.objects.tentang(naskah).select_related("desa__kecamatan").first()
    return penanda_kini(kunjungan) if kunjungan else {}


def _diganti_berita_acara(lama: Naskah, baru: Naskah) -> None:
    """The visit speaks of the document that is in force."""
    Kunjungan.objects.filter(berita_acara=lama).update(berita_acara=baru)


def _penerima(isi: dict) -> list[int]:
    """The officers; the desa receives it anyhow."""
    return [o["id"] for o in isi.get("petugas", []) if o.get("id")]


def _kunjungan(naskah: Naskah) -> str:
    """The page of the visit that the document is about."""
    kunjungan = Kunjungan.objects.tentang(naskah).first()
    return kunjungan.get_absolute_url() if kunjungan else ""


SURAT_TUGAS = daftarkan(
    JenisNaskah(
        kode="surat_tugas_perut",
        nama="Surat Tugas PERUT",
        template="perut/pdf/surat_tugas.html",
        penanda=_penanda_surat_tugas,
        tempat=("camat",),
        pos={"camat": Pos(Peran.CAMAT, "camat")},
        susun=_susun_surat_tugas,
        tautan=_kunjungan,
        penerima=_penerima,
        mulai_kerja=_mulai,
        ditugaskan=_penerima,
        batal_di_asal=True,
        # The code commonly used for surat tugas; not read in the regulation itself. An office changes it in SeriNomor.
        klasifikasi="800.1.11.1",
        tembusan=(),
        bagian={"untuk": "Untuk", "petugas": "Petugas", "agenda": "Agenda", "dasar": "Dasar"},
    )
)
BERITA_ACARA = daftarkan(
    JenisNaskah(
        kode="berita_acara_perut",
        nama="Berita Acara PERUT",
        template="perut/pdf/berita_acara.html",
        penanda=_penanda_berita_acara,
        tempat=("petugas-", "kepala-desa", "camat"),
        calon=_calon_berita_acara,
        diganti=_diganti_berita_acara,
        kunci_tanggal="disahkan",
        pos={"kepala-desa": Pos(Peran.KEPALA_DESA, "kepala_desa"), "camat": Pos(Peran.CAMAT, "camat")},
        tautan=_kunjungan,
        penerima=_penerima,
        diverifikasi=True,
        lewat_asal=True,
        retensi_tahun=10,
        bagian={
            "waktu": "Hari",
            "jam": "Jam",
            "petugas": "Petugas",
            "agenda": "Agenda",
            "hadir": "Daftar hadir",
            "notulen": "Notulen",
            "buku": "Buku administrasi",
            "kegiatan": "Kegiatan",
            "tindak_lanjut": "Tindak lanjut temuan lalu",
            "temuan": "Temuan",
            "kesepakatan": "Kesepakatan",
            "foto": "Foto",
        },
    )
)
