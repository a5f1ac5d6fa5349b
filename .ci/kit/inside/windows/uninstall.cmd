@rem For a double click: runs uninstall.ps1 beside it.
@powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0uninstall.ps1" %*
@pause
