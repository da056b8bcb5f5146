"""Decisions about claims: small pure functions of plain values."""
