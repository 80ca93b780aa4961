// A connection that is being opened, on a thread of its own: libpq asks for the server's name as long as the system
// likes and tries one address after the other, and Qt's driver asks the server for its version without any bound. Who
// wants the connection waits for it as long as it may; who comes later waits on for the same one. Internal to this
// floor.
#pragma once

#include "base/Result.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class QSqlDatabase;

namespace unmta::store {

class ServerOpening
{
public:
    // Begins at once. `open` is run on the other thread, and may be so when this object has gone.
    explicit ServerOpening(std::function<Result<void>(QSqlDatabase &handle)> open);
    // What becomes of it then, nobody wants.
    ~ServerOpening();
    ServerOpening(const ServerOpening &) = delete;
    ServerOpening &operator=(const ServerOpening &) = delete;

    // Under which name Qt has the connection, which belongs to the calling thread then; or the error of `open`. None:
    // not yet. What takes much longer than it can is ended.
    [[nodiscard]] std::optional<Result<QString>> wait(std::chrono::milliseconds patience);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace unmta::store
