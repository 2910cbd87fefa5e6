"""Demo data of the pendamping: where he works, his sheets of the last and of this month, and a deliberation."""

import uuid
from collections.abc import Iterable
from datetime import date, time, timedelta

from akun.models import Pengguna
from dasar.waktu import hari_ini
from dasbor.demo_jam import pada
from desa.models import Desa, Kecamatan
from pendamping.enums import JenisPendamping, KeadaanButir
from pendamping.models import Lembar, Penempatan, awal_bulan
from pendamping.services.isian import id_isian, isian_simpan
from pendamping.services.lembar import (
    lembar_ajukan,
    lembar_kembalikan,
    lembar_konfirmasi,
    lembar_mulai,
    penempatan_simpan,
)
from perut.models import Kunjungan, Musyawarah
from perut.musyawarah import calon_hadir
from perut.services import musyawarah as layanan
from perut.services.isian import RUANG_ID

PLD = JenisPendamping.PLD
KERJA = (
    ("PLD-T1.1", "Sosialisasi perubahan Undang-Undang Desa bersama perangkat dan BPD di balai desa."),
    ("PLD-T1.2", "Mendampingi musyawarah desa; 38 warga hadir, 14 di antaranya perempuan."),
    ("PLD-T2.1", "Koordinasi dengan kasi pemerintahan tentang pencairan tahap berikutnya."),
    ("PLD-T2.3", "Memeriksa papan proyek dan buku kas pembantu kegiatan bersama pelaksana kegiatan."),
    ("PLD-T2.4", "Papan informasi APB Desa di depan kantor desa diperbarui."),
    ("PLD-T3.1", "Pelatihan kader posyandu tentang pencatatan."),
    ("PLD-T4.3", "Warga diajak membaca laporan realisasi di balai desa."),
)
KESEPAKATAN = (
    ("Buku kas umum dan buku pembantu pajak diperiksa lebih dahulu.", "Kaur keuangan"),
    ("Pemutakhiran Prodeskel dikerjakan bersama operator desa.", "Sekretaris desa"),
    ("BPD menyiapkan buku keputusan dan notulen rapatnya.", "Ketua BPD"),
)


def tempatkan(kecamatan: Kecamatan, desa: Iterable[Desa], mulai: date, orang: dict[str, Pengguna]) -> Penempatan:
    """The PLD in these villages; once."""
    ada = Penempatan.objects.filter(pengguna=orang["pendamping"], kecamatan=kecamatan, jenis=PLD).first()
    baru = Penempatan(pengguna=orang["pendamping"], kecamatan=kecamatan, jenis=PLD, mulai=mulai)
    return ada or penempatan_simpan(penempatan=baru, desa=desa, oleh=orang["sekcam"])


def isi_lembar(desa: Desa, bulan: date, kerja: Iterable[tuple[str, str]], pld: Pengguna) -> Lembar:
    """A sheet with these duties done, and one that did not apply."""
    lembar = lembar_mulai(desa=desa, jenis=PLD, bulan=bulan, oleh=pld)
    for n, (kode, uraian) in enumerate(kerja, 1):
        hari = min(bulan + timedelta(days=4 * n), hari_ini(desa))
        isi = {"keadaan": KeadaanButir.DIKERJAKAN, "uraian": uraian, "jumlah": "1", "hari": f"{hari:%Y-%m-%d}"}
        isian_simpan(lembar=lembar, pk=id_isian(lembar.pk, kode), versi=0, isi=isi, oleh=pld)
    tidak = {"keadaan": KeadaanButir.TIDAK_BERLAKU, "alasan": "Tidak ada kerja sama antardesa tahun ini."}
    isian_simpan(lembar=lembar, pk=id_isian(lembar.pk, "PLD-T2.2"), versi=0, isi=tidak, oleh=pld)
    return lembar


def muat_pendamping(kecamatan: Kecamatan, desa: list[Desa], orang: dict[str, Pengguna]) -> None:
    """Last month confirmed, waiting and sent back; this month begun in one village."""
    kini = hari_ini(kecamatan)
    bulan = awal_bulan(kini)
    lalu = awal_bulan(bulan - timedelta(days=1))
    tempatkan(kecamatan, desa, lalu, orang)
    pld, sekcam = orang["pendamping"], orang["sekcam"]
    for n, d in enumerate(desa):
        with pada(bulan, time(8 + n), kecamatan):
            lembar = lembar_ajukan(lembar=isi_lembar(d, lalu, KERJA[n : n + 3], pld), oleh=pld)
            if n == 0:
                lembar_konfirmasi(lembar=lembar, oleh=sekcam)
            elif n == 2:
                lembar_kembalikan(lembar=lembar, alasan="Lampirkan daftar hadirnya.", oleh=sekcam)
    isi_lembar(desa[0], bulan, KERJA[:1], pld)


def musyawarah_catat(kunjungan: Kunjungan, hari: date, staf: Pengguna) -> Musyawarah:
    """A meeting with everybody whom the list offers of the village's government and BPD, and the office."""
    baru = Musyawarah(
        desa=kunjungan.desa,
        kunjungan=kunjungan,
        tanggal=hari,
        jam_mulai=time(9),
        jam_selesai=time(11),
        tempat=f"Balai {kunjungan.desa}",
        pimpinan=str(staf),
        notulen="Petugas menyampaikan rencana kunjungan; desa menyampaikan yang paling memerlukan pendampingan.",
    )
    m = layanan.musyawarah_simpan(musyawarah=baru, oleh=staf)
    for kelompok in calon_hadir(m, []):
        for o in kelompok["anggota"][:3]:
            isi = {n: o[n] for n in ("nama", "jabatan", "unsur")} | ({o["sumber"]: o["kunci"]} if o["sumber"] else {})
            layanan.isian_simpan(musyawarah=m, jenis="hadir", pk=o["id"], versi=0, isi=isi, oleh=staf)
    for uraian, pelaksana in KESEPAKATAN:
        isi = {"uraian": uraian, "pelaksana": pelaksana}
        pk = uuid.uuid5(RUANG_ID, f"{m.pk}/{uraian}")
        layanan.isian_simpan(musyawarah=m, jenis="pokok", pk=pk, versi=0, isi=isi, oleh=staf)
    return layanan.musyawarah_selesaikan(musyawarah=m, oleh=staf)


def agenda_pertama(m: Musyawarah, oleh: Pengguna) -> None:
    """The first point becomes an item of the visit's agenda."""
    if m.kunjungan:
        pokok = m.pokokmusyawarah_set.order_by("dibuat_pada", "pk").first()
        if pokok:
            layanan.agenda_pilih(kunjungan=m.kunjungan, pokok=pokok.pk, dipakai=True, oleh=oleh)
