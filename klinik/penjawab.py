"""Whom a village asks, by name; and how to reach them. Rooms above say who looks after a village (`PENANGGUNG`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from akun.enums import Peran
from akun.models import Pengguna, Penugasan
from akun.queries import pemegang_peran_kecamatan
from berkas.models import Berkas
from dasar.nama import sela
from dasar.telepon import nomor_ponsel
from dasar.waktu import hari_ini
from desa.models import Desa, Kecamatan
from klinik.enums import PENJAWAB

PENANGGUNG: list[Callable[[Desa], Iterable[int]]] = []  # accounts of the staff who look after a village


@dataclass(frozen=True)
class Kontak:
    """`nomor` as E.164 without its plus; where it is empty `tanpa` says why. No post where the account is called so."""

    pengguna: Pengguna
    jabatan: str
    nomor: str
    tanpa: str


def bertugas(pengguna: Pengguna, desa: Desa) -> bool:
    """Whether this person still answers for the kecamatan of this village. Asked of the tables: an object that a
    question holds may have been read before the assignment ended."""
    return pemegang_peran_kecamatan(desa.kecamatan, *PENJAWAB).filter(pk=pengguna.pk).exists()


def rekan(kecamatan: Kecamatan, kecuali: Pengguna) -> "list[Pengguna]":
    """Colleagues to whom a question can be handed."""
    semua = pemegang_peran_kecamatan(kecamatan, *PENJAWAB).exclude(pk=kecuali.pk)
    return list(semua.order_by("nama", "pk"))


def _petugas(desa: Desa) -> list[Penugasan]:
    """See `yang_ditanya`; with the person of each."""
    tugas = Penugasan.objects.aktif(hari_ini(desa)).filter(
        kecamatan=desa.kecamatan_id, peran__in=PENJAWAB, pengguna__is_active=True
    )
    semua = list(tugas.select_related("pengguna").order_by("pengguna__nama", "pengguna", "peran"))
    penanggung = {pk for cari in PENANGGUNG for pk in cari(desa)}
    urutan: tuple[Callable[[Penugasan], bool], ...] = (
        lambda t: t.pengguna_id in penanggung and t.peran != Peran.CAMAT,
        lambda t: t.peran == Peran.VERIFIKATOR and not t.sekretaris,
        lambda t: t.peran == Peran.VERIFIKATOR,
        lambda t: t.peran == Peran.PELAKSANA,
        lambda t: t.peran == Peran.CAMAT,
    )
    for cocok in urutan:
        if ada := {t.pengguna_id: t for t in semua if cocok(t)}:
            return list(ada.values())
    return []


def yang_ditanya(desa: Desa) -> "list[Pengguna]":
    """The staff who look after this village; where there are none the kasi (a verifikator who is not the sekretaris
    kecamatan), then any verifikator or pelaksana, then the camat. Empty where the office has nobody."""
    return [t.pengguna for t in _petugas(desa)]


def sapaan(pengguna: Pengguna, desa: Desa, alamat: str, berkas: Berkas | None = None) -> str:
    """The text that stands ready in the chat; whoever sends it may change it. `alamat` is an absolute address."""
    if berkas is None:
        return f"Yth. {pengguna}, kami dari {desa} hendak bertanya tentang: …\n{alamat}"
    return (
        f"Yth. {pengguna}, kami dari {desa} hendak bertanya tentang {sela(str(berkas.kategori))} “{berkas.judul}” yang "
        f"{berkas.get_status_display().lower()}.\n{alamat}"
    )


def kontak(desa: Desa) -> list[Kontak]:
    """Those whom the village asks, with their posts and numbers."""
    hasil = []
    for tugas in _petugas(desa):
        p, tugas.kecamatan = tugas.pengguna, desa.kecamatan
        nomor = nomor_ponsel(p.telepon)
        tanpa = "" if nomor else "Nomor WhatsApp belum dicatat." if not p.telepon else "Nomornya bukan nomor ponsel."
        jabatan = tugas.sebutan
        hasil.append(Kontak(p, "" if jabatan == p.nama else jabatan, nomor, tanpa))
    return hasil
