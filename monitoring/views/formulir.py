"""The pages of this room's instruments; written in instrumen."""

from instrumen.halaman import HalamanFormulir
from monitoring import acuan
from monitoring.forms.formulir import BuatMonitoringForm, EditorMonitoring
from monitoring.queries_formulir import bagian_berbutir
from monitoring.services.formulir import FORMULIR

halaman = HalamanFormulir(
    jenis=FORMULIR,
    ruang="monitoring",
    relasi="butir",
    keterangan="Daftar butir yang diperiksa di lapangan, tiap formulir untuk satu bidang. "
    "Yang sudah terbit tidak berubah; perubahan menjadi versi baru.",
    berkas=acuan.yang_utuh,
    editor=EditorMonitoring,
    form_buat=BuatMonitoringForm,
    awal=lambda: {"pilihan": ["YA", "TIDAK"], "bagian": []},
    baca_baris=bagian_berbutir,
    templat_baris="monitoring/_formulir_baris.html",
    templat_isian="monitoring/_formulir_isian.html",
    cetak="monitoring:formulir-kosong",
)
