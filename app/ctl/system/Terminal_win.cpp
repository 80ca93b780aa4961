#include "ctl/system/Terminal.h"

#include <windows.h>

namespace unmta::ctl {

namespace {

bool isConsole(DWORD stream)
{
    DWORD mode = 0;
    return GetConsoleMode(GetStdHandle(stream), &mode) != 0;
}

} // namespace

qsizetype terminalWidth()
{
    CONSOLE_SCREEN_BUFFER_INFO info{};
    if (!GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info))
        return 0;
    // A line that fills the last column is wrapped by older consoles.
    return info.srWindow.Right - info.srWindow.Left;
}

bool isPersonThere()
{
    return isConsole(STD_INPUT_HANDLE);
}

bool areNotesSeen()
{
    return isConsole(STD_ERROR_HANDLE);
}

bool notesEnterTheResult()
{
    BY_HANDLE_FILE_INFORMATION result{};
    BY_HANDLE_FILE_INFORMATION notes{};
    return GetFileInformationByHandle(GetStdHandle(STD_OUTPUT_HANDLE), &result) &&
           GetFileInformationByHandle(GetStdHandle(STD_ERROR_HANDLE), &notes) &&
           result.dwVolumeSerialNumber == notes.dwVolumeSerialNumber && result.nFileIndexHigh == notes.nFileIndexHigh &&
           result.nFileIndexLow == notes.nFileIndexLow;
}

} // namespace unmta::ctl
