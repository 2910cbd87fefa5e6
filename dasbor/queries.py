"""What waits for a person today, per role: of the regions over which they hold that role, and no others.

Every list is short; the link leads to the whole of it.
"""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from akun.enums import DESA, SEMUA, WAKIL_DESA, Peran
from akun.lingkup import lingkup
from akun.models import Pengguna
from berkas.enums import PEMERIKSA_BERKAS, StatusBerkas
from berkas.models import Berkas
from dasar.alur import cari
from dasar.pemisahan import bebas
from dasar.waktu import menurut_zona
from dasbor.kotak import BANYAK, Kotak, isi_kotak
from dasbor.kotak_apbdes import kotak_apbdes
from dasbor.kotak_buntu import kotak_buntu
from dasbor.kotak_evaluasi import kotak_evaluasi
from dasbor.kotak_laporan import kotak_laporan
from dasbor.kotak_monitoring import kotak_monitoring
from dasbor.kotak_pendamping import kotak_pendamping
from dasbor.kotak_perjalanan import kotak_perjalanan
from kewajiban.keadaan import Hitungan
from klinik.enums import PENJAWAB
from klinik.models import Pertanyaan
from naskah.atas_nama import kecamatan_atas_nama
from naskah.models import Kiriman
from naskah.models.sertifikat import Sertifikat
from naskah.queries.naskah import cetak_qs, goresan_qs, periksa_pindaian_qs, persetujuan_bebas_qs, ttd_qs
from naskah.queries.penerus import berganti_qs
from pembaruan.models import Usulan
from perut.alur import TRANSISI_KUNJUNGAN
from perut.enums import StatusKunjungan
from perut.models import Kunjungan
from serahan.models import Serahan
from tindaklanjut.models import Temuan

PEMBACA = frozenset({Peran.CAMAT, Peran.PEMANTAU_KABUPATEN, Peran.ADMIN})
ZONA = "desa__kecamatan__zona_waktu"
SEGERA = timedelta(days=14)  # required documents due within these days are asked for


def _kunjungan(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    url = f"{reverse('perut:kunjungan-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, kosong, url, "kunjungan", qs.ringkas())


def _temuan(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    url = f"{reverse('tindaklanjut:temuan-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, kosong, url, "temuan", qs.bertanda().select_related("desa__kecamatan"))


def _kiriman(pengguna: Pengguna) -> Kotak:
    """What was sent to this person or their desa and waits for "Saya terima"."""
    qs = Kiriman.objects.masuk(pengguna).menunggu().order_by("dikirim")
    url = f"{reverse('naskah:kotak-masuk')}?keadaan=menunggu"
    qs = qs.select_related("naskah").defer("naskah__isi")
    return isi_kotak("Naskah masuk yang belum Anda nyatakan terima", "inbox", "", url, "kiriman", qs)


def _naskah(judul: str, ikon: str, qs) -> Kotak:
    return isi_kotak(judul, ikon, "", reverse("naskah:naskah-menunggu"), "naskah", qs.defer("isi"))


def _kotak_naskah(pengguna: Pengguna) -> list[Kotak]:
    """What documents ask of this person. To sign can be anybody's; the rest goes by role."""
    peran = pengguna.peran
    kotak = []
    if Peran.CAMAT in peran or kecamatan_atas_nama(pengguna):
        kotak.append(_naskah("Naskah menunggu persetujuan Anda", "file-earmark-check", persetujuan_bebas_qs(pengguna)))
    undangan = Sertifikat.objects.undangan().filter(pengguna=pengguna).defer("p12", "sertifikat")
    url = reverse("naskah:sertifikat-saya")
    kotak.append(isi_kotak("Anda diundang membuat sertifikat tanda tangan", "key", "", url, "sertifikat", undangan))
    kotak.append(_naskah("Menunggu tanda tangan Anda", "pen", ttd_qs(pengguna)))
    if peran & {Peran.CAMAT, Peran.VERIFIKATOR, Peran.KEPALA_DESA}:
        kotak.append(_naskah("Penanda tangannya sudah berganti", "person-exclamation", berganti_qs(pengguna)))
    if peran & {Peran.CAMAT, Peran.VERIFIKATOR}:
        kotak.append(_naskah("Pindaian menunggu pemeriksaan Anda", "file-earmark-check", periksa_pindaian_qs(pengguna)))
    if peran & {Peran.PELAKSANA, Peran.VERIFIKATOR}:
        kotak += [
            _naskah("Menunggu goresan jari yang Anda saksikan", "phone", goresan_qs(pengguna)),
            _naskah("Naskah menunggu dicetak dan dipindai", "printer", cetak_qs(pengguna)),
        ]
    return kotak


def _berkas(judul: str, ikon: str, kosong: str, qs, saringan: str) -> Kotak:
    qs = qs.select_related("desa", "kategori").defer("teks_cari").order_by("diubah", "pk")
    url = f"{reverse('berkas:berkas-daftar')}?{saringan}"
    return isi_kotak(judul, ikon, kosong, url, "berkas", qs)


def _tuntutan(pengguna: Pengguna) -> Kotak:
    """Duties of the person's own desa that are late or soon due; what was refused stands elsewhere."""
    desa = list({p.desa for p in pengguna.penugasan_aktif if p.peran in DESA and p.desa})
    sel = [s for d in desa for s in Hitungan(d.kecamatan).tunggakan([d], dalam=SEGERA) if s.diminta]
    butir = sorted((s for s in sel if not s.ditolak), key=lambda s: s.batas)
    url = reverse("kewajiban:desa", args=[desa[0].pk]) if desa else ""
    judul = "Kewajiban yang harus dipenuhi"
    return Kotak(judul, "cloud-arrow-up", "", url, "tuntutan", len(butir), butir[:BANYAK])


def _pertanyaan(pengguna: Pengguna) -> Kotak:
    """What villages ask, the oldest first; what was handed to a colleague is theirs."""
    qs = Pertanyaan.objects.giliran(pengguna).exclude(ditanya_oleh=pengguna).order_by("menunggu_sejak", "pk")
    url = f"{reverse('klinik:pertanyaan-daftar')}?keadaan=menunggu"
    judul = "Pertanyaan desa menunggu jawaban"
    return isi_kotak(judul, "chat-dots", "", url, "pertanyaan", qs.select_related("desa", "topik"))


def kotak_hari_ini(pengguna: Pengguna) -> list[Kotak]:
    """The cards in the order of urgency for this person's roles."""
    peran = pengguna.peran
    S = StatusKunjungan
    kunjungan = Kunjungan.objects.untuk(pengguna).defer("notulen", "verifikasi")
    milikku = kunjungan.bertugas(pengguna)
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
                bebas(
                    kunjungan.filter(lingkup(pengguna, Peran.CAMAT), status=S.DIVERIFIKASI).order_by("tanggal"),
                    pengguna.pk,
                    cari(TRANSISI_KUNJUNGAN, "sahkan"),
                ),
                "status=diverifikasi",
            )
        )
    if Peran.VERIFIKATOR in peran:
        kotak += [
            _kunjungan(
                "Menunggu verifikasi Anda",
                "clipboard-check",
                "Tidak ada kunjungan yang menunggu verifikasi.",
                bebas(
                    kunjungan.filter(lingkup(pengguna, Peran.VERIFIKATOR), status=S.DIAJUKAN).order_by("tanggal"),
                    pengguna.pk,
                    cari(TRANSISI_KUNJUNGAN, "verifikasi"),
                ),
                "status=diajukan",
            ),
            _kunjungan(
                "Belum dijadwalkan",
                "calendar-plus",
                "",
                kunjungan.filter(
                    lingkup(pengguna, Peran.VERIFIKATOR),
                    menurut_zona(ZONA, lambda hari: Q(tanggal__lte=hari + timedelta(days=30))),
                    status=S.RENCANA,
                ).order_by("tanggal"),
                "status=rencana",
            ),
        ]
        url = f"{reverse('pembaruan:usulan-daftar')}?status=menunggu"
        usulan = Usulan.objects.menunggu().filter(lingkup(pengguna, Peran.VERIFIKATOR)).exclude(dibuat_oleh=pengguna)
        usulan = usulan.select_related("desa").order_by("dibuat", "pk")
        kotak.append(isi_kotak("Usulan perubahan menunggu konfirmasi Anda", "person-check", "", url, "usulan", usulan))
        url = f"{reverse('serahan:serahan-daftar')}?status=menunggu"
        serahan = Serahan.objects.menunggu().filter(lingkup(pengguna, Peran.VERIFIKATOR, kecamatan="kecamatan"))
        serahan = serahan.select_related("oleh").defer("isi").order_by("dibuat", "pk")
        kotak.append(isi_kotak("Isian yang diserahkan kepada Anda", "inbox", "", url, "serahan", serahan))
    if peran & PENJAWAB:
        kotak.append(_pertanyaan(pengguna))
    kotak += kotak_buntu(pengguna)
    kotak += kotak_apbdes(pengguna)
    kotak += kotak_monitoring(pengguna)
    kotak += kotak_evaluasi(pengguna)
    kotak += kotak_laporan(pengguna)
    kotak += kotak_perjalanan(pengguna)
    kotak += kotak_pendamping(pengguna)
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
                Berkas.objects.filter(lingkup(pengguna, *PEMERIKSA_BERKAS), status=StatusBerkas.MENUNGGU).exclude(
                    versi_terkini__oleh=pengguna
                ),
                "status=menunggu",
            )
        )
    if peran & DESA:
        kotak += [
            _berkas(
                "Berkas yang harus diperbaiki",
                "file-earmark-x",
                "",
                Berkas.objects.filter(lingkup(pengguna, *DESA), status=StatusBerkas.DITOLAK),
                "status=ditolak",
            ),
            _tuntutan(pengguna),
            _kunjungan(
                "Kunjungan ke desa saya",
                "journal-check",
                "Belum ada kunjungan yang dijadwalkan ke desa Anda.",
                kunjungan.filter(lingkup(pengguna, *DESA), status__in=[S.DIJADWALKAN, S.BERLANGSUNG]).order_by(
                    "tanggal"
                ),
                "status=dijadwalkan",
            ),
        ]
    if peran & WAKIL_DESA:
        kotak.append(
            _temuan(
                "Temuan yang harus dijawab",
                "flag",
                "Tidak ada temuan yang menunggu jawaban desa.",
                temuan.filter(lingkup(pengguna, *WAKIL_DESA))
                .menunggu_desa()
                .exclude(pk__in=Temuan.objects.terlambat().values("pk")),
                "keadaan=terbuka&keadaan=kembali",
            )
        )
    kotak.append(_kiriman(pengguna))
    if peran & PEMBACA:
        kotak.append(
            _kunjungan(
                "Kunjungan tujuh hari ini",
                "calendar-week",
                "" if Peran.VERIFIKATOR in peran else "Tidak ada kunjungan dalam tujuh hari ke depan.",
                kunjungan.filter(
                    # A verifikator has cards of their own about the visits that they plan.
                    lingkup(pengguna, *PEMBACA) & ~lingkup(pengguna, Peran.VERIFIKATOR),
                    menurut_zona(ZONA, lambda hari: Q(tanggal__range=(hari, hari + timedelta(days=7)))),
                    status__in=[S.DIJADWALKAN, S.BERLANGSUNG],
                ).order_by("tanggal"),
                "status=dijadwalkan",
            )
        )
    if peran & SEMUA:
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
