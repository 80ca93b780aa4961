#include "support/system/Host.h"

#include <QDir>

#include <winsock2.h>

#include <windows.h>

#include <aclapi.h>
#include <psapi.h>

#include <string>

namespace unmta::test {

namespace {

// What everybody, and all users of this computer, may do with it.
class Rights
{
public:
    explicit Rights(const QString &path)
        : m_path(QDir::toNativeSeparators(path).toStdWString())
    {
        GetNamedSecurityInfoW(m_path.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &m_list,
                              nullptr, &m_descriptor);
    }
    ~Rights() { LocalFree(m_descriptor); }
    Rights(const Rights &) = delete;
    Rights &operator=(const Rights &) = delete;

    [[nodiscard]] bool areOpen() const
    {
        bool result = false;
        for (const WELL_KNOWN_SID_TYPE many : {WinWorldSid, WinBuiltinUsersSid, WinAuthenticatedUserSid}) {
            char room[SECURITY_MAX_SID_SIZE];
            DWORD size = sizeof room;
            TRUSTEE_W trustee{};
            ACCESS_MASK rights = 0;
            CreateWellKnownSid(many, nullptr, room, &size);
            BuildTrusteeWithSidW(&trustee, room);
            result = result || (GetEffectiveRightsFromAclW(m_list, &trustee, &rights) == ERROR_SUCCESS &&
                                (rights & (FILE_READ_DATA | FILE_WRITE_DATA)) != 0);
        }
        return result;
    }
    [[nodiscard]] bool open()
    {
        EXPLICIT_ACCESSW all{};
        PACL both = nullptr;
        wchar_t everybody[] = L"EVERYONE";
        BuildExplicitAccessWithNameW(&all, everybody, GENERIC_READ, GRANT_ACCESS, NO_INHERITANCE);
        if (SetEntriesInAclW(1, &all, m_list, &both) != ERROR_SUCCESS)
            return false;
        const DWORD code = SetNamedSecurityInfoW(m_path.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr,
                                                 nullptr, both, nullptr);
        LocalFree(both);
        return code == ERROR_SUCCESS;
    }

private:
    std::wstring m_path;
    PACL m_list = nullptr;
    PSECURITY_DESCRIPTOR m_descriptor = nullptr;
};

// Ports of UDP on loopback, while Windows' sockets are in use.
class LoopbackPorts
{
public:
    LoopbackPorts()
    {
        WSADATA data{};
        (void)WSAStartup(MAKEWORD(2, 2), &data); // without it no socket can be had
    }
    ~LoopbackPorts() { WSACleanup(); }
    LoopbackPorts(const LoopbackPorts &) = delete;
    LoopbackPorts &operator=(const LoopbackPorts &) = delete;

    [[nodiscard]] SOCKET open() const { return ::socket(AF_INET, SOCK_DGRAM, 0); }
    // To a free one, and tells where that is.
    [[nodiscard]] sockaddr_in bind(SOCKET socket) const
    {
        sockaddr_in address{};
        int size = sizeof address;
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket, reinterpret_cast<const sockaddr *>(&address), size);
        ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
        return address;
    }
};

} // namespace

bool isUnix()
{
    return false;
}

bool isLinux()
{
    return false;
}

bool isSuperuser()
{
    return false;
}

bool refusalsAreTold()
{
    const LoopbackPorts ports;
    const SOCKET gone = ports.open();
    const SOCKET client = ports.open();
    const sockaddr_in address = ports.bind(gone);
    const DWORD patienceMs = 2000;
    ::closesocket(gone);
    ::connect(client, reinterpret_cast<const sockaddr *>(&address), sizeof address);
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, reinterpret_cast<const char *>(&patienceMs), sizeof patienceMs);
    char byte = 0;
    const bool isTold =
        ::send(client, &byte, 1, 0) == 1 && ::recv(client, &byte, 1, 0) < 0 && WSAGetLastError() == WSAECONNRESET;
    ::closesocket(client);
    return isTold;
}

bool loopbackHasTwoAddresses()
{
    const LoopbackPorts ports;
    const SOCKET one = ports.open();
    const SOCKET other = ports.open();
    sockaddr_in address = ports.bind(one);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
    const bool areTwo = ::bind(other, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    ::closesocket(one);
    ::closesocket(other);
    return areTwo;
}

// The name lasts as long as a process has it.
bool lockPort(int port)
{
    const std::wstring name = L"unmta-test-port-" + std::to_wstring(port);
    const HANDLE mine = CreateMutexW(nullptr, FALSE, name.c_str());
    if (mine && GetLastError() == ERROR_ALREADY_EXISTS) {
        CloseHandle(mine);
        return false;
    }
    return mine != nullptr;
}

void tieToParent(QProcess &) {}

QByteArray linkText(const QString &path)
{
    return QFile::symLinkTarget(path).toUtf8();
}

bool isOpenToOthers(const QString &path)
{
    return Rights(path).areOpen();
}

bool openTo(QFileDevice::Permissions, const QString &path)
{
    return Rights(path).open();
}

qint64 residentBytes()
{
    PROCESS_MEMORY_COUNTERS counters{};
    return GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters)
               ? static_cast<qint64>(counters.WorkingSetSize)
               : 0;
}

qint64 bytesOnDisk(const QString &)
{
    return 0;
}

bool withFilesNoLongerThan(qint64, const std::function<void()> &)
{
    return false;
}

bool makeFifo(const QString &)
{
    return false;
}

bool giveAway(const QString &, unsigned)
{
    return false;
}

void writeToFullDisk(QProcess &) {}

bool atTerminal(const QByteArray &, const std::function<void(const std::function<void(QProcess &)> &)> &)
{
    return false;
}

} // namespace unmta::test
