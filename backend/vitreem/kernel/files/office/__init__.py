"""Word and Excel files: understood part by part, cleaned, and written anew; or refused in words.

What would run, or ask another server, where the file is opened is refused (`ForeignContent`) or, where honest files
have it (a template on somebody's disk, a linked picture, a formula that reads another workbook), taken out so that the
file still opens and shows what it showed. Pure functions over bytes, slow: for a worker.
"""

from vitreem.kernel.files.office.cleaning import DOCX, XLSX, clean

__all__ = ["DOCX", "XLSX", "clean"]
