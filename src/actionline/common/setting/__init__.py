"""Sets documents: a `document.Document` becomes a page, a Word file or a PDF. Without Django."""
