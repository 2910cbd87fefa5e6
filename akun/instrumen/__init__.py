from akun.instrumen.models import BarisFormulir, FormulirBerversi, FormulirQuerySet, StatusInstrumen, VersiTerkunci

__all__ = ["BarisFormulir", "FormulirBerversi", "FormulirQuerySet", "StatusInstrumen", "VersiTerkunci"]
