"""Django for the tests of the look: the project's settings, whatever other rooms are there."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.project.settings")
django.setup()
