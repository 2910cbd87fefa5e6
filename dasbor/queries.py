"""What waits for a person today, per role. Every list is short; the link leads to the whole of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from akun.enums import DESA, Peran
from akun.models import Pengguna
from dokumen.enums.berkas import PEMERIKSA_BERKAS, StatusBerkas
from dokumen.models import Berkas, Kiriman
from dokumen.queries.naskah import cetak_qs, goresan_qs, periksa_pindaian_qs, persetujuan_qs, ttd_qs
from dokumen.wajib.rekap import harus_dikirim, kebutuhan_kecamatan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Penilaian, TimEvaluasi
from evaluasi.queries import evaluasi_terlihat
from evaluasi.rules import PIMPINAN
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from perut.queries import kunjungan_terlihat
from tindaklanjut.enums import StatusTemuan
from tindaklanjut.models import Temuan

BANYAK = 6
SEGERA = timedelta(days=14)  # required documents due within these days are asked for


@dataclass(frozen=True)
class Kotak:
    """One card of the first page: what, how many, the first few, and where the rest is."""

    judul: str
    ikon: str
    kosong: str
    url: str
    jenis: str  # "kunjungan", "temuan", "kiriman" or "naskah"
    jumlah: int = 0
    butir: list[Any] = field(default_factory=list)


def _kunjungan(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    butir = list(qs.select_related("desa", "berita_acara")[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    return Kotak(
        judul, ikon, kosong, f"{reverse('perut:kunjungan-daftar')}?{saringan}", "kunjungan", jumlah, butir[:BANYAK]
    )


def _temuan(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    butir = list(qs.select_related("desa")[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    return Kotak(
        judul, ikon, kosong, f"{reverse('tindaklanjut:temuan-daftar')}?{saringan}", "temuan", jumlah, butir[:BANYAK]
    )


def _kiriman(pengguna: Pengguna) -> Kotak:
    """What was sent to this person or their desa and waits for "Saya terima"."""
    qs = Kiriman.objects.masuk(pengguna).menunggu().order_by("dikirim")
    butir = list(qs.select_related("naskah").defer("naskah__isi")[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    url = f"{reverse('dokumen:kotak-masuk')}?keadaan=menunggu"
    return Kotak("Naskah masuk yang belum Anda nyatakan terima", "inbox", "", url, "kiriman", jumlah, butir[:BANYAK])


def _naskah(judul: str, ikon: str, qs) -> Kotak:
    butir = list(qs.defer("isi")[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    return Kotak(judul, ikon, "", reverse("dokumen:naskah-menunggu"), "naskah", jumlah, butir[:BANYAK])


def _kotak_naskah(pengguna: Pengguna) -> list[Kotak]:
    """What documents ask of this person. To sign can be anybody's; the rest goes by role."""
    peran = pengguna.peran
    kotak = []
    if Peran.CAMAT in peran:
        kotak.append(_naskah("Naskah menunggu persetujuan Anda", "file-earmark-check", persetujuan_qs(pengguna)))
    kotak.append(_naskah("Menunggu tanda tangan Anda", "pen", ttd_qs(pengguna)))
    if peran & {Peran.CAMAT, Peran.VERIFIKATOR}:
        kotak.append(_naskah("Pindaian menunggu pemeriksaan Anda", "file-earmark-check", periksa_pindaian_qs(pengguna)))
    if peran & {Peran.PELAKSANA, Peran.VERIFIKATOR}:
        kotak += [
            _naskah("Menunggu goresan jari yang Anda saksikan", "phone", goresan_qs(pengguna)),
            _naskah("Naskah menunggu dicetak dan dipindai", "printer", cetak_qs(pengguna)),
        ]
    return kotak


def _evaluasi(judul: str, ikon: str, qs, saringan: str) -> Kotak:
    butir = list(qs.select_related("desa", "tim")[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    url = f"{reverse('evaluasi:evaluasi-daftar')}?{saringan}"
    return Kotak(judul, ikon, "", url, "evaluasi", jumlah, butir[:BANYAK])


def _kotak_evaluasi(pengguna: Pengguna) -> list[Kotak]:
    """What evaluations ask of this person: as a member, as who leads the team, as the camat."""
    S = StatusEvaluasi
    terlihat = evaluasi_terlihat(pengguna).order_by("tanggal_selesai", "pk")
    dipimpin = terlihat.filter(
        tim__in=TimEvaluasi.objects.filter(anggota__pengguna=pengguna, anggota__jabatan_tim__in=PIMPINAN)
    )
    lengkap = Penilaian.objects.filter(diserahkan=None).values("evaluasi")
    kotak = [
        _evaluasi("Menunggu nilai Anda", "clipboard-data", terlihat.menunggu_nilai(pengguna), "milik=nilai"),
        _evaluasi(
            "Penilaian menunggu ditutup",
            "lock",
            dipimpin.filter(status=S.DINILAI).exclude(pk__in=lengkap),
            "milik=saya&status=dinilai",
        ),
        _evaluasi(
            "Laporan evaluasi yang harus Anda serahkan",
            "pencil-square",
            dipimpin.filter(status__in=[S.DITUTUP, S.DIKEMBALIKAN]),
            "milik=saya",
        ),
    ]
    if Peran.CAMAT in pengguna.peran:
        kotak.insert(
            0,
            _evaluasi(
                "Hasil evaluasi menunggu Anda",
                "award",
                terlihat.filter(status=S.DILAPORKAN),
                "status=dilaporkan",
            ),
        )
    return kotak


def _berkas(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    qs = qs.select_related("desa", "kategori").defer("teks_cari").order_by("diubah", "pk")
    butir = list(qs[: BANYAK + 1])
    jumlah = len(butir) if len(butir) <= BANYAK else qs.count()
    url = f"{reverse('dokumen:berkas-daftar')}?{saringan}"
    return Kotak(judul, ikon, kosong, url, "berkas", jumlah, butir[:BANYAK])


def _tuntutan(pengguna: Pengguna) -> Kotak:
    """Required documents of the person's own desa that are late or soon due; what was refused stands elsewhere."""
    desa = list({p.desa for p in pengguna.penugasan_aktif if p.peran in DESA and p.desa})
    sel = [s for d in desa for s in harus_dikirim([d], kebutuhan_kecamatan(d.kecamatan), dalam=SEGERA)]
    butir = sorted((s for s in sel if s.kiriman is None), key=lambda s: s.tuntutan.jatuh_tempo)
    url = reverse("dokumen:berkas-rekap-desa", args=[desa[0].pk]) if desa else ""
    judul = "Dokumen yang harus dikirim"
    return Kotak(judul, "cloud-arrow-up", "", url, "tuntutan", len(butir), butir[:BANYAK])


def kotak_hari_ini(pengguna: Pengguna) -> list[Kotak]:
    """The cards in the order of urgency for this person's roles."""
    peran = pengguna.peran
    hari_ini = timezone.localdate()
    S = StatusKunjungan
    kunjungan = kunjungan_terlihat(pengguna)
    milikku = Kunjungan.objects.untuk(pengguna).bertugas(pengguna)
    temuan = Temuan.objects.untuk(pengguna).order_by("batas_waktu")
    kotak: list[Kotak] = []

    if Peran.PELAKSANA in peran:
        kotak += [
            _kunjungan(
                "Dikembalikan kepada saya",
                "arrow-return-left",
                "",
                milikku.filter(status=S.DIKEMBALIKAN).order_by("tanggal"),
                "milik=saya&status=dikembalikan",
            ),
            _kunjungan(
                "Sedang saya isi",
                "pencil-square",
                "",
                milikku.filter(status=S.BERLANGSUNG).order_by("tanggal"),
                "milik=saya&status=berlangsung",
            ),
        ]
    if Peran.CAMAT in peran:
        kotak.append(
            _kunjungan(
                "Menunggu pengesahan Anda",
                "pen",
                "Tidak ada kunjungan yang menunggu pengesahan.",
                kunjungan.filter(status=S.DIVERIFIKASI).exclude(petugas=pengguna).order_by("tanggal"),
                "status=diverifikasi",
            )
        )
    if Peran.VERIFIKATOR in peran:
        kotak += [
            _kunjungan(
                "Menunggu verifikasi Anda",
                "clipboard-check",
                "Tidak ada kunjungan yang menunggu verifikasi.",
                kunjungan.filter(status=S.DIAJUKAN).exclude(petugas=pengguna).order_by("tanggal"),
                "status=diajukan",
            ),
            _kunjungan(
                "Belum dijadwalkan",
                "calendar-plus",
                "",
                kunjungan.filter(status=S.RENCANA, tanggal__lte=hari_ini + timedelta(days=30)).order_by("tanggal"),
                "status=rencana",
            ),
        ]
    kotak += _kotak_evaluasi(pengguna)
    kotak += _kotak_naskah(pengguna)
    if peran & {Peran.PELAKSANA, Peran.PENDAMPING, Peran.VERIFIKATOR}:
        kotak.append(
            _kunjungan(
                "Kunjungan saya berikutnya",
                "journal-check",
                "Tidak ada kunjungan yang dijadwalkan untuk Anda.",
                milikku.filter(status=S.DIJADWALKAN).order_by("tanggal", "jam_mulai"),
                "milik=saya&status=dijadwalkan",
            )
        )
    if peran & PEMERIKSA_BERKAS:
        kotak.append(
            _berkas(
                "Berkas menunggu pemeriksaan",
                "folder-check",
                "Tidak ada berkas yang menunggu pemeriksaan.",
                Berkas.objects.untuk(pengguna)
                .filter(status=StatusBerkas.MENUNGGU)
                .exclude(versi_terkini__oleh=pengguna),
                "status=menunggu",
            )
        )
    if peran & {Peran.KEPALA_DESA, Peran.SEKRETARIS_DESA}:
        kotak += [
            _berkas(
                "Berkas yang harus diperbaiki",
                "file-earmark-x",
                "",
                Berkas.objects.untuk(pengguna).filter(status=StatusBerkas.DITOLAK),
                "status=ditolak",
            ),
            _tuntutan(pengguna),
            _kunjungan(
                "Kunjungan ke desa saya",
                "journal-check",
                "Belum ada kunjungan yang dijadwalkan ke desa Anda.",
                kunjungan.filter(status__in=[S.DIJADWALKAN, S.BERLANGSUNG]).order_by("tanggal"),
                "status=dijadwalkan",
            ),
            _temuan(
                "Temuan yang harus dijawab",
                "flag",
                "Tidak ada temuan yang menunggu jawaban desa.",
                temuan.filter(status=StatusTemuan.TERBUKA, batas_waktu__gte=hari_ini),
                "keadaan=terbuka",
            ),
        ]
    kotak.append(_kiriman(pengguna))
    if peran & {Peran.CAMAT, Peran.PEMANTAU_KABUPATEN, Peran.ADMIN} and Peran.VERIFIKATOR not in peran:
        kotak.append(
            _kunjungan(
                "Kunjungan tujuh hari ini",
                "calendar-week",
                "Tidak ada kunjungan dalam tujuh hari ke depan.",
                kunjungan.filter(
                    status__in=[S.DIJADWALKAN, S.BERLANGSUNG], tanggal__range=(hari_ini, hari_ini + timedelta(days=7))
                ).order_by("tanggal"),
                "status=dijadwalkan",
            )
        )
    if peran:
        kotak += [
            _temuan(
                "Temuan terlambat", "alarm", "Tidak ada temuan yang terlambat.", temuan.terlambat(), "keadaan=terlambat"
            ),
            _kunjungan(
                "Berita acara terbaru",
                "file-earmark-check",
                "Belum ada berita acara.",
                kunjungan.filter(status=S.DISAHKAN).order_by("-tanggal"),
                "status=disahkan",
            ),
        ]
    return [k for k in kotak if k.butir or k.kosong]
