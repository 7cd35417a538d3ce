"""Settings, one small file per tool; everything that differs between places is an environment variable."""

from config.settings.accounts import *
from config.settings.api import *
from config.settings.apps import *
from config.settings.backups import *
from config.settings.cache import *
from config.settings.celery import *
from config.settings.coordination import *
from config.settings.databases import *
from config.settings.files import *
from config.settings.journal import *
from config.settings.languages import *
from config.settings.logging import *
from config.settings.mail import *
from config.settings.mode import *
from config.settings.security import *
from config.settings.templates import *
