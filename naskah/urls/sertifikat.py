"""Certificates: one's own, and what the public needs to examine a signature."""

from django.urls import path

from naskah.views import sertifikat as views
from naskah.views import sertifikat_kelola as kelola

publik = [
    path("verifikasi/ca.crl", views.crl, name="crl"),
    path("verifikasi/ca.crt", views.ca_sertifikat, name="ca-sertifikat"),
]
saya = [
    path("", views.sertifikat_saya, name="sertifikat-saya"),
    path("kelola/", kelola.SertifikatDaftar.as_view(), name="sertifikat-kelola"),
    path("kelola/otoritas/", kelola.otoritas_buat, name="sertifikat-kelola-otoritas"),
    path("kelola/undang/", kelola.undang, name="sertifikat-kelola-undang"),
    path("kelola/<int:pk>/", kelola.rinci, name="sertifikat-kelola-rinci"),
    path("setujui/<int:pk>/", views.sertifikat_setujui, name="sertifikat-setujui"),
    path("frasa/", views.sertifikat_frasa, name="sertifikat-frasa"),
    path("cabut/", views.sertifikat_cabut, name="sertifikat-cabut"),
]
