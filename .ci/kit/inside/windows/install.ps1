# Install Lingkar from this kit:  powershell -ExecutionPolicy Bypass -File install.ps1 [-To FOLDER]
# Looks for a Python that the kit was made for; install.py beside this file does the rest. Needs no network and no
# administrator. LINGKAR_PYTHON names a Python to be tried first.
param([string]$To = (Join-Path $env:LOCALAPPDATA 'Programs\Lingkar'))

$env:PYTHON_MANAGER_AUTOMATIC_INSTALL = 'false'  # a missing version shall not be looked for in the network
$script = Join-Path $PSScriptRoot 'install.py'
$To = $To.TrimEnd('\')

$commands = @()
if ($env:LINGKAR_PYTHON) { $commands += , @($env:LINGKAR_PYTHON) }
foreach ($version in '3.14', '3.13', '3.12', '3.11') { $commands += , @('py', "-$version") }
$commands += , @('python')
$commands += , @('python3')

foreach ($command in $commands) {
    $python = $command[0]
    $which = @($command | Select-Object -Skip 1)
    if (-not (Get-Command $python -ErrorAction SilentlyContinue)) { continue }
    & $python @which -I $script --fits *> $null
    if ($LASTEXITCODE -ne 0) { continue }

    & $python @which -I $script --to $To
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    $shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut(
        (Join-Path ([Environment]::GetFolderPath('Programs')) 'Lingkar.lnk'))
    $shortcut.TargetPath = Join-Path $To 'lingkar.cmd'
    $shortcut.WorkingDirectory = [Environment]::GetFolderPath('MyDocuments')
    $shortcut.Save()
    if ((Get-Culture).TwoLetterISOLanguageName -eq 'id') {
        Write-Output "Jalankan Lingkar dari menu Start, atau dengan: $(Join-Path $To 'lingkar.cmd')"
    } else {
        Write-Output "Start Lingkar from the Start menu, or with: $(Join-Path $To 'lingkar.cmd')"
    }
    exit 0
}

if ((Get-Culture).TwoLetterISOLanguageName -eq 'id') {
    Write-Output 'Tidak ditemukan Python yang cocok dengan kit ini. BACA-SAYA.txt menyebut versi mana yang bisa dipakai.'
} else {
    Write-Output 'No Python was found that this kit was made for. READ-ME.txt says which versions can be used.'
}
exit 1
