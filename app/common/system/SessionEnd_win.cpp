#include "common/system/SessionEnd_win.h"

#include <future>
#include <utility>

namespace unmta {

namespace {

constexpr const wchar_t *className = L"unmta-session-end";
constexpr UINT enough = WM_APP; // ours: nobody wants to know any more

} // namespace

SessionEnd::SessionEnd(std::function<void()> end)
    : m_end(std::move(end))
{
    std::promise<HWND> made;
    auto window = made.get_future();
    m_thread = std::thread([this, &made] { watch([&made](HWND it) { made.set_value(it); }); });
    m_window = window.get();
}

SessionEnd::~SessionEnd()
{
    if (m_window)
        PostMessageW(m_window, enough, 0, 0);
    m_thread.join();
}

// Messages come to the thread that has made the window.
void SessionEnd::watch(std::function<void(HWND)> made)
{
    WNDCLASSEXW kind{};
    kind.cbSize = sizeof kind;
    kind.lpfnWndProc = onMessage;
    kind.hInstance = GetModuleHandleW(nullptr);
    kind.lpszClassName = className;
    RegisterClassExW(&kind);
    // One of its own: those that are for messages only are told of no session.
    const HWND window = CreateWindowExW(WS_EX_TOOLWINDOW, className, L"", WS_POPUP, 0, 0, 0, 0, nullptr, nullptr,
                                        kind.hInstance, nullptr);
    if (window)
        SetWindowLongPtrW(window, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(this));
    made(window);
    MSG message{};
    while (window && GetMessageW(&message, nullptr, 0, 0) > 0)
        DispatchMessageW(&message);
    UnregisterClassW(className, kind.hInstance);
}

LRESULT CALLBACK SessionEnd::onMessage(HWND window, UINT message, WPARAM word, LPARAM more)
{
    auto *self = reinterpret_cast<SessionEnd *>(GetWindowLongPtrW(window, GWLP_USERDATA));
    switch (message) {
    case WM_QUERYENDSESSION:
        return TRUE;
    case WM_ENDSESSION:
        if (word != FALSE && self)
            self->m_end();
        return 0;
    case WM_CLOSE:
        if (self)
            self->m_end();
        return 0;
    case enough:
        DestroyWindow(window);
        return 0;
    case WM_DESTROY:
        PostQuitMessage(0);
        return 0;
    default:
        return DefWindowProcW(window, message, word, more);
    }
}

} // namespace unmta
