"""Which changes of a village's people wait until the kecamatan has confirmed them, and where they are proposed.

Who signs for the village, and how he is called in a document, is not the village's own to say. Everything else
about its people is.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from dasar.induk import Beda
from desa.enums import JabatanBPD, JabatanPerangkat
from desa.models import AnggotaBPD, Desa, Pejabat, Perangkat

BEBAS = frozenset({"jenis_kelamin", "rincian", "telepon"})  # printed nowhere, of whomever
PENANDA = {Perangkat: JabatanPerangkat.KEPALA_DESA, AnggotaBPD: JabatanBPD.KETUA}
DIKONFIRMASI = (
    "Perubahan kepala desa, ketua BPD, atau orang yang menandatangani dengan akunnya (nama, jabatan, nomor, SK, masa "
    "jabatan) baru berlaku setelah dikonfirmasi verifikator kecamatan. Ubah lewat halaman orangnya, dengan SK-nya "
    "dilampirkan."
)


class PerluKonfirmasi(ValidationError):
    def __init__(self) -> None:
        super().__init__({NON_FIELD_ERRORS: [DIKONFIRMASI]})


def kolom_terjaga(objek: Any, beda: Iterable[Beda]) -> list[str]:
    """The changed columns that wait; `objek` is the person as after the change."""
    jabatan = PENANDA.get(type(objek))
    if jabatan is None:
        return []
    berubah = [b for b in beda if b.kolom not in BEBAS]
    dahulu = next((b.dari == jabatan.label for b in berubah if b.kolom == "jabatan"), False)
    terjaga = dahulu or objek.jabatan == jabatan or bool(berubah and objek.pk and _berakun(objek))
    return [b.kolom for b in berubah] if terjaga else []


def _berakun(objek: Pejabat) -> bool:
    """Linked to an account, by whose record a certificate and every document name the person: a member of a team, say.
    The room of accounts stands above this one."""
    return any(apakah(objek) for apakah in _penanda_lain)


_penanda_lain: list[Callable[[Pejabat], bool]] = []


def daftarkan_penanda_lain(apakah: Callable[[Pejabat], bool]) -> None:
    _penanda_lain.append(apakah)


def periksa_konfirmasi(objek: Any, beda: Iterable[Beda], oleh: Any) -> None:
    """Raises PerluKonfirmasi where this change waits and `oleh` cannot confirm it."""
    if isinstance(objek, Pejabat) and kolom_terjaga(objek, beda) and not boleh_sahkan(oleh, objek.desa):
        raise PerluKonfirmasi


def boleh_sahkan(oleh: Any, desa: Desa) -> bool:
    return bool(oleh.has_perm("desa.sahkan_pejabat", desa))


# A room above keeps the proposals. usulkan(kunci, objek, kolom, berkas, oleh) -> the proposal, which knows its page;
# menunggu(desa) -> those that wait.
_pengusul: dict[str, Callable[..., Any]] = {}


def daftarkan_pengusul(*, usulkan: Callable[..., Any], menunggu: Callable[[Desa], Iterable[Any]]) -> None:
    _pengusul.update(usulkan=usulkan, menunggu=menunggu)


def usulkan(**isi: Any) -> Any:
    return _pengusul["usulkan"](**isi)


def usulan_menunggu(desa: Desa) -> list[Any]:
    return list(_pengusul["menunggu"](desa))
