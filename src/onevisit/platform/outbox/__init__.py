"""What leaves the house: written in the transaction of what caused it, carried out afterwards, until it is done."""
