// The end of the user's session, or of the computer's, for a program that a person has started. One that has anything
// of user32 in it, as Qt has, is told by a window only and not as an event of its terminal (HandlerRoutine, remarks).
// Internal.
#pragma once

#include <windows.h>

#include <functional>
#include <thread>

namespace unmta {

class SessionEnd
{
public:
    // Called on a thread of its own when the user logs off, the computer goes down, or somebody asks the program to
    // close (taskkill without /F). The process may be ended as soon as it returns.
    explicit SessionEnd(std::function<void()> end);
    ~SessionEnd();
    SessionEnd(const SessionEnd &) = delete;
    SessionEnd &operator=(const SessionEnd &) = delete;

private:
    static LRESULT CALLBACK onMessage(HWND window, UINT message, WPARAM word, LPARAM more);
    void watch(std::function<void(HWND)> made);

    std::function<void()> m_end;
    HWND m_window = nullptr; // never shown; null where there can be none
    std::thread m_thread;
};

} // namespace unmta
