# Remove Lingkar:  powershell -ExecutionPolicy Bypass -File uninstall.ps1 [-Folder FOLDER]
# FOLDER is where it was installed: the folder of this file, or the usual one. Casebooks are not touched.
param([string]$Folder)

function Say([string]$English, [string]$Indonesian) {
    if ((Get-Culture).TwoLetterISOLanguageName -eq 'id') { Write-Output $Indonesian } else { Write-Output $English }
}

if (-not $Folder) {
    $Folder = Join-Path $env:LOCALAPPDATA 'Programs\Lingkar'
    if (Test-Path -LiteralPath (Join-Path $PSScriptRoot 'installed.txt')) { $Folder = $PSScriptRoot }
}
$mark = Join-Path $Folder 'installed.txt'
if (-not (Test-Path -LiteralPath $mark)) {
    Say "Lingkar is not installed in $Folder." "Lingkar tidak terpasang di $Folder."
    exit 1
}

$books = Get-Content -LiteralPath $mark -Encoding UTF8 | Select-Object -Skip 1 -First 1
$shortcut = Join-Path ([Environment]::GetFolderPath('Programs')) 'Lingkar.lnk'
if (Test-Path -LiteralPath $shortcut) {
    $leads = (New-Object -ComObject WScript.Shell).CreateShortcut($shortcut).TargetPath
    if ($leads -eq (Join-Path $Folder 'lingkar.cmd')) { Remove-Item -LiteralPath $shortcut }
}
Set-Location $env:TEMP
$apps = @(Get-ChildItem -LiteralPath $Folder -Directory -Filter 'app-*' |
    Where-Object { Test-Path -LiteralPath (Join-Path $_.FullName 'pyvenv.cfg') })
$apps | Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
if ($apps | Where-Object { Test-Path -LiteralPath $_.FullName }) {
    Say 'Lingkar is still running. Close it and try again.' 'Lingkar masih berjalan. Tutup dahulu, lalu coba lagi.'
    exit 1
}
foreach ($name in 'lingkar.cmd', 'lingkar.cmd.new', 'manual.html', 'uninstall.ps1', 'installed.txt') {
    Remove-Item -LiteralPath (Join-Path $Folder $name) -ErrorAction SilentlyContinue
}
if (Get-ChildItem -LiteralPath $Folder -Force) {
    Say "Other files are still in $Folder." "Masih ada berkas lain di $Folder."
} else {
    Remove-Item -LiteralPath $Folder
}

Say 'Lingkar was removed. Your casebooks were not touched.' 'Lingkar sudah dihapus. Buku kasus Anda tidak disentuh.'
if ($books) {
    Say "Unless you chose another folder, they are in $books" "Kecuali Anda memilih folder lain, semuanya ada di $books"
}
