"""PyInstaller: python-docx finds its templates through `docx/parts/..`, so its modules must lie in real folders."""

from PyInstaller.utils.hooks import collect_data_files

datas = collect_data_files("docx")
module_collection_mode = "pyc"
