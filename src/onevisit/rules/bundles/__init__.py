"""一件事: several matters asked for, paid for, visited and handed out as one.

What is merged, in which order the parts follow each other, and how often one has to come are computed from the
definitions of the matters; a bundle's own definition says only which matters belong together, and when.
"""
