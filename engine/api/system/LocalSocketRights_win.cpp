#include "api/system/LocalSocketRights.h"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

Error notRestricted(const QString &name, DWORD code)
{
    return Error(u"store.not_writable"_s, {}, {{u"path"_s, name}}, qt_error_string(static_cast<int>(code)));
}

} // namespace

Result<void> checkSocketName(const QString &)
{
    return {};
}

// Qt makes the pipe for its own user, which for a service is one that nobody logs in as. All instances of a pipe share
// one security descriptor, so that it may be set through a connection, too.
Result<void> restrictSocket(const QString &fullName)
{
    const HANDLE pipe = CreateFileW(reinterpret_cast<const wchar_t *>(fullName.utf16()), READ_CONTROL | WRITE_DAC, 0,
                                    nullptr, OPEN_EXISTING, 0, nullptr);
    if (pipe == INVALID_HANDLE_VALUE)
        return notRestricted(fullName, GetLastError());
    // Protected: the system, administrators, and the owner, who is the engine's user. Nobody from the network.
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    DWORD code = ERROR_SUCCESS;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(L"D:P(D;;GA;;;NU)(A;;GA;;;SY)(A;;GA;;;BA)(A;;GA;;;OW)",
                                                             SDDL_REVISION_1, &descriptor, nullptr)) {
        PACL list = nullptr;
        BOOL isThere = FALSE;
        BOOL isDefault = FALSE;
        GetSecurityDescriptorDacl(descriptor, &isThere, &list, &isDefault);
        code = SetSecurityInfo(pipe, SE_KERNEL_OBJECT, DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION,
                               nullptr, nullptr, list, nullptr);
        LocalFree(descriptor);
    } else {
        code = GetLastError();
    }
    CloseHandle(pipe);
    return code == ERROR_SUCCESS ? Result<void>() : notRestricted(fullName, code);
}

} // namespace unmta
