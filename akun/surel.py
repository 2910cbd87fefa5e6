"""A mail of this room: a subject and a template, with our own Message-ID."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone


def kirim(templat: str, kepada: str, *, perihal: str, kunci: str, **konteks: Any) -> str:
    """Send it; answers why when the mail server did not take it."""
    ranah = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    tanda = f"<{kunci}-{timezone.now():%Y%m%d%H%M%S%f}@{ranah}>"
    surel = EmailMessage(perihal, render_to_string(templat, konteks), to=[kepada], headers={"Message-ID": tanda})
    try:
        surel.send()
    except OSError as galat:  # every refusal of a mail server (SMTPException too)
        return f"Server surel tidak menerima surel ini: {galat}"
    return ""
