#include "assembly/ports/PortHolder.h"

#include <QFileInfo>

#include <winsock2.h>

#include <windows.h>

#include <iphlpapi.h>

#include <vector>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

// The process that listens on the port; 0: none.
template <typename Table, ULONG Family>
DWORD listenerOn(quint16 port)
{
    std::vector<char> room(64 * 1024);
    auto size = static_cast<DWORD>(room.size());
    while (GetExtendedTcpTable(room.data(), &size, FALSE, Family, TCP_TABLE_OWNER_PID_LISTENER, 0) ==
           ERROR_INSUFFICIENT_BUFFER)
        room.resize(size);
    const auto *table = reinterpret_cast<const Table *>(room.data());
    for (DWORD i = 0; i < table->dwNumEntries; ++i) {
        if (ntohs(static_cast<u_short>(table->table[i].dwLocalPort)) == port)
            return table->table[i].dwOwningPid;
    }
    return 0;
}

QString programOf(DWORD process)
{
    const HANDLE handle = OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, FALSE, process);
    if (!handle)
        return u"a program"_s;
    std::array<wchar_t, 1024> path{};
    auto length = static_cast<DWORD>(path.size());
    const bool isNamed = QueryFullProcessImageNameW(handle, 0, path.data(), &length) != 0;
    CloseHandle(handle);
    return isNamed ? QFileInfo(QString::fromWCharArray(path.data(), static_cast<qsizetype>(length))).fileName()
                   : u"a program"_s;
}

} // namespace

QString portHolder(quint16 port, const QString &)
{
    DWORD process = listenerOn<MIB_TCPTABLE_OWNER_PID, AF_INET>(port);
    if (process == 0)
        process = listenerOn<MIB_TCP6TABLE_OWNER_PID, AF_INET6>(port);
    if (process == 0 || process == GetCurrentProcessId())
        return {};
    // What the system itself listens for (IIS, for one) is process 4.
    if (process == 4)
        return u"Windows itself, for a program that uses HTTP.sys, such as IIS (pid 4)"_s;
    return u"%1 (pid %2)"_s.arg(programOf(process)).arg(process);
}

} // namespace unmta
