"""Settings, read from the environment. Every name read here stands in the README's table."""

import tomllib
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from kombu import Queue

BASE_DIR = Path(__file__).resolve().parent.parent
VERSI = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

LINGKUNGAN = env("LINGKUNGAN", default="pengembangan")
if LINGKUNGAN not in {"pengembangan", "produksi"}:
    raise ImproperlyConfigured("LINGKUNGAN harus 'pengembangan' atau 'produksi'.")
PRODUKSI = LINGKUNGAN == "produksi"

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="" if PRODUKSI else "kunci-pengembangan-bukan-rahasia")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # what it was before: docs/operasi.md
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[] if PRODUKSI else ["localhost", "127.0.0.1", "[::1]"])
ALAMAT_SITUS = env("ALAMAT_SITUS", default="http://127.0.0.1:8000")
if PRODUKSI:
    from config.produksi import periksa_pengaturan

    periksa_pengaturan(debug=DEBUG, secret_key=SECRET_KEY, allowed_hosts=ALLOWED_HOSTS)

INSTALLED_APPS = [
    "dasbor",
    "operasi",
    "laporan",
    "perut",
    "monitoring",
    "evaluasi",
    "apbdes",
    "kewajiban",
    "perjalanan",
    "pendamping",
    "kapasitas",
    "klinik",
    "tindaklanjut",
    "naskah",
    "pembaruan",
    "serahan",
    "berkas",
    "notifikasi",
    "akun",
    "desa",
    "antrean",
    "jejak",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "import_export",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "dasar.nomor_permintaan.nomor_permintaan",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "akun.middleware.gerbang",  # before the token is looked for in the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jejak.middleware.pelaku",
    "akun.middleware.tertahan",
    "akun.middleware.jatah",
    "akun.middleware.zona_waktu",
    "django.contrib.messages.middleware.MessageMiddleware",
    "akun.middleware.sesi",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dasbor.middleware.halaman_405",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dasbor.context_processors.kerangka",
            ],
            "builtins": ["dasbor.templatetags.perut_ui"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "komponen/tabel.html"
DJANGO_TABLES2_PAGE_RANGE = 7
MESSAGE_TAGS = {40: "danger"}

# --- data -------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'perut.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write takes its lock at the start, so two writers
    # queue instead of failing half-way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "dasar.ingatan.IngatanBersama", "LOCATION": REDIS_URL}}

# Seconds between two sweeps of what nobody was asked to do. Pauses, leases and signs of life follow it, so that who
# tries out faults need not wait; nobody else has a reason to change it.
SAPU_DETIK = env.int("SAPU_DETIK", default=60)
if SAPU_DETIK < 1:
    raise ImproperlyConfigured("SAPU_DETIK sedikitnya 1.")
CELERY_BROKER_URL = REDIS_URL or "memory://localhost//"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # what one worker holds back, another could be doing
CELERY_TIMEZONE = "Asia/Makassar"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Half a minute of a broker that is out of reach is half a minute of somebody's waiting.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 10 * SAPU_DETIK,
    "socket_connect_timeout": 3,
    "socket_timeout": 5,
}
TANDA_PEKERJA = env("TANDA_PEKERJA", default="")
CELERY_TASK_DEFAULT_QUEUE = env("ANTREAN", default="perut")
# One per concern (antrean.enums.Antrean). A worker that names none takes from all; docs/memasang.md.
CELERY_TASK_QUEUES = [
    Queue(CELERY_TASK_DEFAULT_QUEUE),
    *(Queue(f"{CELERY_TASK_DEFAULT_QUEUE}.{perkara}") for perkara in ("tte", "pdf", "surel", "pindai", "impor_ekspor")),
]
CELERY_BEAT_SCHEDULE = {
    "antrean-tertinggal": {"task": "antrean.tasks.antrean_sapu", "schedule": SAPU_DETIK},
    "jejak-segel": {"task": "jejak.tasks.jejak_segel", "schedule": crontab()},
    "jejak-jangkar": {"task": "dasbor.tasks.jejak_kirim_jangkar", "schedule": crontab(hour=5, minute=0, day_of_week=1)},
    "antrean-lama": {"task": "antrean.tasks.antrean_bersihkan", "schedule": crontab(hour=3, minute=40)},
    "sesi-lama": {"task": "akun.tasks.sesi_bersihkan", "schedule": crontab(hour=3, minute=45)},
    "pemberitahuan-lama": {"task": "notifikasi.tasks.pemberitahuan_bersihkan", "schedule": crontab(hour=3, minute=50)},
    "pemberitahuan-ringkasan": {"task": "notifikasi.tasks.ringkasan_harian", "schedule": crontab(minute=10)},
    "pdf-tertinggal": {"task": "naskah.tasks.naskah_pdf_sapu", "schedule": 5 * SAPU_DETIK},
    "tanda-tangan-tertinggal": {"task": "naskah.tasks.pekerjaan_ttd_sapu", "schedule": 2 * SAPU_DETIK},
    "berkas-tertinggal": {"task": "berkas.tasks.berkas_sapu", "schedule": crontab(minute="*/5")},
    "kewajiban-pengingat": {"task": "kewajiban.tasks.kewajiban_ingatkan", "schedule": crontab(hour=7, minute=10)},
    "berkas-periksa": {"task": "operasi.tasks.berkas_periksa_malam", "schedule": crontab(hour=1, minute=30)},
    "ekspor-terhenti": {"task": "naskah.tasks.ekspor_sapu", "schedule": 5 * SAPU_DETIK},
    "ekspor-lama": {"task": "naskah.tasks.ekspor_bersihkan", "schedule": crontab(minute=20)},
    "monitoring-pengingat": {"task": "monitoring.tasks.pengingat_laporan", "schedule": crontab(hour=7, minute=5)},
    "tenggat-samakan": {"task": "desa.tasks.tenggat_samakan", "schedule": crontab(hour=6, minute=30)},
    "apbdes-tenggat": {"task": "apbdes.tasks.tenggat_harian", "schedule": crontab(hour=6, minute=50)},
    "temuan-pengingat": {"task": "tindaklanjut.tasks.temuan_ingatkan", "schedule": crontab(hour=7, minute=15)},
    "pengingat-harian": {"task": "perut.tasks.pengingat_harian", "schedule": crontab(hour=7, minute=0)},
}

# --- files ------------------------------------------------------------------
STATIC_URL = "/statik/"
STATIC_ROOT = env.path("STATIC_ROOT", default=str(BASE_DIR / "statik"))()
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/bootstrap/css", BASE_DIR / "node_modules/bootstrap/dist/css"),
    ("vendor/bootstrap/js", BASE_DIR / "node_modules/bootstrap/dist/js"),
    ("vendor/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
    ("vendor/idb-keyval", BASE_DIR / "node_modules/idb-keyval/dist"),
    ("vendor/sortablejs", BASE_DIR / "node_modules/sortablejs"),
    ("vendor/tus-js-client", BASE_DIR / "node_modules/tus-js-client/dist"),
    ("vendor/signature_pad", BASE_DIR / "node_modules/signature_pad/dist"),
]
IKON_DIR = BASE_DIR / "node_modules/bootstrap-icons/icons"
FON_DIR = BASE_DIR / "node_modules/@fontsource"
WILAYAH_DIR = BASE_DIR / "node_modules/idn-area-data/data"

MEDIA_ROOT = env.path("BERKAS_ROOT", default=str(BASE_DIR / "unggahan"))()
STORAGES = {
    "default": {"BACKEND": "dasar.penyimpanan.PenyimpananCakram"},
    "staticfiles": {
        "BACKEND": (
            "config.statik.PenyimpananStatik" if PRODUKSI else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
S3_BUCKET = env("S3_BUCKET", default="")
S3_ENDPOINT = env("S3_ENDPOINT", default="")
S3_ACCESS_KEY = env("S3_ACCESS_KEY", default="")
S3_SECRET_KEY = env("S3_SECRET_KEY", default="")
if S3_BUCKET:
    from botocore.config import Config

    STORAGES["default"] = {
        "BACKEND": "dasar.penyimpanan_objek.PenyimpananObjek",
        "OPTIONS": {
            "bucket_name": S3_BUCKET,
            "endpoint_url": S3_ENDPOINT or None,
            "access_key": S3_ACCESS_KEY or None,
            "secret_key": S3_SECRET_KEY or None,
            "file_overwrite": False,
            "default_acl": "private",
            "querystring_auth": True,
            # Of botocore's own a minute for each of five attempts somebody would wait five minutes.
            "client_config": Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2}),
        },
    }
# Backups. Without age recipients (age1…, with commas) none is made.
CADANGAN_DIR = env.path("CADANGAN_DIR", default=str(BASE_DIR / "cadangan"))()
CADANGAN_KUNCI = env("CADANGAN_KUNCI", default="")
CADANGAN_S3_BUCKET = env("CADANGAN_S3_BUCKET", default="")
CADANGAN_SISAKAN = env.int("CADANGAN_SISAKAN", default=14)  # archives kept in CADANGAN_DIR
WHITENOISE_USE_FINDERS = not PRODUKSI
WHITENOISE_AUTOREFRESH = not PRODUKSI
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FOTO_UKURAN_MAKS = 15 * 1024 * 1024  # bytes
FOTO_PIKSEL_MAKS = 30_000_000
FOTO_JUMLAH_MAKS = 20
BERKAS_UKURAN_MAKS = 50 * 1024 * 1024  # bytes
BERKAS_PIKSEL_MAKS = 80_000_000
BERKAS_SEKALIGUS_MAKS = 50  # files in one go
BERKAS_KUOTA_DESA = env.int("BERKAS_KUOTA_DESA_MB", default=5000) * 1024 * 1024  # bytes, all versions of one desa
BERKAS_POTONGAN = 512 * 1024  # bytes of one part of a resumable upload: what a broken connection loses at most
BERKAS_PRATINJAU_HALAMAN = 40
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # past BERKAS_SEKALIGUS_MAKS the page says so; past this it is no form any more
CLAMD_ALAMAT = env("CLAMD_ALAMAT", default="")
X_ACCEL = env.bool("X_ACCEL", default=False)

# --- the national e-sign gateway; without an address it is not offered --------
# The office's own certificate authority. CA_KUNCI: PEM text, file:/path, or pkcs11:… (README).
CA_KUNCI = env("CA_KUNCI", default="")
CA_SANDI = env("CA_SANDI", default="")
# Former keys of the authority, separated by commas: their revocation lists, without which what they signed cannot be
# examined. Nothing is issued under them.
CA_KUNCI_LAMA = env("CA_KUNCI_LAMA", default="")
CA_SANDI_LAMA = env("CA_SANDI_LAMA", default="")
CA_DIR = BASE_DIR / "ca"
# OWASP 2023 for PBKDF2-HMAC-SHA256. Each signature waits for it once, a thief for each guess.
FRASA_PUTARAN = 600_000
TSA_ALAMAT = env("TSA_ALAMAT", default="")
TSA_SERTIFIKAT = env("TSA_SERTIFIKAT", default="")
TSA_PENGGUNA = env("TSA_PENGGUNA", default="")
TSA_SANDI = env("TSA_SANDI", default="")
BSRE_ALAMAT = env("BSRE_ALAMAT", default="")
BSRE_PENGGUNA = env("BSRE_PENGGUNA", default="")
BSRE_SANDI = env("BSRE_SANDI", default="")
BSRE_LOGO = env("BSRE_LOGO", default="")
BSRE_AKAR = env("BSRE_AKAR", default="")
BSRE_BATAS_WAKTU = env.int("BSRE_BATAS_WAKTU", default=60)  # seconds

# --- people -----------------------------------------------------------------
AUTH_USER_MODEL = "akun.Pengguna"
KEBIJAKAN_URL = "config.kebijakan"
JEJAK_LIPUTAN = "config.jejak"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["akun.penyandi.PenyandiTerbatas"]
JATAH_SEMENIT = 30  # previews and sheets that one person may ask for in a minute (akun/jatah.py)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "akun.sandi.SandiLazim"},
    {"NAME": "akun.sandi.SandiBukanNama"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "akun:masuk"
LOGIN_REDIRECT_URL = "dasbor:hari-ini"
LOGOUT_REDIRECT_URL = "akun:masuk"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
# Who does not work here without a second factor (akun/faktor.py); for all others it is theirs to choose.
FAKTOR_KEDUA_WAJIB = env.list(
    "FAKTOR_KEDUA_WAJIB", default=["admin", "admin_kabupaten", "camat", "verifikator"] if PRODUKSI else []
)
OTP_TOTP_ISSUER = "PERUT"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # one limit for all: akun/pembatas.py
# One proxy (nginx) stands before the application in production; see docker-compose.yml.
JUMLAH_PROKSI = env.int("JUMLAH_PROKSI", default=1 if PRODUKSI else 0)
ALAMAT_PENGUNJUNG = "akun.alamat.alamat_pengunjung"

# --- language and time ------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Makassar"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = True

# --- e-mail -----------------------------------------------------------------
_surel = env.email_url("EMAIL_URL", default="consolemail://")
if _surel["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    _surel["EMAIL_BACKEND"] = "dasar.surel.SurelTerbatas"
vars().update(_surel)
DEFAULT_FROM_EMAIL = env("EMAIL_PENGIRIM", default="PERUT <tidak-dibalas@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10  # seconds for one answer; without Redis mail is sent within the request
SUREL_DETIK = 60  # seconds for the whole conversation of one message

# --- security ---------------------------------------------------------------
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "dasbor.views.csrf_gagal"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14  # the cookie's; a session ends much earlier, after idleness
SESI_JAM_LAPANGAN = env.int("SESI_JAM_LAPANGAN", default=14)
SESI_JAM_DESA = env.int("SESI_JAM_DESA", default=8)
SESI_JAM_KANTOR = env.int("SESI_JAM_KANTOR", default=4)
SESI_JAM_ADMIN = env.int("SESI_JAM_ADMIN", default=2)
if SESI_JAM_LAPANGAN < 12 or min(SESI_JAM_DESA, SESI_JAM_KANTOR, SESI_JAM_ADMIN) < 1:
    raise ImproperlyConfigured("SESI_JAM_LAPANGAN sedikitnya 12 jam, SESI_JAM_… lainnya sedikitnya 1 jam.")
# Hours without use, by role; a role that is not named has SESI_JAM_KANTOR. Of several roles the longest counts.
SESI_JAM = {
    "pelaksana": SESI_JAM_LAPANGAN,
    "pendamping": SESI_JAM_LAPANGAN,
    "kepala_desa": SESI_JAM_DESA,
    "sekretaris_desa": SESI_JAM_DESA,
    "penyusun_desa": SESI_JAM_DESA,
    "admin": SESI_JAM_ADMIN,
    "admin_kabupaten": SESI_JAM_ADMIN,
}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
        "manifest-src": [SELF],
    }
}
# Where a photo or a signature is taken; whatever else a page could ask of the device, none of ours does.
PERMISSIONS_POLICY: dict[str, str | list[str]] = {
    "geolocation": "self",
    "clipboard-write": "self",
    "fullscreen": "self",
    **{
        fitur: []
        for fitur in (
            *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "gyroscope", "magnetometer"),
            *("microphone", "midi", "payment", "usb"),
        )
    },
}
if PRODUKSI:
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_DETIK", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_REDIRECT_EXEMPT = [r"^sehat/$", r"^siap/$"]

LOG_BENTUK = env("LOG_BENTUK", default="baris")
if LOG_BENTUK not in ("baris", "json"):
    raise ImproperlyConfigured("LOG_BENTUK harus baris atau json.")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "baris": {
            "()": "dasar.samar.Samar",
            "format": "%(asctime)s %(levelname)s %(permintaan)s %(name)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",  # with the offset: three zones write and read these lines
        },
        "json": {"()": "dasar.samar.SamarJson"},
    },
    "handlers": {"konsol": {"class": "logging.StreamHandler", "formatter": LOG_BENTUK}},
    "root": {"handlers": ["konsol"], "level": env("LOG_LEVEL", default="WARNING")},
}
