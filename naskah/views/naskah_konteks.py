"""What one person reads and may do on a document's page."""

from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import prefetch_related_objects

from akun.enums import DESA
from akun.pelaku import tanpa_pelaku
from dasar.alur import sejak_dari
from dasar.permintaan import Permintaan
from naskah.alur import TRANSISI_NASKAH
from naskah.enums.naskah import CaraTtd, StatusNaskah, StatusPekerjaan, StatusPenanda, StatusPindaian
from naskah.forms.naskah import BsreForm, FrasaForm, PindaianForm
from naskah.models import Naskah, PenandaTangan
from naskah.queries.naskah import ttd_qs
from naskah.queries.penerus import penanda_berhenti, penanda_tinta
from naskah.services.penerus import halangan_ganti_pejabat, peralihan
from naskah.services.sertifikat import sertifikat_aktif, undangan_untuk
from naskah.syarat import halangan_elektronik, halangan_goresan, halangan_pindaian, halangan_tinta, pindaian_terlihat
from naskah.tindakan import kelanjutan, langkah, lewat_asal, penjelasan_cara, tindakan_untuk

AKSI_RIWAYAT = {
    "pakai_tinta": "Dialihkan ke tanda tangan tinta",
    "perbarui": "Isi diperbarui",
    "alihkan": "Tempat tanda tangan dialihkan",
}


def konteks_rinci(request: Permintaan, naskah: Naskah, *, form_ttd: forms.Form | None = None) -> dict[str, Any]:
    prefetch_related_objects(
        [naskah],
        "riwayat__oleh",
        "versi_pdf",
        "pindaian__diunggah_oleh",
        "pindaian__diputus_oleh",
        "kiriman__desa__kecamatan",
        "kiriman__diterima_oleh",
        "kiriman__pengguna",
        "kiriman__diterima_oleh",
        "calon_pengganti",
    )
    pengguna = request.user
    penanda = list(naskah.penanda.select_related("pengguna", "saksi"))
    for p in penanda:
        p.naskah = naskah
    kecamatan = bool(pengguna.peran_di(naskah.wilayah) - DESA)
    pekerjaan = next(iter(naskah.pekerjaan_ttd.filter(status=StatusPekerjaan.ANTRE)), None)
    konteks: dict[str, Any] = {
        "naskah": naskah,
        "penanda": penanda,
        "belum_giliran": _belum_giliran(penanda),
        "penjelasan_ttd": penjelasan_cara(p.cara for p in penanda if p.status == StatusPenanda.SELESAI),
        "pekerjaan": pekerjaan,
        "langkah": langkah(naskah),
        "kelanjutan": kelanjutan(naskah, penanda),
        "berproses": _berproses(naskah, penanda),
        "keadaan": _keadaan(naskah, penanda, pekerjaan.galat if pekerjaan else ""),
        "tindakan": tindakan_untuk(pengguna, naskah),
        "tanpa_pelaku": tanpa_pelaku(pengguna, naskah, [t for t in TRANSISI_NASKAH if not lewat_asal(naskah, t.aksi)]),
        "asal": naskah.ketentuan.tautan(naskah) if naskah.ketentuan.tautan else "",
        "lewat_asal": naskah.lewat_asal and not naskah.terbit,
        "boleh_ulang": pengguna.has_perm("naskah.buat_ulang_naskah", naskah),
        "boleh_asli": kecamatan,
        "boleh_urus": pengguna.has_perm("naskah.urus_ttd_naskah", naskah),
        "menggantikan": naskah.menggantikan,
        "riwayat": [(r, AKSI_RIWAYAT.get(r.aksi) or r.ke_label) for r in naskah.riwayat.all()],
    }
    if naskah.status == StatusNaskah.DISETUJUI:
        konteks |= _tanda_tangan(request, naskah, penanda, form_ttd) | _berganti(request, naskah, penanda)
    if "saya" not in konteks and any(p.pengguna_id == pengguna.pk for p in penanda):
        konteks["berikutnya"] = ttd_qs(pengguna).exclude(pk=naskah.pk).first()
    pindaian = [p for p in naskah.pindaian.all() if pindaian_terlihat(p, kecamatan=kecamatan)]
    if pindaian or konteks.get("form_pindaian"):
        konteks["pindaian"] = pindaian
    return konteks


def _tanda_tangan(
    request: Permintaan, naskah: Naskah, penanda: list[PenandaTangan], form: forms.Form | None
) -> dict[str, Any]:
    """The forms of whoever signs, witnesses, scans, confirms or switches to paper."""
    pengguna = request.user
    konteks: dict[str, Any] = {}
    giliran = [p for p in penanda if p.status == StatusPenanda.MENUNGGU]
    saya = next((p for p in giliran if pengguna.has_perm("naskah.tandatangani_penanda", p)), None)
    if saya is not None and naskah.cara_ttd != CaraTtd.BASAH:
        konteks |= {"saya": saya, "halangan_ttd": halangan_elektronik(saya, penanda)}
        if naskah.cara_ttd == CaraTtd.ELEKTRONIK:
            konteks["sertifikat"] = sertifikat_aktif(pengguna)
            konteks["undangan"] = undangan_untuk(pengguna) if konteks["sertifikat"] is None else None
        konteks["form_ttd"] = form or (FrasaForm() if naskah.cara_ttd == CaraTtd.ELEKTRONIK else BsreForm())
    if naskah.cara_ttd != CaraTtd.BASAH and pengguna.has_perm("naskah.saksikan_penanda", naskah):
        konteks["goresan"] = [
            (p, halangan_goresan(p, penanda))
            for p in penanda
            if p.pengguna_id is None and p.status != StatusPenanda.SELESAI
        ]
    if naskah.cara_ttd == CaraTtd.BASAH and not halangan_pindaian(naskah):
        menunggu = next((p for p in naskah.pindaian.all() if p.status == StatusPindaian.MENUNGGU), None)
        konteks["pindaian_menunggu"] = menunggu
        if menunggu is None and pengguna.has_perm("naskah.unggah_pindaian", naskah):
            konteks["form_pindaian"] = PindaianForm(penanda=penanda_tinta(naskah))
        konteks["boleh_putus"] = (
            menunggu is not None
            and pengguna.has_perm("naskah.putus_pindaian", naskah)
            and menunggu.diunggah_oleh_id != pengguna.pk
        )
    if pengguna.has_perm("naskah.pakai_tinta_naskah", naskah) and naskah.cara_ttd != CaraTtd.BASAH:
        konteks["boleh_tinta"] = not halangan_tinta(naskah, penanda)
    return konteks


def _berganti(request: Permintaan, naskah: Naskah, penanda: list[PenandaTangan]) -> dict[str, Any]:
    """Signers who have left, what can be done about their places, and by whom."""
    pengguna = request.user
    pergi = {p.pk for p in penanda_berhenti([naskah.kecamatan_id]).filter(naskah=naskah)}
    alih = [peralihan(p, penanda) for p in penanda if p.pk in pergi]
    if not alih:
        return {}
    calon = next((c for c in naskah.calon_pengganti.all() if c.status != StatusNaskah.DIBATALKAN), None)
    boleh_ganti = pengguna.has_perm("naskah.ganti_pejabat_naskah", naskah)
    return {
        "berganti": [(a, pengguna.has_perm("naskah.alihkan_penanda", a.penanda)) for a in alih],
        "calon_pengganti": calon,
        "dapat_diganti": boleh_ganti and not halangan_ganti_pejabat(naskah, penanda),
        "sejak": sejak_dari(naskah),
    }


def _belum_giliran(penanda: list[PenandaTangan]) -> set[int]:
    """Those who wait for others to sign first. Fingers are not bound to the order."""
    belum = [p.urutan for p in penanda if p.status != StatusPenanda.SELESAI]
    return {p.pk for p in penanda if belum and p.urutan > min(belum) and p.pengguna_id}


def _berproses(naskah: Naskah, penanda: list[PenandaTangan]) -> bool:
    """Something is being made that changes the page by itself."""
    if naskah.berlaku and not naskah.pdf and not naskah.pdf_galat:
        return True
    return any(p.status == StatusPenanda.DIPROSES for p in penanda)


def _keadaan(naskah: Naskah, penanda: list[PenandaTangan], galat: str) -> str:
    """A fingerprint of what the polled part shows."""
    isi = [naskah.status, naskah.pdf_sha256, naskah.pdf_galat, galat, *(f"{p.pk}{p.status}{p.cara}" for p in penanda)]
    return sha256("|".join(isi).encode()).hexdigest()[:16]
