from django.core.management.base import BaseCommand

from akun.admin_pertama import ada_admin, tautan_awal_terbitkan


class Command(BaseCommand):
    help = "Mencetak tautan pemasangan untuk membuat admin pertama: sekali pakai, berlaku satu jam."

    def handle(self, *args: object, **options: object) -> None:
        alamat = tautan_awal_terbitkan()
        if not alamat:
            self.stdout.write("Admin sudah ada, jadi tautan pemasangan tidak dibuat.")
            return
        selain = " selain akun contoh" if ada_admin(contoh=True) else ""
        self.stdout.write(
            f"Belum ada admin{selain}. Buka tautan ini di peramban untuk membuatnya (sekali pakai, berlaku satu jam; "
            f"yang baru dicetak dengan manage.py tautan_awal):\n{alamat}"
        )
