"""What makes the record provable: one way to write a value down, a chain over it, a tree over the chains.

`canonical` writes, `chain` ties each entry of one stream to the one before, `merkle` seals all streams at once.
"""
