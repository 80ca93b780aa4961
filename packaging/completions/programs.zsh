#compdef @program@
# zsh completion for @program@: what its own help says at that place. Only --help is ever run, behind words that the
# help itself names as commands.
_@program@_help() {
    @program@ $@ --help 2>/dev/null </dev/null | awk '
        /^[^ ]/ { kind = $0 == "Options:" ? "option" : $0 == "Subcommands:" ? "command" : "" }
        kind && /^  [^ ]/ { print kind "\t" $1 "\t" substr($0, 31) }'
}
_@program@() {
    local word kind names text
    local -a at commands options
    for word in ${words[2,CURRENT-1]}; do
        if _@program@_help $at | grep -q "^command	$word	"; then
            at+=($word)
        fi
    done
    _@program@_help $at | while IFS=$'\t' read -r kind names text; do
        for word in ${(s:,:)names}; do
            if [[ $kind == command ]]; then
                commands+=("$word:$text")
            else
                options+=("$word:$text")
            fi
        done
    done
    _describe -t commands command commands
    _describe -o -t options option options
    _files
}
_@program@ "$@"
