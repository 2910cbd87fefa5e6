from django.db.models import TextChoices


class StatusNaskah(TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DIGANTI = "diganti", "Diganti"
    DICABUT = "dicabut", "Dicabut"
