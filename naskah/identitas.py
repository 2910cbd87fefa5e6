"""One person, one identity: whether the printed name, the account and the certificate of a signer belong together,
and whether everything that is printed under an electronic signature is known."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from akun.enums import Peran
from akun.models import Pengguna
from akun.pejabat import nama_resmi, orang_yang_sama
from dasar.nama import kunci_nama, nama_sama
from naskah.enums.naskah import CaraTtd
from naskah.jenis import Penanda
from naskah.models import Naskah, PenandaTangan
from naskah.models.sertifikat import Sertifikat
from naskah.pejabat import penjabat_kepala_desa

TERPOTONG = 48  # letters from which on a name in a certificate may have lost its end: 64 fit, cut at a word


def kekurangan_penanda(naskah: Naskah, penanda: Sequence[Penanda], *, oleh: Pengguna, pada: date) -> list[str]:
    """Why a document with these signers cannot be approved today by `oleh`; some sentences carry a link.

    On paper what is unknown is filled in by hand, but not who it is.
    """
    elektronik = naskah.cara_ttd != CaraTtd.BASAH
    kalimat = _menurut_jabatan(naskah, penanda, pada, elektronik=elektronik)
    akun = {a.pk: a for a in Pengguna.objects.filter(pk__in=[p.orang.id for p in penanda if p.orang.id])}
    for p in penanda:
        pengguna = akun.get(p.orang.id or 0)
        if pengguna and p.orang.nama and not orang_yang_sama(pengguna, p.orang.nama):
            kalimat.append(
                f"Naskah ini akan mencetak nama {p.orang.nama}, sedangkan akun {pengguna.username} milik "
                f"{nama_resmi(pengguna)[0]}: samakan nama dan akunnya di tempat keduanya dipilih."
            )
    if elektronik:
        kalimat += [k for p in penanda if p.blok for k in _belum_lengkap(p, naskah, akun, oleh)]
        kalimat += _kop(naskah, oleh)
    return list(dict.fromkeys(kalimat))


def _menurut_jabatan(naskah: Naskah, penanda: Sequence[Penanda], pada: date, *, elektronik: bool) -> list[str]:
    """Of a place that belongs to an office: what the lookup of that day has to say."""
    if naskah.desa is None or not any(p.orang.peran == Peran.KEPALA_DESA for p in penanda):
        return []
    penjabat = penjabat_kepala_desa(naskah.desa, pada)
    kalimat = penjabat.rancu + (penjabat.akun if elektronik else [])
    return [_bertautan(k, naskah) for k in kalimat]


def _bertautan(kalimat: str, naskah: Naskah) -> str:
    return format_html(
        '{} <a href="{}">Buka halaman {}</a>.', kalimat, reverse("desa:desa-rinci", args=[naskah.desa_id]), naskah.desa
    )


def _belum_lengkap(p: Penanda, naskah: Naskah, akun: dict[int, Pengguna], oleh: Pengguna) -> list[str]:
    """Number and rank of a civil servant: nobody fills in dotted lines of an electronic document."""
    orang = p.orang
    if orang.nomor_label != "NIP" or not orang.nama:
        return []
    apa = [kata for kata, isi in (("NIP", orang.nomor), ("pangkat", orang.pangkat)) if not isi.strip()]
    if not apa:
        return []
    kalimat = f"{capfirst(' dan '.join(apa))} {orang.nama} belum diisi."
    pengguna = akun.get(orang.id or 0)
    if orang.peran == Peran.KEPALA_DESA and naskah.desa:
        return [_bertautan(kalimat, naskah)]
    if pengguna is not None and pengguna.pk == oleh.pk:
        return [format_html('{} <a href="{}">Isi di profil Anda</a>.', kalimat, reverse("akun:profil"))]
    return [f"{kalimat} Diisi sendiri di halaman Profil, atau oleh admin."]


def _kop(naskah: Naskah, oleh: Pengguna) -> list[str]:
    kop = naskah.isi.get("kop")
    if not isinstance(kop, dict) or str(kop.get("alamat", "")).strip():
        return []
    kalimat = "Alamat kantor pada kop naskah belum diisi."
    if oleh.has_perm("desa.ubah_kecamatan", naskah.kecamatan):
        alamat = reverse("desa:kecamatan-ubah", args=[naskah.kecamatan_id])
        return [format_html('{} <a href="{}">Lengkapi kop naskah</a>.', kalimat, alamat)]
    return [f"{kalimat} Mintalah verifikator melengkapi kop naskah."]


def beda_akun(penanda: PenandaTangan) -> list[str]:
    """Why this account cannot sign at this place: it is another person's than the one that is printed."""
    pengguna = penanda.pengguna
    if pengguna is None or orang_yang_sama(pengguna, penanda.nama):
        return []
    return [
        f"Naskah ini mencetak nama {penanda.nama}, sedangkan akun ini milik {nama_resmi(pengguna)[0]}; bila orangnya "
        "sama, mintalah verifikator menautkan akunnya dengan data pejabatnya; bila bukan, mintalah naskahnya dicabut "
        "dan diganti dengan penanda tangan yang sekarang."
    ]


def beda_sertifikat(penanda: PenandaTangan, sertifikat: Sertifikat) -> list[str]:
    """Why this certificate cannot sign at this place. Degrees and titles make no other person."""
    if nama_sama(sertifikat.nama, penanda.nama):
        return []
    return [
        f"Sertifikat Anda terbit atas nama {sertifikat.nama or '(tanpa nama)'}, sedangkan naskah ini mencetak nama "
        f"{penanda.nama}: mintalah admin mencabut sertifikat itu dan mengundang Anda lagi dengan nama yang benar."
    ]


def beda_bsre(penanda: PenandaTangan, nama: str) -> list[str]:
    """Why a signature that came back from BSrE is not used: it is somebody else's. A long name may be cut there."""
    terpotong = len(nama) >= TERPOTONG and kunci_nama(penanda.nama).startswith(kunci_nama(nama))
    if nama_sama(nama, penanda.nama) or terpotong:
        return []
    return [
        f"Sertifikat BSrE itu milik {nama or '(tanpa nama)'}, sedangkan naskah ini mencetak nama {penanda.nama}, jadi "
        "tanda tangannya tidak dipakai. Periksa NIK-nya; bila NIK itu milik Anda, mintalah naskahnya diganti dengan "
        "nama yang benar."
    ]
