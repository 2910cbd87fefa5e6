"""What the pages of a set share: names, values, and a part written as text where its form cannot show it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from apbdes.kantor.isi import tulis

WAJIB = {"required": "Wajib diisi."}
TANGGAL = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
BANDING = (
    ("paling_banyak", "paling banyak"),
    ("paling_sedikit", "paling sedikit"),
    ("sama_dengan", "sama dengan"),
    ("lebih_dari", "lebih dari"),
    ("kurang_dari", "kurang dari"),
    ("paling_lambat", "paling lambat (tanggal)"),
)
NILAI_MAKS = 300


def nama_field(**lain: Any) -> forms.RegexField:
    return forms.RegexField(
        r"^[a-z][a-z0-9_]*$",
        label="Nama dalam perangkat ini",
        max_length=60,
        help_text="Huruf kecil, angka, dan garis bawah, misalnya honor_tpk. Aturan menyebutnya dengan nama ini.",
        error_messages={"invalid": "Nama diawali huruf kecil dan hanya berisi huruf kecil, angka, dan garis bawah."}
        | WAJIB,
        **lain,
    )


class BagianForm(forms.Form):
    """One entry of one of the lists. `urai` reads an entry as what the form shows; `entri` gives it back.

    What the form cannot show whole (`tampak` says so) is written as text instead.
    """

    nama = nama_field()
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, baru: bool, isi: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.isi, self.baru = isi, baru
        if not baru:
            self.fields["nama"].disabled = True
            self.fields["nama"].help_text = ""
        for kolom in self.fields.values():
            kolom.error_messages.update(WAJIB)

    @staticmethod
    def urai(entri: Any) -> dict[str, Any]:
        raise NotImplementedError

    def entri(self) -> Any:
        """Of a valid form."""
        raise NotImplementedError


class TeksForm(forms.Form):
    """An entry as the YAML has it."""

    nama = nama_field()
    teks = forms.CharField(
        label="Seperti dalam berkas YAML",
        max_length=60_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "aturan-teks"}),
        error_messages=WAJIB,
    )
    sidik = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, baru: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not baru:
            self.fields["nama"].disabled = True
            self.fields["nama"].help_text = ""

    @staticmethod
    def urai(entri: Any) -> dict[str, Any]:
        return {"teks": tulis(entri)}


def satu_atau_banyak(nilai: Iterable[str]) -> Any:
    """One value as itself, several as a list, none as None: as a person writes them."""
    daftar = list(nilai)
    return daftar if len(daftar) > 1 else daftar[0] if daftar else None


def sebagai_daftar(nilai: Any) -> list[Any]:
    if nilai is None:
        return []
    return list(nilai) if isinstance(nilai, list) else [nilai]


def berisi(entri: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left empty."""
    return {k: v for k, v in entri.items() if v not in (None, "", [], {})}


def senilai(a: Any, b: Any) -> bool:
    """The same content, whether one value stands alone or as a list of one."""
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(senilai(a[k], b[k]) for k in a)
    kiri, kanan = sebagai_daftar(a), sebagai_daftar(b)
    if len(kiri) == 1 and len(kanan) == 1 and not isinstance(kiri[0], Mapping):
        return bool(kiri == kanan)
    if isinstance(a, list) or isinstance(b, list):
        return len(kiri) == len(kanan) and all(senilai(x, y) for x, y in zip(kiri, kanan, strict=True))
    return bool(a == b)


def tertampung(form: forms.Form) -> bool:
    """Whether every value that the form opens with is one that it can show; what it cannot would be lost unseen."""
    for nama, kolom in form.fields.items():
        if isinstance(kolom, forms.ChoiceField):
            ada = {str(k) for k, _ in _datar(kolom.choices)}
            for nilai in sebagai_daftar(form.initial.get(nama)):
                if nilai != "" and str(nilai) not in ada:
                    return False
    return True


def _datar(pilihan: Any) -> Iterable[tuple[Any, Any]]:
    for kunci, isi in pilihan:
        if isinstance(isi, list | tuple):
            yield from isi
        else:
            yield kunci, isi
