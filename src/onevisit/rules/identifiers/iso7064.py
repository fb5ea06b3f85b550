"""The hybrid systems of ISO/IEC 7064: one check character from the same alphabet as the text.

MOD 11,10 for digits and MOD 37,36 for digits and letters are the standard's own; the same rule holds for
any even size of alphabet. Every single wrong character is found, and nearly every swap of neighbours.
"""

__all__ = ["DIGITS", "DIGITS_AND_LETTERS", "check_character"]

DIGITS = "0123456789"
DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def check_character(text: str, alphabet: str) -> str:
    """The check character of `text` under MOD M+1,M where M is the size of `alphabet`.

    Raises ValueError if `text` has a character outside `alphabet`.
    """
    size = len(alphabet)
    product = size
    for character in text:
        product = (product + alphabet.index(character)) % size or size
        product = product * 2 % (size + 1)
    return alphabet[(size + 1 - product) % size]
