"""Mail over SMTP with a limit on the whole conversation, not only on each answer of the server."""

import smtplib
import socket
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from dasar.batas_sambungan import BatasSambungan


class _Terbatas:
    """Before smtplib's own class: it asks `_get_socket` for the connection, ahead of the greeting."""

    _batas: BatasSambungan | None = None

    def _get_socket(self, *lain: Any) -> socket.socket:
        soket: socket.socket = super()._get_socket(*lain)  # type: ignore[misc]  # of smtplib, mixed in
        self._batas = BatasSambungan(soket, settings.SUREL_DETIK)
        return soket

    def close(self) -> None:
        if self._batas is not None:
            self._batas.lepas()
            self._batas = None
        super().close()  # type: ignore[misc]  # of smtplib, mixed in


class _Smtp(_Terbatas, smtplib.SMTP):
    pass


class _SmtpTls(_Terbatas, smtplib.SMTP_SSL):
    pass


class SurelTerbatas(EmailBackend):
    """Django's backend; a conversation that takes longer than settings.SUREL_DETIK fails like any other."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _SmtpTls if self.use_ssl else _Smtp
