from evaluasi.models.evaluasi import Evaluasi, LembarEvaluasi, RiwayatEvaluasi
from evaluasi.models.formulir import Aspek, FormulirEvaluasi, RiwayatFormulirEvaluasi, TingkatAspek
from evaluasi.models.penilaian import NilaiAspek, PembahasanAspek, Penilaian
from evaluasi.models.tim import AnggotaTim, TimEvaluasi

__all__ = [
    "AnggotaTim",
    "Aspek",
    "Evaluasi",
    "FormulirEvaluasi",
    "LembarEvaluasi",
    "NilaiAspek",
    "PembahasanAspek",
    "Penilaian",
    "RiwayatEvaluasi",
    "RiwayatFormulirEvaluasi",
    "TimEvaluasi",
    "TingkatAspek",
]
