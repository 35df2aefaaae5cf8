# Completion of the command papers for fish.
function __papers_offer
    set -l words (commandline -opc)
    set -l offered (_PAPERS_COMPLETE=1 COMP_WORDS=(commandline -cp | string collect) COMP_CWORD=(count $words) papers 2>/dev/null)
    if test (count $offered) -gt 0
        printf '%s\n' $offered
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command papers --no-files --arguments '(__papers_offer)'
