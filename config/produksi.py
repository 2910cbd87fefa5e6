"""What production refuses to start with, and the sentence that says so."""

from django.core.exceptions import ImproperlyConfigured


def periksa_pengaturan(*, debug: bool, secret_key: str, allowed_hosts: list[str]) -> None:
    """Raise ImproperlyConfigured naming every setting that is unfit for production."""
    salah = []
    if debug:
        salah.append("DEBUG menyala; hapus DEBUG atau isi DEBUG=false.")
    if len(secret_key) < 50 or len(set(secret_key)) < 5:
        salah.append("SECRET_KEY kosong atau terlalu lemah; isi sedikitnya 50 huruf acak.")
    if not allowed_hosts:
        salah.append("ALLOWED_HOSTS kosong; isi nama domain, misalnya perut.contoh.go.id.")
    if "*" in allowed_hosts:
        salah.append("ALLOWED_HOSTS berisi '*'; sebut nama domainnya.")
    if salah:
        raise ImproperlyConfigured("PERUT tidak dijalankan. " + " ".join(salah))


def periksa_akun_demo() -> None:
    """Raise ImproperlyConfigured when an active demo account is in the database.

    Called by the web process and the Celery worker when they start, not by management
    commands, so that the accounts can still be deleted with ``manage.py demo_hapus``.
    """
    from django.db import DatabaseError

    from akun.models import Pengguna

    try:
        ada = Pengguna.objects.filter(demo=True).exists()
    except DatabaseError as galat:
        raise ImproperlyConfigured(
            "PERUT tidak dijalankan. Basis data belum siap; jalankan manage.py migrate."
        ) from galat
    if ada:
        raise ImproperlyConfigured("PERUT tidak dijalankan. Akun contoh masih ada; hapus dengan manage.py demo_hapus.")
