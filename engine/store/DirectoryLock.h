// Keeps a second engine out of a data directory. The kernel holds the lock and drops it with the process, however that
// ends; the process number in the file is only for people. (QLockFile judges by process number and host name, which
// both repeat or change in containers.)
#pragma once

#include "base/Result.h"

#include <QString>

#include <memory>

namespace unmta::store {

class DirectoryLock
{
public:
    // Errors: store.in_use (context "path", "pid"), store.not_writable.
    [[nodiscard]] static Result<std::unique_ptr<DirectoryLock>> take(const QString &directory);
    ~DirectoryLock();

private:
    class Holder;
    explicit DirectoryLock(std::unique_ptr<Holder> holder);
    std::unique_ptr<Holder> m_holder;
};

} // namespace unmta::store
