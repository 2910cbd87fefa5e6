"""Certificates: one's own, and what the public needs to examine a signature."""

from django.urls import path

from naskah.views import sertifikat as views

publik = [
    path("verifikasi/ca.crl", views.crl, name="crl"),
    path("verifikasi/ca.crt", views.ca_sertifikat, name="ca-sertifikat"),
]
saya = [
    path("", views.sertifikat_saya, name="sertifikat-saya"),
    path("frasa/", views.sertifikat_frasa, name="sertifikat-frasa"),
    path("cabut/", views.sertifikat_cabut, name="sertifikat-cabut"),
]
