#include "store/system/FileRights.h"

#include "store/PrivateFile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <windows.h>

#include <aclapi.h>
#include <sddl.h>

#include <io.h>
#include <string>

namespace unmta::store {

namespace {

// Protected, so that nothing is inherited from above: the system, administrators, and whoever owns it have all rights,
// and so on what is made inside.
constexpr const wchar_t *onlyOurs = L"D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)";

std::wstring native(const QString &path)
{
    return QDir::toNativeSeparators(QFileInfo(path).absoluteFilePath()).toStdWString();
}

// Rights that are freed.
class Rights
{
public:
    Rights()
    {
        ConvertStringSecurityDescriptorToSecurityDescriptorW(onlyOurs, SDDL_REVISION_1, &m_descriptor, nullptr);
    }
    ~Rights() { LocalFree(m_descriptor); }
    Rights(const Rights &) = delete;
    Rights &operator=(const Rights &) = delete;

    [[nodiscard]] PSECURITY_DESCRIPTOR descriptor() const { return m_descriptor; }

private:
    PSECURITY_DESCRIPTOR m_descriptor = nullptr;
};

bool restrict(const QString &path)
{
    const Rights rights;
    return rights.descriptor() &&
           SetFileSecurityW(native(path).c_str(), DACL_SECURITY_INFORMATION, rights.descriptor());
}

// Everyone, all who have logged in, all users of this computer, guests.
bool isManyPeople(PSID id)
{
    return IsWellKnownSid(id, WinWorldSid) || IsWellKnownSid(id, WinAuthenticatedUserSid) ||
           IsWellKnownSid(id, WinBuiltinUsersSid) || IsWellKnownSid(id, WinBuiltinGuestsSid) ||
           IsWellKnownSid(id, WinInteractiveSid) || IsWellKnownSid(id, WinNetworkSid) ||
           IsWellKnownSid(id, WinAnonymousSid);
}

} // namespace

bool makePrivateDirectory(const QString &path)
{
    const Rights rights;
    SECURITY_ATTRIBUTES attributes{sizeof attributes, rights.descriptor(), FALSE};
    return CreateDirectoryW(native(path).c_str(), rights.descriptor() ? &attributes : nullptr) != 0;
}

// In a directory of ours it inherits what it shall have; elsewhere that is given to it while it is empty.
bool createPrivate(QFile &file)
{
    return file.open(QIODevice::ReadWrite) && (!isExposed(file.fileName()) || restrict(file.fileName()));
}

bool makePrivate(QFile &file)
{
    return restrict(file.fileName());
}

bool isExposed(const QString &path)
{
    std::wstring name = native(path);
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION, nullptr, nullptr, &list, nullptr,
                              &descriptor) != ERROR_SUCCESS)
        return false; // a file system without rights
    bool isOpen = false;
    for (DWORD i = 0; list && i < list->AceCount && !isOpen; ++i) {
        void *entry = nullptr;
        if (!GetAce(list, i, &entry) || static_cast<ACE_HEADER *>(entry)->AceType != ACCESS_ALLOWED_ACE_TYPE)
            continue;
        auto *allowed = static_cast<ACCESS_ALLOWED_ACE *>(entry);
        isOpen =
            (allowed->Mask & (FILE_READ_DATA | FILE_WRITE_DATA | GENERIC_READ | GENERIC_WRITE | GENERIC_ALL)) != 0 &&
            isManyPeople(&allowed->SidStart);
    }
    LocalFree(descriptor);
    return isOpen;
}

Result<void> syncToDisk(const QFile &file)
{
    const auto handle = reinterpret_cast<HANDLE>(_get_osfhandle(file.handle()));
    if (!FlushFileBuffers(handle))
        return notWritable(file.fileName(), qt_error_string(static_cast<int>(GetLastError())));
    return {};
}

// Rights come from the directory here, not from who made the file.
QString giveToOwnerOf(const QString &, const QString &)
{
    return {};
}

bool reserveRoom(QFile &file, qint64 size)
{
    // Without sparse files, which nobody asks for, a length is room.
    return file.resize(size);
}

} // namespace unmta::store
