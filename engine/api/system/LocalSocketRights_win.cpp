#include "api/system/LocalSocketRights.h"

#include "base/Log.h"

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

namespace unmta {

namespace {

DWORD setRights(const QString &pipeName)
{
    const HANDLE pipe = CreateFileW(reinterpret_cast<const wchar_t *>(pipeName.utf16()), READ_CONTROL | WRITE_DAC, 0,
                                    nullptr, OPEN_EXISTING, 0, nullptr);
    if (pipe == INVALID_HANDLE_VALUE)
        return GetLastError();
    // Protected: the system, administrators, and the owner, who is the engine's user. Nobody from the network.
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    DWORD code = ERROR_SUCCESS;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(L"D:P(D;;FA;;;NU)(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)",
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
    return code;
}

} // namespace

Result<void> checkSocketName(const QString &)
{
    return {};
}

// Qt makes the pipe for its own user, which for a service is one that nobody logs in as. All instances of a pipe share
// one security descriptor, so that it may be set through a connection, too.
void admitAdministrators(const QString &fullName)
{
    if (const DWORD code = setRights(fullName); code != ERROR_SUCCESS) {
        qCWarning(lcApi).noquote() << "administrators cannot use the local pipe"
                                   << "name=" << fullName << "error=" << qt_error_string(static_cast<int>(code));
    }
}

} // namespace unmta
