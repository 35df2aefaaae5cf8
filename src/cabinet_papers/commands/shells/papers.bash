# Completion of the command papers for bash 4.4 and newer.
_papers() {
    local IFS=$'\n' line
    COMPREPLY=()
    while read -r line; do
        COMPREPLY+=("${line%%$'\t'*}")
    done < <(_PAPERS_COMPLETE=1 COMP_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" COMP_CWORD=$COMP_CWORD "$1" 2>/dev/null)
    # Names with blanks and the like are quoted by bash, as file names are; a plain word gets no slash of a folder.
    if [[ "${COMPREPLY[*]}" == *[^[:alnum:][:space:]_./-]* || "${COMPREPLY[*]}" == *[[:blank:]]* ]]; then
        compopt -o filenames 2>/dev/null
    fi
}
complete -o default -F _papers papers
