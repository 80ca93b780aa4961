#include "common/system/ServiceControl_win.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <type_traits>

namespace unmta::service {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds patience(60);
constexpr DWORD lookAgainMs = 200;

struct CloseService
{
    void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};
using Handle = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, CloseService>;

std::wstring wide(const char *text)
{
    return QString::fromUtf8(text).toStdWString();
}

int complain(const Description &description, const QString &what, DWORD code = GetLastError())
{
    const QString why = code == ERROR_ACCESS_DENIED
                            ? u"this needs an administrator's rights; start the terminal as administrator"_s
                            : qt_error_string(static_cast<int>(code));
    std::fprintf(stderr, "%s: %s: %s\n", description.name, qUtf8Printable(what), qUtf8Printable(why));
    return 1;
}

Handle manager(DWORD rights)
{
    return Handle(OpenSCManagerW(nullptr, nullptr, rights));
}

Handle open(const Description &description, DWORD rights)
{
    Handle list = manager(SC_MANAGER_CONNECT);
    if (!list)
        return nullptr;
    Handle service(OpenServiceW(list.get(), wide(description.name).c_str(), rights));
    const DWORD code = GetLastError();
    list.reset();
    SetLastError(code); // what the caller complains of
    return service;
}

DWORD stateOf(SC_HANDLE service)
{
    SERVICE_STATUS_PROCESS status{};
    DWORD needed = 0;
    QueryServiceStatusEx(service, SC_STATUS_PROCESS_INFO, reinterpret_cast<BYTE *>(&status), sizeof status, &needed);
    return status.dwCurrentState;
}

// Looked at again and again, as the documentation of QueryServiceStatusEx has it; the manager tells nobody else's
// threads.
bool reaches(SC_HANDLE service, DWORD wanted, DWORD pending)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const DWORD now = stateOf(service);
        if (now == wanted)
            return true;
        if (now != pending || std::chrono::steady_clock::now() > end)
            return false;
        Sleep(lookAgainMs);
    }
}

// One word as CommandLineToArgvW takes it apart.
QString quoted(const QString &word)
{
    QString result = u"\""_s;
    qsizetype backslashes = 0;
    for (const QChar c : word) {
        if (c == u'\\') {
            ++backslashes;
            continue;
        }
        result += QString(c == u'"' ? 2 * backslashes + 1 : backslashes, u'\\') + c;
        backslashes = 0;
    }
    return result + QString(2 * backslashes, u'\\') + u'"';
}

QString ownPath()
{
    std::wstring path(32'768, L'\0');
    path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
    return QString::fromStdWString(path);
}

QString eventKey(const Description &description)
{
    return u"SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\"_s + QString::fromUtf8(description.title);
}

// EventCreate.exe, which every Windows has, holds the messages 1 to 1000 that say nothing but what they are given.
void registerEvents(const Description &description)
{
    HKEY key = nullptr;
    if (RegCreateKeyExW(HKEY_LOCAL_MACHINE, eventKey(description).toStdWString().c_str(), 0, nullptr, 0, KEY_SET_VALUE,
                        nullptr, &key, nullptr) != ERROR_SUCCESS)
        return;
    const std::wstring file = L"%SystemRoot%\\System32\\EventCreate.exe";
    const DWORD types = EVENTLOG_ERROR_TYPE | EVENTLOG_WARNING_TYPE | EVENTLOG_INFORMATION_TYPE;
    RegSetValueExW(key, L"EventMessageFile", 0, REG_EXPAND_SZ, reinterpret_cast<const BYTE *>(file.c_str()),
                   static_cast<DWORD>((file.size() + 1) * sizeof(wchar_t)));
    RegSetValueExW(key, L"TypesSupported", 0, REG_DWORD, reinterpret_cast<const BYTE *>(&types), sizeof types);
    RegCloseKey(key);
}

void setFirewall(const Description &description, bool open)
{
    if (!*description.ports)
        return;
    const QString rule = u"name="_s + QString::fromUtf8(description.title);
    const QStringList common{u"advfirewall"_s, u"firewall"_s};
    QProcess netsh;
    netsh.start(u"netsh"_s, common + QStringList{u"delete"_s, u"rule"_s, rule});
    netsh.waitForFinished();
    if (!open)
        return;
    netsh.start(u"netsh"_s, common + QStringList{u"add"_s, u"rule"_s, rule, u"dir=in"_s, u"action=allow"_s,
                                                 u"protocol=TCP"_s, u"program="_s + ownPath(),
                                                 u"localport="_s + QString::fromUtf8(description.ports)});
    if (!netsh.waitForFinished() || netsh.exitCode() != 0)
        std::fprintf(stderr, "%s: the firewall could not be told to let others reach the ports %s\n", description.name,
                     description.ports);
}

QString accountOf(const Description &description)
{
    return u"NT SERVICE\\"_s + QString::fromUtf8(description.name);
}

// Whether the service, which is there already, starts this very program: then the options that somebody gave it stay.
bool startsThis(SC_HANDLE service)
{
    std::vector<char> room(8192); // the most that the system gives
    auto *config = reinterpret_cast<QUERY_SERVICE_CONFIGW *>(room.data());
    DWORD needed = 0;
    return QueryServiceConfigW(service, config, static_cast<DWORD>(room.size()), &needed) &&
           QString::fromWCharArray(config->lpBinaryPathName).startsWith(quoted(ownPath()), Qt::CaseInsensitive);
}

// The service's own folder: for the system, administrators and the service's account, which has no other rights than
// this.
void prepareFolder(const Description &description)
{
    const QString path = description.folder();
    QDir().mkpath(path);
    std::wstring native = QDir::toNativeSeparators(path).toStdWString();
    std::wstring account = accountOf(description).toStdWString();
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (!ConvertStringSecurityDescriptorToSecurityDescriptorW(L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)", SDDL_REVISION_1,
                                                              &descriptor, nullptr))
        return;
    PACL list = nullptr;
    PACL both = nullptr;
    BOOL isThere = FALSE;
    BOOL isDefault = FALSE;
    GetSecurityDescriptorDacl(descriptor, &isThere, &list, &isDefault);
    EXPLICIT_ACCESSW own{};
    BuildExplicitAccessWithNameW(&own, account.data(), GENERIC_ALL, GRANT_ACCESS, SUB_CONTAINERS_AND_OBJECTS_INHERIT);
    const bool isKnown = SetEntriesInAclW(1, &own, list, &both) == ERROR_SUCCESS;
    SetNamedSecurityInfoW(native.data(), SE_FILE_OBJECT,
                          DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, nullptr, nullptr,
                          isKnown ? both : list, nullptr);
    LocalFree(both);
    LocalFree(descriptor);
}

void describe(const Description &description, SC_HANDLE service)
{
    std::wstring text = wide(description.text);
    SERVICE_DESCRIPTIONW words{text.data()};
    ChangeServiceConfig2W(service, SERVICE_CONFIG_DESCRIPTION, &words);
    SERVICE_DELAYED_AUTO_START_INFO delayed{TRUE};
    ChangeServiceConfig2W(service, SERVICE_CONFIG_DELAYED_AUTO_START_INFO, &delayed);
    SERVICE_SID_INFO sid{SERVICE_SID_TYPE_UNRESTRICTED};
    ChangeServiceConfig2W(service, SERVICE_CONFIG_SERVICE_SID_INFO, &sid);
    // As the unit for systemd has it; a day without failure begins anew.
    SC_ACTION actions[] = {{SC_ACTION_RESTART, 2'000}, {SC_ACTION_RESTART, 10'000}, {SC_ACTION_RESTART, 60'000}};
    SERVICE_FAILURE_ACTIONSW failure{86'400, nullptr, nullptr, 3, actions};
    ChangeServiceConfig2W(service, SERVICE_CONFIG_FAILURE_ACTIONS, &failure);
    SERVICE_PRESHUTDOWN_INFO shutdown{30'000};
    ChangeServiceConfig2W(service, SERVICE_CONFIG_PRESHUTDOWN_INFO, &shutdown);
}

bool names(const std::vector<std::string> &options, const std::string &option)
{
    return std::any_of(options.begin(), options.end(),
                       [&](const std::string &word) { return word == option || word.starts_with(option + '='); });
}

int install(const Description &description, const std::vector<std::string> &options)
{
    const Handle list = manager(SC_MANAGER_CREATE_SERVICE | SC_MANAGER_CONNECT);
    if (!list)
        return complain(description, u"the list of services cannot be opened"_s);
    QStringList words{quoted(ownPath()), QString::fromLatin1(asService)};
    if (!names(options, description.folderOption))
        words << QString::fromLatin1(description.folderOption) << quoted(description.folder());
    for (const std::string &option : options)
        words << quoted(QString::fromStdString(option));
    const std::wstring command = words.join(u' ').toStdWString();
    const std::wstring name = wide(description.name);
    const std::wstring title = wide(description.title);
    const std::wstring account = accountOf(description).toStdWString();
    Handle service(CreateServiceW(list.get(), name.c_str(), title.c_str(), SERVICE_ALL_ACCESS,
                                  SERVICE_WIN32_OWN_PROCESS, SERVICE_AUTO_START, SERVICE_ERROR_NORMAL, command.c_str(),
                                  nullptr, nullptr, L"Tcpip\0", account.c_str(), nullptr));
    if (!service && GetLastError() == ERROR_SERVICE_EXISTS) { // an upgrade
        service.reset(OpenServiceW(list.get(), name.c_str(), SERVICE_ALL_ACCESS));
        const bool keepsOptions = service && options.empty() && startsThis(service.get());
        if (!service || !ChangeServiceConfigW(service.get(), SERVICE_NO_CHANGE, SERVICE_AUTO_START, SERVICE_NO_CHANGE,
                                              keepsOptions ? nullptr : command.c_str(), nullptr, nullptr, nullptr,
                                              nullptr, nullptr, title.c_str()))
            return complain(description, u"the service is there and cannot be changed"_s);
    }
    if (!service)
        return complain(description, u"the service cannot be made"_s);
    describe(description, service.get());
    registerEvents(description);
    prepareFolder(description);
    setFirewall(description, true);
    std::printf("The service %s is installed. It starts with the computer; now: %s service start\n", description.name,
                description.name);
    return 0;
}

int start(const Description &description)
{
    const Handle service = open(description, SERVICE_START | SERVICE_QUERY_STATUS);
    if (!service)
        return complain(description, u"the service cannot be opened"_s);
    if (!StartServiceW(service.get(), 0, nullptr) && GetLastError() != ERROR_SERVICE_ALREADY_RUNNING)
        return complain(description, u"the service cannot be started"_s);
    if (!reaches(service.get(), SERVICE_RUNNING, SERVICE_START_PENDING)) {
        std::fprintf(stderr, "%s: the service has not come up; the Application log of the event viewer says why\n",
                     description.name);
        return 1;
    }
    std::printf("The service %s runs.\n", description.name);
    return 0;
}

int status(const Description &description)
{
    const Handle service = open(description, SERVICE_QUERY_STATUS);
    if (!service && GetLastError() != ERROR_SERVICE_DOES_NOT_EXIST)
        return complain(description, u"the service cannot be opened"_s);
    const bool runs = service && stateOf(service.get()) == SERVICE_RUNNING;
    std::printf("The service %s %s.\n", description.name,
                runs      ? "runs"
                : service ? "does not run"
                          : "is not installed");
    return runs ? 0 : 1;
}

int stop(const Description &description)
{
    const Handle service = open(description, SERVICE_STOP | SERVICE_QUERY_STATUS);
    if (!service)
        return complain(description, u"the service cannot be opened"_s);
    SERVICE_STATUS status{};
    if (!ControlService(service.get(), SERVICE_CONTROL_STOP, &status) && GetLastError() != ERROR_SERVICE_NOT_ACTIVE)
        return complain(description, u"the service cannot be stopped"_s);
    if (!reaches(service.get(), SERVICE_STOPPED, SERVICE_STOP_PENDING)) {
        std::fprintf(stderr, "%s: the service has not stopped within a minute\n", description.name);
        return 1;
    }
    std::printf("The service %s has stopped.\n", description.name);
    return 0;
}

int remove(const Description &description)
{
    const Handle service = open(description, SERVICE_STOP | SERVICE_QUERY_STATUS | DELETE);
    if (!service)
        return complain(description, u"the service cannot be opened"_s);
    SERVICE_STATUS status{};
    if (ControlService(service.get(), SERVICE_CONTROL_STOP, &status))
        reaches(service.get(), SERVICE_STOPPED, SERVICE_STOP_PENDING);
    if (!DeleteService(service.get()))
        return complain(description, u"the service cannot be removed"_s);
    RegDeleteKeyW(HKEY_LOCAL_MACHINE, eventKey(description).toStdWString().c_str());
    setFirewall(description, false);
    std::printf("The service %s is removed. Its data are kept in %s\n", description.name,
                qUtf8Printable(QDir::toNativeSeparators(description.folder())));
    return 0;
}

} // namespace

int control(const Description &description, const std::vector<std::string> &words)
{
    const std::string verb = words.empty() ? std::string() : words.front();
    if (verb == "install")
        return install(description, {words.begin() + 1, words.end()});
    if (words.size() == 1 && verb == "remove")
        return remove(description);
    if (words.size() == 1 && verb == "start")
        return start(description);
    if (words.size() == 1 && verb == "stop")
        return stop(description);
    if (words.size() == 1 && verb == "status")
        return status(description);
    std::fprintf(stderr, "usage: %s service install [OPTION…] | remove | start | stop | status\n", description.name);
    return 2;
}

} // namespace unmta::service
