#include "store/DirectoryLock.h"

#include "store/PrivateFile.h"

#include <QCoreApplication>
#include <QDir>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace unmta::store {

using namespace Qt::StringLiterals;

namespace {

Error inUse(const QString &directory, const QString &pid)
{
    return Error(u"store.in_use"_s, {}, {{u"path"_s, directory}, {u"pid"_s, pid}});
}

} // namespace

class DirectoryLock::Holder
{
public:
    explicit Holder(int descriptor)
        : m_descriptor(descriptor)
    {}
    ~Holder() { ::close(m_descriptor); }
    Holder(const Holder &) = delete;
    Holder &operator=(const Holder &) = delete;

    [[nodiscard]] bool lock() const { return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0; }
    [[nodiscard]] QString owner() const
    {
        std::array<char, 32> text{};
        const auto size = ::pread(m_descriptor, text.data(), text.size(), 0);
        return QString::fromLatin1(text.data(), std::max<qsizetype>(0, size)).trimmed();
    }
    [[nodiscard]] bool sign() const
    {
        const QByteArray text = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
        return ::ftruncate(m_descriptor, 0) == 0 &&
               ::pwrite(m_descriptor, text.constData(), static_cast<std::size_t>(text.size()), 0) == text.size();
    }

private:
    int m_descriptor;
};

Result<std::unique_ptr<DirectoryLock>> DirectoryLock::take(const QString &directory)
{
    const QString path = QDir(directory).filePath(u"engine.lock"_s);
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return notWritable(path, QString::fromLocal8Bit(std::strerror(errno)));
    auto holder = std::make_unique<Holder>(descriptor);
    if (!holder->lock())
        return inUse(directory, holder->owner());
    // On a full disk the number is missing; the lock holds all the same.
    [[maybe_unused]] const bool isSigned = holder->sign();
    return std::unique_ptr<DirectoryLock>(new DirectoryLock(std::move(holder)));
}

DirectoryLock::DirectoryLock(std::unique_ptr<Holder> holder)
    : m_holder(std::move(holder))
{}

DirectoryLock::~DirectoryLock() = default;

} // namespace unmta::store
