"""Decisions about rises: plain numbers in, plain answers out."""


def marked(sentence: str) -> str:
    """Return the sentence as it is. Imported as `_`, it marks what is translated where it is shown."""
    return sentence
