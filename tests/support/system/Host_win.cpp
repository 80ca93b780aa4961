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
    WSADATA data{};
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return false;
    sockaddr_in address{};
    int size = sizeof address;
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const SOCKET gone = ::socket(AF_INET, SOCK_DGRAM, 0);
    const SOCKET client = ::socket(AF_INET, SOCK_DGRAM, 0);
    const DWORD patienceMs = 2000;
    ::bind(gone, reinterpret_cast<const sockaddr *>(&address), size);
    ::getsockname(gone, reinterpret_cast<sockaddr *>(&address), &size);
    ::closesocket(gone);
    ::connect(client, reinterpret_cast<const sockaddr *>(&address), size);
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, reinterpret_cast<const char *>(&patienceMs), sizeof patienceMs);
    char byte = 0;
    const bool isTold =
        ::send(client, &byte, 1, 0) == 1 && ::recv(client, &byte, 1, 0) < 0 && WSAGetLastError() == WSAECONNRESET;
    ::closesocket(client);
    WSACleanup();
    return isTold;
}

bool loopbackHasTwoAddresses()
{
    WSADATA data{};
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return false;
    sockaddr_in address{};
    int size = sizeof address;
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const SOCKET one = ::socket(AF_INET, SOCK_DGRAM, 0);
    const SOCKET other = ::socket(AF_INET, SOCK_DGRAM, 0);
    ::bind(one, reinterpret_cast<const sockaddr *>(&address), size);
    ::getsockname(one, reinterpret_cast<sockaddr *>(&address), &size);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 1);
    const bool areTwo = ::bind(other, reinterpret_cast<const sockaddr *>(&address), size) == 0;
    ::closesocket(one);
    ::closesocket(other);
    WSACleanup();
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
