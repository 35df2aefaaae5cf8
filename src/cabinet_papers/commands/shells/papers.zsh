#compdef papers
# Completion of the command papers for zsh.
_papers() {
    local line value
    local -a offered
    for line in "${(@f)$(_PAPERS_COMPLETE=1 COMP_WORDS="${(pj:\n:)words[1,CURRENT]}" COMP_CWORD=$((CURRENT - 1)) \
            papers 2>/dev/null)}"; do
        [[ -n $line ]] || continue
        value=${line%%$'\t'*}
        # A colon ends the word, unless there is a backslash before it.
        value=${value//\\/\\\\}
        offered+=("${value//:/\\:}:${line#*$'\t'}")
    done
    if (( $#offered )); then
        _describe papers offered
    else
        _files
    fi
}
# zsh runs this file when it completes the command for the first time; others read it in when they start.
if [[ $funcstack[1] == _papers ]]; then
    _papers "$@"
else
    compdef _papers papers
fi
