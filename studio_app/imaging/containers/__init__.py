"""Containers of picture files: what surrounds the compressed pixels, read and rewritten without touching them.

Each module takes and gives whole files: `embed` an XMP packet, `extract` it, `strip` everything that is not needed to
show the picture. All raise ValueError for a file they cannot take apart.
"""
