"""Decisions about published files: plain values in, plain values out."""


def marked(sentence: str) -> str:
    """Return the sentence as it is. Imported as `_`, it marks what is translated when it is shown or written down."""
    return sentence
