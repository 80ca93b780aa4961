# Sourced by packaging/test and packaging/run: phases with their time, configure and build with quiet progress.

script_name=${0##*/}
phase_name=
phase_start=0

phase_end() {
    if [ -n "$phase_name" ]; then
        printf '    (%s s)\n' "$((SECONDS - phase_start))"
        phase_name=
    fi
}
phase() {
    phase_end
    phase_name=$1
    phase_start=$SECONDS
    printf '==> %s\n' "$1"
}
phase_failed() { # MESSAGE
    printf 'packaging/%s: %s failed after %s s: %s\n' "$script_name" "$phase_name" "$((SECONDS - phase_start))" "$1" >&2
    exit 1
}

# A second clone, as a build service makes it, finds the first one's objects in the compiler cache. What a file depends
# on is told by the compiler, so that the cache need not preprocess it first.
export CCACHE_DEPEND=${CCACHE_DEPEND:-1}
# A precompiled header can only be kept with these; they are about time stamps and macros that nobody uses here.
export CCACHE_SLOPPINESS=${CCACHE_SLOPPINESS:-pch_defines,time_macros,include_file_mtime,include_file_ctime}
export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$PWD}
export CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}

configure_tree() { # PRESET FOLDER. An existing tree is brought up to date by the build itself.
    if [ -f "$2/build.ninja" ]; then
        echo '    already configured'
        return
    fi
    local log=$2/configure.log
    mkdir -p "$2"
    if ! cmake --preset "$1" -B "$2" >"$log" 2>&1; then
        tail -n 40 "$log" >&2
        phase_failed "the whole output is in $log"
    fi
}

build_tree() { # FOLDER [TARGET…]
    local folder=$1 log=$1/build.log
    shift
    if [ -t 1 ]; then
        ninja -C "$folder" "$@" || phase_failed 'see the messages above'
        return
    fi
    # Without a terminal every tenth of the way is enough, besides whatever the compiler has to say.
    if ! NINJA_STATUS='[%f/%t] ' ninja -C "$folder" "$@" 2>&1 | tee "$log" | awk '
        match($0, /^\[[0-9]+\/[0-9]+\] /) {
            split(substr($0, 2, RLENGTH - 3), n, "/")
            step = int(10 * n[1] / n[2])
            if (step != shown) { printf "    %d %% (%d of %d)\n", 10 * step, n[1], n[2]; fflush(); shown = step }
            next
        }
        /^(ninja: (Entering|no work)|-- )/ { next }
        { print; fflush() }'; then
        phase_failed "the whole output is in $log"
    fi
}
