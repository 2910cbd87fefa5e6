"""Every change of an official document's status. The PDF follows by cetak.py, signatures in tanda_tangan.py."""

from dataclasses import asdict
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from akun.enums import WAKIL_DESA, Peran
from akun.models import Pengguna
from akun.queries import pemegang_peran
from antrean.services import antrekan
from dasar.alur import cari, jalankan, riwayat_terakhir
from dasar.nama import akhiri
from dasar.waktu import tanggal as tanggal_di
from desa.models import Desa, Kecamatan
from naskah.alur import TRANSISI_NASKAH
from naskah.atas_nama import disetujui_atas_nama
from naskah.bagian import tanggal_panjang
from naskah.calon import daftar_calon, kekurangan_calon, pengaturan_ttd
from naskah.cetak import naskah_buat_pdf
from naskah.enums.naskah import BERLAKU, StatusNaskah, StatusPenanda
from naskah.identitas import kekurangan_penanda
from naskah.jenis import PENCABUTAN, penanda_bertempat
from naskah.models import Kiriman, Naskah, PenandaTangan
from naskah.pejabat import penanda_tangan
from naskah.queries.penerus import pemegang_pos
from naskah.services.giliran import giliran_kabari
from naskah.services.nomor import nomor_ambil, nomor_naskah
from naskah.susulan import isi_bertanggal
from naskah.tata import naskah_bertata
from notifikasi.enums import Golongan
from notifikasi.services import beritahu

_transisi = partial(cari, TRANSISI_NASKAH)


@transaction.atomic
def naskah_siapkan(
    *,
    jenis: str,
    kecamatan: Kecamatan,
    desa: Desa | None,
    tanggal: date,
    perihal: str,
    isi: dict,
    oleh: Pengguna,
    menggantikan: Naskah | None = None,
) -> Naskah:
    """A draft, without a number. `menggantikan` loses its force when this one is approved."""
    return Naskah.objects.create(
        jenis=jenis,
        kecamatan=kecamatan,
        desa=desa,
        tahun=tanggal.year,
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        menggantikan=menggantikan,
        dibuat_oleh=oleh,
    )


@transaction.atomic
def naskah_perbarui(*, naskah: Naskah, tanggal: date, perihal: str, isi: dict, oleh: Pengguna) -> Naskah:
    """Rewrite what nobody has passed on yet. Raises ValidationError from its verification on: it is frozen.

    Rewritten while it waits, that is history: whoever has it open decides on what it says now.
    """
    terkunci = Naskah.objects.select_for_update(of=("self",), no_key=True).get(pk=naskah.pk)
    if not terkunci.dapat_diubah:
        raise ValidationError(
            f"{terkunci} berstatus “{terkunci.get_status_display()}”, jadi isinya tidak berubah lagi."
        )
    if terkunci.status == StatusNaskah.DIAJUKAN and (terkunci.perihal, terkunci.isi) != (perihal, isi):
        terkunci.riwayat.create(aksi="perbarui", dari=terkunci.status, ke=terkunci.status, oleh=oleh)
    terkunci.tanggal, terkunci.perihal, terkunci.isi = tanggal, perihal, isi
    terkunci.tahun = tanggal.year
    terkunci.versi += 1
    terkunci.isi_tetap = False  # the work was opened: it says something new
    terkunci.save(update_fields=["tanggal", "tahun", "perihal", "isi", "isi_tetap", "versi"])
    return terkunci


@transaction.atomic
def naskah_tulis(
    lama: Naskah | None,
    *,
    jenis: str,
    desa: Desa | None,
    tanggal: date,
    perihal: str,
    isi: dict,
    oleh: Pengguna,
    kecamatan: Kecamatan | None = None,
) -> Naskah:
    """What a work hands in: its draft rewritten, or a new one, which names the one that it stands in for.

    `kecamatan` where it is about no desa in particular.
    """
    kecamatan = kecamatan or (desa.kecamatan if desa else None)
    assert kecamatan is not None
    if lama and not lama.terbit:
        return naskah_perbarui(naskah=lama, tanggal=tanggal, perihal=perihal, isi=isi, oleh=oleh)
    return naskah_siapkan(
        jenis=jenis,
        kecamatan=kecamatan,
        desa=desa,
        tanggal=tanggal,
        perihal=perihal,
        isi=isi,
        oleh=oleh,
        menggantikan=lama,
    )


@transaction.atomic
def naskah_ajukan(*, naskah: Naskah, oleh: Pengguna, sejak: str | None = None, akibat: bool = False) -> Naskah:
    """Hand in: to the verifikator where the kind asks for one, otherwise to the camat.

    `akibat`: because the work that it is about was handed in, by whoever that work allows.
    """
    return jalankan(naskah, _transisi("ajukan"), oleh=oleh, sejak=sejak, akibat=akibat)


@transaction.atomic
def naskah_verifikasi(*, naskah: Naskah, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """Pass on to the camat; from here on the content does not change."""
    return jalankan(naskah, _transisi("verifikasi"), oleh=oleh, sejak=sejak)


@transaction.atomic
def naskah_kembalikan(
    *, naskah: Naskah, alasan: str, oleh: Pengguna, sejak: str | None = None, akibat: bool = False
) -> Naskah:
    """Send back to whoever drew it up, with a reason; what it said is kept, to be compared with what comes back.

    `akibat`: because the work that it is about was sent back, by whoever that work allows.
    """
    hasil = jalankan(naskah, _transisi("kembalikan"), oleh=oleh, alasan=alasan, sejak=sejak, akibat=akibat)
    kembali = riwayat_terakhir(hasil)
    kembali.isi = hasil.isi
    kembali.save(update_fields=["isi"])
    return hasil


@transaction.atomic
def naskah_setujui(
    *, naskah: Naskah, oleh: Pengguna, isi: dict | None = None, sejak: str | None = None, akibat: bool = False
) -> Naskah:
    """Approve: number and freeze, name the signers in order, replace what it replaces.

    The caller has checked the camat's password. `isi` is the final content where the caller has it at hand; otherwise
    the kind composes it, or it keeps what it says (`isi_tetap`). `akibat`: because the work that it is about was
    decided. The number is free again when the transaction fails. The PDF is made after the commit; then the first
    signers are asked.
    """
    waktu = timezone.now()

    def ubah(n: Naskah) -> None:
        n.tanggal = tanggal_di(waktu, n.kecamatan)
        n.tahun = n.tanggal.year
        if isi is not None:
            n.isi = isi
        elif n.pejabat_berganti or (n.isi_tetap and not n.ketentuan.susun):
            n.isi = _isi_berganti(n, oleh, n.tanggal)
        elif n.ketentuan.susun:
            n.isi = n.ketentuan.susun(n, oleh, waktu)
        n.isi = isi_bertanggal(n, n.tanggal)
        n.isi = naskah_bertata(n)
        n.cara_ttd, _ = pengaturan_ttd(n.kecamatan)
        # Asked again of the content that is frozen now: the table asked of who would sign today.
        if kalimat := kekurangan_calon(daftar_calon(n.ketentuan, n.isi, n.kecamatan, n.desa)):
            raise ValidationError(kalimat)
        penanda = penanda_bertempat(n.ketentuan, n.isi)  # before it takes a number
        if kalimat := kekurangan_penanda(n, penanda, oleh=oleh, pada=n.tanggal):
            raise ValidationError(kalimat)
        n.disetujui = waktu
        n.urut, n.nomor = nomor_ambil(kecamatan=n.kecamatan, jenis=n.jenis, tanggal=n.tanggal)

    atas_nama = f"a.n. {naskah.kecamatan.jabatan_camat}" if disetujui_atas_nama(naskah, oleh) else ""
    hasil = jalankan(naskah, _transisi("setujui"), oleh=oleh, alasan=atas_nama, sejak=sejak, akibat=akibat, ubah=ubah)
    nomor_naskah(hasil)
    PenandaTangan.objects.bulk_create(
        PenandaTangan(
            naskah=hasil,
            urutan=p.urutan,
            kunci=p.kunci,
            sebagai=p.sebagai,
            nama=p.orang.nama,
            jabatan=p.orang.jabatan_penuh,
            pengguna_id=p.orang.id,
        )
        for p in hasil.ketentuan.penanda(hasil.isi)
    )
    if hasil.menggantikan and hasil.menggantikan.status in BERLAKU:
        alasan = f"Diganti dengan {hasil.nomor}."
        jalankan(hasil.menggantikan, _transisi("ganti"), oleh=oleh, alasan=alasan, akibat=True)
        if hasil.pejabat_berganti and hasil.ketentuan.diganti:
            hasil.ketentuan.diganti(hasil.menggantikan, hasil)
    antrekan(naskah_buat_pdf, hasil.pk, kunci=f"pdf:{hasil.pk}", perihal=str(hasil))
    return hasil


def _isi_berganti(naskah: Naskah, oleh: Pengguna, hari: date) -> dict:
    """The same content with the camat who approves it, the day on which he does, and who holds the other posts then."""
    jenis = naskah.ketentuan
    kini: dict[str, Any] = {jenis.kunci_tanggal: tanggal_panjang(hari)} if jenis.kunci_tanggal else {}
    for pos in jenis.pos.values():
        if pos.peran == Peran.CAMAT:
            kini[pos.kunci_isi] = asdict(pos.bentuk(penanda_tangan(oleh, naskah.kecamatan, hari, naskah.jenis)))
        elif pos.kunci_isi in naskah.isi:
            kini[pos.kunci_isi] = asdict(pos.bentuk(pemegang_pos(naskah, pos)))
    return naskah.isi | kini


@transaction.atomic
def naskah_lengkapi(*, naskah: Naskah, oleh: Pengguna) -> Naskah:
    """After a signature: ask the next signers, or, when it was the last, distribute. `oleh` gave it."""
    terkunci = Naskah.objects.select_for_update(of=("self",), no_key=True).get(pk=naskah.pk)
    if terkunci.penanda.exclude(status=StatusPenanda.SELESAI).exists():
        giliran_kabari(terkunci)
        return terkunci
    jalankan(terkunci, _transisi("tandatangani"), oleh=oleh, akibat=True)
    hasil = jalankan(terkunci, _transisi("distribusikan"), oleh=oleh, akibat=True)
    return _kirim(hasil, oleh)


def _kirim(naskah: Naskah, oleh: Pengguna) -> Naskah:
    """One delivery per receiver; without any receiver it goes to the archive at once. Pedoman PERUT B.4."""
    orang = naskah.ketentuan.penerima(naskah.isi) if naskah.ketentuan.penerima else []
    penerima = list(Pengguna.objects.filter(pk__in=orang, is_active=True))
    kiriman = [Kiriman(naskah=naskah, pengguna=p) for p in penerima]
    if naskah.desa:
        kiriman.append(Kiriman(naskah=naskah, desa=naskah.desa))
        penerima += pemegang_peran(naskah.desa, *WAKIL_DESA)
    Kiriman.objects.bulk_create(kiriman)
    beritahu(
        penerima,
        judul=f"{naskah} dikirim kepada Anda",
        isi=f"{akhiri(naskah.perihal)} Mohon nyatakan penerimaannya.",
        tautan=naskah.get_absolute_url(),
        golongan=Golongan.NASKAH,
    )
    return naskah if kiriman else jalankan(naskah, _transisi("arsipkan"), oleh=oleh, akibat=True)


@transaction.atomic
def kiriman_terima(*, kiriman: Kiriman, oleh: Pengguna) -> Kiriman:
    """Acknowledge receipt, once; the last acknowledgement archives the document."""
    terkunci = Kiriman.objects.select_for_update(of=("self",), no_key=True).select_related("naskah").get(pk=kiriman.pk)
    if terkunci.diterima is not None:
        return terkunci
    terkunci.diterima, terkunci.diterima_oleh = timezone.now(), oleh
    terkunci.save(update_fields=["diterima", "diterima_oleh"])
    naskah = Naskah.objects.select_for_update(of=("self",), no_key=True).get(pk=terkunci.naskah_id)
    if naskah.status == "didistribusikan" and not naskah.kiriman.filter(diterima=None).exists():
        jalankan(naskah, _transisi("arsipkan"), oleh=oleh, akibat=True)
    return terkunci


@transaction.atomic
def naskah_arsipkan(*, naskah: Naskah, oleh: Pengguna, sejak: str | None = None) -> Naskah:
    """Put a distributed document into the archive though not everybody has acknowledged it."""
    return jalankan(naskah, _transisi("arsipkan"), oleh=oleh, sejak=sejak)


@transaction.atomic
def naskah_cabut(
    *, naskah: Naskah, alasan: str, oleh: Pengguna, sejak: str | None = None, akibat: bool = False
) -> Naskah:
    """Withdraw a document that is in force; it stays readable, and says that it was withdrawn.

    `akibat`: because what it was about was called off. Those who received it are told; the work behind it is not
    approved any more (`saat_dicabut`). A view has asked for the password of whoever withdraws.
    """
    hasil = jalankan(naskah, _transisi("cabut"), oleh=oleh, alasan=alasan, sejak=sejak, akibat=akibat)
    if kerja := PENCABUTAN.get(hasil.jenis):
        kerja(hasil, f"{hasil} dicabut: {alasan.strip()}", oleh)
    return hasil


@transaction.atomic
def naskah_batalkan(
    *, naskah: Naskah, alasan: str, oleh: Pengguna, sejak: str | None = None, akibat: bool = False
) -> Naskah:
    """Drop a document that was never approved; it never had a number."""
    return jalankan(naskah, _transisi("batalkan"), oleh=oleh, alasan=alasan, sejak=sejak, akibat=akibat)


@transaction.atomic
def naskah_pdf_ulang(*, naskah: Naskah) -> None:
    """Try again after a failure. Raises ValidationError when the PDF exists: its bytes never change."""
    terkunci = Naskah.objects.select_for_update(of=("self",), no_key=True).get(pk=naskah.pk)
    if terkunci.pdf or not terkunci.terbit:
        raise ValidationError("PDF naskah ini sudah ada atau belum waktunya dibuat.")
    terkunci.pdf_galat = ""
    terkunci.save(update_fields=["pdf_galat"])
    antrekan(naskah_buat_pdf, naskah.pk, kunci=f"pdf:{naskah.pk}", perihal=str(terkunci))
