"""What decisions ask for in every room: a reason, or one's own password."""

from typing import Any

from akun.forms import AlasanForm, CabutForm, KataSandiForm
from cetak.fon import tak_tercetak_dalam
from dasar.formulir import terkirim
from dasar.keputusan import POLOS, Tanya
from dasar.permintaan import Permintaan


def tanya_alasan(request: Permintaan, templat: str = POLOS, **konteks: Any) -> Tanya:
    form = AlasanForm(terkirim(request))
    return Tanya(form, lambda: form.cleaned_data, templat, konteks)


def tanya_cabut(request: Permintaan, *, belum: str, **konteks: Any) -> Tanya:
    """Why, and one's own password: what a decision asks that takes the force from a document."""
    form = CabutForm(terkirim(request), request=request, belum=belum)
    return Tanya(form, lambda: {"alasan": form.cleaned_data["alasan"]}, konteks=konteks)


def tanya_sandi(request: Permintaan, templat: str, *, belum: str, dicetak: object, **konteks: Any) -> Tanya:
    """`belum` says what did not happen when the password is wrong. `dicetak` is what the document will say: the page
    names the signs in it that no font has."""
    konteks["tak_tercetak"] = tak_tercetak_dalam(dicetak)
    return Tanya(KataSandiForm(terkirim(request), request=request, belum=belum), templat=templat, konteks=konteks)
