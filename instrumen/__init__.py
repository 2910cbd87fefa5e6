from instrumen.enums import StatusInstrumen
from instrumen.models import BarisFormulir, FormulirBerversi, FormulirQuerySet, VersiTerkunci

__all__ = ["BarisFormulir", "FormulirBerversi", "FormulirQuerySet", "StatusInstrumen", "VersiTerkunci"]
