"""Two people over the same row: the page carries the row's version, and the save compares it under a lock.

Nothing typed is lost, both versions are shown.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.forms.models import model_to_dict

from dasar.basi import SIMPAN_LAGI, Basi
from dasar.formulir import pakai_versi
from dasar.induk import Beda, selisih

M = TypeVar("M", bound="Berversi")
SUDAH_DIHAPUS = "Data ini sudah dihapus orang lain sejak Anda membukanya, jadi tidak dapat disimpan."


class Berversi(models.Model):
    """A row that several people keep: every save that changes something counts one up."""

    versi = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


def versi_terbaca(kiriman: Mapping[str, str], nama: str = "versi") -> int | None:
    """The version that a page sends back: None where it sends none, -1 where it is no number."""
    teks = kiriman.get(nama, "")
    if not teks:
        return None
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else -1


def versi_wajib(kiriman: Mapping[str, str]) -> int:
    """The same of a row that is there: a page that does not say what it showed has not shown the row as it is."""
    versi = versi_terbaca(kiriman)
    return -1 if versi is None else versi


def terkunci(objek: M, versi: int | None) -> M:
    """The stored row, locked until the transaction ends. ValidationError where it is gone.

    Raises Basi when it is not of `versi` (None: not asked).
    """
    semua = objek._meta.model._base_manager.select_for_update(of=("self",), no_key=True)
    tersimpan = cast("M | None", semua.filter(pk=objek.pk).first())
    if tersimpan is None:
        raise ValidationError(SUDAH_DIHAPUS)
    if versi is not None and versi != tersimpan.versi:
        raise Basi("Data", tersimpan=tersimpan)
    return tersimpan


@transaction.atomic
def simpan_berversi(
    objek: M, *, kolom: Iterable[str] = (), versi: int | None = None, banyak: Mapping[str, Iterable[Any]] | None = None
) -> tuple[M, list[Beda]]:
    """Save what is in `kolom` of `objek` (all that a form may change when none are named), and `banyak`
    (many-to-many, by name), under the row's lock.

    Gives back the saved row, whose other columns are as they are stored, and what changed; nothing is
    written when nothing did. Raises Basi when the row is not of `versi` any more and would change,
    ValidationError when it is gone or another row stands in the way.
    """
    kolom = list(kolom) or [f.name for f in objek._meta.fields if f.editable and not f.primary_key]
    if objek.pk is None:
        objek.versi = 1
        _periksa(objek, kolom)
        objek.save()
        _pasang(objek, banyak or {})
        return objek, selisih(None, objek, kolom)
    tersimpan = terkunci(objek, None)
    beda = selisih(tersimpan, objek, kolom)
    lain = {nama: isi for nama, isi in (banyak or {}).items() if set(getattr(tersimpan, nama).all()) != set(isi)}
    if not beda and not lain:
        return tersimpan, []
    if versi is not None and versi != tersimpan.versi:
        raise Basi("Data", tersimpan=tersimpan)
    for nama in kolom:
        setattr(tersimpan, nama, getattr(objek, nama))
    tersimpan.versi += 1
    _periksa(tersimpan, kolom)
    tersimpan.save(update_fields=[*kolom, "versi"])
    _pasang(tersimpan, lain)
    return tersimpan, beda


def _periksa(baris: models.Model, kolom: Iterable[str]) -> None:
    """What the form has asked already, asked again now that nobody else can write."""
    baris.clean()
    baris.validate_unique(exclude={f.name for f in baris._meta.fields} - set(kolom))
    baris.validate_constraints()


def _pasang(baris: models.Model, banyak: Mapping[str, Iterable[Any]]) -> None:
    for nama, isi in banyak.items():
        getattr(baris, nama).set(isi)


if TYPE_CHECKING:
    _Form = forms.ModelForm[Any]
else:
    _Form = object


class TahuKonflik(_Form):
    """Mixin for the ModelForm of a `Berversi`: the page carries the version that it was opened with.

    When the stored row has another one by the time of the save, the form is refused once (`tolak`):
    it says what is stored now and keeps what was typed. Sending it again then means it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["versi"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=str(self.instance.versi)
            )

    @property
    def kolom(self) -> list[str]:
        """The columns that this form may change."""
        return [nama for nama in self._meta.fields or () if nama in self.fields]

    @property
    def versi(self) -> int | None:
        """What the page was opened with; None for a new row."""
        if "versi" not in self.fields:
            return None
        return versi_wajib({"versi": self.cleaned_data.get("versi", "")})

    def tolak(self, basi: Basi) -> None:
        """Say what is stored now, and let the next sending count as an answer to it."""
        self.tersimpan = model_to_dict(basi.tersimpan, [*self.fields])
        berbeda = [n for n, nilai in self.tersimpan.items() if self.fields[n].has_changed(nilai, self[n].data)]
        kini = "; ".join(f"{self[nama].label}: “{self._tertulis(nama)}”" for nama in berbeda)
        self.add_error(
            None,
            f"{basi.kalimat} Yang tersimpan sekarang – {kini}. {SIMPAN_LAGI}",
        )
        pakai_versi(self, basi.tersimpan.versi)

    def _tertulis(self, nama: str) -> str:
        """A stored value in words."""
        nilai, kolom = self.tersimpan.get(nama), self.fields[nama]
        if isinstance(kolom, forms.BooleanField):
            return "ya" if nilai else "tidak"
        daftar = nilai if isinstance(nilai, list | tuple) else [nilai]
        pilihan = {str(k): str(label) for k, label in getattr(kolom, "choices", [])}
        teks = [pilihan.get(str(getattr(n, "pk", n)), str(n)) for n in daftar if n not in (None, "")]
        return ", ".join(teks) or "kosong"


def disimpan(form: Any, simpan: Callable[[], object]) -> bool:
    """Run the save of a valid form. What refuses it stands on the form afterwards."""
    try:
        simpan()
    except Basi as basi:
        form.tolak(basi)
    except ValidationError as galat:
        form.add_error(None, galat)
    else:
        return True
    return False
