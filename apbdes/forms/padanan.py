"""What the file leaves open, asked once: which desa it is, what a source or a code stands for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apbdes.anggaran import SUMBER_DANA
from apbdes.buku_kerja import sel
from apbdes.buku_kerja.galat import Tanya

KODE = {"kegiatan": sel.kode_kegiatan, "rekening": sel.kode_rekening}
SEBUTAN = {"sumber": "Sumber dana", "kegiatan": "Kegiatan", "rekening": "Rekening"}


class PadananForm(forms.Form):
    """One field per question. `usul` are answers to propose, by kind and word."""

    def __init__(self, *args: Any, tanya: Iterable[Tanya], usul: Mapping[tuple[str, str], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tanya: dict[str, Tanya] = {}
        desa = []
        for urut, t in enumerate(dict.fromkeys(tanya)):
            if t.jenis == "desa":
                desa.append(t)
                continue
            nama = f"jawab-{urut}"
            self.tanya[nama] = t
            self.fields[nama] = self._kolom(t, usul.get((t.jenis, t.tertulis), ""))
        if desa:
            pilihan = [(t.tertulis, f"{t.tertulis} {t.nama}".strip()) for t in desa]
            self.fields["desa"] = forms.ChoiceField(
                label="Desa mana dalam berkas ini yang desa Anda?",
                choices=pilihan,
                widget=forms.RadioSelect,
                help_text="Ditanyakan sekali, lalu diingat. Bila tidak ada, berkas ini milik desa lain.",
                error_messages={"required": "Pilih desa Anda."},
            )

    def _kolom(self, t: Tanya, usul: str) -> forms.Field:
        label = f"{SEBUTAN[t.jenis]} {t.tertulis}" + (f" ({t.nama})" if t.nama else "")
        if t.jenis == "sumber":
            return forms.ChoiceField(
                label=label,
                initial=usul,
                choices=[("", "Pilih"), *((k, f"{k} – {n}") for k, n in SUMBER_DANA.items())],
                error_messages={"required": "Pilih sumber dananya."},
            )
        return forms.CharField(
            label=label,
            initial=usul,
            max_length=20,
            widget=forms.TextInput(attrs={"list": f"daftar-{t.jenis}", "autocomplete": "off"}),
            help_text="Kode yang dimaksud, dari daftar. Bila kode ini memang dipakai di kabupaten Anda, minta kantor "
            "kecamatan atau kabupaten menambahkannya, lalu unggah lagi.",
            error_messages={"required": "Pilih kodenya."},
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for nama, t in self.tanya.items():
            if t.jenis in KODE and data.get(nama):
                try:
                    data[nama] = KODE[t.jenis](data[nama].split(" ")[0])
                except ValueError as salah:
                    self.add_error(nama, ValidationError(str(salah)))
        return data

    @property
    def jawaban(self) -> dict[Tanya, str]:
        isi = {t: self.cleaned_data[nama] for nama, t in self.tanya.items()}
        if "desa" in self.fields:
            pilihan = self.cleaned_data["desa"]
            isi[Tanya("desa", pilihan)] = pilihan
        return isi

    def salahkan(self, galat: ValidationError) -> None:
        kolom = {f"{t.jenis}:{t.tertulis}": nama for nama, t in self.tanya.items()}
        for kunci, kalimat in galat.message_dict.items():
            self.add_error(kolom.get(kunci), kalimat)
