#include "ctl/system/Terminal.h"

#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace unmta::ctl {

qsizetype terminalWidth()
{
    winsize size{};
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        return size.ws_col;
    return 0;
}

bool isPersonThere()
{
    return isatty(STDIN_FILENO) == 1;
}

bool areNotesSeen()
{
    return isatty(STDERR_FILENO) == 1;
}

bool notesEnterTheResult()
{
    struct stat result = {};
    struct stat notes = {};
    return isatty(STDERR_FILENO) == 0 && fstat(STDOUT_FILENO, &result) == 0 && fstat(STDERR_FILENO, &notes) == 0 &&
           result.st_dev == notes.st_dev && result.st_ino == notes.st_ino;
}

} // namespace unmta::ctl
