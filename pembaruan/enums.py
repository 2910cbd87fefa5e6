from django.db.models import TextChoices


class StatusUsulan(TextChoices):
    DRAF = "draf", "Disusun"  # for as long as it takes to hand it in
    MENUNGGU = "menunggu", "Menunggu konfirmasi"
    DIKONFIRMASI = "dikonfirmasi", "Dikonfirmasi"
    DITOLAK = "ditolak", "Ditolak"
    DITARIK = "ditarik", "Ditarik"
