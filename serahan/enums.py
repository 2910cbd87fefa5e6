from django.db.models import TextChoices


class StatusSerahan(TextChoices):
    MENUNGGU = "menunggu", "Menunggu"
    DITANGANI = "ditangani", "Ditangani"
