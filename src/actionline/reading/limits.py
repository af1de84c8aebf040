"""How much of a document is read before it is refused (THREAT_MODEL.md, documents).

Reading must end within 10 s and 512 MB whatever it is given.
"""

MAX_FILE_BYTES = 64 * 1024 * 1024  # the file as it arrives
MAX_UNPACKED_BYTES = 64 * 1024 * 1024  # any one part of a package, unpacked
MAX_RATIO = 200  # unpacked to packed bytes of a part, beyond 1 MB
MAX_PARAGRAPHS = 20_000  # the longest resolution on file has fewer than 1,000
MAX_PARAGRAPH_CHARS = 200_000
MAX_TEXT_CHARS = 8_000_000
MAX_PDF_PAGES = 1_000
