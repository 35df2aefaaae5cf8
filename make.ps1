# The same as the Makefile, for Windows PowerShell:  .\make.ps1 build, and test, quick or coverage
param([ValidateSet("build", "test", "quick", "coverage")][string]$Target = "build")
$ErrorActionPreference = "Stop"
Set-Location $PSScriptRoot
$bin = ".venv\Scripts"

function Invoke-Step([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

if (-not (Test-Path ".venv\ready")) {
    Invoke-Step "py" @("-3", "-c", "import sys; sys.exit(None if sys.version_info >= (3, 11) else 'Python 3.11 or newer is needed')")
    Invoke-Step "py" @("-3", "-m", "venv", ".venv")
    Invoke-Step "$bin\python" @("-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", "requirements.txt")
    Invoke-Step "$bin\python" @("-m", "pip", "install", "--quiet", "--constraint", "constraints.txt", "--editable", ".[dev]")
    Invoke-Step "$bin\python" @("-m", "compileall", "-q", "src")
    New-Item -ItemType File ".venv\ready" | Out-Null
}

if ($Target -eq "build") {
    Invoke-Step "$bin\papers" @("build")
} else {
    Invoke-Step "$bin\ruff" @("check", ".")
    Invoke-Step "$bin\ruff" @("format", "--check", ".")
    Invoke-Step "$bin\mypy" @()
    $more = @{ test = @(); quick = @("-m", "not slow"); coverage = @("--cov") }[$Target]
    Invoke-Step "$bin\python" (@("-m", "pytest", "-n", "auto", "--dist", "loadgroup") + $more)
}
