from akun.instrumen.enums import StatusInstrumen
from akun.instrumen.models import BarisFormulir, FormulirBerversi, FormulirQuerySet, VersiTerkunci

__all__ = ["BarisFormulir", "FormulirBerversi", "FormulirQuerySet", "StatusInstrumen", "VersiTerkunci"]
