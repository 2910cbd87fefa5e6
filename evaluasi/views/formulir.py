"""The pages of this room's instruments; written in instrumen."""

from evaluasi import acuan
from evaluasi.forms.formulir import BuatEvaluasiForm, EditorEvaluasi
from evaluasi.queries_formulir import aspek_bertingkat
from evaluasi.services.formulir import FORMULIR
from instrumen.halaman import HalamanFormulir

halaman = HalamanFormulir(
    jenis=FORMULIR,
    ruang="evaluasi",
    relasi="aspek",
    keterangan="Aspek yang dinilai beserta uraian kelima tingkatnya. "
    "Yang sudah terbit tidak berubah; perubahan menjadi versi baru.",
    berkas=acuan.yang_utuh,
    editor=EditorEvaluasi,
    form_buat=BuatEvaluasiForm,
    awal=lambda: {"skala": acuan.skala_bawaan()},
    baca_baris=aspek_bertingkat,
    templat_baris="evaluasi/_formulir_baris.html",
    templat_isian="evaluasi/_formulir_isian.html",
    cetak="evaluasi:formulir-kosong",
)
