// Events as an SQLite database of their own, for whoever wants to ask by SQL: one file without anything beside it.
//   event   one row each, in the order of `cursor`; times as text (RFC 3339, UTC), `meta` as JSON
// user_version is the version of this layout, 1.
#pragma once

#include "base/Result.h"

#include <QJsonObject>
#include <QString>

#include <memory>

namespace unmta::store {

class EventFile
{
public:
    // Errors: those of the store.
    [[nodiscard]] static Result<std::unique_ptr<EventFile>> create(const QString &path);
    ~EventFile();
    EventFile(const EventFile &) = delete;
    EventFile &operator=(const EventFile &) = delete;

    // As the API has it.
    [[nodiscard]] Result<void> add(const QJsonObject &event);
    // Indexes, and all of it on the disk. Nothing may follow.
    [[nodiscard]] Result<void> finish();

private:
    explicit EventFile(QString name);
    [[nodiscard]] Result<void> execute(const QString &sql) const;

    struct Insert;
    const QString m_name; // of the connection
    std::unique_ptr<Insert> m_insert;
};

} // namespace unmta::store
