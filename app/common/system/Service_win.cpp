#include "common/system/Service.h"

#include "base/Log.h"
#include "common/system/ServiceControl_win.h"

#include <windows.h>

#include <condition_variable>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace unmta::service {

namespace {

constexpr DWORD patienceMs = 30'000; // until a stopping service is taken for hung

// The service control manager calls functions, to which nothing of ours can be given: a process is one service at most.
struct State
{
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> stop;
    bool stopWasAsked = false;
    bool hasBegun = false;
    bool hasEnded = false;
    std::mutex statusMutex;
    SERVICE_STATUS_HANDLE handle = nullptr;
    SERVICE_STATUS status{};
    HANDLE events = nullptr;
    std::wstring name;
};

State &state()
{
    static State it;
    return it;
}

void report(DWORD now, DWORD exitCode = NO_ERROR)
{
    State &s = state();
    const std::lock_guard lock(s.statusMutex);
    if (!s.handle)
        return;
    s.status.dwServiceType = SERVICE_WIN32_OWN_PROCESS;
    s.status.dwCurrentState = now;
    s.status.dwControlsAccepted =
        now == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_PRESHUTDOWN | SERVICE_ACCEPT_SHUTDOWN : 0;
    // A code of our own, so that the list of services says that the program has refused, and recovery begins.
    s.status.dwWin32ExitCode = exitCode == 0 ? NO_ERROR : ERROR_SERVICE_SPECIFIC_ERROR;
    s.status.dwServiceSpecificExitCode = exitCode;
    s.status.dwWaitHint = now == SERVICE_START_PENDING || now == SERVICE_STOP_PENDING ? patienceMs : 0;
    s.status.dwCheckPoint = s.status.dwWaitHint > 0 ? s.status.dwCheckPoint + 1 : 0;
    SetServiceStatus(s.handle, &s.status);
}

DWORD WINAPI onControl(DWORD control, DWORD, void *, void *)
{
    State &s = state();
    switch (control) {
    case SERVICE_CONTROL_STOP:
    case SERVICE_CONTROL_SHUTDOWN:
    case SERVICE_CONTROL_PRESHUTDOWN: {
        report(SERVICE_STOP_PENDING);
        const std::lock_guard lock(s.mutex);
        s.stopWasAsked = true;
        if (s.stop)
            s.stop();
        return NO_ERROR;
    }
    case SERVICE_CONTROL_INTERROGATE:
        return NO_ERROR;
    default:
        return ERROR_CALL_NOT_IMPLEMENTED;
    }
}

// Until the program has ended, which runs on the thread of main().
void WINAPI serviceMain(DWORD, wchar_t **)
{
    State &s = state();
    std::unique_lock lock(s.mutex);
    {
        const std::lock_guard statusLock(s.statusMutex);
        s.handle = RegisterServiceCtrlHandlerExW(s.name.c_str(), onControl, nullptr);
    }
    report(SERVICE_START_PENDING);
    s.hasBegun = true;
    s.changed.notify_all();
    s.changed.wait(lock, [&s] { return s.hasEnded; });
}

WORD kindOf(QtMsgType type)
{
    switch (type) {
    case QtWarningMsg:
        return EVENTLOG_WARNING_TYPE;
    case QtCriticalMsg:
    case QtFatalMsg:
        return EVENTLOG_ERROR_TYPE;
    default:
        return EVENTLOG_INFORMATION_TYPE;
    }
}

// Nobody sees a service's standard error; the computer has a log for all services.
void writeEvent(QtMsgType type, const QByteArray &line)
{
    const std::wstring text = QString::fromUtf8(line).trimmed().toStdWString();
    const wchar_t *texts = text.c_str();
    constexpr DWORD id = 1; // EventCreate.exe's message "%1", see ServiceControl_win.cpp
    ReportEventW(state().events, kindOf(type), 0, id, nullptr, 1, 0, &texts, nullptr);
}

} // namespace

std::optional<int> command(const Description &description, int argc, char **argv)
{
    if (argc < 2 || std::strcmp(argv[1], "service") != 0)
        return std::nullopt;
    return control(description, {argv + 2, argv + argc});
}

int run(const Description &description, int argc, char **argv, const std::function<int(int, char **)> &program)
{
    if (argc < 2 || std::strcmp(argv[1], asService) != 0)
        return program(argc, argv);
    State &s = state();
    s.name = QString::fromUtf8(description.name).toStdWString();
    std::thread dispatcher([&s] {
        SERVICE_TABLE_ENTRYW table[] = {{s.name.data(), serviceMain}, {nullptr, nullptr}};
        const bool wasService = StartServiceCtrlDispatcherW(table) != 0;
        const std::lock_guard lock(s.mutex);
        s.hasEnded = s.hasEnded || !wasService;
        s.changed.notify_all();
    });
    {
        std::unique_lock lock(s.mutex);
        s.changed.wait(lock, [&s] { return s.hasBegun || s.hasEnded; });
        if (!s.hasBegun) {
            lock.unlock();
            dispatcher.join();
            std::fprintf(stderr, "%s: only the computer's list of services starts it with %s\n", description.name,
                         asService);
            return 2;
        }
    }
    s.events = RegisterEventSourceW(nullptr, QString::fromUtf8(description.title).toStdWString().c_str());
    if (s.events)
        setLogSink(writeEvent);
    std::vector<char *> rest{argv[0]};
    rest.insert(rest.end(), argv + 2, argv + argc);
    rest.push_back(nullptr);
    const int status = program(argc - 1, rest.data());
    setLogSink(nullptr);
    if (s.events)
        DeregisterEventSource(s.events);
    report(SERVICE_STOPPED, static_cast<DWORD>(status));
    {
        const std::lock_guard lock(s.mutex);
        s.hasEnded = true;
        s.changed.notify_all();
    }
    dispatcher.join();
    return status;
}

bool isService()
{
    State &s = state();
    const std::lock_guard lock(s.mutex);
    return s.hasBegun;
}

void onStop(std::function<void()> stop)
{
    State &s = state();
    const std::lock_guard lock(s.mutex);
    s.stop = std::move(stop);
    if (s.stop && s.stopWasAsked)
        s.stop();
}

void reportReady()
{
    report(SERVICE_RUNNING);
}

void reportStopping()
{
    report(SERVICE_STOP_PENDING);
}

} // namespace unmta::service
