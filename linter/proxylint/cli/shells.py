"""What makes a shell ask for words when the Tab key is pressed (`--show-completion`).

Each calls the program itself, with the words before the cursor as arguments and the word at the cursor in a variable:
Windows PowerShell drops an argument that is empty. Where there is no answer a shell completes file names by itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from proxylint.errors import UsageError

SCRIPTS: Mapping[str, str] = {
    "bash": """\
_proxylint() {
    local IFS=$'\\n'
    COMPREPLY=($(_PROXYLINT_COMPLETE=bash _PROXYLINT_WORD="${COMP_WORDS[COMP_CWORD]}" \\
        "$1" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null))
}
complete -o bashdefault -o default -F _proxylint proxylint
""",
    "zsh": """\
#compdef proxylint
_proxylint() {
    local -a found
    found=("${(@f)$(_PROXYLINT_COMPLETE=zsh _PROXYLINT_WORD="${words[CURRENT]}" \\
        "${words[1]}" "${(@)words[2,CURRENT-1]}" 2>/dev/null)}")
    if [[ -n "${found[1]}" ]]; then _describe proxylint found; else _files; fi
}
if [[ "${funcstack[1]}" == _proxylint ]]; then _proxylint "$@"; else compdef _proxylint proxylint; fi
""",
    "fish": """\
function __proxylint_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l found (env _PROXYLINT_COMPLETE=fish _PROXYLINT_WORD="$word" $words 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\\n' $found
    else
        __fish_complete_path $word
    end
end
complete -c proxylint -f -a '(__proxylint_complete)'
""",
    "powershell": """\
Register-ArgumentCompleter -Native -CommandName proxylint -ScriptBlock {
    param($word, $line, $position)
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.Extent.Text })
    $env:_PROXYLINT_COMPLETE = "powershell"
    $env:_PROXYLINT_WORD = $word
    try {
        proxylint @words 2>$null | ForEach-Object {
            $value, $about = $_ -split "`t", 2
            if (-not $about) { $about = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $about)
        }
    } finally {
        $env:_PROXYLINT_COMPLETE = $env:_PROXYLINT_WORD = $null
    }
}
""",
}


def script(shell: str) -> str:
    if shell not in SCRIPTS:
        raise UsageError(f"--show-completion '{shell}': choose one of {', '.join(SCRIPTS)}")
    return SCRIPTS[shell]
