# Completion of the command papers for PowerShell.
Register-ArgumentCompleter -Native -CommandName papers -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @(foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.StartOffset -lt $cursorPosition) {
            if ($element -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $element.Value }
            else { $element.Extent.Text }
        }
    })
    $count = $words.Count
    if ($wordToComplete -ne '') { $count = $count - 1 }
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
        $env:_PAPERS_COMPLETE = '1'
        $env:COMP_WORDS = ($words | ForEach-Object { "'" + $_.Replace("'", "'\''") + "'" }) -join "`n"
        $env:COMP_CWORD = "$count"
        $offered = @(papers 2>$null)
    }
    finally {
        [Console]::OutputEncoding = $encoding
        Remove-Item Env:_PAPERS_COMPLETE, Env:COMP_WORDS, Env:COMP_CWORD -ErrorAction SilentlyContinue
    }
    foreach ($line in $offered) {
        $value, $help = $line -split "`t", 2
        if (-not $help) { $help = $value }
        $typed = $value
        if ($value -notmatch '^[\w./-]+$') { $typed = "'" + $value.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($typed, $value, 'ParameterValue', $help)
    }
}
