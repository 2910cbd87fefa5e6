"""Columns of the lists of this room."""

import django_tables2 as tables
from django.utils.formats import date_format

from evaluasi.enums import StatusEvaluasi
from evaluasi.models import Evaluasi, TimEvaluasi

ANGKA = {"td": {"class": "angka-kolom"}, "th": {"class": "angka-kolom"}}


class EvaluasiTable(tables.Table):
    desa = tables.Column(
        verbose_name="Desa",
        accessor="desa__nama",
        order_by="desa__nama",
        linkify=lambda record: record.get_absolute_url(),
    )
    tahun = tables.Column(verbose_name="Tahun", attrs=ANGKA)
    tim = tables.Column(verbose_name="Tim", accessor="tim__nama", order_by="tim__nama")
    waktu = tables.Column(verbose_name="Waktu evaluasi", empty_values=(), order_by="tanggal_mulai")
    jumlah_lembar = tables.Column(verbose_name="Formulir", attrs=ANGKA)
    serah = tables.Column(verbose_name="Nilai masuk", empty_values=(), orderable=False)
    status = tables.TemplateColumn("{% lencana_tautan record %}", verbose_name="Status")

    class Meta:
        model = Evaluasi
        fields = ("desa", "tahun", "tim", "waktu", "jumlah_lembar", "serah", "status")
        order_by = ("-tahun", "desa")

    def render_tahun(self, value: int) -> str:
        return str(value)  # a year has no thousands separator

    def value_tahun(self, value: int) -> int:
        return value

    def render_waktu(self, record: Evaluasi) -> str:
        if record.tanggal_mulai is None or record.tanggal_selesai is None:
            return "Belum ditentukan"
        mulai = date_format(record.tanggal_mulai, "j M Y")
        if record.tanggal_mulai == record.tanggal_selesai:
            return mulai
        return f"{mulai} – {date_format(record.tanggal_selesai, 'j M Y')}"

    def render_serah(self, record: Evaluasi) -> str:
        if record.status in {StatusEvaluasi.RENCANA}:
            return "–"
        return f"{record.jumlah_serah} dari {record.jumlah_penilai}"

    def value_status(self, record: Evaluasi) -> str:
        return record.get_status_display()


class TimTable(tables.Table):
    nama = tables.Column(verbose_name="Tim", linkify=lambda record: record.get_absolute_url())
    tahun = tables.Column(verbose_name="Tahun", attrs=ANGKA)
    untuk = tables.Column(verbose_name="Untuk", empty_values=(), order_by="desa__nama")
    penerbit = tables.Column(verbose_name="Diterbitkan oleh")
    nomor = tables.Column(verbose_name="Nomor SK", empty_values=(), orderable=False)
    jumlah_anggota = tables.Column(verbose_name="Anggota", attrs=ANGKA)
    jumlah_evaluasi = tables.Column(verbose_name="Evaluasi", attrs=ANGKA)

    class Meta:
        model = TimEvaluasi
        fields = ("nama", "tahun", "untuk", "penerbit", "nomor", "jumlah_anggota", "jumlah_evaluasi")
        order_by = ("-tahun", "nama")

    def render_tahun(self, value: int) -> str:
        return str(value)

    def value_tahun(self, value: int) -> int:
        return value

    def render_untuk(self, record: TimEvaluasi) -> str:
        return str(record.desa) if record.desa else f"Semua desa di {record.kecamatan}"

    def render_nomor(self, record: TimEvaluasi) -> str:
        return record.nomor_sk or "Belum bernomor"
