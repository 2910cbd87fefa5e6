"""Forms of what is filled in at the place of monitoring: one per kind of row, each validating only."""

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from dasar import isian
from dasar.isian import TeksField, kolom_tanggal, wajib
from dasar.kolom import kolom_baris
from monitoring.models import (
    ButirMonitoring,
    FormulirMonitoring,
    FotoMonitoring,
    JawabanMonitoring,
    LembarMonitoring,
    Monitoring,
)
from monitoring.pilihan import formulir_tersedia
from tindaklanjut.forms.isian import TemuanBarisForm

KETERANGAN_MAKS = 5000
URUT_TAMBAHAN = 1000  # "DST" rows stand after the form's own, in the order in which they came


def id_jawaban(lembar: uuid.UUID, butir: int) -> uuid.UUID:
    """The id of the answer to one row on one sheet, so that two phones mean the same row.

    A phone without signal works it out as well (static/js/lapangan/id-jawaban.js), hence no hash.
    """
    return uuid.UUID(int=lembar.int ^ butir)


class BarisForm(isian.BarisForm):
    """A row of one monitoring."""

    tempat: Monitoring


class LembarForm(BarisForm):
    """A sheet: one form for one place and day within the days of the surat tugas."""

    TEMPAT = frozenset({"monitoring"})
    tanggal = kolom_tanggal(required=False)

    class Meta:
        model = LembarMonitoring
        fields = ["formulir", "kegiatan", "lokasi", "tanggal"]
        error_messages = {"lokasi": wajib("Tempat monitoring belum diisi.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kolom = kolom_baris(self, "formulir")
        kolom.error_messages.update(
            wajib("Formulir belum dipilih."), invalid_choice="Formulir ini tidak dipakai dalam monitoring ini."
        )
        if self.instance._state.adding:
            kolom.queryset = FormulirMonitoring.objects.filter(pk__in=[f.pk for f in formulir_tersedia(self.tempat)])
        else:
            kolom.queryset = FormulirMonitoring.objects.filter(pk=self.instance.formulir_id)

    def clean_tanggal(self) -> datetime.date | None:
        tanggal = self.cleaned_data["tanggal"]
        mulai, selesai = self.tempat.tanggal_mulai, self.tempat.tanggal_selesai
        if tanggal and ((mulai and tanggal < mulai) or (selesai and tanggal > selesai)):
            raise ValidationError(f"Tanggal ini di luar masa penugasan ({masa_penugasan(self.tempat)}).")
        return tanggal


def masa_penugasan(monitoring: Monitoring) -> str:
    """'1 Juni 2026' or '1 Juni 2026 s.d. 3 Juni 2026'."""
    hari = [date_format(t, "j F Y") for t in (monitoring.tanggal_mulai, monitoring.tanggal_selesai) if t]
    return " s.d. ".join(dict.fromkeys(hari))


class JawabanForm(BarisForm):
    """The answer to one row of the form, or a row of one's own ("DST") with its text and its good answer."""

    jawaban = forms.CharField(required=False)
    positif = forms.CharField(required=False)
    keterangan = TeksField(required=False, maks=KETERANGAN_MAKS)

    class Meta:
        model = JawabanMonitoring
        fields = ["lembar", "butir", "bagian", "teks", "positif", "jawaban", "keterangan"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kolom_baris(self, "lembar").queryset = self.tempat.lembar.select_related("formulir")
        self.fields["lembar"].error_messages.update(
            wajib("Lembar belum dipilih."), invalid_choice="Lembar ini tidak ada dalam monitoring ini."
        )
        dipakai = ButirMonitoring.objects.filter(formulir__lembar__monitoring=self.tempat).distinct()
        kolom_baris(self, "butir").queryset = dipakai
        self.fields["butir"].error_messages["invalid_choice"] = "Butir ini tidak ada dalam formulir monitoring ini."
        self.fields["teks"].error_messages["max_length"] = "Teks butir tambahan paling banyak 500 huruf."

    def clean(self) -> dict[str, Any]:
        super().clean()
        bersih = self.cleaned_data
        lembar, butir = bersih.get("lembar"), bersih.get("butir")
        if lembar is None or "butir" in self.errors:
            return bersih
        pilihan = lembar.formulir.pilihan
        if bersih.get("jawaban") not in {"", *pilihan}:
            self.add_error("jawaban", f"Pilih {' atau '.join(pilihan)}.")
        self._tetap(lembar, butir)
        if butir is not None:
            bersih.update(bagian=butir.bagian, teks="", positif="")
            self.instance.urut = butir.urut
        else:
            self._tambahan(bersih, lembar.formulir)
        return bersih

    def _tetap(self, lembar: LembarMonitoring, butir: ButirMonitoring | None) -> None:
        """What an answer answers never changes, and its id says it."""
        salah = "Jawaban satu butir tidak dapat dipindahkan ke butir lain."
        if not self.instance._state.adding:
            if (self.initial["lembar"], self.initial["butir"]) != (lembar.pk, butir.pk if butir else None):
                raise ValidationError(salah)
        elif butir is not None and (
            butir.formulir_id != lembar.formulir_id or self.instance.pk != id_jawaban(lembar.pk, butir.pk)
        ):
            raise ValidationError("Butir ini bukan butir dari lembar itu. Muat ulang halaman.")

    def _tambahan(self, bersih: dict[str, Any], formulir: FormulirMonitoring) -> None:
        if self.instance._state.adding and not formulir.boleh_tambah:
            raise ValidationError("Formulir ini tidak dapat ditambah butirnya.")
        self.instance.urut = URUT_TAMBAHAN
        if not bersih.get("teks") and "teks" not in self.errors:
            self.add_error("teks", "Butir tambahan belum ditulis.")
        if bersih.get("positif") not in formulir.pilihan:
            self.add_error("positif", f"Pilih jawaban yang baik: {' atau '.join(formulir.pilihan)}.")
        if bersih.get("bagian") not in ({b["kode"] for b in formulir.bagian} or {""}):
            self.add_error("bagian", "Bagian ini tidak ada dalam formulir.")


class TemuanForm(TemuanBarisForm):
    """The finding of one answer: it carries the answer's own id, so that there is never a second one."""

    SEBUTAN = "monitoring"
    tempat: Monitoring

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        semua = JawabanMonitoring.objects.filter(lembar__monitoring=self.tempat)
        self.jawaban = semua.select_related("lembar__formulir", "butir").filter(pk=self.instance.pk).first()
        if self.jawaban and self.instance._state.adding:
            self.instance.asal_teks = asal_teks(self.tempat, self.jawaban)

    @property
    def tanggal_asal(self) -> datetime.date | None:
        return (self.jawaban and self.jawaban.lembar.tanggal) or self.tempat.tanggal_mulai

    def clean(self) -> dict[str, Any]:
        if self.jawaban is None:
            raise ValidationError("Butir dari temuan ini belum dijawab, atau sudah dihapus.")
        super().clean()
        return self.cleaned_data


def asal_teks(monitoring: Monitoring, jawaban: JawabanMonitoring) -> str:
    """'Monitoring … Desa Putat Basiun, Kantor Desa, III.II nomor 3'."""
    lembar = jawaban.lembar
    nomor = f"{jawaban.bagian}{jawaban.butir.nomor}" if jawaban.butir else "butir tambahan"
    ekor = f", {lembar.lokasi[:60]}, {lembar.formulir.kode} {'nomor ' if jawaban.butir else ''}{nomor}"
    return str(monitoring)[: 200 - len(ekor)] + ekor


class FotoForm(BarisForm):
    class Meta:
        model = FotoMonitoring
        fields = ["keterangan"]
