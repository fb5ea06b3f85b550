"""What leaves the house: written in the same transaction as what caused it, carried out afterwards, until it is done."""
