"""What is said of an official, of a training, and of the target."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from akun.models import Pengguna
from dasar.kolom import kolom_baris
from dasar.konflik import TahuKonflik, versi_wajib
from dasar.nama import akhiri
from desa.models import Kecamatan, Perangkat, menjabat_pada
from kapasitas.enums import PENILAI, Tingkat
from kapasitas.models import Butir, Pelatihan, Penilaian, Sasaran
from kapasitas.services import IsiButir
from kapasitas.sumber import tawaran

TANGGAL = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "form-control"})


class PenilaianForm(forms.Form):
    """Every competency of the post at once; nothing has to be complete before it is settled."""

    tanggal = forms.DateField(label="Tanggal dinilai", widget=TANGGAL)
    catatan = forms.CharField(
        label="Catatan",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text="Misalnya yang disepakati dipelajari sampai penilaian berikutnya.",
    )
    versi = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, penilaian: Penilaian, pengguna: Pengguna, **kwargs: Any) -> None:
        butir = penilaian.butir.select_related("kompetensi")
        self.butir = sorted(butir, key=lambda b: (not b.wajib, b.kompetensi.urut))
        awal: dict[str, Any] = {n: getattr(penilaian, n) for n in ("tanggal", "catatan", "versi")}
        for b in self.butir:
            awal |= {f"t{b.pk}": "" if b.tingkat is None else str(b.tingkat), f"d{b.pk}": b.dilihat}
            awal[f"b{b.pk}"] = f"{b.bukti_jenis}:{b.bukti_nomor}" if b.bukti_jenis else ""
        super().__init__(*args, **kwargs | {"initial": awal})
        if penilaian.koreksi_atas_id:
            self.fields["tanggal"].disabled = True
            self.fields["tanggal"].help_text = "Koreksi berlaku bagi hari penilaian yang dikoreksi."
        ada = tawaran(penilaian.perangkat, pengguna)
        self.teks = {kunci: teks for _, isi in ada for kunci, teks in isi}
        for b in self.butir:
            self.fields[f"t{b.pk}"] = forms.ChoiceField(
                label=b.kompetensi.nama,
                required=False,
                choices=[(str(t.value), f"{t.label}: {b.kompetensi.kalimat[t]}") for t in Tingkat],
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                error_messages={"invalid_choice": "Pilih salah satu tingkat."},
            )
            self.fields[f"d{b.pk}"] = forms.CharField(
                label="Yang dilihat",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"class": "form-control"}),
            )
            kunci = awal[f"b{b.pk}"]
            lama = [("Yang tersimpan", [(kunci, b.bukti_teks)])] if kunci and kunci not in self.teks else []
            self.fields[f"b{b.pk}"] = forms.ChoiceField(
                label="Bukti yang tercatat",
                required=False,
                choices=[("", "Tidak ada"), *lama, *ada],
                widget=forms.Select(attrs={"class": "form-select"}),
                error_messages={"invalid_choice": "Bukti itu tidak ada lagi. Pilih yang lain."},
            )

    def clean_versi(self) -> int:
        return versi_wajib(self.cleaned_data)

    def baris(self) -> list[tuple[Butir, Any, Any, Any]]:
        """For the template: each competency with its three fields."""
        return [(b, self[f"t{b.pk}"], self[f"d{b.pk}"], self[f"b{b.pk}"]) for b in self.butir]

    def isi(self) -> dict[int, IsiButir]:
        """What the service asks for."""
        c = self.cleaned_data
        hasil = {}
        for b in self.butir:
            tingkat, kunci = c[f"t{b.pk}"], c[f"b{b.pk}"]
            jenis, _, nomor = kunci.partition(":")
            tersimpan = kunci == f"{b.bukti_jenis}:{b.bukti_nomor}"  # as it was when it was named
            teks = b.bukti_teks if tersimpan else self.teks.get(kunci, "")
            hasil[b.pk] = IsiButir(int(tingkat) if tingkat else None, c[f"d{b.pk}"], (jenis, nomor, teks))
        return hasil


class KoreksiForm(forms.Form):
    alasan = forms.CharField(
        label="Mengapa penilaian ini dikoreksi",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Alasan wajib diisi."},
    )


class TanggapanForm(forms.Form):
    isi = forms.CharField(
        label="Tanggapan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis tanggapannya."},
    )


class PilihanPeserta(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj: Perangkat) -> str:
        return f"{obj.desa.nama}: {obj.nama}, {obj.sebutan}"

    def clean(self, value: Any) -> Any:
        if any(len(str(pk)) > 18 for pk in value or ()):  # larger than any id; the database would fail on it
            raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value")
        return super().clean(value)


class PelatihanForm(TahuKonflik, forms.ModelForm):
    peserta = PilihanPeserta(
        queryset=Perangkat.objects.none(),
        required=False,
        label="Peserta",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "Peserta yang dipilih bukan perangkat desa di kecamatan ini.",
            "invalid_pk_value": "Peserta yang dipilih tidak dikenal.",
        },
    )

    class Meta:
        model = Pelatihan
        fields = ["kecamatan", "judul", "mulai", "selesai", "penyelenggara", "tempat", "keterangan"]
        widgets = {"mulai": TANGGAL, "selesai": TANGGAL}
        error_messages = {"kecamatan": {"invalid_choice": "Kecamatan ini di luar wilayah Anda."}}

    def __init__(self, *args: Any, pengguna: Pengguna, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kelolaan = pengguna.kecamatan_terlihat(*PENILAI)
        kecamatan = kolom_baris(self, "kecamatan")
        kecamatan.queryset, kecamatan.empty_label = kelolaan, "Pilih kecamatan"
        ada = Q()
        if self.instance.pk:
            self.fields["kecamatan"].disabled = True
            kelolaan = Kecamatan.objects.filter(pk=self.instance.kecamatan_id)
            kecamatan.queryset = kelolaan
            self.initial["peserta"] = list(self.instance.peserta.values_list("perangkat_id", flat=True))
            ada = Q(pk__in=self.initial["peserta"]) | menjabat_pada(self.instance.mulai)
        elif kelolaan.count() == 1:
            kecamatan.initial, kecamatan.empty_label = kelolaan.get(), None
        semua = Perangkat.objects.filter(desa__kecamatan__in=kelolaan).select_related("desa__kecamatan")
        hari = self.data.get(self.add_prefix("mulai")) if self.is_bound else None
        kolom_baris(self, "peserta").queryset = semua.filter(ada) if ada and not hari else semua
        self.fields["peserta"].help_text = "Juga yang sekarang tidak lagi menjabat, bila waktu itu ikut."

    def clean(self) -> dict[str, Any]:
        isi = super().clean() or self.cleaned_data
        kecamatan, mulai = isi.get("kecamatan"), isi.get("mulai")
        if kecamatan and mulai:
            asing = [p for p in isi.get("peserta", ()) if p.desa.kecamatan_id != kecamatan.pk]
            if asing:
                self.add_error("peserta", "Peserta yang dipilih bukan perangkat desa di kecamatan ini.")
            lama = set(self.initial.get("peserta", ()))
            belum = [p.nama for p in isi.get("peserta", ()) if p.pk not in lama and not _menjabat(p, mulai)]
            if belum:
                self.add_error("peserta", akhiri(f"Pada hari itu tidak menjabat: {', '.join(belum)}"))
        return isi


def _menjabat(p: Perangkat, hari: Any) -> bool:
    return (p.mulai is None or p.mulai <= hari) and (p.selesai is None or p.selesai >= hari)


class SasaranForm(TahuKonflik, forms.ModelForm):
    class Meta:
        model = Sasaran
        fields = ["persen", "dasar"]
        help_texts = {"dasar": "Dari mana sasarannya, misalnya program PERUT tahun ini."}
