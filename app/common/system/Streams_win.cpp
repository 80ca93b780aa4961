#include "common/system/Streams.h"

#include <QByteArray>

#include <windows.h>

#include <array>
#include <cstdio>
#include <fcntl.h>
#include <initializer_list>
#include <io.h>

namespace unmta {

void prepareStreams()
{
    // Qt's compiled expressions keep a stack for each thread, which MinGW frees before its destructor runs, see
    // base/system/PlatformPerThread.h: a thread's end could end the program. Interpreted ones keep none.
    qputenv("QT_ENABLE_REGEXP_JIT", QByteArray("0"));
    // A program with windows has no streams, but for those that somebody has redirected; started from a terminal, what
    // it says about its options belongs there.
    if (!GetStdHandle(STD_OUTPUT_HANDLE) && AttachConsole(ATTACH_PARENT_PROCESS)) {
        (void)std::freopen("CONOUT$", "w", stdout);
        (void)std::freopen("CONOUT$", "w", stderr);
    }
    // A message that is rewritten and an export must not get a carriage return for each line.
    for (std::FILE *stream : {stdin, stdout, stderr}) {
        if (stream != stdin || !_isatty(_fileno(stdin))) // a line that somebody types ends as everywhere
            _setmode(_fileno(stream), _O_BINARY);
    }
    // Unbuffered, as it would be, each character is a call of its own; whoever writes a line there flushes it.
    static std::array<char, 8192> notes;
    std::setvbuf(stderr, notes.data(), _IOFBF, notes.size());
    SetConsoleOutputCP(CP_UTF8);
    SetConsoleCP(CP_UTF8);
    // For the line that tells how far something is.
    const HANDLE terminal = GetStdHandle(STD_ERROR_HANDLE);
    DWORD mode = 0;
    if (GetConsoleMode(terminal, &mode))
        SetConsoleMode(terminal, mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
}

} // namespace unmta
