# bash completion for @program@: what its own help says at that place. Only --help is ever run, behind words that the
# help itself names as commands; names of domains come from the engine when it answers at once.
_@program@_help() {
    @program@ "$@" --help 2>/dev/null </dev/null | awk '
        /^[^ ]/ { kind = $0 == "Options:" ? "option" : $0 == "Subcommands:" ? "command" : "" }
        kind && /^  [^ ]/ {
            head = substr($0, 3)
            if (end = index(head, "  ")) head = substr(head, 1, end - 1) # what follows is the description
            split(head, part, " ")
            print kind "\t" part[1] "\t" part[2]
        }'
}
_@program@_domains() {
    local connection=() i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --data-dir|--engine|--token-file|--ca-file|--cluster)
                connection+=("${COMP_WORDS[i]}" "${COMP_WORDS[i + 1]}") ;;
        esac
    done
    timeout 1 @program@ "${connection[@]}" --json domain list 2>/dev/null </dev/null |
        sed 's/"name": *"/\n&/g' | sed -n 's/^"name": *"\([a-z0-9.-]*\.[a-z0-9.-]*\)".*/\1/p'
}
_@program@() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
    local at=() words=() type='' help kind names shown i
    COMPREPLY=()
    help=$(_@program@_help)
    for ((i = 1; i < COMP_CWORD; i++)); do
        if grep -q "^command	${COMP_WORDS[i]}	" <<<"$help"; then
            at+=("${COMP_WORDS[i]}")
            help=$(_@program@_help "${at[@]}")
        fi
    done
    [ ${#at[@]} -eq 0 ] || help+=$'\n'$(_@program@_help | grep '^option')
    while IFS=$'\t' read -r kind names shown; do
        [ -n "$names" ] && words+=(${names//,/ })
        case ,$names, in *,"$previous",*) [ "$kind" = option ] && type=${type:-$shown} ;; esac
    done <<<"$help"
    case $type in
        *:{*}) COMPREPLY=($(compgen -W "$(tr ',{}' '   ' <<<"${type#*:}")" -- "$current")); return ;;
        DIR|DIRECTORY) COMPREPLY=($(compgen -d -- "$current")); return ;;
        FILE) COMPREPLY=($(compgen -f -- "$current")); return ;;
        DOMAIN) COMPREPLY=($(compgen -W "$(_@program@_domains)" -- "$current")); return ;;
        [A-Z]*) return ;;
    esac
    case "${at[*]}/$current" in
        */-*|'domain add/'*) ;;
        'domain '*|'app-links '*) words+=($(_@program@_domains)) ;;
        */?*) [ ${#words[@]} -gt 0 ] || words+=($(compgen -f -- "$current")) ;;
    esac
    COMPREPLY=($(compgen -W "${words[*]}" -- "$current"))
}
complete -o default -F _@program@ @program@
