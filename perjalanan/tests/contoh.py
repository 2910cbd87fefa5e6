"""Journeys in every state: by the services, as they happen, and as rows for tests over all rooms."""

import io
import uuid
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from akun.models import Pengguna
from berkas.models import Berkas, VersiBerkas
from berkas.services.ruang import kategori_ruang
from berkas.tests.berkas_contoh import pdf
from dasar.waktu import hari_ini
from desa.models import AnggotaBPD, Desa, Perangkat
from desa.tests.factories import AnggotaBPDFactory, PerangkatFactory
from naskah.enums.naskah import StatusNaskah
from naskah.tests.factories import NaskahFactory
from perjalanan import services
from perjalanan.enums import StatusPerjalanan
from perjalanan.lampiran import KATEGORI
from perjalanan.models import OrangPerjalanan, Perjalanan
from perjalanan.naskah import SURAT_PERINTAH
from perjalanan.services import IsiPerjalanan

S = StatusPerjalanan


def kepala(desa: Desa, nama: str = "Ahmad Kades", **isi) -> Perangkat:
    ada = desa.perangkat.filter(nama=nama).first()
    return ada or PerangkatFactory(desa=desa, nama=nama, jabatan="kepala_desa", **isi)


def anggota(desa: Desa, nama: str = "Siti Ketua", jabatan: str = "ketua", **isi) -> AnggotaBPD:
    ada = desa.bpd.filter(nama=nama).first()
    return ada or AnggotaBPDFactory(desa=desa, nama=nama, jabatan=jabatan, **isi)


def isi(desa: Desa, *, hari: int = 7, lama: int = 3, **lain) -> IsiPerjalanan:
    """A journey that begins in `hari` days (from today there) and takes `lama`."""
    mulai = lain.pop("mulai", None) or hari_ini(desa) + timedelta(days=hari)
    bawaan = {
        "keperluan": "undangan",
        "maksud": "Rapat kerja pengelolaan aset desa",
        "tujuan": "Kantor Dinas PMD Provinsi",
        "kota_tujuan": "Kota Banjarmasin",
        "mulai": mulai,
        "selesai": mulai + timedelta(days=lama - 1),
        "dasar": "Undangan Dinas PMD Provinsi Nomor 005/17 tanggal 2 Mei 2026",
        "pembebanan": "APB Desa Tahun Anggaran 2026",
    }
    return IsiPerjalanan(**bawaan | lain)


def kiriman(form: IsiPerjalanan, *orang, pk=None, berkas: bool = True, **lain) -> dict:
    """As the page sends it."""
    kunci = [f"{'perangkat' if isinstance(o, Perangkat) else 'bpd'}-{o.pk}" for o in orang]
    data = {n: v for n, v in vars(form).items() if v} | {"id": str(pk or uuid.uuid4()), "orang": kunci}
    data |= {n: f"{v:%Y-%m-%d}" for n, v in data.items() if isinstance(v, date)}
    if berkas:
        data["berkas"] = SimpleUploadedFile("undangan.pdf", pdf("Undangan"), "application/pdf")
    return data | lain


def draf(desa: Desa, oleh: Pengguna, *orang, berkas: str = "Undangan", **lain) -> Perjalanan:
    return services.perjalanan_buat(
        desa=desa,
        pk=uuid.uuid4(),
        isi=isi(desa, **lain),
        orang=list(orang) or [kepala(desa)],
        oleh=oleh,
        berkas=("undangan.pdf", io.BytesIO(pdf(berkas))) if berkas else None,
    )


def sampai(status: str, desa: Desa, orang: dict[str, Pengguna], *siapa, **lain) -> Perjalanan:
    """One that came to this status by the steps that lead there."""
    p = draf(desa, orang["sekretaris_desa"], *siapa, **lain)
    if status == S.DRAF:
        return p
    p = services.perjalanan_ajukan(perjalanan=p, oleh=orang["sekretaris_desa"])
    if status == S.DIAJUKAN:
        return p
    if status == S.DIKEMBALIKAN:
        return services.perjalanan_kembalikan(perjalanan=p, alasan="Lengkapi.", oleh=orang["verifikator"])
    if status == S.DIBATALKAN:
        return services.perjalanan_batalkan(perjalanan=p, alasan="Urung.", oleh=orang["sekretaris_desa"])
    p = telaah(p, orang)
    if status == S.DITELAAH:
        return p
    if status == S.DITOLAK:
        return services.perjalanan_tolak(perjalanan=p, alasan="Tidak perlu.", oleh=orang["camat"])
    p = services.perjalanan_setujui(perjalanan=p, oleh=orang["camat"])
    return p if status == S.DISETUJUI else lapor(p, orang)


def telaah(p: Perjalanan, orang: dict[str, Pengguna], **lain) -> Perjalanan:
    isian = {"telaahan": "Sesuai undangan; biayanya tersedia.", "rekomendasi": "terbitkan"} | lain
    return services.perjalanan_telaah(perjalanan=p, oleh=orang["pelaksana"], **isian)


def lapor(p: Perjalanan, orang: dict[str, Pengguna], *, terlaksana: bool = False) -> Perjalanan:
    return services.perjalanan_lapor(
        perjalanan=p, terlaksana=terlaksana, laporan="Rapat ditunda.", oleh=orang["sekretaris_desa"]
    )


SURAT = {
    S.DITELAAH: StatusNaskah.DIAJUKAN,
    S.DISETUJUI: StatusNaskah.DISETUJUI,
    S.DILAPORKAN: StatusNaskah.DIARSIPKAN,
    S.DITOLAK: StatusNaskah.DIBATALKAN,
    S.DICABUT: StatusNaskah.DICABUT,
    S.DIGANTI: StatusNaskah.DIGANTI,
}


def baris(desa: Desa, status: str, oleh: Pengguna, **lain) -> Perjalanan:
    """A row of this status, past every service: what the database demands of it, and nobody's history."""
    surat = None
    if status in SURAT:
        surat = NaskahFactory(
            kecamatan=desa.kecamatan, desa=desa, jenis=SURAT_PERINTAH.kode, status=SURAT[status], dibuat_oleh=oleh
        )
    resmi = status not in {S.DRAF, S.DIBATALKAN}
    versi = _berkas(desa, oleh) if resmi else None
    p = Perjalanan.objects.create(
        desa=desa,
        status=status,
        surat=surat,
        **vars(isi(desa, **lain)),
        berkas_dasar=versi,
        diajukan=timezone.now() if resmi else None,
        pemohon=oleh if resmi else None,
        pemohon_sebagai="Sekretaris Desa" if resmi else "",
        terlaksana=True if status == S.DILAPORKAN else None,
        dilaporkan=timezone.now() if status == S.DILAPORKAN else None,
        dibuat_oleh=oleh,
        versi=1,
    )
    OrangPerjalanan.objects.create(perjalanan=p, urut=1, nama="Ahmad Kades", jabatan="Kepala Desa")
    return p


def _berkas(desa: Desa, oleh: Pengguna) -> VersiBerkas:
    berkas = Berkas.objects.create(
        desa=desa, kategori=kategori_ruang(KATEGORI), tahun=2026, judul="Undangan", dibuat_oleh=oleh
    )
    isi = {"isi": "berkas/uji", "nama_asli": "undangan.pdf", "mime": "application/pdf", "ukuran": 1}
    berkas.versi_terkini = VersiBerkas.objects.create(berkas=berkas, urut=1, oleh=oleh, sha256=uuid.uuid4().hex, **isi)
    berkas.save(update_fields=["versi_terkini"])
    return berkas.versi_terkini
