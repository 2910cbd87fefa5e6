"""What stands in the way of a step, and what whoever decides should know: sentences for the page and the services."""

from typing import Any

from django.utils.formats import date_format

from berkas.enums import StatusBerkas, StatusPindai
from dasar.nama import akhiri, nama_sama
from dasar.waktu import hari_ini, tanggal
from desa.enums import JabatanPerangkat
from naskah.calon import kekurangan_penanda
from naskah.enums.naskah import StatusNaskah
from perjalanan.acuan import ketentuan_di
from perjalanan.enums import Keperluan, Rekomendasi, StatusPerjalanan
from perjalanan.models import OrangPerjalanan, Perjalanan
from perjalanan.reports import surat_isi


def kekurangan_orang(perjalanan: Perjalanan) -> list[str]:
    """Whoever travels holds the post on every day of the journey, by the village's list of now."""
    orang = list(perjalanan.orang.select_related("perangkat__desa", "bpd__desa"))
    if not orang:
        return ["Belum dipilih siapa yang bepergian."]
    return [k for o in orang for k in _masa_jabatan(o, perjalanan)]


def _masa_jabatan(orang: OrangPerjalanan, perjalanan: Perjalanan) -> list[str]:
    p = orang.pejabat
    if p is None:
        return [f"{orang.nama} tidak ada lagi di daftar pejabat {perjalanan.desa}. Pilih lagi siapa yang bepergian."]
    if p.selesai and p.selesai < perjalanan.selesai:
        kapan = "sebelum berangkat" if p.selesai < perjalanan.mulai else "sebelum kembali"
        return [f"Masa jabatan {p.nama} berakhir {date_format(p.selesai, 'j F Y')}, {kapan}."]
    if p.mulai and p.mulai > perjalanan.mulai:
        return [f"{p.nama} baru menjabat mulai {date_format(p.mulai, 'j F Y')}, sesudah berangkat."]
    return []


def sudah_selesai(perjalanan: Perjalanan) -> list[str]:
    """Nothing is left to be ordered of a journey that is over."""
    if perjalanan.selesai >= hari_ini(perjalanan.desa):
        return []
    return [
        f"Perjalanan ini sudah selesai {date_format(perjalanan.selesai, 'j F Y')}. Surat perintah tugas memerintahkan "
        "yang akan atau sedang dikerjakan, jadi tidak diterbitkan sesudahnya."
    ]


def kekurangan_ajukan(perjalanan: Perjalanan) -> list[str]:
    """Before the first day, with who, the basis and, for a koordinasi, the telaahan that the article asks for."""
    kalimat = kekurangan_orang(perjalanan)
    if perjalanan.berkas_dasar is None:
        kalimat.append("Dasar perjalanan (undangan atau suratnya) belum diunggah.")
    elif perjalanan.berkas_dasar.status_pindai == StatusPindai.TERINFEKSI:
        kalimat.append("Berkas dasar perjalanan mengandung virus. Unggah berkas yang lain.")
    if perjalanan.keperluan == Keperluan.KOORDINASI and not perjalanan.telaahan_desa.strip():
        pasal = ketentuan_di(perjalanan.desa.kecamatan).koordinasi
        if pasal:
            kalimat.append(f"Perjalanan koordinasi disertai telaahan ({pasal.dasar}). Tulis telaahannya.")
    if selesai := sudah_selesai(perjalanan):
        return kalimat + selesai
    pertama = perjalanan.diajukan
    if perjalanan.mulai < (tanggal(pertama, perjalanan.desa) if pertama else hari_ini(perjalanan.desa)):
        kalimat.append(
            f"Berangkatnya sudah lewat ({date_format(perjalanan.mulai, 'j F Y')}). Permohonan diajukan paling lambat "
            "pada hari berangkat."
        )
    return kalimat


def kekurangan_telaah(perjalanan: Perjalanan) -> list[str]:
    return kekurangan_orang(perjalanan) + sudah_selesai(perjalanan) + _pengganti_terlambat(perjalanan)


def kekurangan_setujui(perjalanan: Perjalanan) -> list[str]:
    """What was reviewed is what is ordered, by people still in office, for days that are not over."""
    kalimat = kekurangan_telaah(perjalanan)
    if kalimat or perjalanan.surat is None:
        return kalimat or ["Surat perintah tugasnya belum disusun."]
    if not surat_cocok(perjalanan):
        kalimat.append(
            "Data yang bepergian atau hari kerjanya berubah sejak ditelaah. Telaah sekali lagi, supaya suratnya cocok."
        )
    return kalimat + kekurangan_penanda(perjalanan.surat)


def kekurangan_lapor(perjalanan: Perjalanan) -> list[str]:
    if perjalanan.surat is None or not perjalanan.surat.berlaku:
        return ["Surat perintah tugasnya tidak berlaku."]
    return []


def kekurangan_cabut(perjalanan: Perjalanan) -> list[str]:
    """What is ordered stays ordered as long as the letter is in force."""
    surat = perjalanan.surat
    return [] if surat and surat.status == StatusNaskah.DICABUT else ["Surat perintah tugasnya belum dicabut."]


def kekurangan_ganti(perjalanan: Perjalanan) -> list[str]:
    ada = perjalanan.pengganti.filter(status=StatusPerjalanan.DITELAAH).exists()
    return [] if ada else ["Belum ada perintah pengganti yang disetujui."]


def _pengganti_terlambat(perjalanan: Perjalanan) -> list[str]:
    lama = perjalanan.menggantikan
    if lama is None or lama.status != StatusPerjalanan.DILAPORKAN:
        return []
    return [f"Perjalanan yang hendak diganti ({lama.rentang}) sudah dilaporkan. Kembalikan laporannya dahulu."]


def surat_cocok(perjalanan: Perjalanan) -> bool:
    """Whether the letter still names those who travel as the village's list does."""
    surat = perjalanan.surat
    if surat is None:
        return False
    baru = surat_isi(perjalanan, oleh=surat.dibuat_oleh, tanggal=surat.tanggal)
    return _tercetak(surat.isi) == _tercetak(baru)


def _tercetak(isi: dict) -> tuple[Any, ...]:
    """Who goes where, when and for how long, as it is printed."""
    orang = [tuple(o.get(k) for k in ("nama", "jabatan", "nomor")) for o in isi.get("orang", [])]
    return orang, *(isi.get(k) for k in ("untuk", "tujuan", "waktu", "lama"))


def peringatan(perjalanan: Perjalanan) -> list[str]:
    """What does not stand in the way, and is said to whoever asks, reviews and decides."""
    kalimat = _bertabrakan(perjalanan)
    kepala = _kepala_desa(perjalanan)
    if kepala and not perjalanan.pelaksana_harian:
        kalimat.append(
            f"{kepala.nama} bepergian dan belum disebut siapa yang menjalankan tugas sehari-hari selama itu "
            "(pelaksana harian)."
        )
    if perjalanan.mulai.year != perjalanan.selesai.year:
        kalimat.append(
            f"Perjalanan ini melintasi tahun anggaran {perjalanan.mulai.year} dan {perjalanan.selesai.year}: pastikan "
            "biayanya dibebankan pada tahun yang benar."
        )
    if perjalanan.berkas_dasar and perjalanan.berkas_dasar.berkas.status == StatusBerkas.DITOLAK:
        kalimat.append("Berkas dasar perjalanan ditolak kecamatan di halaman Berkas.")
    if perjalanan.rekomendasi == Rekomendasi.JANGAN and perjalanan.status == StatusPerjalanan.DITELAAH:
        kalimat.append("Telaahan kecamatan tidak menganjurkan perjalanan ini.")
    mulai, kini = perjalanan.mulai, hari_ini(perjalanan.desa)
    if perjalanan.status in {StatusPerjalanan.DIAJUKAN, StatusPerjalanan.DITELAAH} and mulai < kini:
        kalimat.append(
            f"Yang bepergian sudah berangkat {date_format(mulai, 'j F Y')}. Bila disetujui, suratnya menyebut bahwa ia "
            "ditetapkan sesudah perjalanannya dimulai."
        )
    return kalimat


def _kepala_desa(perjalanan: Perjalanan) -> OrangPerjalanan | None:
    kepala = JabatanPerangkat.KEPALA_DESA
    return next((o for o in perjalanan.orang.all() if o.perangkat and o.perangkat.jabatan == kepala), None)


def _bertabrakan(perjalanan: Perjalanan) -> list[str]:
    """Other journeys of the same person on the same days, each named."""
    milik = list(perjalanan.orang.all())
    kalimat = []
    for lain in Perjalanan.objects.berpotongan(perjalanan).lengkap():
        sama = [o for o in milik for p in lain.orang.all() if _orang_sama(o, p)]
        kalimat += [
            akhiri(f"{o.nama} juga tercatat bepergian ke {lain.kota_tujuan} {lain.rentang} ({_sebut(lain)})")
            for o in sama
        ]
    return kalimat


def _sebut(perjalanan: Perjalanan) -> str:
    surat = perjalanan.surat
    return surat.nomor if surat and surat.nomor else perjalanan.get_status_display().lower()


def _orang_sama(satu: OrangPerjalanan, dua: OrangPerjalanan) -> bool:
    """The same row of a list, or the same name: a second term is another row."""
    kunci = [(o.perangkat_id, o.bpd_id) for o in (satu, dua)]
    return (kunci[0] == kunci[1] and any(kunci[0])) or nama_sama(satu.nama, dua.nama)
