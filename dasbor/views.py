"""The first page, the help pages, and what is shown when something is refused."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def hari_ini(request: HttpRequest) -> HttpResponse:
    return render(request, "dasbor/hari_ini.html")


def bantuan(request: HttpRequest) -> HttpResponse:
    return render(request, "dasbor/bantuan.html")


def bantuan_halaman(request: HttpRequest, halaman: str) -> HttpResponse:
    return render(request, "dasbor/bantuan.html")


def sehat(request: HttpRequest) -> HttpResponse:
    """For the load balancer: the process runs and reaches its database."""
    from django.db import connection

    connection.ensure_connection()
    return HttpResponse("sehat", content_type="text/plain")


def csrf_gagal(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
