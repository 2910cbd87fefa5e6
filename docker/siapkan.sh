#!/bin/sh
# As the owner of the tables, before the application starts: what it needs is there, and it owns none of it.
set -eu
python manage.py migrate --noinput
python manage.py jejak_hak perut_aplikasi --sandi-dari POSTGRES_PASSWORD_APLIKASI
python manage.py acuan_muat
python manage.py tautan_awal
