# fish completion for @program@: what its own help says at that place. Only --help is ever run, behind words that the
# help itself names as commands.
function __@program@_help
    @program@ $argv --help 2>/dev/null </dev/null | awk '
        /^[^ ]/ { kind = $0 == "Options:" ? "option" : $0 == "Subcommands:" ? "command" : "" }
        kind && /^  [^ ]/ { print kind "\t" $1 "\t" substr($0, 31) }'
end
function __@program@_words
    set -l path
    for word in (commandline -opc)[2..-1]
        if __@program@_help $path | string match -q -- "command"\t"$word"\t'*'
            set -a path $word
        end
    end
    __@program@_help $path | while read -l -d \t kind names text
        for name in (string split , -- $names)
            printf '%s\t%s\n' $name $text
        end
    end
end
complete -c @program@ -a '(__@program@_words)'
