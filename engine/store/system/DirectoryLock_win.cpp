#include "store/DirectoryLock.h"

#include "store/PrivateFile.h"

#include <QCoreApplication>
#include <QDir>

#include <windows.h>

#include <array>
#include <string>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

Error inUse(const QString &directory, const QString &pid)
{
    return Error(u"store.in_use"_s, {}, {{u"path"_s, directory}, {u"pid"_s, pid}});
}

} // namespace

// The system closes the handle with the process, however that ends.
class DirectoryLock::Holder
{
public:
    // For writing by this process alone; others may read who it is.
    explicit Holder(const std::wstring &path)
        : m_handle(CreateFileW(path.c_str(), GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ, nullptr, OPEN_ALWAYS,
                               FILE_ATTRIBUTE_NORMAL, nullptr))
        , m_error(m_handle == INVALID_HANDLE_VALUE ? GetLastError() : ERROR_SUCCESS)
    {}
    ~Holder()
    {
        if (m_handle != INVALID_HANDLE_VALUE)
            CloseHandle(m_handle);
    }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    [[nodiscard]] DWORD error() const { return m_error; }
    void sign() const
    {
        const QByteArray text = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
        DWORD written = 0;
        // On a full disk the number is missing; the lock holds all the same.
        SetEndOfFile(m_handle);
        WriteFile(m_handle, text.constData(), static_cast<DWORD>(text.size()), &written, nullptr);
    }
    [[nodiscard]] static QString owner(const std::wstring &path)
    {
        const HANDLE handle = CreateFileW(path.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                          OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE)
            return {};
        std::array<char, 32> text{};
        DWORD size = 0;
        ReadFile(handle, text.data(), static_cast<DWORD>(text.size()), &size, nullptr);
        CloseHandle(handle);
        return QString::fromLatin1(text.data(), static_cast<qsizetype>(size)).trimmed();
    }

private:
    HANDLE m_handle;
    DWORD m_error;
};

Result<std::unique_ptr<DirectoryLock>> DirectoryLock::take(const QString &directory)
{
    const QString path = QDir(directory).filePath(u"engine.lock"_s);
    const std::wstring native = QDir::toNativeSeparators(path).toStdWString();
    auto holder = std::make_unique<Holder>(native);
    if (holder->error() == ERROR_SHARING_VIOLATION)
        return inUse(directory, Holder::owner(native));
    if (holder->error() != ERROR_SUCCESS)
        return notWritable(path, qt_error_string(static_cast<int>(holder->error())));
    holder->sign();
    return std::unique_ptr<DirectoryLock>(new DirectoryLock(std::move(holder)));
}

DirectoryLock::DirectoryLock(std::unique_ptr<Holder> holder)
    : m_holder(std::move(holder))
{}

DirectoryLock::~DirectoryLock() = default;

} // namespace unmta::store
