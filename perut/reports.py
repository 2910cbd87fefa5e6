"""What a surat tugas and a berita acara say, gathered once and frozen in `Naskah.isi`.

Every word is stored as it will be printed: the documents do not change when a person, a village,
a book or a visit is edited later.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from akun.models import Pengguna
from dasar.nama import nama_sama
from dasar.waktu import ZonaWaktu, hari_ini
from dasar.waktu import tanggal as tanggal_di
from naskah.bagian import (
    HariTanggal,
    Kop,
    Orang,
    hari_tanggal,
    kop,
    paragraf,
    tanggal_panjang,
    tempat_foto,
    waktu_setempat,
)
from naskah.pejabat import kepala_desa, pejabat_kecamatan, penanda_tangan
from perut.agenda import agenda_butir
from perut.laporan_buku import BukuAdministrasi, buku_administrasi
from perut.models import Foto, Kunjungan
from perut.syarat import jawaban, temuan_baru


@dataclass(frozen=True)
class Tempat:
    desa: str
    kecamatan: str
    kabupaten: str
    ibu_kota: str


@dataclass(frozen=True)
class BarisKegiatan:
    jenis: str
    topik: str
    materi: list[str]
    peserta: str


@dataclass(frozen=True)
class BarisTemuan:
    uraian: list[str]
    rekomendasi: list[str]
    penanggung_jawab: str
    batas_waktu: str


@dataclass(frozen=True)
class BarisTindakLanjut:
    temuan: str
    asal: str
    batas_waktu: str
    hasil: str
    uraian: list[str]


@dataclass(frozen=True)
class BarisKesepakatan:
    uraian: list[str]
    pelaksana: str
    batas_waktu: str


@dataclass(frozen=True)
class BarisHadir:
    nama: str
    jabatan: str
    unsur: str


@dataclass(frozen=True)
class GambarFoto:
    berkas: str
    keterangan: str
    waktu: str
    tempat: str


@dataclass(frozen=True)
class BeritaAcara:
    kop: Kop
    tempat: Tempat
    waktu: HariTanggal | None
    jam: str
    petugas: list[Orang]
    kepala_desa: Orang
    kepala_desa_kunjungan: str
    surat_tugas: str
    agenda: list[str]
    notulen: list[str]
    buku: BukuAdministrasi
    kegiatan: list[BarisKegiatan]
    tindak_lanjut: list[BarisTindakLanjut]
    temuan: list[BarisTemuan]
    kesepakatan: list[BarisKesepakatan]
    hadir: list[BarisHadir]
    foto: list[GambarFoto]
    camat: Orang
    disahkan: str


@dataclass(frozen=True)
class SuratTugas:
    """`tanggal` is the visit's date (ISO), against which a later change of the plan is noticed."""

    tanggal: str | None
    kop: Kop
    dasar: list[str]
    petugas: list[Orang]
    untuk: list[str]
    agenda: list[str]
    tempat: Tempat
    tanggal_surat: str
    camat: Orang


def berita_acara_isi(kunjungan: Kunjungan, *, oleh: Pengguna, waktu: datetime) -> dict:
    """Everything the berita acara of this visit says; `oleh` approves it at `waktu` and signs as camat.

    The village is represented by the kepala desa of that day, who signs; whoever held the post on the day of the
    visit is named beside him where it was somebody else (docs/keputusan/0028).
    """
    kecamatan = kunjungan.desa.kecamatan
    disahkan = tanggal_di(waktu, kecamatan)
    tanggal = kunjungan.tanggal or disahkan
    kades, dulu = kepala_desa(kunjungan.desa, disahkan), kepala_desa(kunjungan.desa, tanggal)
    return asdict(
        BeritaAcara(
            kop=kop(kecamatan),
            tempat=_tempat(kunjungan),
            waktu=hari_tanggal(kunjungan.tanggal) if kunjungan.tanggal else None,
            jam=_jam(kunjungan),
            petugas=_petugas(kunjungan, tanggal),
            kepala_desa=kades,
            kepala_desa_kunjungan=dulu.nama if not nama_sama(dulu.nama, kades.nama) else "",
            surat_tugas=_rujukan(kunjungan),
            agenda=agenda_butir(kunjungan),
            notulen=paragraf(kunjungan.notulen),
            buku=buku_administrasi(kunjungan),
            kegiatan=_kegiatan(kunjungan),
            tindak_lanjut=_tindak_lanjut(kunjungan),
            temuan=_temuan(kunjungan),
            kesepakatan=[
                BarisKesepakatan(paragraf(k.uraian), k.pelaksana, tanggal_panjang(k.batas_waktu))
                for k in kunjungan.kesepakatan_set.all()
            ],
            hadir=[BarisHadir(h.nama, h.jabatan, h.get_unsur_display()) for h in kunjungan.kehadiran_set.all()],
            foto=[_gambar(f, kunjungan) for f in kunjungan.foto_set.select_related("buku")],
            camat=penanda_tangan(oleh, kecamatan, disahkan),
            disahkan=tanggal_panjang(disahkan),
        )
    )


def penanda_kini(kunjungan: Kunjungan) -> dict:
    """The part of the berita acara that names its signers but for the camat, as `berita_acara_isi` would say it."""
    hari = hari_ini(kunjungan.desa)
    return {
        "petugas": [asdict(o) for o in _petugas(kunjungan, kunjungan.tanggal or hari)],
        "kepala_desa": asdict(kepala_desa(kunjungan.desa, hari)),
    }


def surat_tugas_isi(kunjungan: Kunjungan, *, oleh: Pengguna, tanggal: date) -> dict:
    """Everything the surat tugas of this visit says; `oleh` signs it as camat, or the camat in office does."""
    kecamatan = kunjungan.desa.kecamatan
    dasar = [
        "Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah, Pasal 221 ayat (1) dan Pasal 226;",
        "Pedoman Teknis PERUT (Pendampingan Rutin), huruf B tentang tata cara pengelolaan;",
    ]
    if kunjungan.program:
        dasar.append(f"Program Pendampingan Rutin (PERUT) {kecamatan} Tahun {kunjungan.program.tahun};")
    dasar[-1] = dasar[-1].rstrip(";") + "."
    tempat = _tempat(kunjungan)
    hari = hari_tanggal(kunjungan.tanggal) if kunjungan.tanggal else None
    kapan = ", ".join(filter(None, [hari and f"{hari.hari}, {hari.panjang}", _jam(kunjungan)]))
    tugas = f"Melaksanakan kunjungan Pendampingan Rutin (PERUT) di {tempat.desa}, {tempat.kecamatan}"
    if kapan:
        tugas += f", pada hari {kapan}"
    return asdict(
        SuratTugas(
            tanggal=kunjungan.tanggal.isoformat() if kunjungan.tanggal else None,
            kop=kop(kecamatan),
            dasar=dasar,
            petugas=_petugas(kunjungan, tanggal),
            untuk=[
                f"{tugas};",
                "Menuangkan hasil kunjungan dalam berita acara dan menyampaikannya kepada "
                f"{kecamatan.sebutan.kepala}; dan",
                "Melaksanakan tugas ini dengan penuh tanggung jawab.",
            ],
            agenda=agenda_butir(kunjungan),
            tempat=tempat,
            tanggal_surat=tanggal_panjang(tanggal),
            camat=penanda_tangan(oleh, kecamatan, tanggal),
        )
    )


def _tempat(kunjungan: Kunjungan) -> Tempat:
    kecamatan = kunjungan.desa.kecamatan
    return Tempat(str(kunjungan.desa), str(kecamatan), str(kecamatan.kabupaten), kecamatan.tempat)


def _jam(kunjungan: Kunjungan) -> str:
    if kunjungan.jam_mulai is None:
        return ""
    zona = ZonaWaktu(kunjungan.desa.kecamatan.zona_waktu).label
    if kunjungan.jam_selesai is None:
        return f"pukul {kunjungan.jam_mulai:%H.%M} {zona}"
    return f"pukul {kunjungan.jam_mulai:%H.%M} sampai dengan {kunjungan.jam_selesai:%H.%M} {zona}"


def _petugas(kunjungan: Kunjungan, pada: date) -> list[Orang]:
    """The officers with their posts of that day; one nameless person, to be filled in by hand, if none."""
    kecamatan = kunjungan.desa.kecamatan
    return [pejabat_kecamatan(p, kecamatan, pada) for p in kunjungan.petugas.all()] or [Orang()]


def _rujukan(kunjungan: Kunjungan) -> str:
    if kunjungan.surat_tugas is None or not kunjungan.surat_tugas.nomor:
        return ""
    return f"{kunjungan.surat_tugas.nomor} tanggal {tanggal_panjang(kunjungan.surat_tugas.tanggal)}"


def _kegiatan(kunjungan: Kunjungan) -> list[BarisKegiatan]:
    return [
        BarisKegiatan(
            jenis=k.get_jenis_display(),
            topik=k.topik,
            materi=paragraf(k.materi),
            peserta="" if k.peserta is None else f"{k.peserta} orang",
        )
        for k in kunjungan.kegiatan_set.all()
    ]


def _temuan(kunjungan: Kunjungan) -> list[BarisTemuan]:
    return [
        BarisTemuan(paragraf(t.uraian), paragraf(t.rekomendasi), t.penanggung_jawab, tanggal_panjang(t.batas_waktu))
        for t in temuan_baru(kunjungan)
    ]


def _tindak_lanjut(kunjungan: Kunjungan) -> list[BarisTindakLanjut]:
    return [
        BarisTindakLanjut(
            temuan=t.temuan.uraian,
            asal=t.temuan.asal_teks,
            batas_waktu=tanggal_panjang(t.temuan.batas_waktu),
            hasil=t.get_hasil_display(),
            uraian=paragraf(t.uraian),
        )
        for t in jawaban(kunjungan).select_related("temuan")
    ]


def _gambar(foto: Foto, kunjungan: Kunjungan) -> GambarFoto:
    return GambarFoto(
        berkas=foto.berkas.name,
        keterangan=foto.keterangan or (f"Bukti {foto.buku}" if foto.buku else ""),
        waktu=waktu_setempat(foto.waktu, kunjungan.desa.kecamatan) if foto.waktu else "",
        tempat=tempat_foto(kunjungan.desa, foto.lintang, foto.bujur),
    )
