"""Decisions about rises: plain numbers in, plain answers out."""

from hueandcry.sources.rules import marked as marked
