"""Places to sign whose signer is not in office any more, and who holds the post now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from dasar.nama import akhiri
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.models import Desa, Kecamatan, Perangkat
from naskah.bagian import Orang
from naskah.enums.naskah import StatusNaskah, StatusPenanda
from naskah.jenis import TERDAFTAR, Pos
from naskah.models import Naskah, PenandaTangan
from naskah.pejabat import camat, kepala_desa


def pos_penanda(penanda: PenandaTangan) -> Pos | None:
    """The post that this place belongs to; None where it is the person's own."""
    return penanda.naskah.ketentuan.pos.get(penanda.kunci)


def pemegang_pos(naskah: Naskah, pos: Pos) -> Orang:
    """Who holds the post today, as a document names them; nameless when nobody is recorded."""
    hari = hari_ini(naskah.kecamatan)
    if pos.peran == Peran.KEPALA_DESA and naskah.desa:
        return kepala_desa(naskah.desa, hari)
    return camat(naskah.kecamatan, hari)


def _berpos(*peran: str) -> Q:
    """The places that belong to these posts."""
    hasil = Q(pk__in=[])
    for jenis in TERDAFTAR.values():
        if kunci := [k for k, pos in jenis.pos.items() if pos.peran in peran]:
            hasil |= Q(naskah__jenis=jenis.kode, kunci__in=kunci)
    return hasil


def _sudah_pergi() -> Q:
    """The signer holds the post no more; of a place of one's own: no role there at all. One without an account is
    known by the list of the village alone."""
    aktif = Penugasan.objects.aktif().filter(pengguna=OuterRef("pengguna"), pengguna__is_active=True)
    tempat = (
        Q(peran=Peran.ADMIN)
        | Q(desa=OuterRef("naskah__desa"))
        | Q(kecamatan=OuterRef("naskah__kecamatan"))
        | Q(kabupaten=OuterRef("naskah__kecamatan__kabupaten"))
    )
    menjabat = {
        Peran.CAMAT: Exists(aktif.filter(peran=Peran.CAMAT, kecamatan=OuterRef("naskah__kecamatan"))),
        Peran.KEPALA_DESA: Exists(aktif.filter(peran=Peran.KEPALA_DESA, desa=OuterRef("naskah__desa"))),
    }
    berakun = ~_berpos(*menjabat) & ~Q(Exists(aktif.filter(tempat)))
    for peran, ada in menjabat.items():
        berakun |= _berpos(peran) & ~Q(ada)
    kades = Perangkat.objects.filter(
        desa=OuterRef("naskah__desa"), jabatan=JabatanPerangkat.KEPALA_DESA, nama=OuterRef("nama")
    )
    tercatat = Exists(kades.berakhir()) & ~Exists(kades.menjabat())
    return Q(pengguna__isnull=False) & berakun | Q(pengguna=None) & _berpos(Peran.KEPALA_DESA) & Q(tercatat)


def penanda_berhenti(kecamatan: "QuerySet[Any, Any] | Iterable[int]") -> "QuerySet[PenandaTangan]":
    """Who is still to sign an approved document of these kecamatan, and is not in office any more."""
    return (
        PenandaTangan.objects.filter(
            _sudah_pergi(),
            status=StatusPenanda.MENUNGGU,
            naskah__status=StatusNaskah.DISETUJUI,
            naskah__kecamatan__in=kecamatan,
        )
        .select_related("naskah__desa__kecamatan", "naskah__kecamatan", "pengguna")
        .order_by("naskah__disetujui", "urutan", "pk")
    )


def sudah_berhenti(penanda: PenandaTangan) -> bool:
    return PenandaTangan.objects.filter(_sudah_pergi(), pk=penanda.pk).exists()


def penanda_tinta(naskah: Naskah) -> list[PenandaTangan]:
    """The places that ink on the paper is still to fill."""
    return list(naskah.penanda.exclude(status=StatusPenanda.SELESAI).order_by("urutan", "pk"))


def pernyataan(penanda: PenandaTangan) -> str:
    """Whose signature the paper bears, as whoever hands in its scan states it; whoever has left since is said to
    have."""
    nama = ", ".join(filter(None, [penanda.sebutan, penanda.jabatan if penanda.nama else ""]))
    if sudah_berhenti(penanda):
        return f"{nama} (sudah tidak menjabat; hanya benar bila kertasnya ditandatangani selagi ia menjabat)"
    return nama


def berganti_qs(pengguna: Pengguna) -> "QuerySet[Naskah]":
    """Documents in whose waiting places somebody else stands than the post's holder: for that holder, and for the
    verifikator who lets the places go over."""
    tugas = pengguna.penugasan_aktif
    desa = [p.desa_id for p in tugas if p.peran == Peran.KEPALA_DESA and p.desa_id]
    urus = [p.kecamatan_id for p in tugas if p.peran == Peran.VERIFIKATOR and p.kecamatan_id]
    pimpin = [p.kecamatan_id for p in tugas if p.peran == Peran.CAMAT and p.kecamatan_id]
    if not (desa or urus or pimpin):
        return Naskah.objects.none()
    semua = Kecamatan.objects.filter(Q(pk__in=[*urus, *pimpin]) | Q(desa__in=desa)).values("pk")
    milik = (
        Q(naskah__kecamatan__in=urus)
        | _berpos(Peran.CAMAT) & Q(naskah__kecamatan__in=pimpin)
        | _berpos(Peran.KEPALA_DESA) & Q(naskah__desa__in=desa)
    )
    naskah = penanda_berhenti(semua).filter(milik).order_by().values("naskah")
    return Naskah.objects.filter(pk__in=naskah).select_related("desa", "kecamatan").order_by("disetujui")


def saran_pengganti(naskah: Naskah, pos: Pos) -> str:
    """Where the holder of an empty post is entered, and who is at hand; who is appointed others decide."""
    if pos.peran == Peran.KEPALA_DESA and naskah.desa:
        ada = _sekretaris(naskah.desa)
        sekdes = akhiri(f" Sekretaris desa sekarang: {ada.nama}") if ada else ""
        return (
            "Catat kepala desa yang baru, atau Pj., Plt., atau Plh.-nya, di daftar perangkat desa beserta masa "
            f"jabatannya.{sekdes}"
        )
    tugas = Penugasan.objects.aktif().filter(
        peran=Peran.VERIFIKATOR, kecamatan=naskah.kecamatan, pengguna__is_active=True
    )
    nama = ", ".join(f"{p.pengguna} ({p.sebutan})" for p in tugas.select_related("pengguna", "kecamatan"))
    ada_siapa = akhiri(f" Verifikator sekarang: {nama}") if nama else ""
    return f"Admin mencatat penugasan camat yang baru, atau Plt. atau Plh.-nya.{ada_siapa}"


def _sekretaris(desa: Desa) -> Perangkat | None:
    hasil: Perangkat | None = (
        desa.perangkat.menjabat(hari_ini(desa)).filter(jabatan=JabatanPerangkat.SEKRETARIS_DESA).first()
    )
    return hasil
