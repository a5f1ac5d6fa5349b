@rem For a double click: runs install.ps1 beside it.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0install.ps1" %*
@pause
